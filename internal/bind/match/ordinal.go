package match

import (
	"cmp"
	"slices"
	"strings"

	"docsite/internal/bind/index"
)

// A number of a fragment agrees with another number of a listing, as a version does with
// a later one. Numbers that count are no versions: "Step 2" is not "Step 1". Where they
// stand tells the two apart in any language: in a comment, which has prose, or in a
// listing that has the same word with both numbers.

// maxOrdinal is how many digits a number has that counts.
const maxOrdinal = 2

// ordinal gives a number that may count, "" for any other word.
func ordinal(t *index.Term) string {
	s := strings.TrimSuffix(t.Bare, ".")
	if s == "" || len(s) > maxOrdinal || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// dropCounted takes away the hits that a word of a fragment which is a number, and the
// word before it, have where another number counts. The hits of both are the last.
func (r *Matcher) dropCounted(f *Fragment, i int) {
	number := ordinal(&f.Terms[i])
	if i == 0 || number == "" {
		return
	}
	before, at := r.hits[r.from[i-1]:r.from[i]], r.hits[r.from[i]:]
	r.Work -= len(before) + len(at)
	var both []int // listings that have both words, in order
	for _, h := range before {
		if numberBehind(&r.Index, h.term) == number {
			both = append(both, listingOf(&r.Index, h.term))
		}
	}
	counts := func(t int32) bool {
		_, has := slices.BinarySearch(both, listingOf(&r.Index, t))
		return has || r.InComment(t)
	}
	kept := r.hits[:r.from[i-1]]
	for _, h := range before {
		if o := numberBehind(&r.Index, h.term); o == "" || o == number || !counts(h.term) {
			kept = append(kept, h)
		}
	}
	r.from[i] = int32(len(kept))
	for _, h := range at {
		if h.how != index.MaskedKey || ordinal(&r.Terms[h.term]) == "" || !counts(h.term) {
			kept = append(kept, h)
		}
	}
	r.hits = kept
}

// numberBehind is the number that may count right behind a word of a listing; "" for none.
func numberBehind(x *index.Index, t int32) string {
	if int(t)+1 >= len(x.Terms) || x.OpensLine(t+1) {
		return ""
	}
	return ordinal(&x.Terms[t+1])
}

// listingOf is the listing that has a word.
func listingOf(x *index.Index, t int32) int {
	at, _ := slices.BinarySearchFunc(x.Listings, t, func(l index.Listing, t int32) int {
		return cmp.Compare(l.To, t+1)
	})
	return at
}
