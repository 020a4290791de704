package render

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/explain"
	"docsite/internal/site"
)

// row is an instruction or a statement with its notes.
type row struct {
	first, last int // lines of the listing, from 1
	width       int // bytes of code in it, blanks around it left out
	group       *explain.Group
	notes       []*note
	see         []*note // notes of other rows that speak of this one too
}

// note is a note in its place.
type note struct {
	site.Note
	nodes  []ast.Node // what the author wrote; it has left its place in the page
	header []ast.Node // the cells of its table's header
	spans  []site.Span
	lines  []int // in the listing
	number int   // of a part of the row; 0 for a note on all of it
	id     string
	where  string // the lines of its row, for a link from another
}

// rowsOf makes the rows of a listing from its groups. Lines that nobody
// explains and that no parser grouped stand together.
func rowsOf(l *listing) []row {
	rows := make([]row, 0, len(l.code.Groups))
	for i := range l.code.Groups {
		g := &l.code.Groups[i]
		width := len(bytes.TrimSpace(l.Code[g.Span.Start:g.Span.End]))
		rows = append(rows, row{first: g.Lines.First, last: g.Lines.Last, width: width, group: g})
	}
	return rows
}

// settle joins rows of plain lines without notes, and numbers the notes.
func settle(rows []row) []row {
	var out []row
	for _, r := range rows {
		if n := len(out); n > 0 && r.plain() && out[n-1].plain() {
			out[n-1].last = r.last
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
	return len(r.notes) == 0 && len(r.see) == 0 && (kind == explain.LineGroup || kind == explain.CommentGroup || kind == explain.DirectiveGroup)
}

// number sorts a row's notes, those on all of it first, and numbers the rest.
func (r *row) number() {
	whole := func(n *note) bool {
		return len(n.lines) == 0 || len(r.notes) == 1 && r.first == r.last || r.covers(n)
	}
	slices.SortStableFunc(r.notes, func(a, b *note) int {
		return cmp.Or(compareBool(!whole(a), !whole(b)), cmp.Compare(start(a), start(b)))
	})
	k := 0
	for _, n := range r.notes {
		if !whole(n) {
			k++
			n.number = k
		}
	}
}

// covers reports whether a note is on all of the row's lines, comments above
// an instruction aside.
func (r *row) covers(n *note) bool {
	return n.lines[len(n.lines)-1]-n.lines[0] == r.last-r.first && len(n.lines) == r.last-r.first+1 && !r.part(n)
}

// part reports whether a note is on a piece of a line only.
func (r *row) part(n *note) bool {
	return r.first == r.last && len(r.notes) > 1 && n.spans[0].End-n.spans[0].Start < r.width
}

func start(n *note) int {
	if len(n.spans) == 0 {
		return 0
	}
	return n.spans[0].Start
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// lineNumbers names the notes of a line, for the rules that show which belong
// together.
func (p *printer) lineNumbers(r *row, line int) {
	first := true
	for _, n := range r.notes {
		if n.number == 0 || !slices.Contains(n.lines, line) {
			continue
		}
		if first {
			p.out.html(` data-n="`)
		} else {
			p.out.html(" ")
		}
		p.out.int(n.number)
		first = false
	}
	if !first {
		p.out.html(`"`)
	}
}

// row prints one row: heading, code, cost, notes.
func (p *printer) row(l *listing, c *cursor, r *row) {
	w := &p.out
	quiet := len(r.notes) == 0 && len(r.see) == 0
	w.html(`<div class="row`)
	if quiet {
		w.html(" quiet")
	}
	w.html(`"`)
	if r.last > r.first {
		w.attr("id", l.lineID(r.first, r.last))
	}
	w.html(">")
	if !(quiet && r.plain()) {
		p.rowHeading(l, r)
	}
	w.html("<pre><code>")
	for n := r.first; n <= r.last; n++ {
		p.line(l, c, n, r)
	}
	w.html("</code></pre>")
	p.cost(l, r)
	if !quiet {
		w.html(`<div class="note">`)
		p.notes(l, r)
		w.html("</div>")
	}
	w.html("</div>\n")
}

// rowHeading prints what a person would call the row, and its lines.
func (p *printer) rowHeading(l *listing, r *row) {
	w := &p.out
	tag := headingTag(p.level + 1)
	w.html("<" + tag + "><a")
	w.href("href", "#"+l.lineID(r.first, r.last))
	w.html(">")
	p.rowName(r)
	w.html(` <span class="at">`)
	w.text(l.words(r, p.site.words))
	w.html("</span></a></" + tag + ">")
}

// words name the lines of a row: "Lines 6–8".
func (l *listing) words(r *row, w words) string {
	first, last := l.first+r.first-1, l.first+r.last-1
	if first == last {
		return w.Line + " " + strconv.Itoa(first)
	}
	return w.Lines + " " + strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// rowName prints "RUN: install gcc" with its instruction in bold.
func (p *printer) rowName(r *row) {
	title := orElse(r.group.Title, r.group.Name)
	if rest, ok := strings.CutPrefix(title, r.group.Name); ok && r.group.Name != "" && r.group.Kind == explain.InstructionGroup {
		p.out.html("<b>")
		p.out.text(r.group.Name)
		p.out.html("</b>")
		p.out.text(strings.TrimPrefix(rest, ":"))
		return
	}
	p.out.text(title)
}
