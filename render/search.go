package render

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/search"
)

// collector puts together what the search finds on a page. It is used again
// for the next page.
type collector struct {
	search.Page
	anchor, text []byte
}

// collect lists what can be found on the page: every section by its words,
// every row of code by its instruction.
func (p *printer) collect() *search.Page {
	c := &p.terms
	c.Reset(p.site.search)
	c.sections(p.page.Title, p.doc)
	for _, l := range p.order {
		if l.numbered {
			c.rows(l)
		}
	}
	return &c.Page
}

// rows adds the rows of a listing with their notes.
func (c *collector) rows(l *listing) {
	n := 0
	for i := range l.code.Groups {
		g := &l.code.Groups[i]
		if g.Kind == code.LineGroup || g.Kind == code.CommentGroup || c.Len() >= search.MaxEntries {
			continue
		}
		for n < len(l.rows) && l.rows[n].last < g.Lines.First {
			n++
		}
		if n < len(l.rows) && l.rows[n].group == g && g.Kind != code.DirectiveGroup { // no other row was joined to it
			c.instruction(l, &l.rows[n])
		} else {
			r := rowOf(l, g)
			c.instruction(l, &r)
		}
		if n < len(l.rows) {
			for _, note := range l.rows[n].notes {
				c.ProseString(note.Label, search.InProse)
				c.ProseString(note.Text, search.InProse)
			}
		}
	}
}

// instruction adds a row of code. The comments above it are prose: what they
// mention is not what it does.
func (c *collector) instruction(l *listing, r *row) {
	g := r.group
	c.anchor = l.appendLineID(c.anchor[:0], r.first, r.end)
	c.text = append(c.text[:0], orElse(g.Title, g.Name)...)
	c.Open(c.anchor, c.text)
	c.CodeExcerpt(l.Code[g.Span.Start:g.Span.End])
	if g.Kind == code.InstructionGroup {
		c.Name(g.Name)
	}
	at := max(l.starts[r.codeFirst()-1], g.Span.Start)
	c.Prose(l.Code[g.Span.Start:at], search.InProse)
	c.Code(l.Code[at:g.Span.End])
}

// sections adds the page's prose, an entry a heading.
func (c *collector) sections(title string, doc *markdown.Document) {
	c.text = append(c.text[:0], title...)
	c.Open(nil, c.text)
	c.Prose(c.text, search.InHeading)
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			c.text = doc.AppendText(c.text[:0], n)
			if h := n.(*ast.Heading); c.Len() < search.MaxEntries/2 && h.Level > 1 {
				c.anchor = append(c.anchor[:0], headingID(h)...)
				c.Open(c.anchor, c.text)
			}
			c.Prose(c.text, search.InHeading)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			c.text = doc.AppendText(c.text[:0], n)
			c.Excerpt(c.text)
			c.Prose(c.text, search.InProse)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}
