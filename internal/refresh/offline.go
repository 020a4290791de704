package refresh

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"

	"docsite/internal/ask"
	"docsite/internal/dockerfile"
	"docsite/internal/measure"
	"docsite/internal/site"
	"docsite/internal/spelling"
)

// imageProblems finds what docsite.yaml says of images that the project does not
// have: Dockerfiles and their stages, certificates of registries.
func imageProblems(s *site.Site) site.Problems {
	_, ps := measure.Hosts(s.FS, &s.Config)
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		spec := s.Config.Images[id]
		if spec.Dockerfile == "" {
			continue
		}
		text, err := site.ReadQuoted(s.FS, spec.Dockerfile)
		if err != nil {
			ps = append(ps, s.Config.Problem(fmt.Sprintf("dockerfile %q: %v", spec.Dockerfile, err), nearFile(s.FS, spec.Dockerfile), "images", id, "dockerfile"))
			continue
		}
		if spec.Target == "" {
			continue
		}
		df, err := dockerfile.Parse(text)
		if err != nil || df.Target(spec.Target) >= 0 {
			continue // the page that quotes it shows why it cannot be read
		}
		ps = append(ps, s.Config.Problem(fmt.Sprintf("target %q is no stage of %q", spec.Target, spec.Dockerfile), df.Meant(spec.Target), "images", id, "target"))
	}
	return ps
}

// nearFile asks whether a file of the same folder with a like name was meant.
func nearFile(fsys fs.FS, name string) string {
	entries, err := fs.ReadDir(fsys, path.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, path.Join(path.Dir(name), e.Name()))
	}
	return spelling.Hint(name, names, "")
}

// otherImage is an image whose reference or platform in docsite.yaml is another one
// than that of which the lock has the figures.
type otherImage struct {
	id, was, now string
	at           site.Problem
}

func otherImages(s *site.Site) []otherImage {
	var all []otherImage
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		spec := s.Config.Images[id]
		locked, ok := s.Lock.Images[id]
		if !ok || spec.Ref == "" || locked.Ref == "" {
			continue
		}
		if o := (otherImage{id: id, was: locked.Ref, now: spec.Ref}); o.was != o.now {
			o.at = s.Config.Problem("", "", "images", id, "ref")
			all = append(all, o)
		} else if locked.Asked != spec.Platform {
			o.was, o.now = cmp.Or(locked.Asked, locked.Platform), cmp.Or(spec.Platform, "the default platform")
			o.at = s.Config.Problem("", "", "images", id, "platform")
			all = append(all, o)
		}
	}
	return all
}

// planImages reports the images of which the lock has figures of another
// reference than docsite.yaml names: all figures in the Markdown are that image's.
func (r *run) planImages() {
	for _, o := range otherImages(r.site) {
		item := Item{Kind: "image", ID: o.id, File: site.ConfigName, Line: o.at.Line, Col: o.at.Col, State: Look, Was: o.was, Now: o.now, WasBytes: -1, NowBytes: -1}
		switch {
		case r.unasked[o.id]:
			item.State = Held
		case r.opts.Check:
			item.State = Changed
		default:
			item.Reason = fmt.Sprintf("docsite.lock has the figures of %q, not of %q", o.was, o.now)
			item.Hint = Fix + " asks its registry"
		}
		r.report.Items = append(r.report.Items, item)
	}
}

// ages warns of figures that are older than stale_after, of images that were not
// asked about in this run.
func (r *Report) ages(s *site.Site, today string) {
	days := s.Config.StaleDays()
	now, err := time.Parse(time.DateOnly, today)
	if days == 0 || err != nil {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		spec, locked := s.Config.Images[id], s.Lock.Images[id]
		since, hint, key := locked.Since, Fix+" asks whether there is a newer one", "ref"
		if spec.Ref == "" {
			since, hint, key = spec.Recorded[site.RecordedOn], "find out anew, and write down the day", "recorded"
		} else if r.fresh(id) {
			continue
		}
		then, err := time.Parse(time.DateOnly, since)
		age := int(now.Sub(then).Hours() / 24)
		if err != nil || age <= days {
			continue
		}
		p := s.Config.Problem(fmt.Sprintf("the figures of %q are those of %s, %d days ago; stale_after is %s", id, since, age, s.Config.StaleAfter), hint, "images", id, key)
		p.Severity = site.Warning
		r.add(site.Problems{p})
	}
}

// fresh reports whether an image was asked about in this run, with an answer.
func (r *Report) fresh(id string) bool {
	return slices.ContainsFunc(r.Images, func(a ask.Image) bool { return a.ID == id && a.Fault == "" })
}
