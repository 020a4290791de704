package notes

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// maxLineLabel is how long a name in plain words may be, in bytes, with which a
// line of a paragraph opens.
const maxLineLabel = 60

// lines reads a paragraph most of whose lines open with a name and a colon or
// a dash, each a note of its own, and reports whether it is one.
func (f *noteReader) lines(n *ast.Paragraph, under *site.NoteRef) bool {
	if n.Lines().Len() < 2 {
		return false
	}
	pieces := f.pieces(n)
	var notes []site.Note
	all, start := 0, 0
	for i := range pieces {
		if !pieces[i].end && i+1 < len(pieces) {
			continue
		}
		line := pieces[start : i+1]
		at := openingOf(line)
		l := readLabel(line, at)
		if all++; (l.strong && l.parted || l.capital || l.parted && len(l.label) <= maxLineLabel) && l.label != "" {
			all := f.fragmenter()
			all.line(line, at)
			notes = append(notes, site.Note{Kind: site.ParagraphNote, Span: lineAt(f.d, pieces[start].span.Start), Label: l.label, Fragments: f.take(all), Text: l.rest})
		}
		start = i + 1
	}
	if len(notes) < 2 || 2*len(notes) < all {
		return false
	}
	g := f.open(n, under)
	for _, note := range notes {
		f.add(g, note, n) // until Split gives it one of its own
	}
	f.waiting = append(f.waiting, g)
	return true
}

// Split makes a paragraph of each note of a group that is one paragraph, a line
// a note, and puts them behind it. Lines without a note stay with the one above
// them. It changes nothing of any other group.
func Split(d *markdown.Document, g *Group) {
	whole, ok := g.Node.(*ast.Paragraph)
	if !ok || len(g.Items) < 2 || g.Items[0] != g.Node || g.Items[1] != g.Node {
		return
	}
	var own, last ast.Node = nil, whole
	var above *ast.Text // what ends with the line break before child
	next := 0
	for c := whole.FirstChild(); c != nil; {
		child := c
		c = c.NextSibling()
		opens := own == nil && child == whole.FirstChild() || above != nil
		if opens && next < len(g.Notes) && lineAt(d, textStart(child)) == g.Notes[next].Span {
			if above != nil {
				above.SetSoftLineBreak(false)
				above.SetHardLineBreak(false)
			}
			own = ast.NewParagraph()
			whole.Parent().InsertAfter(whole.Parent(), last, own)
			g.Items[next], last = own, own
			next++
		}
		if above, _ = child.(*ast.Text); above != nil && !above.SoftLineBreak() && !above.HardLineBreak() {
			above = nil
		}
		if own != nil {
			own.AppendChild(own, child)
		}
	}
}

// textStart is the offset of the first text in an inline node; -1 for none.
func textStart(n ast.Node) int {
	for n != nil {
		if text, ok := n.(*ast.Text); ok {
			return text.Segment.Start
		}
		n = n.FirstChild()
	}
	return -1
}
