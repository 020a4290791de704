package code

import (
	"strings"
	"unicode/utf8"
)

// maxPlaceholder is how many bytes a placeholder has at most, with its brackets.
const maxPlaceholder = 64

// Placeholder is the length of the placeholder that a text opens with, which is to be replaced by a
// word of the reader's own: <image>, <path/URL/->, <"a name">, {name}; 0 for none. Brackets
// of a shell and of HTML with attributes are none: < file >, <a href="x">, {a,b}.
func Placeholder(text string) int {
	n := strings.IndexByte("<{", text[0])
	if n < 0 {
		return 0
	}
	end := strings.IndexByte(text[:min(len(text), maxPlaceholder)], ">}"[n])
	if end < 2 || text[1] == ' ' || text[end-1] == ' ' || strings.ContainsFunc(text[1:end], func(c rune) bool {
		return (c < 'A' || strings.ContainsRune("<>{}", c)) && (c < '0' || c > '9') && !strings.ContainsRune([...]string{" -_./:,\"'", " -_./:"}[n], c)
	}) {
		return 0
	}
	return end + 1
}

// fillIn makes words of placeholders, each in its place: to a shell "<image>" is a
// file that is read and one that is written, and {name} is a word.
func fillIn(text string) string {
	filled := []byte(text)
	for at := 0; at < len(text); at++ {
		if text[at] != '<' {
			continue
		}
		for end := at + Placeholder(text[at:]); at < end; at++ {
			if c := text[at]; c < utf8.RuneSelf && !isNameByte(c) {
				filled[at] = '_'
			}
		}
	}
	return string(filled)
}

// isNameByte reports whether a byte means nothing to a shell wherever it stands.
func isNameByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '.' || c == '/' || c == ':' || c == '-' || c == '_'
}
