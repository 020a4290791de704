package bind

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"docsite/internal/code"
)

// isFileTree reports whether a text is a folder's files as the tree command
// draws them.
func isFileTree(c *code.Code) bool {
	return c.Dockerfile == nil && !drawn[c.Language] && (bytes.Contains(c.Text, []byte("├── ")) || bytes.Contains(c.Text, []byte("└── "))) &&
		!bytes.Contains(c.Text, []byte("┌")) && (len(c.Groups) == 0 || c.Groups[0].Kind == code.LineGroup)
}

// branches finds the file or the folder of a tree that a fragment names, by its
// name or by the end of its path. Nothing else of a tree is code.
func (x *index) branches(block int, q *query) []candidate {
	if *x.work -= len(x.tree); len(q.terms) != 1 || q.mention || !q.code || *x.work < 0 {
		return nil
	}
	want := strings.TrimPrefix(strings.TrimSuffix(q.text, "/"), "./")
	var found []candidate
	for i := range x.tree {
		b := &x.tree[i]
		if at := x.termAt(b.at); at < len(x.terms) && (b.path == want || strings.HasSuffix(b.path, "/"+want)) {
			place := x.at(block, at, 1, q.weight)
			place.headed, place.path = true, true
			found = append(found, place)
		}
	}
	return found
}

// readTree reads the lines of a tree with the paths that they stand for.
func (x *index) readTree() (tree []branch) {
	var open []branch
	for line := range x.starts {
		s := x.lineSpan(line + 1)
		b, ok := readBranch(string(x.Text[s.Start:s.End]))
		if !ok {
			continue
		}
		for len(open) > 0 && open[len(open)-1].depth >= b.depth {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			b.path = open[len(open)-1].path + "/" + b.path
		}
		b.at += s.Start
		open, tree = append(open, b), append(tree, b)
	}
	return tree
}

// branch is one line of a tree.
type branch struct {
	depth, at int // the column and the offset at which the name stands
	path      string
}

// readBranch takes the lines that a tree is drawn with off a name, and what is
// said behind it.
func readBranch(line string) (b branch, ok bool) {
	b.at = len(line) - len(strings.TrimLeft(line, " \t│├└─|`+-\u00a0"))
	name, _, _ := strings.Cut(strings.TrimSpace(line[b.at:]), " ")
	b.depth = utf8.RuneCountInString(line[:b.at])
	b.path = strings.TrimSuffix(name, "/")
	return b, b.path != ""
}
