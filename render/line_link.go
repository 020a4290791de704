package render

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/render/listings"
)

func (p *prosePrinter) lineLink(n ast.Node) {
	p.html.leave(n.Parent()) // the author's tags end before it
	link := n.(*listings.LineLink)
	number := strconv.Itoa(link.In.First + link.Line - 1)
	p.out.HTML(" ")
	p.out.Element("a", "", "class", "to", "id", link.ID, "href", "#"+link.In.LineID(link.Line, link.Line), "data-l", number, "aria-label", p.site.msg.Listing.Line+" "+number)
}

// tellLink prints the link from a row to the note in the text that speaks of it.
func (p *listingPrinter) tellLink(t *listings.Told) {
	p.out.HTML(`<p>`)
	p.out.Element("a", p.site.msg.Listing.See+" "+t.Label, "href", "#"+t.Link.ID)
	p.out.HTML("</p>\n")
}
