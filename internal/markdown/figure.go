package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// IsFigure reports whether a paragraph holds pictures alone, or pictures and
// then one line in italics, their caption. Badges are none: they stand in a row.
func (d *Document) IsFigure(n ast.Node) bool {
	pictures, captions, badges := 0, 0, false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case isPicture(c) && captions == 0:
			pictures++
			badges = badges || isBadge(c) || c.Kind() == ast.KindLink && isRemote(c.FirstChild()) || pictures > 1 && (c.Kind() == ast.KindLink || isRemote(c))
		case d.IsBreak(c):
		case isItalic(c) && pictures > 0 && captions == 0:
			captions++
		default:
			return false
		}
	}
	return pictures > 0 && (captions > 0 || !badges)
}

// isRemote reports whether a node is a picture of another host.
func isRemote(n ast.Node) bool {
	i, ok := n.(*ast.Image)
	return ok && (bytes.Contains(i.Destination, []byte("://")) || bytes.HasPrefix(i.Destination, []byte("//")))
}

// isBadge reports whether a picture of another host is called like a badge.
func isBadge(n ast.Node) bool {
	i, ok := n.(*ast.Image)
	return ok && isRemote(n) && (bytes.Contains(i.Destination, []byte("badge")) || bytes.Contains(i.Destination, []byte("//img.shields.io/")))
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

// isItalic reports whether an inline node is text in italics.
func isItalic(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 1
}

// TakeCaption finds the paragraph in italics that follows a picture, past
// comments, and takes it out of the page.
func (d *Document) TakeCaption(n ast.Node) ast.Node {
	next := n.NextSibling()
	for next != nil && next.Kind() == ast.KindHTMLBlock && d.isComment(next) {
		next = next.NextSibling()
	}
	if next == nil || next.Kind() != ast.KindParagraph {
		return nil
	}
	var caption ast.Node
	for c := next.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case d.IsBreak(c):
		case isItalic(c) && caption == nil:
			caption = c
		default:
			return nil
		}
	}
	if caption != nil {
		next.Parent().RemoveChild(next.Parent(), next)
	}
	return caption
}

// isComment reports whether a block of HTML begins with a comment.
func (d *Document) isComment(n ast.Node) bool {
	return n.Lines().Len() > 0 && bytes.HasPrefix(bytes.TrimSpace(d.Source.Text[n.Lines().At(0).Start:n.Lines().At(0).Stop]), []byte("<!--"))
}
