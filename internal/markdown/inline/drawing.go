package inline

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown/nodes"
)

// maxDrawing is how many nodes a drawing within a text may have.
const maxDrawing = 400

// DropDrawings takes what stands in a drawing by tags of SVG out of a text, and the end of it: of
// the tag that begins it a page says that it is left out.
func DropDrawings(root ast.Node, source []byte) {
	if !bytes.Contains(source, []byte("</svg")) {
		return
	}
	isTag := func(n ast.Node, sign string) bool {
		raw, ok := n.(*ast.RawHTML)
		return ok && raw.Segments.Len() > 0 && bytes.HasPrefix(source[raw.Segments.At(0).Start:], []byte(sign))
	}
	var starts []ast.Node
	for n := range nodes.All(root) {
		if isTag(n, "<svg") {
			starts = append(starts, n)
		}
	}
	for _, start := range starts {
		end, parent := start.NextSibling(), start.Parent()
		for i := 0; end != nil && !isTag(end, "</svg"); i++ {
			if end = end.NextSibling(); i == maxDrawing {
				end = nil
			}
		}
		for end != nil && start.NextSibling() != end {
			parent.RemoveChild(parent, start.NextSibling())
		}
		if end != nil {
			parent.RemoveChild(parent, end)
		}
	}
}
