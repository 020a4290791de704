package match

import (
	"slices"

	"docsite/internal/bind/index"
)

// Match is a place of a listing that a fragment agrees with.
type Match struct {
	Fragment  int32   // index in Matcher.Fragments
	Block     int32   // the listing
	Node      int32   // the innermost node that holds it
	Used      []int32 // terms of the listing that agree, in order; at least one
	Agreement float64 // share of the fragment's weight that agrees, from 0 to 1
	Exact     bool    // word for word, in order, with nothing between
	Loose     float64 // share of its words that agree by a piece
	Edited    float64 // share that agree but for a number
	Disorder  float64 // share of its words that stand in another order
	Fold      bool    // upper and lower case differ
	Spread    float64 // share of the words between the first and the last that it names
	Taken     int     // how many of the fragment's words it takes; fewer than all where it goes on as prose
	Missing   int     // how many of these are not there
	Places    int     // places of this listing that agree as well; at least one
	Differs   bool    // a name that it has stands there with another value
	Alike     bool    // these places all open constructs of one depth
	Behind    float64 // how far it is behind the best of its listing
}

// Limits that keep the work of a page in bounds.
const (
	maxHits    = 500       // hits of one word of a fragment
	maxUnits   = 800       // nodes that one fragment is compared with in a listing
	maxMatches = 24        // matches of one fragment in a listing
	maxWork    = 2_000_000 // steps of a page, the largest of real projects takes 130,000; and
	workOfEach = 1_000     // more for each of its fragments
)

// Matcher finds the words of notes in the listings of an index. The zero Matcher
// is ready.
type Matcher struct {
	index.Index
	Fragments []Fragment
	Matches   []Match      // of the fragments, those of each in the order of reach and listing
	Work      int          // steps that are left for the page; below 0 nothing more is found
	quoted    []index.Term // words of the fragments
	ints      []int32      // terms of matches, and echoes
	known     [128]commonWord
	common    []hit // of these words
	search          // for the fragment that is being matched
}

// search is memory for one fragment, and for one listing in which it is looked for.
type search struct {
	hits   []hit     // by word of the fragment, then by term
	from   []int32   // by word, where its hits begin, and behind the last where they end
	within []span    // by word, its hits in the listing
	shares []float64 // and the most weight with which it can agree
	units  []unit
	others []unit // of these, those that agree less well than the best
	laid   []laid
	used   []int32 // terms of what is laid
	marks  []int32 // by node, the last search that came there
	lines  []line
	epoch  int32   // the search that is under way
	seen   int     // units that it has come to
	last   span    // the words of the last of them
	weight float64 // of all words of the fragment
}

// newSearch makes room for what most fragments find.
func newSearch() search {
	return search{hits: make([]hit, 0, 32), from: make([]int32, 0, 16), within: make([]span, 0, 16),
		units: make([]unit, 0, 32), laid: make([]laid, 0, 32), used: make([]int32, 0, 64)}
}

// Reset empties the matcher, and makes room for so many fragments.
func (r *Matcher) Reset(fragments int) {
	if r.hits == nil {
		r.search = newSearch()
	}
	r.Work, r.epoch = maxWork+fragments*workOfEach, 0
	r.Fragments, r.Matches = slices.Grow(r.Fragments[:0], fragments), slices.Grow(r.Matches[:0], 2*fragments)
	clear(r.known[:])
	r.common = r.common[:0]
	r.quoted, r.ints = slices.Grow(r.quoted[:0], 4*fragments), slices.Grow(r.ints[:0], 8*fragments)
}

// Begin makes the matcher ready for the listings that the index has read.
func (r *Matcher) Begin() {
	r.marks = slices.Grow(r.marks[:0], len(r.Nodes))[:len(r.Nodes)]
	r.lines = slices.Grow(r.lines[:0], len(r.Terms))[:len(r.Terms)]
	clear(r.marks)
	clear(r.lines)
}

// Capacity is that of the largest array of the matcher, in elements.
func (r *Matcher) Capacity() int {
	return max(r.Index.Capacity(), cap(r.hits), cap(r.common), cap(r.Matches), cap(r.ints))
}

// span is a part of an array, from first up to, but not with, end.
type span struct{ first, end int32 }

// Find adds the places of a fragment in the listings in reach.
func (r *Matcher) Find(fi int, reach []int32) {
	f := &r.Fragments[fi]
	r.look(f)
	lookInside(r, f, reach)
	f.First = int32(len(r.Matches))
	if len(r.hits) > 0 && r.Work > 0 {
		for _, b := range reach {
			if l := &r.Listings[b]; !l.Drawing && l.To > l.From && (!f.task || taskLanguages[l.Language]) {
				r.matchIn(fi, b)
			}
		}
	}
	if f.Last = int32(len(r.Matches)); f.Last > f.First {
		f.describe()
	}
}

// matchIn finds the places of a fragment in one listing.
func (r *Matcher) matchIn(fi int, block int32) {
	f := &r.Fragments[fi]
	least, below := .3, .35
	if len(f.Terms) == 1 {
		below = .5
	} else if len(f.Terms) > 4 || f.Open {
		least = .45
	}
	if f.whole {
		least = surely
	}
	l := &r.Listings[block]
	if r.locate(f, l) < least {
		return
	}
	kept, top := r.agree(f, l, least, below)
	if top < least {
		return
	}
	slices.SortFunc(kept, compareUnits)
	if len(kept) > maxMatches { // there is room for those that agree best
		r.putFirst(kept, top-alike)
		r.putFirst(kept, top)
	}
	first := len(r.Matches)
	r.keep(fi, block, kept, top)
	r.Matches = r.Matches[:first+len(exact(r.Matches[first:]))]
	r.compare(r.Matches[first:])
}

// agree lays a fragment over the units that may agree nearly as well as the best, first
// over the line that is likely to be it. It gives those that do, and how well the best
// agrees.
func (r *Matcher) agree(f *Fragment, l *index.Listing, least, below float64) (kept []unit, top float64) {
	best := r.heaviest(l)
	r.used = r.used[:0]
	r.laid = append(r.laid[:0], r.align(f, &best))
	top = r.laid[0].agreement
	units := r.touched(f, l, max(top-below, least))
	if r.Work < 0 {
		return nil, 0
	}
	for i := range units {
		u := &units[i]
		if u.from == best.from && u.to == best.to {
			u.agreement = r.laid[0].agreement
		} else if r.lay(f, units[:i], u, max(top-below, least)); u.laid >= 0 {
			top = max(top, u.agreement)
		}
	}
	return agreeing(units, max(top-below, least)), top
}

// agreeing are the units that agree well enough, in the memory of all.
func agreeing(units []unit, enough float64) []unit {
	kept := units[:0]
	for _, u := range units {
		if u.agreement >= enough {
			kept = append(kept, u)
		}
	}
	return kept
}

// putFirst puts units that agree well enough before the others, each in their order.
func (r *Matcher) putFirst(units []unit, enough float64) {
	n := 0
	r.others = r.others[:0]
	for _, u := range units {
		if u.agreement < enough {
			r.others = append(r.others, u)
			continue
		}
		units[n] = u
		n++
	}
	copy(units[n:], r.others)
}

// compareUnits puts those that agree clearly better first, then the shorter.
func compareUnits(a, b unit) int {
	if a.agreement > b.agreement+.1 {
		return -1
	} else if b.agreement > a.agreement+.1 {
		return 1
	}
	if c := (a.to - a.from) - (b.to - b.from); c != 0 {
		return int(c)
	}
	return int(a.from - b.from)
}

// keep makes matches of units, but for those that lie around one that is as good.
func (r *Matcher) keep(fi int, block int32, units []unit, top float64) {
	f, first := &r.Fragments[fi], len(r.Matches)
	for _, u := range units {
		if len(r.Matches)-first >= maxMatches {
			break
		}
		laid := &r.laid[u.laid]
		if laid.matched {
			continue
		}
		laid.matched = true
		m := Match{Fragment: int32(fi), Block: block, Agreement: u.agreement, Behind: top - u.agreement, Used: r.agreeOn(laid.used)}
		path := f.Part == 1 && isPath(&r.Index, laid.used)
		if path { // "image.tag" names the tag of the image, not both
			m.Used = m.Used[len(m.Used)-1:]
		}
		if !r.isKnown(r.Matches[first:], &m) {
			m.Node = r.innermost(&m)
			r.describe(f, &m, laid.used)
			m.Exact = m.Exact || path
			r.Matches = append(r.Matches, m)
		}
	}
}

// isPath reports whether words are a path of keys, each in what the one before opens.
func isPath(x *index.Index, used []int32) bool {
	for i, t := range used[1:] {
		if used[i] < 0 || t <= used[i] || !opensAround(x, used[i], t) {
			return false
		}
	}
	return true
}

// opensAround reports whether a word opens a node that holds another word.
func opensAround(x *index.Index, t, other int32) bool {
	for n := x.Terms[t].Node; n >= 0 && x.Nodes[n].Open == t && x.Nodes[n].Parent >= 0; n = x.Nodes[n].Parent {
		if other < x.Nodes[n].To {
			return true
		}
	}
	return false
}

// alike is how far behind the best of a listing a match agrees as well.
const alike = .02

// exact are the matches of a fragment in a listing without those that agree as well as the
// best but for their numbers, where others have these too.
func exact(found []Match) []Match {
	edited := 1.0
	for i := range found {
		if found[i].Behind <= alike {
			edited = min(edited, found[i].Edited)
		}
	}
	return slices.DeleteFunc(found, func(m Match) bool { return m.Behind <= alike && m.Edited > edited })
}

// compare says of the matches of a fragment in a listing how many are as good.
func (r *Matcher) compare(found []Match) {
	slices.SortFunc(found, func(a, b Match) int { return int(a.Used[0] - b.Used[0]) })
	places, same, depth := 0, true, int32(-1)
	for i := range found {
		if found[i].Behind > alike {
			continue
		}
		places++
		n := &r.Nodes[found[i].Node]
		same = same && n.Open == found[i].Used[0] && (depth < 0 || n.Depth == depth)
		depth = n.Depth
	}
	for i := range found { // a place is one, whatever the others are
		found[i].Places, found[i].Alike = max(places, 1), same && places > 1
	}
}

// isKnown reports whether a match lies around one that is as good.
func (r *Matcher) isKnown(list []Match, m *Match) bool {
	from, to := m.Used[0], m.Used[len(m.Used)-1]
	for i := range list {
		o := &list[i]
		if o.Agreement < m.Agreement-alike {
			continue
		}
		if o.Used[0] >= from && o.Used[len(o.Used)-1] <= to || slices.Equal(o.Used, m.Used) {
			return true
		}
	}
	return false
}

// innermost is the innermost node that holds all words of a match.
func (r *Matcher) innermost(m *Match) int32 {
	last := m.Used[len(m.Used)-1]
	n := r.Terms[m.Used[0]].Node
	for r.Nodes[n].To <= last && r.Nodes[n].Parent >= 0 {
		n = r.Nodes[n].Parent
	}
	return n
}

// locate finds the hits of a fragment in a listing, and gives the most that it can
// agree with any place there.
func (r *Matcher) locate(f *Fragment, l *index.Listing) float64 {
	r.within, r.shares = r.within[:0], r.shares[:0]
	sum, all := 0.0, 0.0
	for i := range f.Terms {
		of := span{r.from[i], r.from[i+1]}
		of.first = r.firstHit(of, l.From)
		best, at := float32(0), of.first
		for ; best < 1 && at < of.end && r.hits[at].term < l.To; at++ {
			best = max(best, r.hits[at].q)
		}
		at = r.firstHit(span{at, of.end}, l.To)
		r.within = append(r.within, span{of.first, at})
		r.shares = append(r.shares, f.Terms[i].Weight*float64(best))
		sum, all = sum+f.Terms[i].Weight*float64(best), all+f.Terms[i].Weight
		if i == 0 && f.mayGoOn() && best < surely {
			return 0
		}
	}
	if r.weight = all; f.mayGoOn() {
		return 1 // it may end where its words do
	}
	return sum / all
}

// Rivals is how many other listings in reach a fragment agrees with as well.
func (r *Matcher) Rivals(m *Match) int {
	f := &r.Fragments[m.Fragment]
	count, last := 0, int32(-1)
	for i := f.First; i < f.Last; i++ {
		if o := &r.Matches[i]; o.Block != m.Block && o.Block != last && o.Agreement >= m.Agreement-.02 {
			count, last = count+1, o.Block
		}
	}
	return count
}

// OpensNode is the widest node that a match opens, if it has more than a line.
func (r *Matcher) OpensNode(m *Match) int32 {
	best := int32(-1)
	for _, t := range [...]int32{m.Used[0], m.Used[len(m.Used)-1]} {
		for n := r.Terms[t].Node; n >= 0 && r.Nodes[n].Open == t && r.Nodes[n].Parent >= 0; n = r.Nodes[n].Parent {
			if r.Nodes[n].Last > r.Nodes[n].First {
				best = n
			}
		}
	}
	return best
}

// BestIn is the first of the best matches of a fragment in a listing; -1 for none.
func (r *Matcher) BestIn(f *Fragment, block int32) int32 {
	for i := f.First; i < f.Last; i++ {
		if m := &r.Matches[i]; m.Block == block && m.Behind <= .02 {
			return i
		}
	}
	return -1
}
