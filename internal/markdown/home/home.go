// Package home makes blocks of text of the front matter that is a home page to other
// generators.
//
// Start from [Add].
package home

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/front"
	"docsite/internal/markdown/nodes"
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
		add(nodes.In(ast.NewHeading(1), nodes.Words(h.Name)))
	}
	for _, line := range h.Lines {
		add(nodes.In(ast.NewParagraph(), nodes.Words(line)))
	}
	if len(h.Actions) > 0 {
		p := ast.NewParagraph()
		for i, a := range h.Actions {
			if i > 0 {
				p.AppendChild(p, nodes.Words(" · "))
			}
			p.AppendChild(p, nodes.Link(a.To, a.Offset, nodes.Words(a.Text)))
		}
		add(p)
	}
	if len(h.Features) > 0 {
		list := ast.NewList('-')
		for _, f := range h.Features {
			item := ast.NewTextBlock()
			title, more := nodes.Words(f.Title), ast.Node(nil)
			if f.More.To != "" && f.More.Text == "" {
				f.More.Text = f.Title
				title = nodes.Link(f.More.To, f.More.Offset, nodes.Words(f.More.Text))
			} else if f.More.To != "" {
				more = nodes.Link(f.More.To, f.More.Offset, nodes.Words(f.More.Text))
			}
			item.AppendChild(item, nodes.In(ast.NewEmphasis(2), title))
			item.AppendChild(item, nodes.Words(" "+f.Details+" "))
			if more != nil {
				item.AppendChild(item, more)
			}
			list.AppendChild(list, nodes.In(ast.NewListItem(2), item))
		}
		add(list)
	}
	if h.Footer != "" {
		root.AppendChild(root, nodes.In(ast.NewParagraph(), nodes.Words(h.Footer)))
	}
}
