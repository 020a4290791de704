package refresh

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// noValue stands in a cell for which there is no figure.
const noValue = "–"

// planTable brings a comparison table up to date. Cells are compared, not
// bytes: how a table is laid out is the business of the author's formatter,
// until a cell must change.
func (r *run) planTable(p *page, m site.Marker) {
	spec := r.site.Config.Tables[m.ID]
	item := p.item("table", m.ID, m.Open.Start)
	old := readTable(p.inside(m))
	rows, err := r.rows(spec, old)
	if err != nil {
		p.missing(item, err, r.holds(m.ID) || r.unasked[spec.Tags+":"+r.site.Config.Images[spec.Tags].Tags])
		return
	}
	if r.holds(m.ID) {
		item.State, item.Reason = Held, "one of its images could not be asked, so all rows are kept"
	}
	p.planRows(m, item, old, rows, alignRight(spec))
}

// planRows writes the rows of a table where they differ from the old ones, unless the item
// is held.
func (p *page) planRows(m site.Marker, item Item, old, rows [][]string, right []bool) {
	same := slices.EqualFunc(old, rows, slices.Equal[[]string])
	if item.Cells = changedCells(old, rows); len(item.Cells) > 0 {
		item.Was, item.Now = both(item.Cells)
	} else if !same {
		item.Was, item.Now = dimensions(old), dimensions(rows)
	}
	switch {
	case same:
		p.current++
	case item.State == Held:
		p.items = append(p.items, item)
	default:
		p.change(item, over(m.Body(), p.block(m, layOutTable(rows, right))))
	}
}

// holds reports whether a table keeps all its rows: a new figure beside an old
// one would be a false comparison.
func (r *run) holds(table string) bool {
	if !r.opts.asks() {
		return slices.Contains(r.site.Lock.Held, table)
	}
	return slices.ContainsFunc(r.site.Config.Tables[table].Images, func(id string) bool { return r.unasked[id] })
}

// lockTables notes in the lock which tables were held back.
func (r *run) lockTables() {
	if !r.opts.asks() {
		return
	}
	r.lock.Held = nil
	for _, item := range r.report.Items {
		if item.Kind == "table" && item.State == Held && !slices.Contains(r.lock.Held, item.ID) {
			r.lock.Held = append(r.lock.Held, item.ID)
		}
	}
	slices.Sort(r.lock.Held)
}

// rows makes the table, header first. Where the published cell is within the
// tolerance, it stays.
func (r *run) rows(spec site.TableSpec, old [][]string) ([][]string, error) {
	header := []string{cmp.Or(spec.Label, "Image")}
	for _, c := range columns(spec) {
		header = append(header, c.Title)
	}
	if spec.Tags != "" && !slices.ContainsFunc(spec.Images, func(id string) bool { return r.site.Config.Images[id].TagOf != "" }) {
		return nil, &figures.Absent{ID: spec.Tags, Reason: "the tags of the image have not been listed yet, or none fits", Hint: "run docsite refresh"}
	}
	rows := [][]string{escapeCells(header)}
	for _, id := range spec.Images {
		row := escapeCells([]string{cmp.Or(r.site.Config.Images[id].Label, id)})
		for i, column := range spec.Columns {
			cell, err := r.cell(id+"."+column, published(old, row[0], rows[0][i+1]))
			if err != nil {
				return nil, err
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	gatherRecorded(rows)
	return rows, nil
}

// recordedMark says of a figure that a person wrote it down.
const recordedMark = " (recorded)"

// gatherRecorded says it once, in the head of a column, where it holds for every
// figure of the column.
func gatherRecorded(rows [][]string) {
	for c := range rows[0] {
		marked, plain := 0, 0
		for _, row := range rows[1:] {
			switch {
			case strings.HasSuffix(row[c], recordedMark):
				marked++
			case row[c] != noValue:
				plain++
			}
		}
		if marked == 0 || plain > 0 {
			continue
		}
		rows[0][c] += recordedMark
		for _, row := range rows[1:] {
			row[c] = strings.TrimSuffix(row[c], recordedMark)
		}
	}
}

// cell is a figure in a table. An image that is still to be measured is an
// error, and so is a figure that the table has and that is not to be had any
// more; one that was never there is a dash.
func (r *run) cell(id, published string) (string, error) {
	v, err := figures.Find(r.site, id)
	if err != nil {
		image := imageOf(id)
		spec, known := r.site.Config.Images[image]
		_, locked := r.site.Lock.Images[image]
		if !known || spec.Ref != "" && !locked || published != "" && published != noValue {
			return "", err
		}
		return noValue, nil
	}
	if r.tolerance.holds(published, v) {
		return published, nil
	}
	if v.Recorded && v.Bytes >= 0 {
		return v.Text + recordedMark, nil
	}
	return v.Text, nil
}

func escapeCells(cells []string) []string {
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(strings.Join(strings.Fields(cell), " "), "|", `\|`)
	}
	return cells
}

// published is the cell that stands in a table now, with what the head of its
// column says of it; "" when there is none.
func published(table [][]string, row, column string) string {
	if len(table) == 0 {
		return ""
	}
	at, mark := slices.Index(table[0], column), ""
	if at < 0 {
		at, mark = slices.Index(table[0], column+recordedMark), recordedMark
	}
	for _, cells := range table[1:] {
		if at > 0 && at < len(cells) && cells[0] == row {
			if cells[at] == noValue {
				return noValue
			}
			return cells[at] + mark
		}
	}
	return ""
}

// changedCells are the cells that differ between two tables of the same rows and columns; none
// of other tables.
func changedCells(old, rows [][]string) (cells []Cell) {
	if !slices.EqualFunc(old, rows, func(a, b []string) bool { return len(a) == len(b) }) {
		return nil
	}
	for i := range rows {
		for j, cell := range rows[i] {
			if old[i][j] != cell {
				cells = append(cells, Cell{Row: rows[i][0], Column: rows[0][j], Was: brief(old[i][j]), Now: brief(cell)})
			}
		}
	}
	return cells
}

// both are the texts of cells before and now, one behind the other.
func both(cells []Cell) (was, now string) {
	var before, after []string
	for _, c := range cells {
		before, after = append(before, c.Was), append(after, c.Now)
	}
	return strings.Join(before, ", "), strings.Join(after, ", ")
}

// brief is a cell as a report shows it.
func brief(cell string) string {
	if strings.HasPrefix(cell, "sha256:") {
		return figures.ShortDigest(cell)
	}
	return cell
}

func dimensions(table [][]string) string {
	if len(table) == 0 {
		return "no table"
	}
	return fmt.Sprintf("%s in %d columns", console.Count(len(table)-1, "row"), len(table[0]))
}

// columns are a table's columns; that they are known was seen to when
// docsite.yaml was read.
func columns(spec site.TableSpec) []figures.Column {
	list := make([]figures.Column, len(spec.Columns))
	for i, name := range spec.Columns {
		if c, ok := figures.ColumnOf(name); ok {
			list[i] = *c
		}
	}
	return list
}

func alignRight(spec site.TableSpec) []bool {
	right := []bool{false}
	for _, c := range columns(spec) {
		right = append(right, c.Numeric())
	}
	return right
}

// planHistory brings the table of an image's digests up to date.
func (r *run) planHistory(p *page, m site.Marker) {
	item := p.item("history", m.ID, m.Open.Start)
	rows, err := figures.History(r.site, m.ID)
	if err != nil {
		p.missing(item, err, r.unasked[m.ID])
		return
	}
	for _, row := range rows {
		escapeCells(row)
	}
	p.planRows(m, item, readTable(p.inside(m)), rows, figures.HistoryRight())
}
