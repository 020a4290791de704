package bind

import (
	"slices"
	"unicode"
)

// Limits on the words of a note's text that are looked for in listings.
const (
	maxEchoWords = 60 // words of one note
	maxEchoHits  = 6  // places of one word; one that stands more often says nothing
)

// echo finds the words of listings that a note's text has, too: what explains a
// line often says its names again.
func (p *page) echo(n *note) {
	from := len(p.ints)
	words := 0
	for word := range fields(n.Text) {
		if words++; words > maxEchoWords {
			break
		}
		if len(word) < 3 || p.work < 0 {
			continue
		}
		key, at := hash(word, false), len(p.ints)
		for k := p.heads[key&uint64(len(p.heads)-1)]; k != 0; k = p.posts[k].next {
			p.work--
			if o := &p.posts[k]; o.key == key && o.how != maskedKey {
				p.ints = append(p.ints, o.term)
			}
			if len(p.ints)-at > maxEchoHits {
				p.ints = p.ints[:at]
				break
			}
		}
	}
	slices.Sort(p.ints[from:])
	n.echoes = slices.Compact(p.ints[from:])
	p.ints = p.ints[:from+len(n.echoes)]
	n.echoes = n.echoes[:len(n.echoes):len(n.echoes)]
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
			if start >= 0 && !yield(trimSigns(text[start:i])) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(trimSigns(text[start:]))
		}
	}
}

func trimSigns(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '.' || s[len(s)-1] == '-' || s[len(s)-1] == '/') {
		s = s[:len(s)-1]
	}
	return s
}

// echoed counts the words of a candidate's lines that the note's text has, and
// those of the rest of the listing.
func (v *view) echoed() (in, out int) {
	for _, t := range v.n.echoes {
		if t < v.l.from || t >= v.l.to {
			continue
		}
		line, inside := int(v.p.terms[t].line), false
		for _, r := range v.c.ranges {
			inside = inside || line >= r.First && line <= r.Last
		}
		if inside {
			in++
		} else {
			out++
		}
	}
	return in, out
}
