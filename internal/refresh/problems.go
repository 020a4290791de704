package refresh

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"docsite/internal/ask"
	"docsite/internal/assets"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/measure"
	"docsite/internal/places"
	"docsite/internal/site"
)

// imageProblems finds what docsite.yaml says of images that the project does not
// have: Dockerfiles and their stages, certificates of registries.
func imageProblems(s *site.Site) site.Problems {
	_, ps := measure.Hosts(s.FS, &s.Config)
	policy := assets.New(s)
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		spec := s.Config.Images[id]
		if spec.Dockerfile == "" {
			continue
		}
		text, err := site.ReadQuoted(s.FS, spec.Dockerfile)
		if err != nil {
			ps = append(ps, s.Config.Problem(fmt.Sprintf("dockerfile %q: %v", spec.Dockerfile, err), policy.Meant("", spec.Dockerfile, ""), "images", id, "dockerfile"))
			continue
		}
		df, err := dockerfile.Parse(text)
		if err != nil || df.Target(spec.Target) >= 0 {
			continue // the page that quotes it shows why it cannot be read
		}
		if len(df.Stages) == 0 {
			ps = append(ps, s.Config.Problem(fmt.Sprintf("dockerfile %q: it has no FROM, as each Dockerfile has", spec.Dockerfile), "", "images", id, "dockerfile"))
			continue
		}
		ps = append(ps, s.Config.Problem(fmt.Sprintf("target %q is no stage of %q", spec.Target, spec.Dockerfile), df.Meant(spec.Target), "images", id, "target"))
	}
	return ps
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
		o, key := otherImage{id: id, was: locked.Ref, now: spec.Ref}, "ref"
		if o.was == o.now {
			if locked.Asked == spec.Platform {
				continue
			}
			o.was, o.now, key = cmp.Or(locked.Asked, locked.Platform), cmp.Or(spec.Platform, "the default platform"), "platform"
		}
		o.at = s.Config.Problem(fmt.Sprintf("docsite.lock has the figures of %q, not of %q", o.was, o.now), fix+" asks its registry", "images", id, key)
		all = append(all, o)
	}
	return all
}

// planImages reports the images of which the lock has figures of another
// reference than docsite.yaml names: all figures in the Markdown are that image's.
func (r *run) planImages() {
	for _, o := range otherImages(r.site) {
		item := NewItem("image", o.id, site.ConfigName, o.at.Line, o.at.Col)
		item.State, item.Was, item.Now = Look, o.was, o.now
		switch {
		case r.unasked[o.id]:
			item.State = Held
		case r.opts.Check:
			item.State = Changed
		default:
			item.Reason, item.Hint = o.at.Message, o.at.Hint
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
		since, hint, key := locked.Since, fix+" asks whether there is a newer one", "ref"
		if spec.Ref == "" {
			since, hint, key = spec.Recorded[site.RecordedOn], "find out anew, and write down the day", "recorded"
		} else if asked := r.image(id); asked != nil && asked.Became != ask.Unreached {
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

// Problems finds what a build can see without its pages. What docsite.yaml says of
// Dockerfiles that are not so is an error. Figures of another image than
// docsite.yaml names are a warning, and so is what is wrong in the Markdown that is
// no page, as far as a build minds it in pages: markers, quotations, sentences about
// sizes. The site can be built with these.
func Problems(ctx context.Context, s *site.Site) site.Problems {
	beside, problems := s.Files()
	r := &run{opts: Options{Check: true}, site: s, captions: figures.NewCaptions(s), report: &Report{Problems: problems}, lock: *s.Lock, files: places.New(s, beside), assets: assets.New(s)}
	if _, err := r.plan(ctx); err != nil {
		return nil
	}
	ps := r.report.Problems
	for _, item := range r.report.Items {
		p := site.Problem{File: item.File, Line: item.Line, Col: item.Col, Message: item.Reason, Hint: item.Hint}
		switch {
		case item.Kind == "quotation" && item.State == Changed:
			p.Message, p.Hint = fmt.Sprintf("the quotation of %q is not what the file says", item.ID), fix+" brings it up to date"
		case item.Kind != "claim":
			continue
		}
		ps = append(ps, p)
	}
	for _, o := range otherImages(s) {
		ps = append(ps, o.at)
	}
	for i := range ps {
		ps[i].Severity = site.Warning
	}
	ps = append(ps, imageProblems(s)...)
	ps.Sort()
	return ps
}

// refuse says why nothing at a place can be accepted: no note stands there. It
// is nil where one does.
func refuse(f places.Files, at Place, pages []*page) *site.Problem {
	found := f.Find(at.File)
	if found == nil {
		problem := f.Missing(at.File)
		return &problem
	}
	i := slices.IndexFunc(pages, func(p *page) bool { return p.page == found })
	if i < 0 || pages[i].problems.Failed() {
		return nil // the page's own problems say more
	}
	lines := pages[i].accepts
	switch {
	case len(lines) == 0:
		return &site.Problem{File: f.Site.File(found), Severity: site.Error, Message: "it has no note that could be accepted"}
	case at.Line > 0 && !slices.Contains(lines, at.Line):
		return &site.Problem{File: f.Site.File(found), Line: at.Line, Severity: site.Error, Message: "no note stands here that could be accepted", Hint: places.LinesHint("notes", lines, at.Line)}
	}
	return nil
}

// idle reports whether a file that is no page holds nothing that docsite looks
// after: no marker, no quotation, no image's name. Most are so, and need no
// parser, nor to be what a parser takes.
func idle(p *site.Page, text []byte, captions *figures.Captions) bool {
	return p.Output == "" && !places.Marker().Match(text) && !bytes.Contains(text, []byte("file=")) && !captions.Mentions(text)
}
