package render

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"docsite/render/tokens"
)

// listingPrinter prints listings with their notes.
type listingPrinter struct{ *pagePrinter }

// fenced prints a fenced block.
func (p *listingPrinter) fenced(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkSkipChildren
	}
	l := p.reader.byNode[n.(*ast.FencedCodeBlock)]
	if l == nil { // in a comment
		p.prose.plainBlock(p.source(n))
		return ast.WalkSkipChildren
	}
	p.diagrams.beforeListing(l)
	switch {
	case l.text && l.rows == nil:
		p.prose.plainBlock(l.Code)
	case !l.numbered:
		p.shortBlock(l)
	default:
		p.listing(l)
	}
	return ast.WalkSkipChildren
}

// shortBlock prints a few lines of code that nobody points at by number.
func (p *listingPrinter) shortBlock(l *listing) {
	w := &p.out
	w.HTML(`<div class="listing short"><pre><code>`)
	c := tokens.Cursor{Code: l.Code, Tokens: l.tokens}
	w.B = c.Append(w.B, 0, len(l.Code))
	w.HTML("</code></pre>")
	p.copyButton()
	w.HTML("</div>\n")
}

func (p *listingPrinter) copyButton() {
	p.out.HTML(`<button type="button" class="copy">`)
	p.out.Text(p.site.msg.Listing.Copy)
	p.out.HTML("</button>")
}

// listing prints code with line numbers, and its notes beside it.
func (p *listingPrinter) listing(l *listing) {
	w := &p.out
	if l.rows != nil {
		p.wide = true
		newFlow(p, l).print()
		return
	}
	w.HTML(`<div class="listing">`)
	p.bar(l)
	p.differs(l)
	c := tokens.Cursor{Code: l.Code, Tokens: l.tokens}
	w.HTML("<pre><code>")
	for i := range l.starts {
		p.line(l, &c, i+1, nil)
	}
	w.HTML("</code></pre></div>\n")
}

// bar prints what a listing is, and what can be done with it.
func (p *listingPrinter) bar(l *listing) {
	w := &p.out
	w.HTML(`<div class="bar"><span class="what"`)
	if name := l.name(); name == l.Language { // no word of the author's text
		w.Attr("data-l", name)
		w.HTML(">")
	} else {
		w.HTML(">")
		w.Text(name)
	}
	if l.Quote != nil && l.Quote.Stage != "" {
		w.HTML(` <i>`)
		w.Text(l.Quote.Stage)
		w.HTML(`</i>`)
	}
	w.HTML("</span>")
	if l.costs != nil {
		w.HTML(`<span class="basis">`)
		w.Text(basis(l.costs, &p.site.msg.Image))
		w.HTML("</span>")
		if l.costs.Stale {
			p.site.staleMark(w)
		}
	}
	p.users(l)
	if l.raw != "" {
		w.HTML("<a")
		w.Href("href", p.site.layout.Href(p.page.Output, l.raw))
		w.HTML(">")
		w.Text(p.site.msg.Listing.Raw)
		w.HTML("</a>")
	}
	p.copyButton()
	w.HTML("</div>\n")
}

// line prints the line with a number from 1 in the listing.
func (p *listingPrinter) line(l *listing, c *tokens.Cursor, number int, r *row) {
	w := &p.out
	start, end := l.starts[number-1], len(l.Code)
	if number < len(l.starts) {
		end = l.starts[number]
	}
	w.HTML(`<span class="cl`)
	switch {
	case r == nil:
	case number > r.end:
		w.HTML(` end`) // blank lines, which are set low
	case r.hasNoteAt(number):
		w.HTML(` has`)
	}
	w.HTML(`" id="`)
	p.lineName(l, number)
	w.HTML(`"`)
	if r != nil {
		p.lineNumbers(r, number)
	}
	w.HTML(`><a class="ln" href="#`)
	p.lineName(l, number)
	w.HTML(`" tabindex="-1" aria-hidden="true" data-l="`)
	w.Int(l.first + number - 1)
	w.HTML(`"></a>`)
	if at := l.left[number]; at > start {
		w.B = c.Append(w.B, start, start+len(bytes.TrimRight(l.Code[start:at], " \t")))
		w.HTML("\n</span>")
		return
	}
	w.B = c.Append(w.B, start, end)
	w.HTML("</span>")
}

// lineName prints the id of a line.
func (p *listingPrinter) lineName(l *listing, number int) {
	p.out.B = l.appendLineID(p.out.B, number, number)
}
