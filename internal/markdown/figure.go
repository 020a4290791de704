package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// IsFigure reports whether a paragraph holds pictures alone, or pictures and
// then one line in italics, their caption.
func (d *Document) IsFigure(n ast.Node) bool {
	pictures, captions := 0, 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case isPicture(c) && captions == 0:
			pictures++
		case d.IsBreak(c):
		case IsItalic(c) && pictures > 0 && captions == 0:
			captions++
		default:
			return false
		}
	}
	return pictures > 0
}

// isPicture reports whether a node is a picture, or a link around one.
func isPicture(n ast.Node) bool {
	if l, ok := n.(*ast.Link); ok {
		return l.ChildCount() == 1 && l.FirstChild().Kind() == ast.KindImage
	}
	return n.Kind() == ast.KindImage
}

// IsBreak reports whether an inline node is only the end of a line or a comment.
func (d *Document) IsBreak(n ast.Node) bool {
	if r, ok := n.(*ast.RawHTML); ok {
		first := r.Segments.At(0)
		return bytes.HasPrefix(first.Value(d.Source.Text), []byte("<!--"))
	}
	t, ok := n.(*ast.Text)
	return ok && len(bytes.TrimSpace(t.Segment.Value(d.Source.Text))) == 0
}

// IsItalic reports whether an inline node is text in italics.
func IsItalic(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 1
}
