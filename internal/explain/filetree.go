package explain

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// isFileTree reports whether a text is a folder's files as the tree command
// draws them.
func isFileTree(c *Code) bool {
	return c.Dockerfile == nil && !drawn[c.Language] && (bytes.Contains(c.Text, []byte("├── ")) || bytes.Contains(c.Text, []byte("└── "))) &&
		!bytes.Contains(c.Text, []byte("┌")) && (len(c.Groups) == 0 || c.Groups[0].Kind == LineGroup)
}

// branches finds the file or the folder of a tree that a fragment names, by its
// name or by the end of its path. Nothing else of a tree is code.
func (x *index) branches(block int, q *query) []candidate {
	if len(q.terms) != 1 || q.mention || !q.code {
		return nil
	}
	want := strings.TrimPrefix(strings.TrimSuffix(q.text, "/"), "./")
	var found []candidate
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
		open = append(open, b)
		at := x.termAt(s.Start + b.at)
		if at < len(x.terms) && (b.path == want || strings.HasSuffix(b.path, "/"+want)) {
			found = append(found, candidate{block: block, terms: []int32{int32(at)}, group: x.terms[at].group, score: 1, weight: q.weight, headed: true, path: true})
		}
	}
	return found
}

// branch is one line of a tree.
type branch struct {
	depth, at int // the column and the byte at which the name stands
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
