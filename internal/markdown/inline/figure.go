package inline

import (
	"cmp"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown/nodes"
)

// figure is what Hugo's own shortcode for pictures shows, the last of the nodes that it adds to
// what stands around it: a picture, and its caption in italics. It is nil where no file is named.
func figure(parent ast.Node, arguments string, at int) ast.Node {
	said := map[string]string{}
	for _, a := range nodes.Arguments(arguments) {
		said[a.Name] = a.Value
	}
	if said["src"] == "" {
		return nil
	}
	caption := said["caption"]
	if title := said["title"]; title != "" && caption != "" {
		caption = title + ": " + caption
	} else if title != "" {
		caption = title
	}
	n := nodes.Picture(said["src"], cmp.Or(said["alt"], caption), at)
	if said["link"] != "" {
		n = nodes.Link(said["link"], at, n)
	}
	if caption == "" {
		return n
	}
	parent.AppendChild(parent, n)
	return nodes.In(ast.NewEmphasis(1), nodes.Words(caption))
}
