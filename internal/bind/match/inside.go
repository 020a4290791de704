package match

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/bind/index"
)

// Limits on looking for a fragment sign by sign.
const (
	minInside = 4  // bytes of the fragment
	maxInside = 16 // places of a page
)

// inside is how well a word agrees with one of a listing that it is a part of, where the
// whole fragment stands there sign by sign.
const inside = .9

// lookInside adds the hits of a fragment that begins or ends in the middle of a word of a
// listing, of which it leaves out signs alone: "DB_HOST:=db" of "${DB_HOST:=db}". The keys
// of the index are of pieces that names have.
func lookInside(r *Matcher, f *Fragment) {
	text := strings.TrimSpace(f.Text)
	if !mayBeInside(r, f, text) {
		return
	}
	var found []int32 // by place, the first word there
	for b := range r.Listings {
		if l := &r.Listings[b]; !l.Drawing && l.To > l.From && r.Work > 0 {
			r.Work -= len(l.Text) / 8
			found = appendPlaces(found, r, l, []byte(text), len(f.Terms))
		}
	}
	if len(found) == 0 {
		return
	}
	hits, from := slices.Clone(r.hits), slices.Clone(r.from)
	r.hits, r.from = r.hits[:0], r.from[:1]
	for i := range f.Terms {
		start := len(r.hits)
		r.hits = append(r.hits, hits[from[i]:from[i+1]]...)
		for _, first := range found {
			r.hits = append(r.hits, hit{term: first + int32(i), how: index.TailKey, q: inside})
		}
		r.sort(start)
		r.from = append(r.from, int32(len(r.hits)))
	}
}

// mayBeInside reports whether a fragment has signs, and its first or its last word is in
// no listing as it is.
func mayBeInside(r *Matcher, f *Fragment, text string) bool {
	last := len(f.Terms) - 1
	if !f.Code || f.Part > 0 || f.Open || f.Tail || f.sign != "" || len(text) < minInside || len(r.from) != len(f.Terms)+1 {
		return false
	}
	sure := func(i int) bool {
		return slices.ContainsFunc(r.hits[r.from[i]:r.from[i+1]], func(h hit) bool { return h.q >= inside })
	}
	return !(sure(0) && sure(last)) &&
		strings.ContainsFunc(text[1:len(text)-1], func(c rune) bool { return c < 0x80 && c != ' ' && !index.IsAlnum(byte(c)) })
}

// appendPlaces adds the first word of each place of a listing where a text of so many
// words stands between signs.
func appendPlaces(found []int32, r *Matcher, l *index.Listing, text []byte, words int) []int32 {
	for at := 0; len(found) < maxInside; {
		i := bytes.Index(l.Text[at:], text)
		if i < 0 {
			break
		}
		from, to := at+i, at+i+len(text)
		at = to
		first, last, around := r.TermsOf(l, from, to)
		if int(last-first) == words && !bytes.ContainsFunc(around, isOfName) {
			found = append(found, first)
		}
	}
	return found
}

// isOfName reports whether a sign beside a fragment makes another name of it: a longer
// one, a flag, a path.
func isOfName(c rune) bool {
	return c >= 0x80 || index.IsAlnum(byte(c)) || strings.ContainsRune("_-./+~@", c)
}
