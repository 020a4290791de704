package render

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/site"
)

// row is an instruction or a statement with its notes.
type row struct {
	first, last int // lines of the listing, from 1
	end         int // the last of them that is not blank
	comments    int // lines of comment above its code
	width       int // bytes of code in it, blanks around it left out
	group       *code.Group
	notes       []*note
	see         []*note    // notes of other rows that speak of this one too
	told        *told      // a note in the text that speaks of it
	more        *site.Page // it explains the script that the row starts
}

// note is a note in its place.
type note struct {
	site.Note
	nodes   []ast.Node // what the author wrote; it has left its place in the page
	header  []ast.Node // the cells of its table's header
	comment string     // Markdown of a comment; empty for what the author wrote on the page
	head    []ast.Node // what led its group in, above its first note
	spans   []site.Span
	lines   []int // in the listing
	number  int   // in its row, from 1
	whole   bool  // it is about all of its row
	at      int   // the line that it stands at
	id      string
	in      *listing // where it is, for a link from another row
	row     *row
	edited  bool // it names another version than its code
	look    bool // its code has changed since a person looked
}

// rowsOf makes the rows of a listing from its groups. Lines that nobody
// explains and that no parser grouped stand together.
func (p *listingReader) rowsOf(l *listing) []row {
	rows := alloc(&p.scratch.rows, len(l.code.Groups))
	for i := range l.code.Groups {
		rows[i] = rowOf(l, &l.code.Groups[i])
	}
	return rows
}

func rowOf(l *listing, g *code.Group) row {
	text := l.Code[g.Span.Start:g.Span.End]
	blank := bytes.Count(text[len(bytes.TrimRight(text, " \t\r\n")):], []byte{'\n'})
	if bytes.HasSuffix(text, []byte{'\n'}) {
		blank--
	}
	return row{first: g.Lines.First, last: g.Lines.Last, end: max(g.Lines.Last-blank, g.Lines.First),
		comments: comments(text), width: len(bytes.TrimSpace(text)), group: g}
}

// comments counts the lines of comment that text starts with; 0 when there is
// nothing else.
func comments(text []byte) (n int) {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return n
		}
		n++
	}
	return 0
}

// settle joins rows of plain lines without notes, in place, and numbers the
// notes.
func settle(rows []row) []row {
	out := rows[:0]
	for _, r := range rows {
		if n := len(out); n > 0 && r.plain() && out[n-1].plain() {
			out[n-1].last, out[n-1].end = r.last, r.end
			continue
		}
		out = append(out, r)
	}
	for i := range out {
		out[i].number()
	}
	return out
}

// plain reports whether a row has nothing to say.
func (r *row) plain() bool {
	kind := r.group.Kind
	return r.quiet() && (kind == code.LineGroup || kind == code.CommentGroup || kind == code.DirectiveGroup)
}

// quiet reports whether no note is on the row.
func (r *row) quiet() bool {
	return len(r.notes) == 0 && len(r.see) == 0 && r.told == nil && r.more == nil
}

// number sorts a row's notes by the line that each stands at, those on all of
// the row first, and numbers them.
func (r *row) number() {
	for _, n := range r.notes {
		n.whole = len(n.lines) == 0 || len(r.notes) == 1 && r.first == r.end || r.covers(n)
		if n.at = r.codeFirst(); !n.whole {
			n.at = n.lines[0]
		}
	}
	slices.SortStableFunc(r.notes, func(a, b *note) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(start(a), start(b)))
	})
	for i, n := range r.notes {
		n.number = i + 1
	}
}

// explains reports whether a note of the row is about a line.
func (r *row) explains(n *note, line int) bool {
	if n.whole {
		return line >= r.codeFirst() && line <= r.end
	}
	return slices.Contains(n.lines, line)
}

// hasNoteAt reports whether a note stands at a line.
func (r *row) hasNoteAt(line int) bool {
	return slices.ContainsFunc(r.notes, func(n *note) bool { return n.at == line })
}

// covers reports whether a note is on all of the row's lines, comments above
// an instruction aside.
func (r *row) covers(n *note) bool {
	return n.lines[0] <= r.codeFirst() && n.lines[len(n.lines)-1] >= r.end && !r.part(n)
}

// codeFirst is the row's first line of code, past the comments above it.
func (r *row) codeFirst() int { return r.first + r.comments }

// part reports whether a note is on a piece of a line only.
func (r *row) part(n *note) bool {
	return r.codeFirst() == r.end && len(r.notes) > 1 && n.spans[0].End-n.spans[0].Start < r.width
}

func start(n *note) int {
	if n.whole || len(n.spans) == 0 {
		return -1
	}
	return n.spans[0].Start
}

// lineNumbers names the notes of a line, for the rules that show which belong
// together.
func (p *listingPrinter) lineNumbers(r *row, line int) {
	first := true
	for _, n := range r.notes {
		if !r.explains(n, line) {
			continue
		}
		if first {
			p.out.HTML(` data-n="`)
		} else {
			p.out.HTML(" ")
		}
		p.out.Int(n.number)
		first = false
	}
	if !first {
		p.out.HTML(`"`)
	}
}

// rowHeading prints what a person would call the row, and its lines. It is for
// those who go by headings or by the keyboard: the others see the code.
func (p *listingPrinter) rowHeading(l *listing, r *row) {
	w := &p.out
	tag := headingTag(p.level + 1)
	w.HTML("<" + tag + `><a`)
	w.Href("href", "#"+l.lineID(r.first, r.end))
	w.HTML("><span>")
	p.rowName(r)
	w.HTML(`</span> <span class="at">`)
	p.rowLines(l, r)
	w.HTML("</span></a></" + tag + ">")
}

// rowLines prints the lines of a row: "Lines 6–8".
func (p *listingPrinter) rowLines(l *listing, r *row) {
	w := &p.out
	first, last := l.first+r.first-1, l.first+r.end-1
	if first == last {
		w.Text(p.site.msg.Listing.Line)
	} else {
		w.Text(p.site.msg.Listing.Lines)
	}
	w.HTML(" ")
	w.Int(first)
	if first != last {
		w.HTML("–")
		w.Int(last)
	}
}

// rowName prints "RUN: install gcc" with its instruction in bold.
func (p *listingPrinter) rowName(r *row) {
	title := orElse(r.group.Title, r.group.Name)
	if rest, ok := strings.CutPrefix(title, r.group.Name); ok && r.group.Name != "" && r.group.Kind == code.InstructionGroup {
		p.out.HTML("<b>")
		p.out.Text(r.group.Name)
		p.out.HTML("</b>")
		p.out.Text(strings.TrimPrefix(rest, ":"))
		return
	}
	p.out.Text(title)
}
