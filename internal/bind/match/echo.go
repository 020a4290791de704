package match

import (
	"slices"
	"unicode"

	"docsite/internal/bind/index"
)

// Limits on the words of a note's text that are looked for in listings.
const (
	maxEchoWords = 60 // words of one note
	maxEchoHits  = 6  // places of one word; one that stands more often says nothing
)

// Echo gives the terms of listings that a note's text has, too, sorted: what explains
// a line often says its names again.
func (r *Matcher) Echo(text string) []int32 {
	from := len(r.ints)
	for words := 0; words < maxEchoWords && r.Work >= 0; words++ {
		word, rest := cutWord(text)
		if text = rest; word == "" {
			break
		}
		if word = trimEnd(word); len(word) < 3 {
			continue
		}
		key, at := index.Hash(word, false), len(r.ints)
		for k := r.Head(key); k != 0; k = r.Posts[k].Next {
			r.Work--
			if o := &r.Posts[k]; o.Key == key && o.How != index.MaskedKey {
				r.ints = append(r.ints, o.Term)
			}
			if len(r.ints)-at > maxEchoHits {
				r.ints = r.ints[:at]
				break
			}
		}
	}
	slices.Sort(r.ints[from:])
	echoes := slices.Compact(r.ints[from:])
	r.ints = r.ints[:from+len(echoes)]
	return echoes[:len(echoes):len(echoes)]
}

// cutWord cuts the first word of prose off a text: letters and digits, with the
// signs inside them that names have.
func cutWord(text string) (word, rest string) {
	start := -1
	for i, r := range text {
		switch {
		case isWord(r) || start >= 0 && (r == '-' || r == '.' || r == '/'):
			if start < 0 {
				start = i
			}
		case start >= 0:
			return text[start:i], text[i:]
		}
	}
	if start < 0 {
		return "", ""
	}
	return text[start:], ""
}

// isWord reports whether a character is a letter, a digit or "_".
func isWord(r rune) bool {
	if r < 0x80 {
		return r == '_' || index.IsAlnum(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func trimEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '.' || s[len(s)-1] == '-' || s[len(s)-1] == '/') {
		s = s[:len(s)-1]
	}
	return s
}
