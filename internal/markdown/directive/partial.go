package directive

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/contents"
	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// alone is a component on a line of its own.
var alone = lazy.Pattern(`^[ \t]*<([A-Z]\w*)[^<>]*/>[ \t]*\r?\n?$`)

// Partials puts links in the place of components of MDX that are other pages, by their names,
// with the files that they are imported from. A destination that names a page begins with pages.
func Partials(root ast.Node, source []byte, pages string, files map[string]string) {
	if len(files) == 0 {
		return
	}
	var list []*ast.HTMLBlock
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if html, ok := n.(*ast.HTMLBlock); ok && entering {
			list = append(list, html)
		}
		return ast.WalkContinue, nil
	})
	for _, html := range list {
		var links []ast.Node
		for i := range html.Lines().Len() {
			line := html.Lines().At(i)
			if m := alone().FindSubmatch(line.Value(source)); m != nil && contents.IsMarkdown(files[string(m[1])]) {
				links = append(links, nodes.In(ast.NewParagraph(), nodes.Link(pages+files[string(m[1])], line.Start, nil)))
			}
		}
		if len(links) < html.Lines().Len() || html.HasClosure() {
			continue
		}
		for _, n := range links {
			html.Parent().InsertBefore(html.Parent(), html, n)
		}
		html.Parent().RemoveChild(html.Parent(), html)
	}
}
