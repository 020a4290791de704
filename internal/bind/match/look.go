package match

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/bind/index"
)

// look finds the hits of a fragment.
func (r *Matcher) look(f *Fragment) {
	r.hits, r.from = r.hits[:0], r.from[:0]
	for i := range f.Terms {
		if f.sign != "" {
			r.lookSign(f)
		} else {
			r.lookTerm(&f.Terms[i], int16(i))
		}
		if i == 0 && f.Open && !opens(r.hits) {
			r.hits = r.hits[:0]
			return
		}
	}
	r.Work -= len(r.hits) // they are sorted
	sortHits(r.hits)
	r.distinct(len(f.Terms))
}

// distinct keeps the best hit of each pair of words, and finds where those of each of
// so many words of the fragment begin.
func (r *Matcher) distinct(words int) {
	kept := r.hits[:0]
	for _, h := range r.hits {
		for len(r.from) <= int(h.of) {
			r.from = append(r.from, int32(len(kept)))
		}
		if n := len(kept); n == 0 || kept[n-1].of != h.of || kept[n-1].term != h.term {
			kept = append(kept, h)
		}
	}
	for r.hits = kept; len(r.from) <= words; {
		r.from = append(r.from, int32(len(kept)))
	}
}

// surely is how well the first word of an open fragment has to agree: words of a
// sentence that stand in code somewhere are no quotation.
const surely = .9

// opens reports whether one of the hits of its first word is enough for a fragment
// that a sentence opens with.
func opens(list []hit) bool {
	for i := range list {
		if list[i].q >= surely {
			return true
		}
	}
	return false
}

// sortHits sorts by the fragment's word, then by the listing's, the best first.
func sortHits(list []hit) {
	if len(list) > 24 {
		slices.SortFunc(list, compareHits)
		return
	}
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].of == list[from].of {
			to++
		}
		sortFew(list[from:to])
		from = to
	}
}

// sortFew sorts the hits of one word, which were found from the last to the first but
// for a few. Hits that compare as equal stay as they were found.
func sortFew(list []hit) {
	slices.Reverse(list)
	for i := 1; i < len(list); i++ {
		for k := i; k > 0 && compareHits(list[k], list[k-1]) <= 0; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
}

func compareHits(a, b hit) int {
	if a.of != b.of {
		return int(a.of) - int(b.of)
	}
	if a.term != b.term {
		return int(a.term) - int(b.term)
	}
	return int(1000 * (b.q - a.q))
}

// lookSign finds the first word of each line that has a sign.
func (r *Matcher) lookSign(f *Fragment) {
	n, sign := 0, []byte(f.sign)
	for b := range r.Listings {
		l := &r.Listings[b]
		for line := 1; line <= l.Lines && n < maxHits; line++ {
			s, at := l.LineSpan(line), r.FirstTerm(l, line)
			r.Work -= (s.End - s.Start) / 8
			if at < r.FirstTerm(l, line+1) && r.Work > 0 && bytes.Contains(l.Text[s.Start:s.End], sign) {
				r.hits = append(r.hits, hit{term: at, how: index.FullKey, q: 1})
				n++
			}
		}
	}
}

// quality is how well words agree that share a key.
var quality = [...]float32{index.FullKey: 1, index.MaskedKey: .94, index.TailKey: .9, index.HeadKey: .9, index.FirstKey: .6, index.PieceKey: .55, index.ClusterKey: .92}

func (r *Matcher) lookTerm(t *index.Term, of int16) {
	if (t.Open || t.Signs&index.Star != 0 && len(t.Text) > 1) && t.Bare != "" {
		r.scan(t, of)
		return
	}
	r.find(t, of, t.Hash, 1, false)
	if t.Op {
		return
	}
	for _, g := range r.Globs {
		if r.Work--; r.Work > 0 && covers(r.Terms[g].Bare, t.Bare) {
			r.hits = append(r.hits, hit{term: g, of: of, how: index.TailKey, q: .9})
		}
	}
	if t.Signs&index.Digit != 0 {
		r.find(t, of, index.MaskedHash(t.Bare), 1, true)
	}
	if t.Signs&index.Sign == 0 {
		return // it has nothing to cut off
	}
	core := trimBraces(t.Bare)
	if tail := trimSigns(core); len(tail) > 3 && len(tail) < len(core) {
		r.findPiece(t, of, tail, .8)
	}
	if len(core) < len(t.Bare) && core != "" {
		r.findPiece(t, of, core, .9)
	}
	if head := index.Tag(t.Bare); head > 2 {
		r.findPiece(t, of, t.Bare[:head], .65)
	}
	if at := strings.LastIndexByte(t.Bare, '/'); at >= 0 && at+2 < len(t.Bare) {
		r.findPiece(t, of, t.Bare[at+1:], .65)
	}
}

// findPiece adds the words that a piece of a word is, or is a large piece of.
func (r *Matcher) findPiece(t *index.Term, of int16, piece string, share float32) {
	if key, head := r.Look(piece); head != 0 {
		r.find(t, of, key, share, false)
	}
}

// trimBraces cuts the signs of a variable off both ends of a word.
func trimBraces(s string) string {
	for s != "" && (s[0] == '$' || s[0] == '{' || s[0] == '}') {
		s = s[1:]
	}
	for s != "" && (s[len(s)-1] == '$' || s[len(s)-1] == '{' || s[len(s)-1] == '}') {
		s = s[:len(s)-1]
	}
	return s
}

// trimSigns cuts the signs off that flags, paths and parts of addresses open with.
func trimSigns(s string) string {
	for s != "" && (s[0] == '-' || s[0] == '.' || s[0] == ':' || s[0] == '/' || s[0] == '@') {
		s = s[1:]
	}
	return s
}

// find adds the words that have a key, those of the last listing first.
func (r *Matcher) find(t *index.Term, of int16, key uint64, share float32, masked bool) {
	n := 0
	for at := r.Head(key); at != 0; at = r.Posts[at].Next {
		o := &r.Posts[at]
		if r.Work--; r.Work < 0 {
			break
		}
		if o.Key != key || masked != (o.How == index.MaskedKey) {
			continue
		}
		if share < 1 && o.How >= index.FirstKey {
			continue
		}
		if n++; n > maxHits {
			break
		}
		q := quality[o.How] * share
		if o.How == index.FullKey && share == 1 && r.Terms[o.Term].Text != t.Text && r.Terms[o.Term].Bare != t.Bare {
			q = .96 // another case
		}
		r.hits = append(r.hits, hit{term: o.Term, of: of, how: o.How, q: q})
	}
}

// scan adds the words that open as a word does whose end is left out.
func (r *Matcher) scan(t *index.Term, of int16) {
	n, star := 0, t.Signs&index.Star != 0
	for at := range r.Terms {
		if r.Work--; r.Work < 0 || n >= maxHits {
			return
		}
		o := r.Terms[at].Text
		if star && covers(t.Text, o) {
			r.hits = append(r.hits, hit{term: int32(at), of: of, how: index.FullKey, q: 1})
			n++
		} else if t.Open && strings.HasPrefix(o, t.Text) && (t.Rest == "" || strings.HasSuffix(o, t.Rest) || t.Within && strings.Contains(o[len(t.Text):], t.Rest)) {
			r.hits = append(r.hits, hit{term: int32(at), of: of, how: index.FullKey, q: 1})
			n++
		}
	}
}

// covers reports whether a pattern with stars stands for a word.
func covers(pattern, word string) bool {
	if len(word) == 0 || pattern[0] != word[0] && pattern[0] != '*' {
		return false // most words
	}
	star := strings.IndexByte(pattern, '*')
	if star < 0 || len(word) < star || pattern[:star] != word[:star] || len(pattern) < 3 {
		return false
	}
	word = word[star:]
	for rest := pattern[star+1:]; ; {
		piece, behind, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(word, piece)
		}
		at := strings.Index(word, piece)
		if at < 0 {
			return false
		}
		word, rest = word[at+len(piece):], behind
	}
}

// hit is a word of a listing that one of a fragment's agrees with.
type hit struct {
	term int32
	of   int16     // index in Fragment.Terms
	how  index.How // the key by which it was found
	q    float32   // how well they agree, from 0 to 1
}
