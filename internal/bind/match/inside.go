package match

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/site"
)

// Limits on looking for a fragment sign by sign.
const (
	minInside = 3  // bytes of the fragment
	maxInside = 16 // places of a page
)

// How well a word agrees with one of a listing that it is a part of, where the whole
// fragment stands there sign by sign.
const (
	inside = .9  // signs alone are left out
	within = .65 // so is a part of a name: "vim-common" of "vim-common-7.4.rpm", ":ro" of "./a:/b:ro"
)

// lookInside adds the hits of a fragment that begins or ends in the middle of a word of a
// listing: of which it leaves out signs alone, "DB_HOST:=db" of "${DB_HOST:=db}", or else,
// where no listing in reach has it otherwise, more. The keys of the index are of pieces that
// names have.
func lookInside(r *Matcher, f *Fragment, reach []int32) {
	text := strings.TrimSpace(f.Text)
	if !f.Code || f.Part > 0 || f.Open || f.Tail || f.sign != "" || len(text) < minInside || len(r.from) != len(f.Terms)+1 {
		return
	}
	var found []int32 // by place, the first word there
	quality := float32(inside)
	if mayBeInside(r, f, text) {
		found = r.places(f, text, false)
	}
	if len(found) == 0 && r.isLost(f, reach) {
		quality = within
		found = r.places(f, text, true)
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
			r.hits = append(r.hits, hit{term: first + int32(i), how: index.TailKey, q: quality})
		}
		r.sort(start)
		r.from = append(r.from, int32(len(r.hits)))
	}
}

// mayBeInside reports whether a fragment has signs, and its first or its last word is in
// no listing as it is.
func mayBeInside(r *Matcher, f *Fragment, text string) bool {
	last := len(f.Terms) - 1
	sure := func(i int) bool {
		return slices.ContainsFunc(r.hits[r.from[i]:r.from[i+1]], func(h hit) bool { return h.q >= inside })
	}
	return len(text) > minInside && !(sure(0) && sure(last)) &&
		strings.ContainsFunc(text[1:len(text)-1], func(c rune) bool { return c < 0x80 && c != ' ' && !index.IsAlnum(byte(c)) })
}

// isLost reports whether a note opens with a fragment of which no listing in reach has a word,
// by any of its pieces. Further behind, ".conf" and "-dev" are of many names.
func (r *Matcher) isLost(f *Fragment, reach []int32) bool {
	if f.At != site.LabelPosition {
		return false
	}
	for i := range f.Terms {
		of := span{r.from[i], r.from[i+1]}
		if !slices.ContainsFunc(reach, func(b int32) bool {
			at := r.firstHit(of, r.Listings[b].From)
			return at < of.end && r.hits[at].term < r.Listings[b].To
		}) {
			return true
		}
	}
	return false
}

// places gives the first word of each place of the page's listings where a fragment's text
// stands between signs, cut out of no name unless that may be.
func (r *Matcher) places(f *Fragment, text string, cut bool) (found []int32) {
	for b := range r.Listings {
		if l := &r.Listings[b]; !l.Drawing && l.To > l.From && r.Work > 0 {
			r.Work -= len(l.Text) / 8
			found = appendPlaces(found, r, l, []byte(text), len(f.Terms), cut)
		}
	}
	return found
}

// appendPlaces adds those of a listing for a text of so many words.
func appendPlaces(found []int32, r *Matcher, l *index.Listing, text []byte, words int, cut bool) []int32 {
	for at := 0; len(found) < maxInside; {
		i := bytes.Index(l.Text[at:], text)
		if i < 0 {
			break
		}
		from, to := at+i, at+i+len(text)
		at = to
		first, last, around := r.TermsOf(l, from, to)
		if int(last-first) == words && (cut && parts(l.Text, from, to, words) || !cut && !bytes.ContainsFunc(around, isOfName)) {
			found = append(found, first)
		}
	}
	return found
}

// parts reports whether signs part what stands from one offset of a text up to another from
// the letters and digits around it. The last of several words goes on with no path: "cd ~"
// is another command than "cd ~/web".
func parts(text []byte, from, to, words int) bool {
	whole := func(at int) bool {
		return at == 0 || at == len(text) || !index.IsAlnum(text[at-1]) || !index.IsAlnum(text[at])
	}
	return whole(from) && whole(to) && (words == 1 || to == len(text) || !isOfName(rune(text[to])) || index.IsAlnum(text[to]))
}

// isOfName reports whether a sign beside a fragment makes another name of it: a longer
// one, a flag, a path.
func isOfName(c rune) bool {
	return c >= 0x80 || index.IsAlnum(byte(c)) || strings.ContainsRune("_-./+~@", c)
}
