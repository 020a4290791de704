// Package entries says what the search finds on a page: its sections by their
// words, the rows of its listings by their code and their notes.
//
// Start at [Collector.Collect]. How the words are found again is package search's.
package entries

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/sanitize"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/listings"
)

// Collector puts together what the search finds on a page. It is used again
// for the next page. The zero Collector is ready.
type Collector struct {
	search.Page
	anchor, text []byte
}

// Collect lists what can be found on a page: every section by its words,
// every row of code by its instruction.
func (c *Collector) Collect(page *site.Page, doc *markdown.Document, from *listings.Reader) *search.Page {
	c.Reset()
	c.sections(page, doc, from)
	for _, l := range from.All {
		if l.Numbered {
			c.rows(l)
		}
	}
	return &c.Page
}

// sections adds the page's prose, an entry a heading.
func (c *Collector) sections(page *site.Page, doc *markdown.Document, from *listings.Reader) {
	c.Open(nil, []byte(page.Title))
	c.Place(page.Title, page.Output)
	if name := page.Called(); name != page.Title {
		c.Heading([]byte(name))
	}
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHTMLBlock:
			c.html(doc, n.(*ast.HTMLBlock))
			return ast.WalkSkipChildren, nil
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			c.sample(doc, from, n)
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			c.text = doc.AppendText(c.text[:0], n)
			if h := n.(*ast.Heading); c.Len() < search.MaxEntries/2 && h.Level > 1 {
				c.anchor = append(c.anchor[:0], markdown.HeadingID(h)...)
				c.Open(c.anchor, c.text)
			}
			c.Heading(c.text)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			c.text = doc.AppendText(c.text[:0], n)
			c.Prose(c.text)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// html adds the text of a block of HTML.
func (c *Collector) html(doc *markdown.Document, n *ast.HTMLBlock) {
	raw, parts := doc.HTML(n)
	if bytes.HasPrefix(raw, []byte("<!--")) {
		return
	}
	for _, run := range sanitize.Runs(raw) {
		c.text = append(c.text[:0], run.Text...)
		h := doc.HeadingAt(markdown.PlaceIn(parts, run.At))
		if h != nil && run.Level > 1 && c.Len() < search.MaxEntries/2 {
			c.anchor = append(c.anchor[:0], h.ID...)
			c.Open(c.anchor, c.text)
		}
		if run.Level > 0 {
			c.Heading(c.text)
		} else {
			c.Prose(c.text)
		}
	}
}

// sample adds the code of a block to its section, but for what is an entry of
// its own.
func (c *Collector) sample(doc *markdown.Document, from *listings.Reader, n ast.Node) {
	fenced, _ := n.(*ast.FencedCodeBlock)
	l := from.ByNode[fenced]
	if l == nil || !l.Numbered {
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			c.Sample(line.Value(doc.Source.Text))
		}
		return
	}
	for i := range l.Parsed.Groups {
		if g := &l.Parsed.Groups[i]; !isEntry(g) {
			c.Sample(l.Code[g.Span.Start:g.Span.End])
		}
	}
}

// isEntry reports whether a group of lines is a thing to be found by itself.
func isEntry(g *code.Group) bool { return g.Kind != code.LineGroup && g.Kind != code.CommentGroup }

// rows adds the rows of a listing with their notes.
func (c *Collector) rows(l *listings.Listing) {
	n := 0
	for i := range l.Parsed.Groups {
		g := &l.Parsed.Groups[i]
		for n < len(l.Rows) && l.Rows[n].Last < g.Lines.First {
			n++
		}
		var notes []*listings.Note
		if n < len(l.Rows) {
			notes = l.Rows[n].Notes
		}
		if c.Len() >= search.MaxEntries || !isEntry(g) && len(notes) == 0 {
			continue
		}
		if n < len(l.Rows) && l.Rows[n].Group == g && g.Kind != code.DirectiveGroup { // no other row was joined to it
			c.instruction(l, &l.Rows[n], l.Rows[n].End)
		} else {
			r := listings.RowOf(l, g)
			c.instruction(l, &r, r.First) // the page has no row of these lines alone
		}
		for _, note := range notes {
			c.Note(note.Label, note.Text)
		}
	}
}

// instruction adds a row of code, to which a link leads by its lines up to last.
func (c *Collector) instruction(l *listings.Listing, r *listings.Row, last int) {
	g := r.Group
	c.anchor = l.AppendLineID(c.anchor[:0], r.First, last)
	c.text = append(c.text[:0], cmp.Or(g.Title, g.Name)...)
	if !isEntry(g) {
		line, _, _ := bytes.Cut(bytes.TrimSpace(l.Code[g.Span.Start:g.Span.End]), []byte("\n"))
		c.text = append(c.text[:0], line...)
	}
	c.Open(c.anchor, c.text)
	if g.Kind == code.InstructionGroup {
		c.Name(g.Name)
	}
	at := max(l.Parsed.Starts[r.CodeFirst()-1], g.Span.Start)
	c.Comment(l.Code[g.Span.Start:at])
	if text := l.Code[at:g.Span.End]; g.Kind == code.KeyGroup && len(r.Notes) == 0 { // a file that nobody explains is there to be copied
		c.Sample(text)
	} else {
		c.Code(text)
	}
}
