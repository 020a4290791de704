package block

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown/nodes"
)

// listTable is the directive of MyST that makes a table of a list of lists.
const listTable = "list-table"

// tabulate makes a table of the list in a group, of which the first rows are its head, below
// its title. A list of another shape stays one.
func tabulate(group ast.Node) {
	a := alertOf(group)
	list, ok := group.FirstChild().(*ast.List)
	if a.caption != "" {
		group.InsertBefore(group, group.FirstChild(), nodes.In(ast.NewParagraph(), nodes.In(ast.NewEmphasis(2), nodes.Words(a.caption))))
	}
	if !ok || list.NextSibling() != nil {
		return
	}
	columns := 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		cells, ok := item.FirstChild().(*ast.List)
		if !ok || cells.NextSibling() != nil {
			return
		}
		for cell := cells.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if !fitsCell(cell) {
				return
			}
		}
		columns = max(columns, cells.ChildCount())
	}
	table := extast.NewTable()
	table.Alignments = make([]extast.Alignment, columns)
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		row := extast.NewTableRow(table.Alignments)
		for cell := item.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
			row.AppendChild(row, cellOf(cell))
		}
		row.SetPos(item.Pos())
		if a.head--; a.head >= 0 && table.FirstChild() == nil {
			head := extast.NewTableHeader(row)
			head.SetPos(item.Pos())
			table.AppendChild(table, head)
		} else {
			table.AppendChild(table, row)
		}
	}
	table.SetPos(list.Pos())
	group.ReplaceChild(group, list, table)
}

// fitsCell reports whether a table may have an item of a list as a cell: text, or nothing.
func fitsCell(item ast.Node) bool {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindTextBlock && n.Kind() != ast.KindParagraph {
			return false
		}
	}
	return true
}

// cellOf is an item of a list as a cell: its text, or its paragraphs.
func cellOf(item ast.Node) ast.Node {
	cell := extast.NewTableCell()
	cell.SetPos(item.Pos())
	from := item
	if item.ChildCount() == 1 {
		from = item.FirstChild()
		cell.SetLines(from.Lines())
	}
	for n := from.FirstChild(); n != nil; n = from.FirstChild() {
		cell.AppendChild(cell, n)
	}
	return cell
}
