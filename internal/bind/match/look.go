package match

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/dockerfile"
)

// look finds the hits of a fragment.
func (r *Matcher) look(f *Fragment) {
	number := f.isNumber()
	r.hits, r.from = r.hits[:0], append(r.from[:0], 0)
	for i := range f.Terms {
		if f.sign != "" {
			from := len(r.hits)
			r.lookSign(f)
			r.sort(from)
		} else {
			r.lookWord(&f.Terms[i])
			r.dropCounted(f, i)
		}
		if len(f.Terms) == 1 && dockerfile.IsKeyword(f.Terms[0].Text) { // a piece of a name is no instruction
			r.hits = slices.DeleteFunc(r.hits, func(h hit) bool { return h.how >= index.FirstKey })
		}
		if number { // with another number it has nothing in common
			r.hits = slices.DeleteFunc(r.hits, func(h hit) bool { return h.how == index.MaskedKey })
		}
		if i == 0 && f.mayGoOn() && !opens(r.hits) {
			r.hits = r.hits[:0]
			return
		}
		r.from = append(r.from, int32(len(r.hits)))
	}
}

// lookWord adds the hits of a word, in order. What a common word finds is kept for the
// other notes that quote it.
func (r *Matcher) lookWord(t *index.Term) {
	known := &r.known[t.Hash%uint64(len(r.known))]
	if known.is(t) {
		r.Work -= known.work
		r.hits = append(r.hits, r.common[known.first:known.end]...)
		return
	}
	from, work := len(r.hits), r.Work
	r.lookTerm(t)
	r.sort(from)
	if len(r.hits)-from > fewHits && known.work == 0 && r.Work >= 0 && !t.Open {
		first := len(r.common)
		r.common = append(r.common, r.hits[from:]...)
		*known = commonWord{t.Text, t.Bare, t.Signs, t.Op, span{int32(first), int32(len(r.common))}, work - r.Work}
	}
}

// commonWord is a word of notes that many places have.
type commonWord struct {
	text, bare string
	signs      index.Signs
	op         bool
	span           // its hits
	work       int // what it took to find them; 0 for no word
}

// is reports whether a word of a fragment has the hits of this one.
func (w *commonWord) is(t *index.Term) bool {
	return w.work > 0 && w.text == t.Text && w.bare == t.Bare && w.signs == t.Signs && w.op == t.Op && !t.Open
}

// fewHits is how many hits of one word are looked up again.
const fewHits = 16

// sort puts the hits of a word, those from an index on, in order, and keeps the best of each
// pair of words.
func (r *Matcher) sort(from int) {
	list := r.hits[from:]
	r.Work -= len(list)
	sortHits(list)
	kept := list[:0]
	for _, h := range list {
		if n := len(kept); n == 0 || kept[n-1].term != h.term {
			kept = append(kept, h)
		}
	}
	r.hits = r.hits[:from+len(kept)]
}

// surely is how well the first word of an open fragment has to agree: words of a
// sentence that stand in code somewhere are no quotation.
const surely = .9

// opens reports whether one of the hits of its first word is enough for a fragment
// that a sentence opens with.
func opens(list []hit) bool {
	return slices.ContainsFunc(list, func(h hit) bool { return h.q >= surely })
}

// sortHits sorts the hits of one word by the listing's, the best first. They were found
// from the last to the first but for a few. Few hits that compare as equal stay as they
// were found.
func sortHits(list []hit) {
	slices.Reverse(list)
	if len(list) > 24 {
		if !slices.IsSortedFunc(list, compareHits) {
			slices.SortStableFunc(list, compareHits)
		}
		return
	}
	for i := 1; i < len(list); i++ {
		for k := i; k > 0 && compareHits(list[k], list[k-1]) <= 0; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
}

func compareHits(a, b hit) int {
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
		if r.Work < 0 || l.To == l.From {
			continue
		}
		if r.Work -= len(l.Text) / 8; !bytes.Contains(l.Text, sign) {
			continue
		}
		for line := 1; line <= len(l.Starts) && n < maxHits; line++ {
			s, at := l.Line(line), r.FirstTerm(l, line)
			if at < r.FirstTerm(l, line+1) && bytes.Contains(l.Text[s.Start:s.End], sign) {
				r.hits = append(r.hits, hit{term: at, how: index.FullKey, q: 1})
				n++
			}
		}
	}
}

// quality is how well words agree that share a key.
var quality = [...]float32{index.FullKey: 1, index.MaskedKey: .94, index.PathKey: 1, index.TailKey: .9, index.HeadKey: .9, index.FirstKey: .6, index.PieceKey: .55, index.ClusterKey: .92}

func (r *Matcher) lookTerm(t *index.Term) {
	if (t.Open || t.Signs&index.Star != 0 && len(t.Text) > 1) && t.Bare != "" {
		r.scan(t)
		return
	}
	found := len(r.hits)
	r.find(t, t.Hash, 1, false)
	if t.Op {
		return
	}
	for _, g := range r.Globs {
		if r.Work--; r.Work > 0 && covers(r.Terms[g].Bare, t.Bare) {
			r.hits = append(r.hits, hit{term: g, how: index.TailKey, q: .9})
		}
	}
	if t.Signs&index.Digit != 0 {
		r.find(t, index.MaskedHash(t.Bare), 1, true)
	}
	if t.Signs&index.Sign == 0 {
		return // it has nothing to cut off
	}
	core := t.Bare // without the signs of a variable
	if t.Signs&index.Brace != 0 {
		core = strings.Trim(core, "${}")
	}
	if joint := strings.IndexAny(t.Bare, "-_"); joint > 0 && len(r.hits) == found {
		r.findPiece(t, otherJoints.Replace(t.Bare), .95)
	}
	tail := core
	for tail != "" && strings.IndexByte("-.:/@", tail[0]) >= 0 {
		tail = tail[1:]
	}
	if len(tail) > 3 && len(tail) < len(core) {
		r.findPiece(t, tail, .8)
	}
	if len(core) < len(t.Bare) && core != "" {
		r.findPiece(t, core, .9)
	}
	if head := index.Tag(t.Bare); head > 2 && !strings.HasPrefix(t.Bare[head:], "://") { // addresses of one scheme have nothing in common
		r.findPiece(t, t.Bare[:head], .65)
	}
	if at := strings.LastIndexByte(t.Bare, '/'); at >= 0 && at+2 < len(t.Bare) {
		r.findPiece(t, t.Bare[at+1:], .65)
	}
}

// otherJoints writes a name with hyphens as one with underscores, and the other way round.
var otherJoints = strings.NewReplacer("-", "_", "_", "-")

// findPiece adds the words that a piece of a word is, or is a large piece of.
func (r *Matcher) findPiece(t *index.Term, piece string, share float32) {
	r.find(t, index.Hash(piece), share, false)
}

// find adds the words that have a key, those of the last listing first.
func (r *Matcher) find(t *index.Term, key uint64, share float32, masked bool) {
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
		r.hits = append(r.hits, hit{term: o.Term, how: o.How, q: q})
	}
}

// scan adds the words that open as a word does whose end is left out.
func (r *Matcher) scan(t *index.Term) {
	n, star := 0, t.Signs&index.Star != 0
	for at := range r.Terms {
		if r.Work--; r.Work < 0 || n >= maxHits {
			return
		}
		o := r.Terms[at].Text
		if star && (o == t.Text || covers(t.Text, o)) {
			r.hits = append(r.hits, hit{term: int32(at), how: index.FullKey, q: 1})
			n++
		} else if t.Open && strings.HasPrefix(o, t.Text) && (t.Rest == "" || strings.HasSuffix(o, t.Rest) || t.Within && strings.Contains(o[len(t.Text):], t.Rest)) {
			r.hits = append(r.hits, hit{term: int32(at), how: index.FullKey, q: 1})
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
	how  index.How // the key by which it was found
	q    float32   // how well they agree, from 0 to 1
}
