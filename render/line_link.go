package render

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/render/listings"
)

func (p *prosePrinter) lineLink(n ast.Node) {
	p.html.leave(n.Parent()) // the author's tags end before it
	w, link := &p.out, n.(*listings.LineLink)
	number := strconv.Itoa(link.In.First + link.Line - 1)
	w.HTML(` <a class="to"`)
	w.Attr("id", link.ID)
	w.Href("href", "#"+link.In.LineID(link.Line, link.Line))
	w.Attr("data-l", number)
	w.Attr("aria-label", p.site.msg.Listing.Line+" "+number)
	w.HTML("></a>")
}

// tellLink prints the link from a row to the note in the text that speaks of it.
func (p *listingPrinter) tellLink(t *listings.Told) {
	w := &p.out
	w.HTML(`<p>`)
	w.Link("#"+t.Link.ID, p.site.msg.Listing.See+" "+t.Label)
	w.HTML("</p>\n")
}
