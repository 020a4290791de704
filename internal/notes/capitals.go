package notes

import "strings"

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

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
