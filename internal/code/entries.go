package code

import (
	"errors"

	"docsite/internal/site"
)

// maxNest is how deep entries may nest: the path of each names all around it.
const maxNest = 100

var errNest = errors.New("shown as plain lines: it nests deeper than 100 levels")

// maxRow is the number of lines up to which an entry with entries inside is
// one row; a longer entry is a row for its head and rows for the entries inside.
const maxRow = 12

// entry is a piece of a file that is read by line: a key with the lines that
// are indented below, a section, a target. Entries nest by their lines.
type entry struct {
	first, last int // lines from 0
	name        string
	title       string
	inside      []*entry
}

// entryRows makes rows of entries.
func entryRows(rows []row, entries []*entry) []row {
	for _, e := range entries {
		g := Group{Kind: KeyGroup, Name: e.name, Title: shorten(e.title), Stage: -1}
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

// openEntries nests the entries of a file while its lines are read.
type openEntries struct {
	*builder
	open []openEntry // around the line that is read, the outermost first
	top  []*entry    // that are inside no other
}

type openEntry struct {
	*entry
	indent int  // columns of its first line
	item   bool // an item of a list
	path   string
	part   int
	end    int // offset behind the last text that belongs to the entry
}

// push opens an entry inside those that are open. The entry's text begins with s.
func (r *openEntries) push(e openEntry, s site.Span) {
	if len(r.open) == 0 {
		r.top = append(r.top, e.entry)
	} else {
		in := r.open[len(r.open)-1].entry
		in.inside = append(in.inside, e.entry)
	}
	r.open = append(r.open, e)
	r.extend(e.first, s)
}

// pop closes the innermost entry. Its lines belong to the entry around it too.
func (r *openEntries) pop() {
	n := len(r.open) - 1
	e := r.open[n]
	r.open = r.open[:n]
	r.code.Parts[e.part].Span.End = e.end
	if n > 0 {
		r.open[n-1].last, r.open[n-1].end = e.last, e.end
	}
}

// extend adds the text up to the end of a line to the innermost entry.
func (r *openEntries) extend(line int, s site.Span) {
	if n := len(r.open); n > 0 {
		r.open[n-1].last, r.open[n-1].end = line, s.End
	}
}

// addRows closes all entries and makes rows of them.
func (r *openEntries) addRows() {
	r.closeAll()
	r.rows(entryRows(nil, r.top))
}

func (r *openEntries) closeAll() {
	for len(r.open) > 0 {
		r.pop()
	}
}

// parent is the part of the innermost entry; -1 for none.
func (r *openEntries) parent() int {
	if len(r.open) == 0 {
		return -1
	}
	return r.open[len(r.open)-1].part
}

// path is a name behind the path of the innermost entry.
func (r *openEntries) path(name string) string {
	if len(r.open) == 0 || r.open[len(r.open)-1].path == "" {
		return name
	}
	return r.open[len(r.open)-1].path + "." + name
}
