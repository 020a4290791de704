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
	words := 0
	for word := range fields(text) {
		if words++; words > maxEchoWords {
			break
		}
		if len(word) < 3 || r.Work < 0 {
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

// fields gives the words of prose: letters and digits, with the signs inside them
// that names have.
func fields(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || start >= 0 && (r == '-' || r == '.' || r == '/') {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(trimEnd(text[start:i])) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(trimEnd(text[start:]))
		}
	}
}

func trimEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '.' || s[len(s)-1] == '-' || s[len(s)-1] == '/') {
		s = s[:len(s)-1]
	}
	return s
}
