package render

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/notes"
	"docsite/internal/site"
)

// lineLink stands in the text behind the name of a note that has lines and was
// left where its author put it: a link to these lines, which is no text.
type lineLink struct {
	ast.BaseInline
	in   *listing
	line int // of the listing
	id   string
}

var kindLineLink = ast.NewNodeKind("LineLink")

func (n *lineLink) Kind() ast.NodeKind             { return kindLineLink }
func (n *lineLink) Dump(source []byte, indent int) { ast.DumpHelper(n, source, indent, nil, nil) }

// linkLines puts a link to its lines behind the name of a note that stays in
// the text, and gives the row of these lines one back. One is enough for a row.
func (p *listingReader) linkLines(note *site.Note, place *notes.Place, t *site.Target, list []*listing) {
	l, name := list[t.Block], nameOf(place.Node)
	if name == nil || l.text || len(t.Lines) == 0 {
		return
	}
	l.numbered = true
	link := &lineLink{in: l, line: t.Lines[0], id: "T-" + strconv.Itoa(place.Node.Pos())}
	name.AppendChild(name, link)
	l.told = append(l.told, told{link, note.Label})
}

// told is a note in the text, for the link that leads to it from its lines.
type told struct {
	link  *lineLink
	label string
}

// tellRows enters the notes in the text into the rows that they speak of.
func (l *listing) tellRows() {
	for i := range l.told {
		t := &l.told[i]
		for j := range l.rows {
			if r := &l.rows[j]; r.first <= t.link.line && t.link.line <= r.last && r.told == nil && len(r.notes) == 0 {
				r.told = t
			}
		}
	}
}

// nameOf is the part of an item, a row, a paragraph or a term at whose end a
// link stands well; nil for none.
func nameOf(n ast.Node) ast.Node {
	switch n.Kind() {
	case ast.KindParagraph, extast.KindDefinitionTerm:
		return n
	case ast.KindListItem, extast.KindTableRow:
		if c := n.FirstChild(); c != nil && (c.Kind() == ast.KindTextBlock || c.Kind() == ast.KindParagraph || c.Kind() == extast.KindTableCell) {
			return c
		}
	}
	return nil
}

func (p *prosePrinter) lineLink(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.html.leave(n.Parent()) // the author's tags end before it
	w, link := &p.out, n.(*lineLink)
	number := strconv.Itoa(link.in.first + link.line - 1)
	w.HTML(` <a class="to"`)
	w.Attr("id", link.id)
	w.Href("href", "#"+link.in.lineID(link.line, link.line))
	w.Attr("data-l", number)
	w.Attr("aria-label", p.site.msg.Listing.Line+" "+number)
	w.HTML("></a>")
	return ast.WalkContinue
}

// tellLink prints the link from a row to the note in the text that speaks of it.
func (p *listingPrinter) tellLink(t *told) {
	w := &p.out
	w.HTML(`<p><a`)
	w.Href("href", "#"+t.link.id)
	w.HTML(">")
	w.Text(p.site.msg.Listing.See + " " + cut(t.label, 40))
	w.HTML("</a></p>\n")
}

// cut shortens a text to so many characters.
func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}
