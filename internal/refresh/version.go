package refresh

import (
	"slices"

	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/outdated"
	"docsite/internal/site"
)

// planVersions rewrites the copies of versions in a page's notes, where every
// note is on the same lines afterwards. It gives the page's notes as they are then.
func (p *page) planVersions(src *site.Source, now *notes.Page, v *outdated.Notes) *notes.Page {
	copies := v.Copies(markdown.Parse(src))
	if len(copies) == 0 {
		return now
	}
	edits := make([]edit, len(copies))
	for i, c := range copies {
		edits[i] = edit{c.Span, []byte(c.Bump.Now)}
	}
	after := notes.Read(markdown.Parse(&site.Source{Name: p.source.Name, Text: apply(src.Text, edits)}))
	if !sameTargets(now, after) {
		for _, c := range copies {
			v.Keep(c)
		}
		return now
	}
	quotations := slices.Clone(p.edits)
	for _, c := range copies {
		start, end := before(quotations, c.Span.Start), before(quotations, c.Span.End)
		item := p.item("version", now.Groups[c.Note.Group].Notes[c.Note.Note].Label, start)
		item.State, item.Was, item.Now = Changed, c.Bump.Was, c.Bump.Now
		p.change(item, edit{site.Span{Start: start, End: end}, []byte(c.Bump.Now)})
	}
	sortEdits(p.edits)
	return after
}

// sameTargets reports whether the notes of two readings of a page are on the
// same lines.
func sameTargets(a, b *notes.Page) bool {
	if len(a.Bindings) != len(b.Bindings) {
		return false
	}
	for g := range a.Bindings {
		if !slices.EqualFunc(a.Bindings[g], b.Bindings[g], func(x, y site.Binding) bool {
			return slices.EqualFunc(x.Targets, y.Targets, func(s, t site.Target) bool {
				return s.Block == t.Block && slices.Equal(s.Lines, t.Lines)
			})
		}) {
			return false
		}
	}
	return true
}
