package refresh

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// overLimits reports the images that are over their limits.
func (r *run) overLimits() {
	for _, item := range checkLimits(r.site, r.before) {
		r.report.Items = append(r.report.Items, item)
		id, name, _ := strings.Cut(item.ID, ".")
		if image := r.report.image(id); image != nil {
			image.Over = append(image.Over, name)
		}
	}
}

// checkLimits finds the images that have more than docsite.yaml allows: as
// the lock has them, or as this run has measured them. Growth is held against the
// figures before this run, so that a lock that was merged is accepted.
func checkLimits(s *site.Site, before map[string]site.LockedImage) (items []Item) {
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		spec := s.Config.Images[id]
		img, measured := s.Lock.Images[id]
		if !measured || spec.Ref == "" {
			continue
		}
		var was *site.Image
		if before, ok := before[id]; ok {
			was = &before.Image
		}
		for _, limit := range figures.LimitsOf(spec) {
			if excess := limit.Check(&img.Image, was); excess != nil {
				items = append(items, limitItem(s, id, limit, excess, was))
			}
		}
	}
	return items
}

// limitItem says which limit an image does not keep, at its place in
// docsite.yaml, and which line is to blame.
func limitItem(s *site.Site, id string, limit figures.Limit, excess *figures.Excess, was *site.Image) Item {
	now := s.Lock.Images[id].Image
	at := s.Config.Problem("", "", "images", id, "max", limit.Name)
	item := NewItem("limit", id+"."+limit.Name, at.File, at.Line, at.Col)
	item.State, item.Platform, item.Was, item.Now = Look, now.Platform, limit.Text(), excess.Has
	item.Reason = fmt.Sprintf("image %q is over its limit: %s%s", id, excess.Reason, blame(s, id, limit, was, &now))
	return item
}

// blame names the line that grew most: in this run, else when the image last changed,
// else the line that takes most.
func blame(s *site.Site, id string, limit figures.Limit, was, now *site.Image) string {
	if was != nil {
		if grew := figures.LayerChanges(was.Layers, now.Layers); len(grew) > 0 && figures.Growth(grew[0]) > 0 {
			return "; what grew most is " + figures.LayerSentence(grew[0])
		}
	}
	if points := s.Lock.History[id]; len(points) > 0 && points[len(points)-1].Digest == now.Digest && points[len(points)-1].Grew != nil {
		last := points[len(points)-1]
		return fmt.Sprintf("; what grew most on %s is %s", last.Since, figures.LayerSentence(*last.Grew))
	}
	if largest, ok := figures.Largest(now.Layers); ok && limit.Name != "layers" {
		return fmt.Sprintf("; the largest layer is that of %s: %s on disk", figures.LayerName(largest), figures.Size(largest.Now))
	}
	return ""
}
