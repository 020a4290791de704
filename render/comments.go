package render

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/listings"
)

// comment prints a comment of a file as Markdown. HTML in it is text.
func (p *listingPrinter) comment(n *listings.Note) {
	doc, figures, below, problems := p.doc, p.prose.figures, p.prose.below, len(p.problems)
	p.doc, p.prose.figures, p.prose.below = markdown.Parse(&site.Source{Name: doc.Source.Name, Text: []byte(n.Comment)}), nil, nil
	p.html.asText = true
	for c := p.doc.Root.FirstChild(); c != nil; c = c.NextSibling() {
		p.print(c)
	}
	p.html.asText = false
	p.doc, p.prose.figures, p.prose.below = doc, figures, below
	p.problems = p.problems[:problems] // positions in a comment are none of the page
}

// text prints HTML as it was written.
func (a *authored) text(n ast.Node, inline *ast.RawHTML) {
	if inline == nil {
		a.p.out.HTML("<p>")
		a.p.out.TextBytes(a.p.source(n))
		a.p.out.HTML("</p>\n")
		return
	}
	a.p.out.TextBytes(inline.Segments.Value(a.p.doc.Source.Text))
}
