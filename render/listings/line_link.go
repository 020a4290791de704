package listings

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/notes"
	"docsite/internal/site"
)

// LineLink stands in the text behind the name of a note that has lines and was
// left where its author put it: a link to these lines, which is no text.
type LineLink struct {
	ast.BaseInline
	In    *Listing
	Line  int // of the listing
	ID    string
	Label string // of the note, shortened
}

// KindLineLink is the kind of [LineLink].
var KindLineLink = ast.NewNodeKind("LineLink")

// Kind implements goldmark's ast.Node.
func (n *LineLink) Kind() ast.NodeKind { return KindLineLink }

// Dump implements goldmark's ast.Node.
func (n *LineLink) Dump(source []byte, indent int) { ast.DumpHelper(n, source, indent, nil, nil) }

// linkLines puts a link to its lines behind the name of a note that stays in
// the text, and gives the row of these lines one back. One is enough for a row.
func (p *Reader) linkLines(note *site.Note, place *notes.Place, t *site.Target, list []*Listing) {
	l, name := list[t.Block], nameOf(place.Node)
	if name == nil || l.Text || len(t.Lines) == 0 {
		return
	}
	l.Numbered = true
	text := note.Label
	if strings.HasPrefix(note.Text, text) {
		text = note.Text // a sentence, whose label is its first words
	}
	link := &LineLink{In: l, Line: t.Lines[0], Label: label(text)}
	l.lineLinks = append(l.lineLinks, link)
	if place.Node.Type() == ast.TypeInline {
		link.ID = "T-" + strconv.Itoa(note.Span.Start)
		endLine(place.Node, link)
	} else {
		link.ID = "T-" + strconv.Itoa(place.Node.Pos())
		name.AppendChild(name, link)
	}
}

// endLine puts a link at the end of the line of a paragraph in which a node stands.
func endLine(n ast.Node, link *LineLink) {
	for ; ; n = n.NextSibling() {
		if text, ok := n.(*ast.Text); ok && (text.SoftLineBreak() || text.HardLineBreak()) {
			end := ast.NewTextSegment(text.Segment.WithStart(text.Segment.Stop))
			end.SetSoftLineBreak(text.SoftLineBreak())
			end.SetHardLineBreak(text.HardLineBreak())
			text.SetSoftLineBreak(false)
			text.SetHardLineBreak(false)
			n.Parent().InsertAfter(n.Parent(), n, link)
			n.Parent().InsertAfter(n.Parent(), link, end)
			return
		}
		if n.NextSibling() == nil {
			n.Parent().AppendChild(n.Parent(), link)
			return
		}
	}
}

// nameOf is the part of an item, a row, a paragraph or a term at whose end a
// link stands well, or the beginning of a line of a paragraph; nil for none.
func nameOf(n ast.Node) ast.Node {
	if n.Type() == ast.TypeInline {
		return n
	}
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

// maxLabel is how many characters of a label are shown.
const maxLabel = 40

// label is as much of a text as is shown of a label: whole words, where they are short.
func label(s string) string {
	runes := []rune(s[:min(len(s), (maxLabel+1)*utf8.UTFMax)])
	if len(runes) <= maxLabel {
		return s
	}
	short := string(runes[:maxLabel-1])
	if end := strings.LastIndexByte(short, ' '); end > maxLabel/2 {
		short = short[:end]
	}
	return short + "…"
}
