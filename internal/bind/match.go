package bind

import (
	"slices"
	"strings"

	"docsite/internal/site"
)

// fragment is a piece of a note that is compared with the listings.
type fragment struct {
	*site.Fragment
	note  int32
	terms []term
	sign  string  // all of it, where it is signs that are no word
	part  float64 // which share of the fragment it is that an author wrote; 0 for all
	tail  bool    // something is left out at its end
	hits  []hit   // sorted by fragment's term, then by listing's term
	from  []int32 // where the hits of each term begin in hits
	first int32   // its matches in page.matches
	last  int32
}

// hit is a word of a listing that one of a fragment's agrees with.
type hit struct {
	term int32
	of   int16   // index in fragment.terms
	how  how     // the key by which it was found
	q    float32 // how well they agree, from 0 to 1
}

// match is a place of a listing that a fragment agrees with.
type match struct {
	frag     int32
	block    int32
	node     int32 // the innermost node that holds it
	used     []int32
	lex      float64 // share of the fragment's weight that agrees
	exact    bool    // word for word, in order, with nothing between
	loose    float64 // share of its words that agree by a piece
	edited   float64 // share that agree but for a number
	disorder float64 // share of its words that stand in another order
	fold     bool    // upper and lower case differ
	spread   float64 // share of the words between the first and the last that it names
	taken    int     // how many of the fragment's words it takes; fewer than all where it goes on as prose
	missing  int     // how many of these are not there
	occ      int     // places of this listing that agree as well
	rare     int     // how often the rarest word of it stands in the listing
	differs  bool    // a name that it has stands there with another value
	alike    bool    // these places all open constructs of one depth
	rank     float64 // how far it is behind the best of its listing
}

// Limits that keep the work of a page in bounds.
const (
	maxHits    = 160       // hits of one word of a fragment
	maxUnits   = 400       // nodes that one fragment is compared with in a listing
	maxMatches = 24        // matches of one fragment in a listing
	maxWork    = 8_000_000 // steps of a page
)

// look finds the hits of a fragment.
func (p *page) look(f *fragment) {
	f.hits = p.hits[len(p.hits):]
	from := len(p.hits)
	for i := range f.terms {
		if f.sign != "" {
			p.lookSign(f)
			continue
		}
		p.lookTerm(f, i)
	}
	f.hits = p.hits[from:len(p.hits):len(p.hits)]
	sortHits(f.hits)
	kept := f.hits[:0]
	for _, h := range f.hits {
		if n := len(kept); n == 0 || kept[n-1].of != h.of || kept[n-1].term != h.term {
			kept = append(kept, h)
		}
	}
	f.hits = kept
	p.hits = p.hits[:from+len(kept)]
}

// sortHits sorts by the fragment's word, then by the listing's, the best first. Most
// runs are short, and nearly in reverse.
func sortHits(list []hit) {
	if len(list) > 24 {
		slices.SortFunc(list, compareHits)
		return
	}
	for i := 1; i < len(list); i++ {
		for k := i; k > 0 && compareHits(list[k], list[k-1]) < 0; k-- {
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
func (p *page) lookSign(f *fragment) {
	n := 0
	for b := range p.lists {
		l := &p.lists[b]
		at := l.from
		for line := 1; line <= l.lines && n < maxHits; line++ {
			s := l.lineSpan(line)
			for at < l.to && int(p.terms[at].line) < line {
				at++
			}
			p.work -= (s.End - s.Start) / 8
			if at < l.to && int(p.terms[at].line) == line && p.work > 0 && strings.Contains(string(l.Text[s.Start:s.End]), f.sign) {
				p.hits = append(p.hits, hit{term: at, how: fullKey, q: 1})
				n++
			}
		}
	}
}

// quality is how well words agree that share a key.
var quality = [...]float32{fullKey: 1, maskedKey: .94, tailKey: .9, headKey: .9, firstKey: .6, pieceKey: .55, clusterKey: .92}

func (p *page) lookTerm(f *fragment, i int) {
	t := &f.terms[i]
	if (t.open || strings.IndexByte(t.text, '*') >= 0 && len(t.text) > 1) && t.bare != "" {
		p.scan(f, i)
		return
	}
	p.find(f, i, hash(t.bare, false), 1, false)
	if t.op {
		return
	}
	for _, g := range p.globs {
		if p.work--; p.work > 0 && covers(p.terms[g].bare, t.bare) {
			p.hits = append(p.hits, hit{term: g, of: int16(i), how: tailKey, q: .9})
		}
	}
	if hasDigit(t.bare) {
		p.find(f, i, hash(t.bare, true), 1, true)
	}
	core := strings.Trim(t.bare, "${}")
	if tail := strings.TrimLeft(core, "-.:/@"); len(tail) > 3 && tail != core {
		p.find(f, i, hash(tail, false), .8, false)
	}
	if core != t.bare && core != "" {
		p.find(f, i, hash(core, false), .9, false)
	}
	if head := strings.IndexAny(t.bare, ":@="); head > 2 {
		p.find(f, i, hash(t.bare[:head], false), .65, false)
	}
	if at := strings.LastIndexByte(t.bare, '/'); at >= 0 && at+2 < len(t.bare) {
		p.find(f, i, hash(t.bare[at+1:], false), .65, false)
	}
}

// find adds the words that have a key.
func (p *page) find(f *fragment, i int, key uint64, share float32, masked bool) {
	n := 0
	for at := p.heads[key&uint64(len(p.heads)-1)]; at != 0; at = p.posts[at].next {
		o := &p.posts[at]
		if p.work--; p.work < 0 {
			return
		}
		if o.key != key || masked != (o.how == maskedKey) {
			continue
		}
		if share < 1 && o.how >= firstKey {
			continue
		}
		if n++; n > maxHits {
			break
		}
		q := quality[o.how] * share
		if o.how == fullKey && share == 1 && p.terms[o.term].text != f.terms[i].text && p.terms[o.term].bare != f.terms[i].bare {
			q = .96 // another case
		}
		p.hits = append(p.hits, hit{term: o.term, of: int16(i), how: o.how, q: q})
	}
}

// scan adds the words that open as a word does whose end is left out.
func (p *page) scan(f *fragment, i int) {
	t, n := &f.terms[i], 0
	for at := range p.terms {
		if p.work--; p.work < 0 || n >= maxHits {
			return
		}
		o := p.terms[at].text
		if strings.IndexByte(t.text, '*') >= 0 && covers(t.text, o) {
			p.hits = append(p.hits, hit{term: int32(at), of: int16(i), how: fullKey, q: 1})
			n++
		} else if t.open && strings.HasPrefix(o, t.text) && (t.rest == "" || strings.HasSuffix(o, t.rest) || t.within && strings.Contains(o[len(t.text):], t.rest)) {
			p.hits = append(p.hits, hit{term: int32(at), of: int16(i), how: fullKey, q: 1})
			n++
		}
	}
}

// covers reports whether a pattern with stars stands for a word.
func covers(pattern, word string) bool {
	star := strings.IndexByte(pattern, '*')
	if star < 0 || len(word) < star || pattern[:star] != word[:star] || len(pattern) < 3 {
		return false
	}
	word = word[star:]
	pieces := strings.Split(pattern[star+1:], "*")
	for i, piece := range pieces {
		if i == len(pieces)-1 {
			return strings.HasSuffix(word, piece)
		}
		at := strings.Index(word, piece)
		if at < 0 {
			return false
		}
		word = word[at+len(piece):]
	}
	return true
}

// unit is a node, or a line, in which a fragment is looked for.
type unit struct {
	node     int32 // -1 for a line
	from, to int32
	lex      float64
}

// matchAll finds the places of a fragment in the listings in reach.
func (p *page) matchAll(fi int, reach []int32) {
	f := &p.frags[fi]
	p.look(f)
	f.first = int32(len(p.matches))
	if len(f.hits) > 0 && p.work > 0 {
		f.from = p.offsets(f)
		for _, b := range reach {
			if l := &p.lists[b]; !l.drawing && l.to > l.from {
				p.matchIn(fi, b)
			}
		}
	}
	f.last = int32(len(p.matches))
}

// offsets is where the hits of each term of a fragment begin.
func (p *page) offsets(f *fragment) []int32 {
	from := len(p.ints)
	at := 0
	for i := range f.terms {
		for at < len(f.hits) && int(f.hits[at].of) < i {
			at++
		}
		p.ints = append(p.ints, int32(at))
	}
	p.ints = append(p.ints, int32(len(f.hits)))
	return p.ints[from:len(p.ints):len(p.ints)]
}

// matchIn finds the places of a fragment in one listing.
func (p *page) matchIn(fi int, block int32) {
	f, l := &p.frags[fi], &p.lists[block]
	units := p.touched(f, l)
	if len(units) == 0 {
		return
	}
	top := 0.0
	for i := range units {
		if p.work < 0 {
			return
		}
		units[i].lex = p.align(f, &units[i], nil)
		top = max(top, units[i].lex)
	}
	least, below := .3, .35
	if len(f.terms) == 1 {
		below = .5
	} else if len(f.terms) > 4 || f.Open {
		least = .45
	}
	if top < least {
		return
	}
	kept := units[:0]
	for _, u := range units {
		if u.lex >= max(top-below, least) {
			kept = append(kept, u)
		}
	}
	slices.SortFunc(kept, func(a, b unit) int {
		if a.lex > b.lex+.1 {
			return -1
		} else if b.lex > a.lex+.1 {
			return 1
		}
		if c := (a.to - a.from) - (b.to - b.from); c != 0 {
			return int(c)
		}
		return int(a.from - b.from)
	})
	first := len(p.matches)
	for _, u := range kept {
		if len(p.matches)-first >= maxMatches {
			break
		}
		m := match{frag: int32(fi), block: block, rank: top - u.lex}
		p.align(f, &u, &m)
		if p.isKnown(p.matches[first:], &m) {
			continue
		}
		m.node = p.innermost(&m)
		p.matches = append(p.matches, m)
	}
	found := p.matches[first:]
	slices.SortFunc(found, func(a, b match) int { return int(a.used[0] - b.used[0]) })
	occ, alike, depth := 0, true, int32(-1)
	for i := range found {
		if found[i].rank > .02 {
			continue
		}
		occ++
		n := &p.nodes[found[i].node]
		alike = alike && n.open == found[i].used[0] && (depth < 0 || n.depth == depth)
		depth = n.depth
	}
	for i := range found {
		found[i].occ, found[i].alike = occ, alike && occ > 1
	}
}

// isKnown reports whether a match lies around one that is as good.
func (p *page) isKnown(list []match, m *match) bool {
	from, to := m.used[0], m.used[len(m.used)-1]
	for i := range list {
		o := &list[i]
		if o.lex < m.lex-.02 {
			continue
		}
		if o.used[0] >= from && o.used[len(o.used)-1] <= to || slices.Equal(o.used, m.used) {
			return true
		}
	}
	return false
}

// innermost is the innermost node that holds all words of a match.
func (p *page) innermost(m *match) int32 {
	last := m.used[len(m.used)-1]
	n := p.terms[m.used[0]].node
	for p.nodes[n].to <= last && p.nodes[n].parent >= 0 {
		n = p.nodes[n].parent
	}
	return n
}

// touched are the lines and the nodes that hold a hit of a fragment.
func (p *page) touched(f *fragment, l *listing) []unit {
	units := p.units[:0]
	p.epoch++
	for i := range f.terms {
		line := int32(-1)
		for at := f.firstHit(i, l.from); at < f.from[i+1] && f.hits[at].term < l.to; at++ {
			t := &p.terms[f.hits[at].term]
			if t.line != line {
				line = t.line
				units = p.addLine(units, f.hits[at].term, l)
			}
			for n := t.node; n >= 0 && p.nodes[n].mark != p.epoch && len(units) < maxUnits; n = p.nodes[n].parent {
				p.nodes[n].mark = p.epoch
				units = append(units, unit{node: n, from: p.nodes[n].from, to: p.nodes[n].to})
			}
		}
	}
	p.units = units
	return units
}

// addLine adds the line of a term.
func (p *page) addLine(units []unit, t int32, l *listing) []unit {
	if len(units) >= maxUnits {
		return units
	}
	line := p.terms[t].line
	from, to := t, t+1
	for from > l.from && p.terms[from-1].line == line {
		from--
	}
	for to < l.to && p.terms[to].line == line {
		to++
	}
	p.work -= len(units)
	for i := range units {
		if units[i].node < 0 && units[i].from == from {
			return units
		}
	}
	return append(units, unit{node: -1, from: from, to: to})
}

// firstHit is the first hit of a term of a fragment that lies at or behind a term
// of a listing.
func (f *fragment) firstHit(i int, term int32) int32 {
	list := f.hits[f.from[i]:f.from[i+1]]
	if len(list) <= 8 {
		at := int32(0)
		for int(at) < len(list) && list[at].term < term {
			at++
		}
		return f.from[i] + at
	}
	at, _ := slices.BinarySearchFunc(list, term, func(h hit, t int32) int { return int(h.term - t) })
	return f.from[i] + int32(at)
}
