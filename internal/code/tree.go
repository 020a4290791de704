package code

import (
	"errors"

	"docsite/internal/site"
)

// maxNest is how deep entries may nest: each level looks at all above it.
const maxNest = 100

var errNest = errors.New("shown as plain lines: it nests deeper than 100 levels")

// maxRow is the number of lines up to which an entry with others inside it
// is one row; a longer one is a row for its head and rows for what it holds.
const maxRow = 12

// entry is a piece of a file that is read by line: a key with all that is
// below it, a section, a target. Entries nest by their lines.
type entry struct {
	first, last int // lines from 0
	name        string
	title       string
	inside      []*entry
}

// entryRows makes rows of entries.
func entryRows(rows []row, entries []*entry) []row {
	for _, e := range entries {
		g := Group{Kind: KeyGroup, Name: e.name, Title: e.title, Stage: -1}
		if e.last-e.first < maxRow || len(e.inside) == 0 || e.inside[0].first == e.first {
			rows = append(rows, row{first: e.first, last: e.last, group: g})
			continue
		}
		rows = append(rows, row{first: e.first, last: e.first, group: g})
		rows = entryRows(rows, e.inside)
		if last := rows[len(rows)-1].last; last < e.last { // the bracket that closes the entry
			rows = append(rows, row{first: e.last, last: e.last, group: Group{Kind: KeyGroup, Name: e.name, Stage: -1}})
		}
	}
	return rows
}

// nest is the entries that are open at a line, the outermost first.
type nest struct {
	*reader
	open []level
	top  []*entry
}

type level struct {
	*entry
	indent int  // columns of its first line
	item   bool // an item of a list
	path   string
	part   int
	end    int // offset behind the last text that belongs to it
}

// push opens an entry inside those that are open.
func (n *nest) push(l level) {
	if len(n.open) == 0 {
		n.top = append(n.top, l.entry)
	} else {
		in := n.open[len(n.open)-1].entry
		in.inside = append(in.inside, l.entry)
	}
	n.open = append(n.open, l)
}

// pop closes the innermost entry.
func (n *nest) pop() {
	l := n.open[len(n.open)-1]
	n.open = n.open[:len(n.open)-1]
	n.code.Parts[l.part].Span.End = l.end
}

// reach says that the text up to the end of a line belongs to all that is
// open.
func (n *nest) reach(line int, s site.Span) {
	for i := range n.open {
		n.open[i].last = line
		n.open[i].end = s.End
	}
}

// parent is the part of the innermost entry.
func (n *nest) parent() int {
	if len(n.open) == 0 {
		return -1
	}
	return n.open[len(n.open)-1].part
}

func (n *nest) path(name string) string {
	if len(n.open) == 0 || n.open[len(n.open)-1].path == "" {
		return name
	}
	return n.open[len(n.open)-1].path + "." + name
}
