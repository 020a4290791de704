package listings

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"

	"docsite/internal/code"
	"docsite/internal/drift"
	"docsite/internal/notes"
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
	CrossRefs   []*Note         // notes of other rows that speak of this one too
	Backlink    *LineLink       // from a note in the text, to which the row leads back
	ExplainedIn *site.Page      // it explains the script that the row starts
	on          map[int][]*Note // notes by their lines, where there are many notes
}

// cut makes the rows of a listing from its groups, once. Lines that nobody
// explains and that no parser grouped stand together.
func (p *Reader) cut(l *Listing) {
	if l.Rows != nil {
		return
	}
	l.Rows = p.scratch.rows.Take(len(l.Parsed.Groups))
	for i := range l.Rows {
		l.Rows[i] = RowOf(l, &l.Parsed.Groups[i])
	}
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
	const few = 8
	if len(r.Notes) > few {
		r.on = map[int][]*Note{}
	}
	for i, n := range r.Notes {
		n.InRow = i + 1
		if r.on == nil {
			continue
		}
		for _, line := range n.lines {
			r.on[line] = append(r.on[line], n)
		}
		for line := r.CodeFirst(); n.Whole && line <= r.End; line++ {
			if _, has := slices.BinarySearch(n.lines, line); !has {
				r.on[line] = append(r.on[line], n)
			}
		}
	}
}

// On are the notes that may be about a line: see [Row.Explains].
func (r *Row) On(line int) []*Note {
	if r.on == nil {
		return r.Notes
	}
	return r.on[line]
}

// Explains reports whether a note of the row is about a line.
func (r *Row) Explains(n *Note, line int) bool {
	if n.Whole {
		return line >= r.CodeFirst() && line <= r.End
	}
	_, found := slices.BinarySearch(n.lines, line)
	return found
}

// HasNoteAt reports whether a note stands at a line.
func (r *Row) HasNoteAt(line int) bool {
	_, found := slices.BinarySearchFunc(r.Notes, line, func(n *Note, line int) int { return cmp.Compare(n.At, line) })
	return found
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

// Note is a note in its place.
type Note struct {
	notes.Place
	Kind    site.NoteKind
	Label   string // what names the code
	Text    string // the explanation, for the search
	Comment string // Markdown of a comment; empty for what the author wrote on the page
	spans   []site.Span
	lines   []int // in the listing
	InRow   int   // its number in its row, from 1
	Whole   bool  // it is about all of its row
	At      int   // the line that it stands at
	ID      string
	In      *Listing // where it is, for a link from another row
	Row     *Row
	Edited  bool // it names another version than its code
	Look    bool // its code has changed since a person looked
}

// noteID makes an id of what names the code: its letters and digits, with a
// hyphen for what is between. Ids of headings have no capital, so that none is
// the same.
func noteID(label string) string {
	id := append(make([]byte, 0, 48), "N-"...)
	for _, r := range label {
		switch {
		case r >= 'A' && r <= 'Z':
			id = append(id, byte(r)+'a'-'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			id = append(id, byte(r))
		case r >= 0x80:
			id = utf8.AppendRune(id, r)
		case id[len(id)-1] != '-':
			id = append(id, '-')
		}
		if len(id) > 40 {
			break
		}
	}
	return string(bytes.TrimRight(id, "-"))
}

// looks finds the notes of a page whose code is not what it was when a person
// last looked. Without a lock nobody ever has.
func (p *Reader) looks(page *notes.Page) map[site.NoteRef]bool {
	locked := p.Site.Lock.Notes[p.page.Path]
	if len(locked) == 0 {
		return nil
	}
	looks := map[site.NoteRef]bool{}
	for _, d := range drift.Drift(locked, page.Codes, page.Groups, page.Bindings) {
		if d.Class == drift.LookAgain {
			looks[d.NoteRef] = true
		}
	}
	return looks
}
