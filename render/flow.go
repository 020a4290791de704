package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/code"
	"docsite/render/listings"
	"docsite/render/margin"
	"docsite/render/markup"
	"docsite/render/tokens"
)

// flow prints a listing with its notes: a line, what is said of it, the next
// line. Read from top to bottom it is in order on every screen; a wide one sets
// what is said beside the code.
type flow struct {
	p      *listingPrinter
	l      *listings.Listing
	cursor tokens.Cursor
	said   []said // sorted by line
	html   []byte // of all of them
	plan   margin.Plan
	open   bool // a <pre> has been begun
}

// said is a note, a link or a remark of docsite's that is printed below one line.
type said struct {
	line       int
	note       *listings.Note // nil for links and what docsite says itself
	start, end int            // in flow.html
	led        int            // where what led the note's group in ends
}

func newFlow(p *listingPrinter, l *listings.Listing) *flow {
	f := &flow{p: p, l: l, cursor: tokens.Cursor{Code: l.Code, Tokens: l.Tokens}}
	level, at := p.level, len(p.out.B)
	f.said = make([]said, 0, 2*len(l.Rows))
	for i := range l.Rows {
		f.sayings(&l.Rows[i])
	}
	p.said = append(p.said[:0], p.out.B[at:]...)
	f.html = p.said
	for i := range f.said {
		f.said[i].start -= at
		f.said[i].led -= at
		f.said[i].end -= at
	}
	p.level, p.out.B = level, p.out.B[:at]
	f.plan = margin.Lay(f.lines(), l.Costs != nil)
	return f
}

// sayings prints what is said of a row, to be measured and put in its places.
func (f *flow) sayings(r *listings.Row) {
	at := len(f.said)
	for i, n := range r.Notes {
		f.noteSaying(n, i > 0 && r.Notes[i-1].At == n.At || i+1 < len(r.Notes) && r.Notes[i+1].At == n.At)
	}
	f.asides(r)
	slices.SortStableFunc(f.said[at:], func(a, b said) int { return a.line - b.line })
}

// noteSaying prints a note: what led its group in and what stands above it, its words, and
// what goes along below.
func (f *flow) noteSaying(n *listings.Note, several bool) {
	p := f.p
	s := said{line: n.At, note: n, start: len(p.out.B)}
	if len(n.Head)+len(n.Names)+len(n.Above) > 0 {
		p.html.apart(func() { p.lead(n); p.rest(n, n.Above) })
	}
	s.led = len(p.out.B)
	p.html.apart(func() { p.note(n, several) })
	p.noteState(n)
	p.html.apart(func() { p.rest(n, n.Below) })
	s.end = len(p.out.B)
	f.said = append(f.said, s)
}

// asides prints the links of a row, and what docsite says of it itself.
func (f *flow) asides(r *listings.Row) {
	p := f.p
	aside := func(print func()) {
		start := len(p.out.B)
		print()
		f.said = append(f.said, said{line: r.CodeFirst(), start: start, led: start, end: len(p.out.B)})
	}
	for _, n := range r.CrossRefs {
		aside(func() { f.crossRef(n) })
	}
	if from := r.Backlink; from != nil {
		aside(func() {
			p.out.HTML("<p>")
			p.out.Element("a", p.site.msg.Listing.See+" "+from.Label, "href", "#"+from.ID)
			p.out.HTML("</p>\n")
		})
	}
	if r.ExplainedIn != nil {
		aside(func() {
			p.out.HTML("<p>")
			p.pageLink(p.site.msg.Listing.ExplainedIn, r.ExplainedIn)
			p.out.HTML("</p>\n")
		})
	}
	if c := f.l.Costs; c != nil {
		if cost, part := c.Of(f.l.First+r.First-1, f.l.First+r.Last-1); part && c.Wastes(cost) {
			aside(func() { p.wasted(f.l, cost) })
		}
	}
}

// crossRef prints a link to a note of another row.
func (f *flow) crossRef(n *listings.Note) {
	w := &f.p.out
	w.HTML(`<p>`)
	w.Tag("a", "href", "#"+n.ID)
	w.Text(f.p.site.msg.Listing.See + " ")
	f.p.rowLines(n.In, n.Row)
	w.HTML("</a></p>\n")
}

// lines are the listing's lines as they are measured.
func (f *flow) lines() []margin.Line {
	lines := slices.Grow(f.p.lines[:0], len(f.l.Parsed.Starts))[:len(f.l.Parsed.Starts)]
	for i := range lines {
		s := f.l.Parsed.Line(i + 1)
		lines[i] = margin.Line{Columns: margin.Columns(f.l.Code[s.Start:s.End]), Notes: lines[i].Notes[:0]}
	}
	for i := range f.l.Rows {
		for line := f.l.Rows[i].End + 1; line <= f.l.Rows[i].Last; line++ {
			lines[line-1].Blank = true
		}
	}
	for _, s := range f.said {
		lines[s.line-1].Notes = append(lines[s.line-1].Notes, markup.Letters(f.html[s.start:s.end]))
	}
	f.p.lines = lines
	return lines
}

func (f *flow) print() {
	p, w := f.p, &f.p.out
	w.HTML(`<div class="listing annotated`)
	if len(f.said) > 0 {
		w.Numbers(" n%d", f.plan.Share)
	}
	if f.l.Costs != nil {
		w.HTML(" costs")
	}
	w.HTML(`">`)
	p.header(f.l)
	p.differs(f.l)
	w.HTML(`<div class="flow">` + "\n")
	for i := range f.l.Rows {
		f.row(&f.l.Rows[i])
	}
	w.HTML("</div></div>\n")
}

// row prints one row: its heading, then its lines with what is said of them. A
// function can be folded.
func (f *flow) row(r *listings.Row) {
	p, w := f.p, &f.p.out
	folds := r.Group.Kind == code.FunctionGroup && r.End > r.First
	tag, class := "div", "row"
	if folds {
		tag, class = "details", "row fold"
	}
	w.Parts(`<`, tag, ` class="`, class)
	if f.plan.Clear[r.First-1] {
		w.HTML(" wait")
	}
	w.HTML(`"`)
	if r.End > r.First {
		w.Attr("id", f.l.LineID(r.First, r.End))
	}
	switch {
	case folds:
		w.HTML(` open><summary>`)
		p.rowHeading(f.l, r, false)
		w.HTML(`</summary>`)
	case r.Plain():
		w.HTML(">")
	default:
		w.HTML(">")
		p.rowHeading(f.l, r, true)
	}
	for n := r.First; n <= r.Last; n++ {
		if f.l.Left[n] < 0 {
			continue
		}
		if n == r.CodeFirst() && f.l.Costs != nil {
			f.closePiece()
			p.cost(f.l, r)
		}
		f.openPiece(n > r.First && f.plan.Clear[n-1])
		p.line(f.l, &f.cursor, n, r)
		f.say(n)
	}
	f.say(r.Last) // what stands at a line that is left out, if any
	f.closePiece()
	w.Parts("</", tag, ">\n")
}

// openPiece begins a piece of code. One that waits begins below all notes so
// far.
func (f *flow) openPiece(waits bool) {
	if waits {
		f.closePiece()
	}
	if f.open {
		return
	}
	if f.open = true; waits {
		f.p.out.HTML(`<pre class="wait"><code>`)
	} else {
		f.p.out.HTML(`<pre><code>`)
	}
}

func (f *flow) closePiece() {
	if f.open {
		f.p.out.HTML("</code></pre>")
	}
	f.open = false
}

// say prints what is said of a line, and of those before it that are left out.
func (f *flow) say(line int) {
	w := &f.p.out
	for k, at := 0, 0; len(f.said) > 0 && f.said[0].line <= line; k++ {
		f.closePiece()
		s := f.said[0]
		f.said = f.said[1:]
		if s.line != at {
			k, at = 0, s.line
		}
		if k == 0 && f.plan.Bands[s.line-1] {
			w.HTML(`<div class="band">`)
		}
		led, text := f.html[s.start:s.led], f.html[s.led:s.end]
		w.HTML(`<div class="note`)
		if f.plan.Across[[2]int{s.line - 1, k}] {
			w.HTML(" across")
		}
		if s.note == nil {
			w.HTML(` aside"`)
			if k == 0 { // else the note above has the number
				w.Numbers(` data-l="%d"`, f.l.First+s.line-1)
			}
			w.HTML(">")
		} else {
			w.HTML(`"`)
			w.Attr("id", s.note.ID)
			w.Numbers(` data-n="%d">`, s.note.InRow)
			w.B = append(w.B, led...)
			f.key(s.note, k, len(f.said) > 0 && f.said[0].line == s.line && f.said[0].note != nil)
		}
		w.B = append(w.B, text...)
		w.HTML("</div>")
		if f.plan.Bands[s.line-1] && (len(f.said) == 0 || f.said[0].line != s.line) {
			w.HTML("</div>")
		}
	}
}

// key prints the number of a note's line, with a letter where several notes
// stand at it: a link to the note, to be copied.
func (f *flow) key(n *listings.Note, k int, more bool) {
	key := strconv.Itoa(f.l.First + n.At - 1)
	class := "key"
	if k > 0 || more {
		class = "key of"
		if k < 26 {
			key += string(rune('a' + k))
		} else {
			key += "." + strconv.Itoa(k+1)
		}
	}
	f.p.out.Element("a", "", "class", class, "href", "#"+n.ID, "data-l", key, "aria-label", f.p.site.msg.Listing.Note+" "+key)
}

// lineNumbers names the notes of a line, for the rules that show which belong
// together.
func (p *listingPrinter) lineNumbers(r *listings.Row, line int) {
	const open = ` data-n="`
	before := open
	for _, n := range r.On(line) {
		if r.Explains(n, line) {
			p.out.HTML(before)
			p.out.Int(n.InRow)
			before = " "
		}
	}
	if before != open {
		p.out.HTML(`"`)
	}
}

// rowHeading prints what a person would call the row, and its lines. It is for
// those who go by headings or by the keyboard: the others see the code. It is a
// link to the row, where that is not a button already.
func (p *listingPrinter) rowHeading(l *listings.Listing, r *listings.Row, link bool) {
	w := &p.out
	tag := headingTag(p.level + 1)
	w.Tag(tag)
	if link {
		w.Tag("a", "href", "#"+l.LineID(r.First, r.End))
	}
	w.HTML("<span>")
	p.rowName(r)
	w.HTML(`</span> <span class="at">`)
	p.rowLines(l, r)
	w.HTML("</span>")
	if link {
		w.HTML("</a>")
	}
	w.Parts("</", tag, ">")
}

// rowLines prints the lines of a row: "Lines 6–8".
func (p *listingPrinter) rowLines(l *listings.Listing, r *listings.Row) {
	if first, last := l.First+r.First-1, l.First+r.End-1; first == last {
		p.out.Text(p.site.msg.Listing.Line)
		p.out.Numbers(" %d", first)
	} else {
		p.out.Text(p.site.msg.Listing.Lines)
		p.out.Numbers(" %d–%d", first, last)
	}
}

// rowName prints "RUN: install gcc" with its instruction in bold.
func (p *listingPrinter) rowName(r *listings.Row) {
	title := cmp.Or(r.Group.Title, r.Group.Name)
	if rest, ok := strings.CutPrefix(title, r.Group.Name); ok && r.Group.Name != "" && r.Group.Kind == code.InstructionGroup {
		p.out.Around("<b>", r.Group.Name, "</b>")
		p.out.Text(strings.TrimPrefix(rest, ":"))
		return
	}
	p.out.Text(title)
}
