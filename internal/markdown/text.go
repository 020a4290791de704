package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Text is what a reader sees of a node, without its formatting: code spans
// and emphasis as their words, pictures as their alternative text.
func (d *Document) Text(n ast.Node) string {
	var b strings.Builder
	d.writeText(&b, n)
	return strings.TrimSpace(b.String())
}

func (d *Document) writeText(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(d.Source.Text)
			if !c.IsRaw() {
				value = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))
			}
			b.Write(value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(d.Source.Text))
		case *ast.RawHTML:
		default:
			d.writeText(b, c)
			if c.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
		}
	}
}
