package sizes

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/render/pictures"
)

// Table is a comparison table of docsite.yaml as it stands on a page.
type Table struct {
	span    site.Span // between its markers, in the page's source
	columns []int     // those that hold sizes, from 0
}

// Table is the table that a marker stands around.
func (s *Sizes) Table(m site.Marker) Table {
	t := Table{span: m.Body()}
	for i, name := range s.site.Config.Tables[m.ID].Columns {
		if c, ok := figures.ColumnOf(name); ok && c.Kind == figures.Bytes {
			t.columns = append(t.columns, i+1) // after the images' names
		}
	}
	return t
}

// Bars is how long the bar beside a size is, in hundredths of the longest of
// its column; 0 in a cell without a size, where only the room is kept.
type Bars map[ast.Node]int

// BarsOf works out the bars of a table from the sizes that it says, so that
// they can never tell something else. A column with one size has none.
func BarsOf(doc *markdown.Document, tables []Table, table ast.Node) Bars {
	at := cellOffset(table)
	i := slices.IndexFunc(tables, func(t Table) bool { return at >= t.span.Start && at < t.span.End })
	if i < 0 {
		return nil
	}
	bars := Bars{}
	for _, column := range tables[i].columns {
		bars.column(doc, table, column)
	}
	return bars
}

// column works out the bars of a column.
func (b Bars) column(doc *markdown.Document, table ast.Node, column int) {
	cells := map[ast.Node]int64{}
	var header ast.Node
	var most int64
	found := 0
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		cell := row.FirstChild()
		for range column {
			if cell != nil {
				cell = cell.NextSibling()
			}
		}
		switch {
		case cell == nil:
		case row.Kind() == extast.KindTableHeader:
			header = cell
		default:
			text, _, _ := strings.Cut(doc.Text(cell), "(") // "800 MB (recorded)"
			cells[cell], _ = figures.ParseSize(text)
			most = max(most, cells[cell])
			if cells[cell] > 0 {
				found++
			}
		}
	}
	if found < 2 {
		return
	}
	b[header] = 0
	for cell, bytes := range cells {
		b[cell] = 0
		if bytes > 0 {
			b[cell] = max(int(float64(bytes)/float64(most)*100), 1)
		}
	}
}

// cellOffset is where the first cell of a table starts in the page.
func cellOffset(table ast.Node) int {
	for n := table.FirstChild(); n != nil; n = n.FirstChild() {
		if t, ok := n.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return -1
}

// Print prints the bar beside the size of a cell.
func (b Bars) Print(w *markup.Buffer, cell ast.Node) {
	width, ok := b[cell]
	if !ok {
		return
	}
	if width == 0 {
		w.HTML(` <span class="cb"></span>`)
		return
	}
	w.HTML(" ")
	w.B = pictures.AppendBar(w.B, width)
}

// IsFigure reports whether a cell is a number with its unit, or a day, of which no
// screen is so narrow that it has to be broken.
func IsFigure(cell []byte) bool {
	cell = bytes.TrimSpace(cell)
	digits := bytes.TrimLeft(cell, "+-−~≈<>≤≥ ")
	return len(digits) > 1 && len(digits) <= 24 && digits[0] >= '0' && digits[0] <= '9'
}
