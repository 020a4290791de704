// Package nodes makes nodes of what a page says in another form than Markdown, and lists those
// of a tree.
package nodes

import (
	"iter"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// In puts a node into another one, which it gives.
func In(n, child ast.Node) ast.Node {
	n.AppendChild(n, child)
	return n
}

// Words are text that is shown as it is.
func Words(text string) ast.Node { return ast.NewString([]byte(text)) }

// Link is a link to a destination, which the source has at an offset, around a node; nil
// for one whose words are those of what it leads to.
func Link(to string, at int, around ast.Node) ast.Node {
	l := ast.NewLink()
	l.Destination = []byte(to)
	l.SetPos(at)
	if around == nil {
		return l
	}
	return In(l, around)
}

// Picture is a picture of a file, which the source has at an offset, with the words for it.
func Picture(file, alt string, at int) ast.Node {
	l := ast.NewLink()
	l.Destination = []byte(file)
	p := ast.NewImage(l)
	p.SetPos(at)
	return In(p, Words(alt))
}

// Keep leaves a paragraph some of its lines, and takes it out of the tree where there are none.
func Keep(p *ast.Paragraph, kept *text.Segments) {
	if kept.Len() == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
	} else if kept.Len() < p.Lines().Len() {
		p.SetLines(kept)
	}
}

// All are a node and those in it, each before those that it holds.
func All(root ast.Node) iter.Seq[ast.Node] {
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
