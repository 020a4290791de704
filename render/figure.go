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
	stale := map[string]string{} // what stands below tables, by their ids
	if len(markers) > 0 {
		p.figures, p.below = map[int]string{}, map[int]string{}
	}
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
				stale[m.ID] = mark
			}
			if mark != "" {
				p.below[m.Close.Start] = mark
			}
		case "value":
			if open, end, ok := p.site.figures.Tags(m.ID); ok {
				p.figures[m.Open.Start], p.figures[m.Close.Start] = open, end
			}
		}
	}
}
