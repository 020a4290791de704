package refresh

import (
	"bytes"
	"slices"

	"docsite/internal/assets"
	"docsite/internal/markdown"
	"docsite/internal/places"
	"docsite/internal/site"
)

// Follow gives the text of a page with its quotations as their files are now, and
// the files of which the page has an older copy, as it names them. A quotation that
// a refresh would not write stays as it is. Positions in the text are those of the
// page.
func Follow(s *site.Site, sp *site.Page, src *site.Source) (now *site.Source, older []string) {
	if !bytes.Contains(src.Text, []byte("file=")) || len(markdown.Check(src)) > 0 {
		return src, nil
	}
	r := &run{site: s, report: &Report{}, files: places.Files{Site: s}, assets: assets.New(s)}
	p := &page{page: sp, source: src, doc: markdown.Parse(src)}
	for _, l := range p.doc.Listings {
		if l.Quote == nil {
			continue
		}
		if p.outgrown(l.Span.Start) {
			return src, nil
		}
		edits := len(p.edits)
		if r.planQuote(p, l); len(p.edits) > edits && !slices.Contains(older, l.Quote.File) {
			older = append(older, l.Quote.File)
		}
	}
	if len(p.edits) == 0 || p.outgrown(0) {
		return src, nil
	}
	sortEdits(p.edits)
	edits := p.edits
	return src.Revised(apply(src.Text, edits), func(offset int) int { return before(edits, offset) }), older
}
