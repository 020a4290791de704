package code

import (
	"bytes"
	"slices"
	"strings"
)

// branches are the signs that a tree of folders is drawn with.
const branches = "│├└─┬╰|`+\\-\u00a0 \t"

// tees open what a branch of a drawn tree leads to.
var tees = [...]string{"├─", "└─", "╰─", "|--", "`--", "+--", "\\--"}

// Branches is how many bytes of branches of a drawn tree of folders a line begins with; 0
// where none of them leads to a name.
func Branches(line string) int {
	name := strings.TrimLeft(line, branches)
	head := line[:len(line)-len(name)]
	for _, tee := range tees {
		if at := strings.LastIndex(head, tee); at >= 0 && !strings.ContainsAny(head[at+len(tee):], "│|") && strings.TrimSpace(name) != "" {
			return len(head)
		}
	}
	return 0
}

// HasBranches reports whether a text has what a drawn tree of folders has.
func HasBranches(text []byte) bool {
	return slices.ContainsFunc(tees[:], func(tee string) bool { return bytes.Contains(text, []byte(tee)) })
}
