package bind

import (
	"bytes"
	"slices"
	"strings"
)

// pieces finds the words of code of which the fragment is a piece between two
// signs: "alpine" of "php:8.2-cli-alpine", a host of an address.
func (x *index) pieces(block int, q *query) []candidate {
	text := q.terms[0].text
	if len(text) < 2 {
		return nil
	}
	var found []candidate
	for i := range x.terms {
		t := &x.terms[i]
		if *x.work--; *x.work < 0 {
			break
		}
		if t.op || t.comment && !strings.HasPrefix(t.text, "!/") || !isPiece(text, t.text) {
			continue
		}
		if n := len(found); n > 0 && x.terms[found[n-1].terms[0]].line == t.line {
			continue
		}
		place := x.at(block, i, agreePiece, q.weight)
		x.rate(&place, q, false)
		place.headed, place.prefix = false, true
		found = append(found, place)
		if len(found) == maxFound {
			break
		}
	}
	return found
}

// verbatim finds what the scanner cuts up but the code has as it is, in one
// word: "?schema=public" of an address.
func (x *index) verbatim(block int, q *query) []candidate {
	if len(q.text) < 4 || len(q.text) < 8 && hasAny(q.text, " \"'") {
		return nil
	}
	at := bytes.Index(x.Text, []byte(q.text))
	if *x.work -= len(x.terms); at < 0 || bytes.LastIndex(x.Text, []byte(q.text)) != at {
		return nil
	}
	i := x.termAt(at+1) - 1
	if i < 0 || x.terms[i].comment || x.terms[i].span.End < at {
		return nil
	}
	place := x.at(block, i, agreePiece, q.weight)
	place.prefix = true
	return []candidate{place}
}

// substitutions finds where commands are substituted, for "$(...)".
func (x *index) substitutions(block int, q *query) []candidate {
	place := candidate{block: block, union: true, score: 1, weight: weightSign}
	for from := 0; ; from++ {
		at := bytes.Index(x.Text[from:], []byte("$("))
		if at < 0 {
			break
		}
		from += at
		if i := x.termAt(from + 2); i < len(x.terms) && !x.terms[i].comment {
			place.terms = append(place.terms, int32(i))
		}
	}
	if len(place.terms) == 0 {
		return nil
	}
	place.group = x.terms[place.terms[0]].group
	return []candidate{place}
}

// definitions finds where a variable is set that is used nowhere.
func (x *index) definitions(block int, q *query) []candidate {
	set := *q
	set.terms = slices.Clone(q.terms)
	set.terms[0].text = strings.TrimPrefix(set.terms[0].text, "$")
	set.terms[0].bare = set.terms[0].text
	return slices.DeleteFunc(x.lays(block, &set, false, false), func(place candidate) bool { return !x.terms[place.terms[0]].key })
}

// isPiece reports whether a word holds another one between signs.
func isPiece(piece, word string) bool {
	for from := 0; ; {
		i := strings.Index(word[from:], piece)
		if i < 0 {
			return false
		}
		start := from + i
		end := start + len(piece)
		if (start == 0 || !isWordByte(word[start-1]) || !isWordByte(piece[0])) && (end == len(word) || !isWordByte(word[end])) {
			return true
		}
		from = start + 1
	}
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c >= 0x80
}
