package front

import (
	"bytes"
	"strconv"
)

// maxConflicts is how many beginnings of a conflict are looked at: more are no conflict of git's.
const maxConflicts = 100

var conflictEnd = []byte("\n>>>>>>> ")

// Conflict finds the first conflict that git has left in a text for somebody to resolve, but
// for those that are examples, and says so; at is -1 where there is none. A nil isExample is
// for texts of which no part is an example.
func Conflict(text []byte, isExample func(at int) bool) (at int, message string) {
	if !bytes.Contains(text, conflictEnd) { // most texts, and LastIndex is slow
		return -1, ""
	}
	end := bytes.LastIndex(text, conflictEnd)
	between := bytes.LastIndex(text[:max(0, end)], []byte("\n======="))
	if between < 0 {
		return -1, ""
	}
	for range maxConflicts {
		i := bytes.Index(text[at:between+1], []byte("<<<<<<< "))
		if i < 0 {
			break
		}
		if at += i; (at == 0 || text[at-1] == '\n') && (isExample == nil || !isExample(at)) {
			line, _, _ := bytes.Cut(text[at:], []byte("\n"))
			return at, "git has left a conflict here: " + strconv.Quote(shown(line))
		}
		at++
	}
	return -1, ""
}
