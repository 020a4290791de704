package markdown

import (
	"bytes"
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
			b.Write(shown(c, d.Source.Text))
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

// shown is a text without its escapes, entities resolved.
func shown(t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if t.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))
}
