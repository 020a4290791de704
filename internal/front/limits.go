package front

import (
	"bytes"
	"fmt"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits on YAML before it is parsed. The parser takes time and memory that grow
// with the square of these, or faster.
const (
	maxMatter  = 16 << 10 // bytes of front matter
	maxLine    = 4 << 10  // bytes of a line
	maxLines   = 12_000   // the parser takes a second for as many keys beside one another
	maxNesting = 64       // brackets inside brackets, items inside items, columns of indentation by two
	maxAliases = 1000     // "*name" and "<<"
)

// CheckYAML refuses YAML that would take its parser too long, and gives the line
// from 1 where it does.
func CheckYAML(text []byte, limit int) (line int, err error) {
	if len(text) > limit {
		return 1, fmt.Errorf("%d bytes; at most %d are read", len(text), limit)
	}
	depth, aliases := 0, 0
	for row := range bytes.Lines(text) {
		if line++; line > maxLines {
			return line, fmt.Errorf("there are more than %d lines", maxLines)
		} else if len(row) > maxLine {
			return line, fmt.Errorf("a line has %d bytes; at most %d are read", len(row), maxLine)
		}
		indent := len(row) - len(bytes.TrimLeft(row, " -?\t"))
		if indent > 4*maxNesting && len(bytes.TrimSpace(row)) > 0 {
			return line, fmt.Errorf("it is nested deeper than %d levels", maxNesting)
		}
		open, named := weigh(row, depth)
		depth, aliases = open, aliases+named
		switch {
		case depth > maxNesting:
			return line, fmt.Errorf("brackets are nested deeper than %d levels", maxNesting)
		case aliases > maxAliases:
			return line, fmt.Errorf("there are more than %d aliases", maxAliases)
		}
	}
	if aliases == 0 {
		return 0, nil
	}
	return checkAliases(text)
}

// weigh counts the brackets that are open behind a line, of which depth are open
// before it, and the aliases in it. It stops where too many are open.
func weigh(row []byte, depth int) (open, aliases int) {
	for i, c := range row {
		begins := i == 0 || bytes.IndexByte([]byte(" [,-:"), row[i-1]) >= 0
		switch {
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth = max(depth-1, 0)
		case c == '*' && begins, c == '<' && begins && bytes.HasPrefix(row[i:], []byte("<<:")):
			aliases++
		case c == '#' && begins && depth == 0:
			return depth, aliases // a comment
		}
		if depth > maxNesting {
			break
		}
	}
	return depth, aliases
}

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
