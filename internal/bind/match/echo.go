package match

import (
	"slices"
	"unicode"
	"unicode/utf8"

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
	start := 0
	for start < len(text) {
		kind, size := proseAt(text[start:])
		if kind == opensWord {
			break
		}
		start += size
	}
	end := start
	for end < len(text) {
		kind, size := proseAt(text[end:])
		if kind == 0 {
			break
		}
		end += size
	}
	return text[start:end], text[end:]
}

// proseAt is what the first character of a text is in a word of prose, zero for
// what ends one, and the bytes that it has.
func proseAt(text string) (kind uint8, size int) {
	if kind = prose[text[0]]; kind != beyondASCII {
		return kind, 1
	}
	r, size := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return opensWord, size
	}
	return 0, size
}

// What the bytes of a word of prose are.
const (
	opensWord   uint8 = 1 << iota // letters, digits and "_"
	insideWord                    // signs that names have
	beyondASCII                   // part of a character
)

// prose has these by byte.
var prose = func() (set [256]uint8) {
	for i := range set {
		switch c := byte(i); {
		case c >= 0x80:
			set[i] = beyondASCII
		case c == '_' || index.IsAlnum(c):
			set[i] = opensWord
		case c == '-' || c == '.' || c == '/':
			set[i] = insideWord
		}
	}
	return set
}()

func trimEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '.' || s[len(s)-1] == '-' || s[len(s)-1] == '/') {
		s = s[:len(s)-1]
	}
	return s
}
