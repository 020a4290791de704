package render

import (
	"bytes"
	"cmp"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/site"
	"docsite/render/listings"
	"docsite/render/margin"
	"docsite/render/tokens"
)

// listingPrinter prints listings with their notes.
type listingPrinter struct {
	*pagePrinter
	said  []byte        // what is said of a listing, to be measured before it is printed
	lines []margin.Line // of the listing that is measured
}

// fenced prints a fenced block.
func (p *listingPrinter) fenced(n ast.Node) {
	l := p.reader.ByNode[n.(*ast.FencedCodeBlock)]
	if l == nil { // in a comment
		p.prose.plainBlock(p.source(n))
		return
	}
	p.diagrams.BeforeListing(l)
	switch {
	case l.Rows == nil && p.isDrawing(l.Language):
		p.drawing(l)
	case l.Text && l.Rows == nil:
		p.prose.plainBlock(l.Code)
	case !l.Numbered:
		p.shortBlock("", tokens.Cursor{Code: l.Code, Tokens: l.Tokens})
	default:
		p.listing(l)
	}
}

// shortBlock prints code that nobody points at by number, with the attributes of its pre.
func (p *pagePrinter) shortBlock(attributes string, c tokens.Cursor) {
	w := &p.out
	w.Parts(`<div class="listing short"><pre`, attributes, "><code>")
	w.B = c.Append(w.B, 0, len(c.Code))
	w.HTML("</code></pre>")
	p.copyButton()
	w.HTML("</div>\n")
}

func (p *pagePrinter) copyButton() {
	p.out.Around(`<button type="button" class="copy">`, p.site.msg.Listing.Copy, "</button>")
}

// listing prints code with line numbers, and its notes beside it.
func (p *listingPrinter) listing(l *listings.Listing) {
	w := &p.out
	if l.Rows != nil {
		p.wide = true
		newFlow(p, l).print()
		return
	}
	w.HTML(`<div class="listing">`)
	p.header(l)
	p.differs(l)
	c := tokens.Cursor{Code: l.Code, Tokens: l.Tokens}
	w.HTML("<pre><code>")
	for i := range l.Parsed.Starts {
		p.line(l, &c, i+1, nil)
	}
	w.HTML("</code></pre></div>\n")
}

// header prints what a listing is, and what can be done with it.
func (p *listingPrinter) header(l *listings.Listing) {
	w := &p.out
	file, language := l.Name()
	w.HTML(`<div class="bar"><span class="what"`)
	if file == "" {
		w.Attr("data-l", language)
	}
	w.Around(">", file, "")
	if l.Quote != nil && l.Quote.Stage != "" {
		w.Around(` <i>`, l.Quote.Stage, `</i>`)
	}
	w.HTML("</span>")
	if l.Costs != nil {
		w.Around(`<span class="basis">`, l.Costs.Basis(&p.site.msg.Image), "</span>")
		if l.Costs.Stale {
			p.site.figures.Mark(w)
		}
	}
	for _, page := range p.reader.UsedIn(l) {
		p.pageLink(p.site.msg.Listing.UsedIn, page)
	}
	if l.Raw != "" {
		w.Element("a", p.site.msg.Listing.Raw, "href", p.site.layout.Href(p.page.Output, l.Raw))
	}
	p.copyButton()
	w.HTML("</div>\n")
}

// line prints the line with a number from 1 in the listing.
func (p *listingPrinter) line(l *listings.Listing, c *tokens.Cursor, number int, r *listings.Row) {
	w := &p.out
	s := l.Parsed.Line(number)
	w.HTML(`<span class="cl`)
	if margin.Opens(l.Code[s.Start:s.End]) {
		w.HTML(` cut`)
	}
	switch {
	case r == nil:
	case number > r.End:
		w.HTML(` end`) // blank lines, which are set low
	case r.HasNoteAt(number):
		w.HTML(` has`)
		if long, solid := margin.Long(l.Code[s.Start:s.End]); solid {
			w.HTML(` small cut`)
		} else if long {
			w.HTML(` small`)
		}
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
	w.Int(l.First + number - 1)
	w.HTML(`"></a>`)
	if at := l.Left[number]; at > s.Start {
		w.B = c.Append(w.B, s.Start, s.Start+len(bytes.TrimRight(l.Code[s.Start:at], " \t")))
		w.HTML("\n</span>")
		return
	}
	w.B = c.Append(w.B, s.Start, s.End)
	w.HTML("</span>")
}

// lineName prints the id of a line.
func (p *listingPrinter) lineName(l *listings.Listing, number int) {
	p.out.B = l.AppendLineID(p.out.B, number, number)
}

// pageLink prints a link to a page, with what leads in.
func (p *pagePrinter) pageLink(lead string, to *site.Page) {
	p.out.Element("a", lead+" "+to.Title, "href", p.site.layout.Href(p.page.Output, to.Output))
}

// isDrawing reports whether a language is that of pictures, to other tools or to a
// program that docsite.yaml names.
func (p *listingPrinter) isDrawing(language string) bool {
	return code.Drawing(language) != "" || len(p.site.site.Config.Diagrams[language]) > 0
}

// drawing prints the picture that was drawn of a text when the project was
// refreshed, with the text folded below it. Where there is none it prints the text,
// and says that this is what it is: a page has no script that would draw it.
func (p *listingPrinter) drawing(l *listings.Listing) {
	name := cmp.Or(code.Drawing(l.Language), l.Language)
	p.out.HTML("<figure>")
	if command := p.site.site.Config.Diagrams[l.Language]; len(command) > 0 {
		line, col := p.doc.Source.Position(l.Span.Start)
		kept, ok := p.copyOf(site.Wanted{Key: p.site.site.Config.DrawingKey(l.Language, l.Code), Command: command, Text: l.Code, Name: "drawn from " + l.Language, Line: line, Col: col})
		if ok {
			p.prose.shownPicture(pictureTag{alt: name, at: l.Span.Start, class: "drawing"}, kept)
			p.out.Around("<details><summary>", name, "</summary>\n")
			p.prose.plainBlock(l.Code)
			p.out.HTML("</details></figure>\n")
			return
		}
		p.warn(l.Span.Start, fmt.Sprintf("the %s is shown as text: the project has no picture of it", name), "docsite refresh draws one")
	}
	p.prose.plainBlock(l.Code)
	p.out.Around("<figcaption>", name+": "+p.site.msg.Prose.AsText, "</figcaption></figure>\n")
}
