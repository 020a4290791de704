package render

import "docsite/internal/figures"

// findFigures replaces the markers of figures by tags that carry the exact
// number of bytes and where it comes from.
func (p *prosePrinter) findFigures() {
	markers, ps := p.doc.Markers()
	p.problems = append(p.problems, ps...)
	if ps.Failed() {
		return
	}
	var stale map[string]string // what stands below tables, by their ids
	for _, m := range markers {
		if unknown := figures.Refuse(&p.site.site.Config, m); unknown != nil {
			p.fail(m.Open.Start, unknown.Error(), unknown.Hint)
			continue
		}
		switch m.Kind {
		case "table":
			p.sized = append(p.sized, p.site.figures.Table(m))
			mark, known := stale[m.ID]
			if !known {
				mark = p.site.figures.StaleBelow(m.ID)
				stale = put(stale, m.ID, mark)
			}
			if mark != "" {
				p.below = put(p.below, m.Close.Start, mark)
			}
		case "value":
			if open, end, ok := p.site.figures.Tags(m.ID); ok {
				p.figures = put(put(p.figures, m.Open.Start, open), m.Close.Start, end)
			}
		}
	}
}

// put enters a text into a map that most pages do without.
func put[K comparable](m map[K]string, at K, text string) map[K]string {
	if m == nil {
		m = map[K]string{}
	}
	m[at] = text
	return m
}
