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
	for words, at := 0, 0; words < maxEchoWords && r.Work >= 0; words++ {
		word, next := readWord(text, at)
		if at = next; word == "" {
			break
		}
		if len(word) >= 3 {
			r.echo(word)
		}
	}
	slices.Sort(r.ints[from:])
	echoes := slices.Compact(r.ints[from:])
	r.ints = r.ints[:from+len(echoes)]
	return echoes[:len(echoes):len(echoes)]
}

// echo adds the terms that are a word, or have it as a piece, if they are few.
func (r *Matcher) echo(word string) {
	at := len(r.ints)
	key := index.Hash(word)
	for k := r.Head(key); k != 0; k = r.Posts[k].Next {
		r.Work--
		if o := &r.Posts[k]; o.Key == key && o.How != index.MaskedKey {
			r.ints = append(r.ints, o.Term)
		}
		if len(r.ints)-at > maxEchoHits {
			r.ints = r.ints[:at]
			return
		}
	}
}

// readWord reads the first word of prose in a text from an offset on: letters and
// digits, with the signs inside of it that names have. It gives the word, empty where
// there is none, and where the text goes on.
func readWord(text string, at int) (word string, next int) {
	first, end := -1, 0 // without the signs behind it
	for next = at; next < len(text); {
		c, size := text[next], 1
		letter := c == '_' || index.IsAlnum(c)
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[next:])
			letter = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		next += size
		switch {
		case letter && first < 0:
			first, end = next-size, next
		case letter:
			end = next
		case first >= 0 && c != '-' && c != '.' && c != '/':
			return text[first:end], next
		}
	}
	return text[max(first, 0):end], next
}
