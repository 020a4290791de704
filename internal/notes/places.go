package notes

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
	"docsite/internal/sanitize"
)

// withPlaces adds the places right above a block that are still there, from the lowest up.
func (b *nearby) withPlaces(up []ast.Node, n ast.Node) []ast.Node {
	for _, p := range slices.Backward(b.m.outline.placesAbove(n)) {
		if !b.m.moved[p] {
			up = append(up, p)
		}
	}
	return up
}

// isLayout reports whether a block is tags and comments alone, or what addresses of
// links are.
func (o *outline) isLayout(n ast.Node) bool {
	if n.Kind() == ast.KindLinkReferenceDefinition {
		return true
	}
	raw := o.raw(n)
	return raw != nil && len(bytes.TrimSpace(tags().ReplaceAll(raw, nil))) == 0
}

var tags = lazy.Pattern(`(?s)<!--.*?-->|</?(?:div|p|center|section|article|span|br|a)(?:\s[^<>]*)?/?>`)

// raw is the text of a block that may be nothing but tags: of HTML, or a paragraph of tags
// that stand in lines.
func (o *outline) raw(n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.HTMLBlock:
		raw, _ := o.doc.HTML(n)
		return raw
	case *ast.Paragraph:
		if n.FirstChild() != nil && n.FirstChild().Kind() == ast.KindRawHTML && n.LastChild().Kind() == ast.KindRawHTML {
			return n.Lines().Value(o.doc.Source.Text)
		}
	}
	return nil
}

// isPlace reports whether a block is nothing but places that links lead to: they are
// those of what stands below.
func (o *outline) isPlace(n ast.Node) bool {
	raw := o.raw(n)
	return raw != nil && place().Match(raw) && o.isLayout(n) && sanitize.IsBalanced(raw)
}

var place = lazy.Pattern(`(?i)<[a-z]+\s[^<>]*\b(?:id|name)\s*=`)

// placesAbove are the places right above a block, in order.
func (o *outline) placesAbove(n ast.Node) (list []ast.Node) {
	for n = n.PreviousSibling(); n != nil && o.isPlace(n); n = n.PreviousSibling() {
		list = append(list, n)
	}
	slices.Reverse(list)
	return list
}

// own are the blocks of a section without the places of the heading below it.
func (o *outline) own(s *outlined) []ast.Node {
	blocks := s.blocks
	if len(blocks) > 0 {
		if next := blocks[len(blocks)-1].NextSibling(); next != nil && o.isHeading(next) {
			for len(blocks) > 0 && o.isPlace(blocks[len(blocks)-1]) {
				blocks = blocks[:len(blocks)-1]
			}
		}
	}
	return blocks
}
