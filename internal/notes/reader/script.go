package reader

import (
	"strings"
	"unicode"

	"docsite/internal/site"
)

// lastLatin is the last character of the blocks in which most letters of Latin lie.
const lastLatin = 0x24f

// isOtherScript reports whether a text is written in letters that no code has: Cyrillic,
// Han, Arabic and others, with words of Latin among them or none.
func isOtherScript(text string) bool {
	if strings.IndexFunc(text, func(r rune) bool { return r > lastLatin }) < 0 {
		return false // most texts
	}
	latin, other := 0, 0
	for _, r := range text {
		switch {
		case isLatinLetter(r):
			latin++
		case r > lastLatin && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			other++
		}
	}
	return other > 2 && 8*other > latin // a letter of Han is a word
}

func isLatinLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// latin adds the runs of Latin words of a text in another script: what no prose of its
// language has.
func (f *fragmenter) latin(text string, p *piece, dress style, at site.Position) {
	for start := 0; start < len(text) && len(f.list) < maxFragments; {
		end := latinEnd(text, start)
		name := strings.Trim(text[start:end], " .,:;()\"'*?!")
		if len(name) > 1 && strings.ContainsFunc(name, isLatinLetter) {
			f.add(name, p, dress, at, false)
		}
		start = max(end, start+1)
	}
}

// latinEnd is the end of the ASCII characters, of the single blanks between them and of
// placeholders in any letters (<主机端口>), from an offset of a text on.
func latinEnd(text string, start int) int {
	end := start
	for end < len(text) && (isVisible(text[end]) || text[end] == ' ' && end > start && end+1 < len(text) && isVisible(text[end+1])) {
		end += max(1, placeholder(text[end:]))
	}
	return end
}

// maxPlaceholder is how long a placeholder may be.
const maxPlaceholder = 64

// placeholder is the length of the placeholder that opens a text, its brackets included; 0
// for none.
func placeholder(text string) int {
	open := strings.IndexByte("<{", text[0])
	if open < 0 {
		return 0
	}
	end := strings.IndexAny(text[1:min(len(text), maxPlaceholder)], "<>{}\n\t")
	if end < 0 || text[1+end] != ">}"[open] {
		return 0
	}
	return end + 2
}

func isVisible(c byte) bool { return c > ' ' && c < 0x7f }
