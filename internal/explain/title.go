package explain

import (
	"strings"
	"unicode/utf8"
)

// maxTitle is the length of a title, in characters.
const maxTitle = 60

// title is what a person would call a part: "RUN: install gcc and libpq-dev".
func (r *reader) title(p *Part) string {
	return shorten(p.Name)
}

// shorten makes one short line of text.
func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= maxTitle {
		return text
	}
	runes := []rune(text)[:maxTitle-1]
	return strings.TrimRight(string(runes), " ") + "…"
}
