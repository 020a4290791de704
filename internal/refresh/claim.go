package refresh

import (
	"bytes"
	"fmt"
	"slices"

	"docsite/internal/edits"
	"docsite/internal/figures"
	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/places"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// planClaims reports what a page says wrongly of the sizes of images. Under
// check, what is surely wrong is drift; a size that may be several things is
// a warning.
func (r *run) planClaims(p *page) {
	for _, c := range r.captions.Claims(p.source, p.doc.Sentences) {
		if c.Fault == "" {
			continue
		}
		if c.Vague || !r.opts.Check {
			p.problems = append(p.problems, p.source.Problem(site.Warning, c.Span.Start, c.Fault, c.Hint))
			continue
		}
		item := p.item("claim", c.ID, c.Span.Start)
		item.Was, item.State, item.Reason, item.Hint = c.Text, Look, c.Fault, c.Hint
		p.items = append(p.items, item)
	}
}

// mark puts markers around the figures of one line.
func (r *run) mark(at Place) error {
	found := r.files.Find(at.File)
	if found == nil {
		r.report.add(site.Problems{r.files.Missing(at.File)})
		return nil
	}
	p := r.planPage(found)
	r.report.add(p.problems)
	if p.problems.Failed() {
		return nil
	}
	planned := len(p.edits)
	p.edits, p.items = nil, nil
	if problem := r.markLine(p, at.Line); problem != nil {
		r.report.add(site.Problems{*problem})
		return nil
	}
	text := edits.Make(p.source.Text, p.edits).Text
	again := &page{page: p.page, source: &site.Source{Name: p.source.Name, Text: text}}
	r.planText(again)
	if again.problems.Failed() || len(again.edits) != planned {
		r.report.add(site.Problems{p.source.Problem(site.Error, p.edits[0].Start, "markers here would not be read back as they are meant", "put them in by hand")})
		return nil
	}
	files := []publish.Edit{{Name: p.source.Name, Old: p.source.Text, New: text}}
	r.report.Items = p.items
	r.report.diff(files)
	r.write(files)
	return nil
}

// markLine plans the markers of a line; a problem says why there are none.
func (r *run) markLine(p *page, line int) *site.Problem {
	var lines []int // with figures that could be marked
	for _, c := range p.unmarked(r.captions.ClaimsIn(p.lineSpan(line), p.source, p.doc.Sentences)) {
		v, err := figures.Find(r.site, c.ID)
		if err != nil {
			continue // worked out from others: there is nothing to refresh it from
		}
		at, _ := p.source.Position(c.Span.Start)
		if lines = append(lines, at); at != line {
			continue
		}
		if p.first(c.Span.Start) {
			problem := p.source.Problem(site.Error, c.Span.Start, fmt.Sprintf("%q comes first on its line, where GitHub takes a marker for a block of HTML", c.Text), "put a word before it")
			return &problem
		}
		digits := c.Digits
		if digits > 2 {
			digits = 0
		}
		text := p.slice(c.Span)
		if now := figures.Rounded(v.Bytes, digits, text); text != now && (digits > 0 || !r.tolerance.holds(text, v)) {
			text = now
		}
		item := p.item("marker", c.ID, c.Span.Start)
		item.Was, item.Now = c.Text, markdown.Marked(c.ID, digits, text)
		p.change(item, over(c.Span, []byte(item.Now)))
	}
	if len(p.edits) > 0 {
		return nil
	}
	return &site.Problem{File: p.source.Name, Line: line, Severity: site.Error, Message: "no figure of an image that docsite.yaml names stands on this line outside markers", Hint: places.LinesHint("such figures", lines, line)}
}

// lineSpan is where a line stands in the page's text; empty for one that it has not.
func (p *page) lineSpan(line int) site.Span {
	starts := append(site.LineStarts(p.source.Text), len(p.source.Text))
	if line < 1 || line >= len(starts) {
		return site.Span{}
	}
	return site.Span{Start: starts[line-1], End: starts[line]}
}

// unmarked are those of the sizes in a page that are figures of images and stand
// outside markers.
func (p *page) unmarked(claims []figures.Claim) []figures.Claim {
	if len(claims) == 0 {
		return nil
	}
	markers, _ := p.doc.Markers()
	return slices.DeleteFunc(claims, func(c figures.Claim) bool {
		return c.ID == "" || c.Marked || slices.ContainsFunc(markers, func(m site.Marker) bool { return m.Open.Start <= c.Span.Start && c.Span.End <= m.Close.End })
	})
}

// lineHead is what may stand before the first word of a line.
var lineHead = lazy.Pattern(`^[\s>]*([-+*]\s+|\d+[.)]\s+)*$`)

// first reports whether the byte at offset begins the words of its line.
func (p *page) first(offset int) bool {
	start := bytes.LastIndexByte(p.source.Text[:offset], '\n') + 1
	return lineHead().Match(p.source.Text[start:offset])
}
