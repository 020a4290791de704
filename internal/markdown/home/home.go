// Package home makes blocks of text of the front matter that is a home page to other
// generators.
//
// Start from [Add].
package home

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/front"
)

// Add puts what the front matter of a home page says above the page's text.
func Add(root ast.Node, matter []byte) {
	h := front.HomeOf(matter)
	if h == nil {
		return
	}
	first := root.FirstChild()
	add := func(n ast.Node) { root.InsertBefore(root, first, n) }
	if h.Name != "" {
		add(holding(ast.NewHeading(1), words(h.Name)))
	}
	for _, line := range h.Lines {
		add(holding(ast.NewParagraph(), words(line)))
	}
	if len(h.Actions) > 0 {
		p := ast.NewParagraph()
		for i, a := range h.Actions {
			if i > 0 {
				p.AppendChild(p, words(" · "))
			}
			p.AppendChild(p, linkTo(a))
		}
		add(p)
	}
	if len(h.Features) > 0 {
		list := ast.NewList('-')
		for _, f := range h.Features {
			item := ast.NewTextBlock()
			title, more := words(f.Title), ast.Node(nil)
			if f.More.To != "" && f.More.Text == "" {
				f.More.Text = f.Title
				title = linkTo(f.More)
			} else if f.More.To != "" {
				more = linkTo(f.More)
			}
			item.AppendChild(item, holding(ast.NewEmphasis(2), title))
			item.AppendChild(item, words(" "+f.Details+" "))
			if more != nil {
				item.AppendChild(item, more)
			}
			list.AppendChild(list, holding(ast.NewListItem(2), item))
		}
		add(list)
	}
	if h.Footer != "" {
		root.AppendChild(root, holding(ast.NewParagraph(), words(h.Footer)))
	}
}

// holding is a node with another one in it.
func holding(n, child ast.Node) ast.Node {
	n.AppendChild(n, child)
	return n
}

func words(text string) ast.Node { return ast.NewString([]byte(text)) }

func linkTo(a front.Action) ast.Node {
	l := ast.NewLink()
	l.Destination = []byte(a.To)
	l.SetPos(a.Offset)
	return holding(l, words(a.Text))
}
