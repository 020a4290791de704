package render

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/code"
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
func (p *pagePrinter) collect() *search.Page {
	c := &p.terms
	c.Reset()
	c.sections(p)
	for _, l := range p.reader.order {
		if l.numbered {
			c.rows(l)
		}
	}
	return &c.Page
}

// sections adds the page's prose, an entry a heading.
func (c *collector) sections(p *pagePrinter) {
	c.text = append(c.text[:0], p.page.Title...)
	c.Open(nil, c.text)
	c.Place(p.page.Title, p.page.Output)
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			c.sample(p, n)
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			c.text = p.doc.AppendText(c.text[:0], n)
			if h := n.(*ast.Heading); c.Len() < search.MaxEntries/2 && h.Level > 1 {
				c.anchor = append(c.anchor[:0], headingID(h)...)
				c.Open(c.anchor, c.text)
			}
			c.Heading(c.text)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			c.text = p.doc.AppendText(c.text[:0], n)
			c.Prose(c.text)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// sample adds the code of a block to its section, but for what is an entry of
// its own.
func (c *collector) sample(p *pagePrinter, n ast.Node) {
	fenced, _ := n.(*ast.FencedCodeBlock)
	l := p.reader.byNode[fenced]
	if l == nil || !l.numbered {
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			c.Sample(line.Value(p.doc.Source.Text))
		}
		return
	}
	for i := range l.code.Groups {
		if g := &l.code.Groups[i]; !isEntry(g) {
			c.Sample(l.Code[g.Span.Start:g.Span.End])
		}
	}
}

// isEntry reports whether a group of lines is a thing to be found by itself.
func isEntry(g *code.Group) bool { return g.Kind != code.LineGroup && g.Kind != code.CommentGroup }

// rows adds the rows of a listing with their notes.
func (c *collector) rows(l *listing) {
	n := 0
	for i := range l.code.Groups {
		g := &l.code.Groups[i]
		for n < len(l.rows) && l.rows[n].last < g.Lines.First {
			n++
		}
		var notes []*note
		if n < len(l.rows) {
			notes = l.rows[n].notes
		}
		if c.Len() >= search.MaxEntries || !isEntry(g) && len(notes) == 0 {
			continue
		}
		if n < len(l.rows) && l.rows[n].group == g && g.Kind != code.DirectiveGroup { // no other row was joined to it
			c.instruction(l, &l.rows[n])
		} else {
			r := rowOf(l, g)
			c.instruction(l, &r)
		}
		for _, note := range notes {
			c.Note(note.Label, note.Text)
		}
	}
}

// instruction adds a row of code.
func (c *collector) instruction(l *listing, r *row) {
	g := r.group
	c.anchor = l.appendLineID(c.anchor[:0], r.first, r.end)
	c.text = append(c.text[:0], orElse(g.Title, g.Name)...)
	if !isEntry(g) {
		line, _, _ := bytes.Cut(bytes.TrimSpace(l.Code[g.Span.Start:g.Span.End]), []byte("\n"))
		c.text = append(c.text[:0], line...)
	}
	c.Open(c.anchor, c.text)
	if g.Kind == code.InstructionGroup {
		c.Name(g.Name)
	}
	at := max(l.starts[r.codeFirst()-1], g.Span.Start)
	c.Comment(l.Code[g.Span.Start:at])
	if text := l.Code[at:g.Span.End]; g.Kind == code.KeyGroup && len(r.notes) == 0 { // a file that nobody explains is there to be copied
		c.Sample(text)
	} else {
		c.Code(text)
	}
}
