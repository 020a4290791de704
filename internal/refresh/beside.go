package refresh

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"docsite/internal/assets"
	"docsite/internal/figures"
	"docsite/internal/places"
	"docsite/internal/site"
)

// Problems finds what a build can see without its pages. What docsite.yaml says of
// Dockerfiles that are not so is an error. Figures of another image than
// docsite.yaml names are a warning, and so is what is wrong in the Markdown that is
// no page, as far as a build minds it in pages: markers, quotations, sentences about
// sizes. The site can be built with these.
func Problems(ctx context.Context, s *site.Site) site.Problems {
	beside, problems := s.Files()
	r := &run{opts: Options{Check: true}, site: s, captions: figures.NewCaptions(s), report: &Report{Problems: problems}, lock: *s.Lock, files: places.Files{Site: s, List: beside}, assets: assets.New(s)}
	if _, err := r.plan(ctx); err != nil {
		return nil
	}
	ps := r.report.Problems
	for _, item := range r.report.Items {
		p := site.Problem{File: item.File, Line: item.Line, Col: item.Col, Message: item.Reason, Hint: item.Hint}
		switch {
		case item.Kind == "quotation" && item.State == Changed:
			p.Message, p.Hint = fmt.Sprintf("the quotation of %q is not what the file says", item.ID), Fix+" brings it up to date"
		case item.Kind != "claim":
			continue
		}
		ps = append(ps, p)
	}
	for _, o := range otherImages(s) {
		o.at.Message = fmt.Sprintf("docsite.lock has the figures of %q, not of %q", o.was, o.now)
		o.at.Hint = Fix + " asks its registry"
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
