package listings

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"docsite/internal/code"
	"docsite/internal/site"
)

// Row is an instruction or a statement with its notes.
type Row struct {
	First, Last int // lines of the listing, from 1
	End         int // the last of them that is not blank
	comments    int // lines of comment above its code
	width       int // bytes of code in it, blanks around it left out
	Group       *code.Group
	Notes       []*Note
	CrossRefs   []*Note    // notes of other rows that speak of this one too
	Backlink    *LineLink  // from a note in the text, to which the row leads back
	ExplainedIn *site.Page // it explains the script that the row starts
}

// rowsOf makes the rows of a listing from its groups. Lines that nobody
// explains and that no parser grouped stand together.
func (p *Reader) rowsOf(l *Listing) []Row {
	rows := p.scratch.rows.Take(len(l.Parsed.Groups))
	for i := range l.Parsed.Groups {
		rows[i] = RowOf(l, &l.Parsed.Groups[i])
	}
	return rows
}

// RowOf makes the row of a group of lines.
func RowOf(l *Listing, g *code.Group) Row {
	text := l.Code[g.Span.Start:g.Span.End]
	blank := bytes.Count(text[len(bytes.TrimRight(text, " \t\r\n")):], []byte{'\n'})
	if bytes.HasSuffix(text, []byte{'\n'}) {
		blank--
	}
	return Row{First: g.Lines.First, Last: g.Lines.Last, End: max(g.Lines.Last-blank, g.Lines.First),
		comments: leading(text), width: len(bytes.TrimSpace(text)), Group: g}
}

// rowAt is the row in which a line stands; nil for none.
func (l *Listing) rowAt(line int) *Row {
	i := sort.Search(len(l.Rows), func(i int) bool { return l.Rows[i].Last >= line })
	if i == len(l.Rows) || l.Rows[i].First > line {
		return nil
	}
	return &l.Rows[i]
}

// leading counts the lines of comment that text starts with; 0 when there is
// nothing else.
func leading(text []byte) (n int) {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return n
		}
		n++
	}
	return 0
}

// mergeAndNumber joins rows of plain lines without notes, in place, and numbers the
// notes.
func mergeAndNumber(rows []Row) []Row {
	out := rows[:0]
	for _, r := range rows {
		if n := len(out); n > 0 && r.Plain() && out[n-1].Plain() {
			out[n-1].Last, out[n-1].End = r.Last, r.End
			continue
		}
		out = append(out, r)
	}
	for i := range out {
		out[i].number()
	}
	return out
}

// Plain reports whether a row has nothing to say.
func (r *Row) Plain() bool {
	kind := r.Group.Kind
	return len(r.Notes) == 0 && len(r.CrossRefs) == 0 && r.Backlink == nil && r.ExplainedIn == nil &&
		(kind == code.LineGroup || kind == code.CommentGroup || kind == code.DirectiveGroup)
}

// number sorts a row's notes by the line that each stands at, those on all of
// the row first, and numbers them.
func (r *Row) number() {
	for _, n := range r.Notes {
		n.Whole = len(n.lines) == 0 || len(r.Notes) == 1 && r.First == r.End || r.covers(n)
		if n.At = r.CodeFirst(); !n.Whole {
			n.At = n.lines[0]
		}
	}
	slices.SortStableFunc(r.Notes, func(a, b *Note) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(start(a), start(b)))
	})
	for i, n := range r.Notes {
		n.InRow = i + 1
	}
}

// Explains reports whether a note of the row is about a line.
func (r *Row) Explains(n *Note, line int) bool {
	if n.Whole {
		return line >= r.CodeFirst() && line <= r.End
	}
	return slices.Contains(n.lines, line)
}

// HasNoteAt reports whether a note stands at a line.
func (r *Row) HasNoteAt(line int) bool {
	return slices.ContainsFunc(r.Notes, func(n *Note) bool { return n.At == line })
}

// covers reports whether a note is on all of the row's lines, comments above
// an instruction aside, and not on a piece of a line only.
func (r *Row) covers(n *Note) bool {
	part := r.CodeFirst() == r.End && len(r.Notes) > 1 && n.spans[0].End-n.spans[0].Start < r.width
	return n.lines[0] <= r.CodeFirst() && n.lines[len(n.lines)-1] >= r.End && !part
}

// CodeFirst is the row's first line of code, past the comments above it.
func (r *Row) CodeFirst() int { return r.First + r.comments }

func start(n *Note) int {
	if n.Whole || len(n.spans) == 0 {
		return -1
	}
	return n.spans[0].Start
}
