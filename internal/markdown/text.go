package markdown

import (
	"bytes"
	"iter"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Nodes are a node and those in it, each before those that it holds.
func Nodes(root ast.Node) iter.Seq[ast.Node] {
	var visit func(n ast.Node, yield func(ast.Node) bool) bool
	visit = func(n ast.Node, yield func(ast.Node) bool) bool {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !yield(c) || !visit(c, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(ast.Node) bool) { _ = yield(root) && visit(root, yield) }
}

// Text is what a reader sees of a node, without its formatting: code spans
// and emphasis as their words, pictures as their alternative text.
func (d *Document) Text(n ast.Node) string {
	var buf [256]byte // of most texts: they are copied once
	return string(bytes.TrimSpace(d.appendText(buf[:0], n)))
}

// AppendText appends what [Document.Text] gives.
func (d *Document) AppendText(b []byte, n ast.Node) []byte {
	at := len(b)
	b = d.appendText(b, n)
	return append(b[:at], bytes.TrimSpace(b[at:])...)
}

func (d *Document) appendText(b []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, Shown(c, d.Source.Text)...)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
			}
		case *ast.String:
			b = append(b, c.Value...)
		case *ast.AutoLink:
			b = append(b, c.Label(d.Source.Text)...)
		case *ast.RawHTML:
		default:
			b = d.appendText(b, c)
			if c.Type() == ast.TypeBlock {
				b = append(b, ' ')
			}
		}
	}
	return b
}

// Shown is a text without its escapes, entities resolved.
func Shown(t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if t.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))
}
