package reader

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/site"
)

// table makes a note of every row. The column that names the code is the one
// most of whose cells are code; a column of numbers in front of it may count
// lines.
func (f *Reader) table(n *east.Table, under *site.NoteRef) {
	g := f.open(n, under)
	rows, all := slices.Grow(f.rows[:0], n.ChildCount()), slices.Grow(f.cells[:0], n.ChildCount()*len(n.Alignments))
	f.buffer = f.buffer[:0]
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*east.TableHeader); ok {
			for c := row.FirstChild(); c != nil; c = c.NextSibling() {
				f.groups[g].Header = append(f.groups[g].Header, f.d.Text(c))
			}
			continue
		}
		from := len(all)
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			all = append(all, cell{c, f.morePieces(c)})
		}
		rows = append(rows, all[from:len(all):len(all)])
	}
	f.rows, f.cells = rows, all
	label, count := chooseColumns(rows)
	f.groups[g].Code, f.groups[g].Numbers = label, count
	f.groups[g].Notes = f.room(len(rows))
	f.groups[g].Items = make([]ast.Node, 0, len(rows))
	for _, cells := range rows {
		note := f.row(cells, label, count, f.groups[g].Header)
		if len(cells) > 0 && len(note.Fragments) > 0 {
			row := cells[0].node.Parent()
			note.Span = lineSpan(f.d, row)
			f.add(g, note, row)
		}
	}
	f.drop(g)
}

// cell is a cell of a table.
type cell struct {
	node   ast.Node
	pieces []piece
}

// text is what [markdown.Document.Text] gives of a cell.
func (f *Reader) text(c cell) string {
	if only := c.node.FirstChild(); len(c.pieces) == 1 && only != nil && only.NextSibling() == nil {
		switch only.Kind() {
		case ast.KindText, ast.KindCodeSpan:
			return strings.TrimSpace(c.pieces[0].text)
		}
	}
	return f.d.Text(c.node)
}

// row reads one row; count is the column of line numbers, -1 for none.
func (f *Reader) row(cells []cell, label, count int, header []string) site.Note {
	note := site.Note{Kind: site.TableNote}
	all := f.fragmenter()
	if label < len(cells) {
		all.whole(cells[label].pieces)
	}
	for i, c := range cells {
		text := f.text(c)
		switch {
		case i == label:
			note.Label = text
		case i == count && i < len(header):
			all.add(header[i]+" "+text, inProse, site.AsidePosition, false)
		case text != "":
			all.column(c.pieces)
			if note.Text != "" {
				text = note.Text + " · " + text
			}
			note.Text = text
		}
	}
	note.Fragments = f.take(all)
	return note
}

// chooseColumns chooses the column that names the code, and the one that counts
// lines; -1 for none of the kind.
func chooseColumns(rows [][]cell) (label, count int) {
	var code, numbers []int
	for _, cells := range rows {
		for len(code) < len(cells) {
			code, numbers = append(code, 0), append(numbers, 0)
		}
		for i, c := range cells {
			switch { // a number is no code, though many write `5-7`
			case len(c.pieces) == 1 && isCount(c.pieces[0].text):
				numbers[i]++
			case mostlyCode(c.pieces):
				code[i]++
			}
		}
	}
	label, count = -1, -1
	for i := range code {
		if code[i] > 0 && (label < 0 || code[i] > code[label]) && 3*code[i] >= len(rows) {
			label = i
		}
		if numbers[i] == len(rows) && count < 0 && i < 2 {
			count = i
		}
	}
	if label < 0 {
		label = 0
		if count == 0 && len(code) > 1 {
			label = 1
		}
	}
	return label, count
}

// mostlyCode reports whether code spans make up most of what a reader sees.
func mostlyCode(pieces []piece) bool {
	code, all := 0, 0
	for i := range pieces {
		p := &pieces[i]
		size := len(strings.TrimSpace(p.text))
		all += size
		if p.code {
			code += size
		}
	}
	return code > 0 && 2*code >= all
}

// isCount reports whether a cell holds a number or a range of them.
func isCount(s string) bool {
	return strings.Trim(s, digits+"-–—, ~.") == "" && strings.ContainsAny(s, digits)
}
