package front

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxMeant is for how many values the aliases of a text may stand, each with all that
// its anchor has: mappings that merge two of the one above double with every line.
const maxMeant = 20_000

// checkAliases refuses YAML whose aliases stand for too much, and gives the line from 1
// where they do. What is no YAML is left to its parser.
func checkAliases(text []byte) (line int, err error) {
	file, bad := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if bad != nil {
		return 0, nil
	}
	w := weights{anchors: map[string]int{}}
	for _, doc := range file.Docs {
		w.of(doc.Body)
	}
	if w.meant > maxMeant {
		return w.line, fmt.Errorf("its aliases stand for more than %d values", maxMeant)
	}
	return 0, nil
}

// weights are how many values the anchors of a text have, with those that aliases in
// them stand for.
type weights struct {
	anchors map[string]int
	meant   int // by all aliases so far
	line    int // of the alias that was too much
}

// of is the weight of a node.
func (w *weights) of(node ast.Node) int {
	sum := 1
	switch node := node.(type) {
	case *ast.AliasNode:
		sum = max(1, w.anchors[node.Value.GetToken().Value])
		if w.meant += sum; w.meant > maxMeant && w.line == 0 {
			w.line = node.GetToken().Position.Line
		}
	case *ast.AnchorNode:
		sum = w.of(node.Value)
		w.anchors[node.Name.GetToken().Value] = sum
	case *ast.TagNode:
		sum += w.of(node.Value)
	case *ast.MappingValueNode:
		sum += w.of(node.Value)
	case *ast.MappingNode:
		for _, pair := range node.Values {
			sum += w.of(pair.Value)
		}
	case *ast.SequenceNode:
		for _, element := range node.Values {
			sum += w.of(element)
		}
	}
	return min(sum, 2*maxMeant)
}
