package refresh

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"docsite/internal/ask"
	"docsite/internal/figures"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// take puts the answers into the lock.
func (r *run) take(answers []ask.Answer) {
	r.unasked, r.before = map[string]bool{}, map[string]site.LockedImage{}
	images := map[string]site.LockedImage{}
	history := map[string][]site.LockedSize{}
	for _, a := range answers {
		id := a.Image.ID
		was, known := r.was.Images[id]
		r.report.add(a.Problems)
		if !a.Unasked && len(a.Problems) == 0 {
			r.report.Images = append(r.report.Images, a.Image)
		}
		r.unasked[id] = a.Image.Fault != ""
		if points := r.was.History[id]; len(points) > 0 {
			history[id] = points
		}
		switch {
		case a.Image.Fault != "" || len(a.Problems) > 0 || a.Kept:
			if known {
				images[id] = was
			}
		default:
			images[id] = a.Locked
			if known {
				r.before[id] = was
			}
			if point, ok := historyPoint(a.Locked); ok && (!known || was.Digest != a.Locked.Digest) {
				if len(a.Image.Grew) > 0 && figures.Growth(a.Image.Grew[0]) > 0 {
					point.Grew = &a.Image.Grew[0]
				}
				history[id] = append(slices.Clip(history[id]), point)
			}
		}
	}
	r.lock = *r.was
	r.lock.Images, r.lock.History = images, history
	r.site.Lock = &r.lock
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

// firstWrite is how long a run waits for all registries before it writes what it
// knows; then it waits twice as long for each next time.
const firstWrite = 3 * time.Second

// ask brings the lock up to date.
func (r *run) ask(ctx context.Context) error {
	o := ask.Options{Root: r.root, Site: r.site, Lock: r.was, Built: r.opts.Built, Live: r.opts.Live, Client: r.opts.Client, Today: r.opts.Today}
	if !r.opts.Check {
		o.Patience = cmp.Or(r.opts.patience, firstWrite)
		o.Early = func(known []ask.Answer) error { return r.writeEarly(ctx, known) }
	}
	answers, problems, err := ask.Images(ctx, o)
	if err != nil {
		return err
	}
	if r.report.add(problems); !problems.Failed() {
		r.take(answers)
	}
	return nil
}

// writeEarly writes pages and lock as they are when the registries that are silent
// stay so. What the run reports and writes in the end is held against the files as
// they were before.
func (r *run) writeEarly(ctx context.Context, answers []ask.Answer) error {
	e := *r
	e.partial, e.report = true, &Report{}
	e.report.add(r.report.Problems)
	e.take(answers)
	e.captions = figures.NewCaptions(e.site)
	if err := e.settle(ctx); err != nil {
		return err
	}
	r.early = e.early
	r.report.wrote(e.report.Written)
	return nil
}

// sourceOf is a page as it was before the run.
func (r *run) sourceOf(p *site.Page) (*site.Source, error) {
	if e, ok := r.early[r.site.File(p)]; ok {
		return &site.Source{Name: e.Name, Text: e.Old}, nil
	}
	return site.AsWritten(r.site, p)
}

// remember keeps how files were before the first write of the run, and how they are.
func (r *run) remember(edits []publish.Edit, done []string) {
	early := map[string]publish.Edit{}
	maps.Copy(early, r.early)
	for _, e := range edits {
		if !slices.Contains(done, e.Name) {
			continue
		}
		if first, again := early[e.Name]; again {
			e.Old = first.Old
		}
		early[e.Name] = e
	}
	r.early = early
}

// remaining are the edits that lead from the files as earlier writes of the run left
// them to what the edits want.
func (r *run) remaining(files []publish.Edit) []publish.Edit {
	var edits []publish.Edit
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Name] = true
		if e, ok := r.early[f.Name]; ok {
			if f.Old = e.New; string(f.Old) == string(f.New) {
				continue
			}
		}
		edits = append(edits, f)
	}
	var back []publish.Edit
	for _, name := range slices.Sorted(maps.Keys(r.early)) {
		if e := r.early[name]; !wanted[name] && e.Old != nil {
			back = append(back, publish.Edit{Name: name, Old: e.New, New: e.Old})
		}
	}
	return append(back, edits...)
}
