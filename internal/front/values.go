package front

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Values finds what stands under each key of a file of YAML, by the keys around it
// and its own, with a zero byte between two. The elements of a list have [Element].
func Values(text []byte) map[string]ast.Node {
	values := map[string]ast.Node{}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return values
	}
	var add func(keys string, node ast.Node)
	under := func(keys, key string, node ast.Node) {
		if keys != "" {
			key = keys + "\x00" + key
		}
		if values[key] == nil {
			values[key] = node
			add(key, node)
		}
	}
	add = func(keys string, node ast.Node) {
		switch node := node.(type) {
		case *ast.AnchorNode:
			add(keys, node.Value)
		case *ast.MappingValueNode:
			under(keys, node.Key.GetToken().Value, node.Value)
		case *ast.MappingNode:
			for _, pair := range node.Values {
				under(keys, pair.Key.GetToken().Value, pair.Value)
			}
		case *ast.SequenceNode:
			for i, element := range node.Values {
				under(keys, Element(i), element)
			}
		}
	}
	for _, doc := range file.Docs {
		add("", doc.Body)
	}
	return values
}

// Place is the line and the column of a node, from 1; 0 for nothing, and where YAML does not
// tell.
func Place(node ast.Node) (line, col int) {
	if node != nil {
		if t := node.GetToken(); t != nil && t.Position != nil {
			return t.Position.Line, t.Position.Column
		}
	}
	return 0, 0
}

// Element stands for the element of a list, counted from 0.
func Element(index int) string { return "[" + strconv.Itoa(index) + "]" }
