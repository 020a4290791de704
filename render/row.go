package render

import (
	"cmp"
	"strings"

	"docsite/internal/code"
	"docsite/render/listings"
)

// lineNumbers names the notes of a line, for the rules that show which belong
// together.
func (p *listingPrinter) lineNumbers(r *listings.Row, line int) {
	const open = ` data-n="`
	before := open
	for _, n := range r.Notes {
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
