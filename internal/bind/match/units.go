package match

import (
	"cmp"
	"slices"

	"docsite/internal/bind/index"
)

// unit is a node, or a line, in which a fragment is looked for.
type unit struct {
	from, to  int32
	held      span    // the hits in it, among those of all words in the order of the listing
	agreement float64 // at most, until the fragment is laid over it
	laid      int32   // index of what is laid over it
	node      int32   // of those with a rare word: the node, -1 for a line
	word      int32   // of those with a rare word: the first word of the fragment that it has
	term      int32   // and the first place of that word
}

// touched are the lines and the nodes that hold a hit of a fragment, and may agree with
// it well enough.
func (r *Matcher) touched(f *Fragment, l *index.Listing, least float64) []unit {
	r.units, r.seen, r.last = r.units[:0], 0, span{-1, -1}
	r.weighLines(l)
	for _, of := range r.within {
		for _, h := range r.hits[of.first:of.end] {
			t := &r.Terms[h.term]
			from := r.FirstTerm(l, int(t.Line))
			line := &r.lines[from]
			poor := !f.Open && line.most/r.weight < least
			if !poor && !line.taken {
				line.taken = true
				r.addUnit(f, span{from, r.FirstTerm(l, int(t.Line)+1)}, least)
			}
			for n := t.Node; n >= 0 && r.marks[n] != r.epoch; n = r.Nodes[n].Parent {
				r.marks[n] = r.epoch
				if d := &r.Nodes[n]; !poor || r.Terms[d.From].Line < r.Terms[d.To-1].Line {
					r.addUnit(f, span{d.From, d.To}, least)
				}
			}
		}
	}
	return r.units
}

// line is what is known of a line of a listing, by the term that opens it.
type line struct {
	most  float64 // weight of a fragment that may agree with it
	epoch int32   // the search that came there last
	taken bool    // it is a unit of that
}

// weighLines begins a search with the lines that hold a hit.
func (r *Matcher) weighLines(l *index.Listing) {
	r.epoch++
	for i, of := range r.within {
		last := int32(-1)
		for _, h := range r.hits[of.first:of.end] {
			from := r.FirstTerm(l, int(r.Terms[h.term].Line))
			if from == last {
				continue // a word counts once
			}
			last = from
			if o := &r.lines[from]; o.epoch != r.epoch {
				*o = line{most: r.shares[i], epoch: r.epoch}
			} else {
				o.most += r.shares[i]
			}
		}
	}
}

// addUnit adds a unit of some words, if it may agree well enough, and is not the one
// before: a line is often a node, and a node all that another one holds.
func (r *Matcher) addUnit(f *Fragment, of span, least float64) {
	if of == r.last {
		return
	}
	r.last = of
	if r.seen++; r.seen > maxUnits {
		r.Work--
		return
	}
	u := unit{from: of.first, to: of.end}
	most := 0.0
	for i, within := range r.within {
		first := r.firstHit(within, u.from)
		end := r.firstHit(span{first, within.end}, u.to)
		if end > first {
			most += r.shares[i]
		}
		u.held.first, u.held.end = u.held.first+first, u.held.end+end
	}
	r.Work -= int(u.held.end - u.held.first)
	if u.agreement = most / r.weight; f.Open {
		u.agreement = 1
	}
	if u.agreement >= least {
		r.units = append(r.units, u)
	}
}

// agreeOnRare lays a fragment over the units that hold a rare word of it alone, and
// gives what [Matcher.agree] gives. Lines of long listings have their first words
// in common, "COPY" and "/etc": a place with no other word agrees too little where one
// with all of them stands in the listing. most is how well a place may agree; whole
// is false where other units may be among those that agree.
func (r *Matcher) agreeOnRare(f *Fragment, l *index.Listing, least, below, most float64) (kept []unit, top float64, whole bool) {
	common, rare := 0.0, false
	for i, of := range r.within {
		if of.end-of.first > fewHits {
			common += r.shares[i]
		} else if of.end > of.first {
			rare = true
		}
	}
	common *= 1.0001 / r.weight
	if f.Open || !rare || common == 0 || common >= max(most-below, least) {
		return nil, 0, false
	}
	units := r.withRare(l)
	r.used, r.laid = r.used[:0], r.laid[:0]
	for i := range units {
		u := &units[i]
		laid := r.align(f, u)
		u.agreement, u.laid = laid.agreement, int32(i)
		r.laid = append(r.laid, laid)
		top = max(top, u.agreement)
	}
	enough := max(top-below, least)
	if common >= enough || r.Work < 0 {
		return nil, 0, r.Work < 0
	}
	return r.asTouched(l, agreeing(units, enough)), top, true
}

// withRare are the lines and the nodes that hold a hit of a word that has few.
func (r *Matcher) withRare(l *index.Listing) []unit {
	r.units = r.units[:0]
	r.epoch++
	for _, of := range r.within {
		if of.end-of.first > fewHits {
			continue
		}
		for _, h := range r.hits[of.first:of.end] {
			t := &r.Terms[h.term]
			if from := r.FirstTerm(l, int(t.Line)); r.lines[from].epoch != r.epoch {
				r.lines[from].epoch = r.epoch
				r.addRare(-1, from, r.FirstTerm(l, int(t.Line)+1))
			}
			for n := t.Node; n >= 0 && r.marks[n] != r.epoch; n = r.Nodes[n].Parent {
				r.marks[n] = r.epoch
				r.addRare(n, r.Nodes[n].From, r.Nodes[n].To)
			}
		}
	}
	return r.units
}

// addRare adds a unit, but for a node of the same words as the one in it.
func (r *Matcher) addRare(node, from, to int32) {
	r.Work--
	n := len(r.units)
	if n >= maxUnits || n > 0 && node >= 0 && r.units[n-1].node >= 0 && r.units[n-1].from == from && r.units[n-1].to == to {
		return
	}
	r.units = append(r.units, unit{from: from, to: to, node: node})
}

// asTouched gives units with a rare word the order in which [Matcher.touched] comes to
// them, and leaves out the nodes that are a line.
func (r *Matcher) asTouched(l *index.Listing, units []unit) []unit {
	kept := units[:0]
	for _, u := range units {
		for i, of := range r.within {
			if at := r.firstHit(of, u.from); at < of.end && r.hits[at].term < u.to {
				u.word, u.term = int32(i), r.hits[at].term
				break
			}
		}
		t := &r.Terms[u.term]
		if u.node < 0 || u.node != t.Node || u.from != r.FirstTerm(l, int(t.Line)) || u.to != r.FirstTerm(l, int(t.Line)+1) {
			kept = append(kept, u)
		}
	}
	slices.SortFunc(kept, func(a, b unit) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.term, b.term), cmp.Compare(min(a.node, 0), min(b.node, 0)), cmp.Compare(a.to-a.from, b.to-b.from))
	})
	return kept
}
