package notes

import "strings"

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || isCapital(c) || c >= 0x80 }

// opensInCapitals reports whether a text opens with a word of at least three
// capitals.
func opensInCapitals(s string) bool {
	word, _, found := strings.Cut(strings.TrimLeft(s, " "), " ")
	for i := range len(word) {
		if !isCapital(word[i]) {
			return false
		}
	}
	return found && len(word) > 2
}
