package refresh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/measure"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// atOnce is how many images are asked about at the same time.
const atOnce = 8

// answer is what a registry said of one image.
type answer struct {
	asked    Asked
	image    site.LockedImage
	kept     bool // the lock is right as it is
	unasked  bool // the run is about other images
	problems site.Problems
	err      error // the run was cancelled
}

// ask brings the lock up to date: one HEAD an image, and more only of those
// whose digest is another one.
func (r *run) ask(ctx context.Context) error {
	client, problems := r.client()
	if r.report.add(problems); len(problems) > 0 {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(r.opts.Built)) {
		if r.site.Config.Images[id].Ref == "" {
			r.report.add(site.Problems{{File: site.ConfigName, Severity: site.Error, Message: fmt.Sprintf("there is no image %q with a ref", id), Hint: "--image names one of images: by its id"}})
			return nil
		}
	}
	answers := r.listTags(ctx, client)
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(r.site.Config.Images)) {
		if r.site.Config.Images[id].Ref != "" {
			ids = append(ids, id)
		}
	}
	silent := len(answers)
	answers = append(answers, make([]answer, len(ids))...)
	var wg sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, id := range ids {
		if _, built := r.opts.Built[id]; len(r.opts.Built) > 0 && !built && !r.opts.Live {
			answers[silent+i] = answer{asked: Asked{ID: id}, kept: true, unasked: true}
			continue
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			answers[silent+i] = r.askOne(ctx, client, id)
		})
	}
	wg.Wait()
	for _, reason := range client.Ignored() {
		p := r.site.Config.Problem(reason, "", "figures")
		p.Severity = site.Warning
		r.report.add(site.Problems{p})
	}
	return r.take(answers)
}

// client is the one that the images are asked with. It reads what others
// share where docsite.yaml names the place, and never writes there.
func (r *run) client() (*measure.Client, site.Problems) {
	if r.opts.Client != nil {
		return r.opts.Client, nil
	}
	hosts, ps := measure.Hosts(r.site.FS, &r.site.Config)
	shared, err := measure.ParseShared(r.site.Config.Figures)
	if err != nil {
		ps = append(ps, r.site.Config.Problem(err.Error(), "", "figures"))
	}
	return measure.New(measure.Options{Cache: measure.UserCache(), Blobs: r.site.Lock.Blobs(), Parse: dockerfile.Parse, Shared: shared, Hosts: hosts}), ps
}

// take puts the answers into the lock.
func (r *run) take(answers []answer) error {
	r.unasked, r.before = map[string]bool{}, map[string]site.LockedImage{}
	images := map[string]site.LockedImage{}
	history := map[string][]site.LockedSize{}
	for _, a := range answers {
		if a.err != nil {
			return a.err
		}
		id := a.asked.ID
		was, known := r.site.Lock.Images[id]
		r.report.add(a.problems)
		if !a.unasked && len(a.problems) == 0 {
			r.report.Images = append(r.report.Images, a.asked)
		}
		r.unasked[id] = a.asked.Fault != ""
		if points := r.site.Lock.History[id]; len(points) > 0 {
			history[id] = points
		}
		switch {
		case a.asked.Fault != "" || len(a.problems) > 0 || a.kept:
			if known {
				images[id] = was
			}
		default:
			images[id] = a.image
			if known {
				r.before[id] = was
			}
			if point, ok := historyPoint(a.image); ok && (!known || was.Digest != a.image.Digest) {
				if len(a.asked.Grew) > 0 && figures.Growth(a.asked.Grew[0]) > 0 {
					point.Grew = &a.asked.Grew[0]
				}
				history[id] = append(slices.Clip(history[id]), point)
			}
		}
	}
	r.lock.Images, r.lock.History = images, history
	r.site.Lock = &r.lock
	return nil
}

func historyPoint(img site.LockedImage) (site.LockedSize, bool) {
	if img.Download == nil {
		return site.LockedSize{}, false
	}
	point := site.LockedSize{Since: img.Since, Digest: img.Digest, Download: *img.Download}
	if img.Usage != nil {
		point.Usage = *img.Usage
	}
	return point, true
}

// askOne asks about one image.
func (r *run) askOne(ctx context.Context, client *measure.Client, id string) (a answer) {
	spec := r.site.Config.Images[id]
	was, known := r.site.Lock.Images[id]
	a.asked = Asked{ID: id, Ref: spec.Ref, Was: was.Digest}
	df, hash, problem := r.dockerfile(id, spec)
	if problem != nil {
		a.problems = site.Problems{*problem}
		return a
	}
	ref, problem := r.inProject(id, spec.Ref)
	built, isBuilt := r.opts.Built[id]
	if isBuilt {
		ref, problem, a.asked.Ref = built, nil, built
	}
	if problem != nil {
		a.problems = site.Problems{*problem}
		return a
	}
	index, err := client.Digest(ctx, ref)
	digest := index // docker's archives have no other
	if err == nil && known && was.Index == index && was.Ref == spec.Ref && was.Asked == spec.Platform && was.From == hash && (was.Judged || !was.Blank()) {
		a.kept = true
		a.asked.measured(&was.Image, &was.Image)
		return a
	}
	var img *site.Image
	if err == nil {
		img, index, err = client.Image(ctx, ref, spec.Platform, df, spec.Target)
	}
	if err != nil {
		r.fault(ctx, &a, err)
		return a
	}
	img.Ref, img.Digest, index = spec.Ref, cmp.Or(img.Digest, digest), cmp.Or(index, digest)
	if known {
		a.asked.measured(&was.Image, img)
	} else {
		a.asked.measured(nil, img)
	}
	a.image = site.LockedImage{Image: *img, Index: index, Since: r.opts.Today, Asked: spec.Platform, From: hash}
	a.image.Judged = a.image.Blank()
	for i := range a.image.Layers {
		a.image.Layers[i].History = "" // the lock keeps lines
	}
	if known && was.Digest == img.Digest {
		a.image.Since = was.Since
	}
	return a
}

// fault sorts an error: what the author wrote is a problem with its place,
// what the registry did leaves the last figures as they are.
func (r *run) fault(ctx context.Context, a *answer, err error) {
	if ctx.Err() != nil {
		a.err = ctx.Err()
		return
	}
	for kind, key := range map[error]string{source.ErrReference: "ref", source.ErrNoImage: "ref", source.ErrTarget: "target"} {
		if errors.Is(err, kind) {
			message, hint := err.Error(), ""
			var f *source.Fault
			if errors.As(err, &f) {
				message, hint = fmt.Sprintf("image %q: %s", f.Ref, f.Reason), f.Hint
			}
			a.problems = site.Problems{r.site.Config.Problem(message, hint, "images", a.asked.ID, key)}
			return
		}
	}
	a.asked.Fault, a.asked.Became = err.Error(), Unreached
	a.asked.Line = r.site.Config.Problem("", "", "images", a.asked.ID).Line
}

// isLocal reports whether a reference names a folder or an archive.
func isLocal(ref string) bool {
	scheme, _, _ := strings.Cut(ref, ":")
	return scheme == "oci" || scheme == "oci-archive" || scheme == "docker-archive"
}

// dockerfile reads the Dockerfile that an image is documented to be built
// from; nil when there is none. hash tells whether lines must be found anew.
func (r *run) dockerfile(id string, spec site.ImageSpec) (df *dockerfile.File, hash string, problem *site.Problem) {
	if spec.Dockerfile == "" {
		return nil, "", nil
	}
	text, err := site.ReadQuoted(r.site.FS, spec.Dockerfile)
	if err != nil {
		p := r.site.Config.Problem(fmt.Sprintf("dockerfile %q: %v", spec.Dockerfile, err), "", "images", id, "dockerfile")
		return nil, "", &p
	}
	df, err = dockerfile.Parse(text)
	if err != nil {
		df = nil // layers are then not attributed; the page shows why
	}
	return df, spec.Hash(text), nil
}
