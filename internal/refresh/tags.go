package refresh

import (
	"context"
	"maps"
	"slices"

	"docsite/internal/measure"
)

// listTags asks which tags there are of the images that have a pattern of them, so
// that each is asked about as an image of its own. Where nobody answers, the tags of
// the lock stay; the answers are such faults.
func (r *run) listTags(ctx context.Context, client *measure.Client) (silent []answer) {
	for _, id := range slices.Sorted(maps.Keys(r.site.Config.Images)) {
		spec := r.site.Config.Images[id]
		if spec.Tags == "" || len(r.opts.Built) > 0 && !r.opts.Live {
			continue
		}
		tags, err := client.Tags(ctx, spec.Ref)
		if err == nil {
			r.site.SetTags(id, tags)
			continue
		}
		a := answer{asked: Asked{ID: id + ":" + spec.Tags, Ref: spec.Ref}}
		if r.fault(ctx, &a, err); len(a.problems) == 0 {
			silent = append(silent, a)
		}
	}
	return silent
}
