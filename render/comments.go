package render

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// comments makes notes of the comments of a file, where its quotation or the
// page asks for it. The file as it is stays one link away.
func (p *listingReader) comments(l *listing) {
	if l.file == "" || l.Quote.Comments != "notes" && p.page.Comments != "notes" {
		return
	}
	for _, c := range notes.Comments(l.code) {
		if markdown.Check(&site.Source{Text: []byte(c.Text)}).Failed(false) {
			continue
		}
		if l.rows == nil {
			l.rows = p.rowsOf(l)
		}
		i := slices.IndexFunc(l.rows, func(r row) bool { return r.first <= c.At && c.At <= r.last })
		n := &alloc(&p.scratch.notes, 1)[0]
		n.Note = site.Note{Label: cut(c.Text, 40), Text: c.Text}
		n.comment = c.Text
		if r := &l.rows[i]; c.At != r.codeFirst() || c.IsBehind() && r.end > r.first {
			n.lines, n.spans = []int{c.At}, []site.Span{{Start: c.Span.Start, End: c.Span.End}}
		}
		l.rows[i].notes = append(l.rows[i].notes, n)
		if l.left == nil {
			l.left = map[int]int{}
		}
		if c.IsBehind() {
			l.left[c.At] = c.Span.Start
			continue
		}
		for line := c.Lines.First; line <= c.Lines.Last; line++ {
			l.left[line] = -1
		}
	}
}

// comment prints a comment of a file as Markdown. HTML in it is text.
func (p *listingPrinter) comment(n *note) {
	doc, figures, below, problems := p.doc, p.prose.figures, p.prose.below, len(p.problems)
	p.doc, p.prose.figures, p.prose.below = markdown.Parse(&site.Source{Name: doc.Source.Name, Text: []byte(n.comment)}), nil, nil
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
	for i := range inline.Segments.Len() {
		seg := inline.Segments.At(i)
		a.p.out.TextBytes(seg.Value(a.p.doc.Source.Text))
	}
}
