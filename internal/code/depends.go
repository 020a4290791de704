package code

import (
	"slices"
	"strings"
)

// tests are commands that one asks, for another to be run by the answer.
var tests = []string{"[", "[[", "test", "command", "which", "type", "hash", "grep", "id", "getent", "false"}

// maxChain is how many parts a test stands before a command at most.
const maxChain = 64

// Depends is the command on whose end it hangs whether the one at an index runs:
// a test before "&&", which must succeed, also where other commands stand between,
// or whatever stands before "||", which must not. It is -1 for a command that simply
// comes next.
func (c *Code) Depends(at int) (before int, succeeds bool) {
	last := &c.Parts[at]
	p := last
	for i := at - 1; i >= 0 && (p == last || i > at-maxChain) && c.Parts[i].Span.Start > c.groupStart(p); i-- {
		q := &c.Parts[i]
		if q.Kind != CommandPart || q.Parent != p.Parent || q.Span.End > p.Span.Start {
			continue
		}
		switch strings.Trim(string(c.Text[q.Span.End:p.Span.Start]), " \t\r\n\\({)}") {
		case "||":
			if p == last {
				return i, false
			} // else either of the two may be what is behind "&&"
		case "&&":
			if slices.Contains(tests, q.Name) {
				return i, true
			}
			p = q
			continue
		}
		return -1, false
	}
	return -1, false
}

// groupStart is the offset of the part around another; -1 for none.
func (c *Code) groupStart(p *Part) int {
	if p.Parent < 0 {
		return -1
	}
	return c.Parts[p.Parent].Span.Start
}

// depends reports whether a command runs only where something is so: by
// another's end, or in a block that asks for it.
func (c *Code) depends(at int) bool {
	if before, _ := c.Depends(at); before >= 0 {
		return true
	}
	for i := c.Parts[at].Parent; i >= 0; i = c.Parts[i].Parent {
		if c.Parts[i].Kind == BlockPart && c.Parts[i].Name != "for" {
			return true
		}
	}
	return false
}
