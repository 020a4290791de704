package refresh

import (
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// planHistory brings the table of an image's digests up to date.
func (p *page) planHistory(r *run, m site.Marker) {
	item := p.item("history", m.ID, m.Open.Start)
	rows, err := figures.History(r.site, m.ID)
	if err != nil {
		p.missing(item, err, r.unasked[m.ID])
		return
	}
	for _, row := range rows {
		escapeCells(row)
	}
	old := markdown.ReadTable(p.inside(m))
	cells := changedCells(old, rows)
	item.Was, item.Now, item.Cells = cells.was, cells.now, cells.cells
	if cells.count == 0 {
		p.current++
		return
	}
	item.State = Changed
	p.change(item, edit{m.Body(), p.block(m, markdown.LayOutTable(rows, figures.HistoryRight()))})
}
