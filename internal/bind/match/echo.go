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
	key, head := r.Look(word)
	for k := head; k != 0; k = r.Posts[k].Next {
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
	for at < len(text) {
		kind, size := prose[text[at]], 1
		if kind == beyondASCII {
			kind, size = proseAt(text, at)
		}
		if kind == opensWord {
			break
		}
		at += size
	}
	end := at
	for next = at; next < len(text); {
		kind, size := prose[text[next]], 1
		if kind == beyondASCII {
			kind, size = proseAt(text, next)
		}
		if kind == 0 {
			break
		}
		if next += size; kind == opensWord {
			end = next // without the signs behind it
		}
	}
	return text[at:end], next
}

// proseAt is what a character beyond ASCII is in a word of prose, zero for what ends
// one, and the bytes that it has.
func proseAt(text string, at int) (kind uint8, size int) {
	r, size := utf8.DecodeRuneInString(text[at:])
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
