package match

import (
	"cmp"
	"slices"

	"docsite/internal/bind/index"
)

// unit is a node, or a line, in which a fragment is looked for.
type unit struct {
	from, to  int32
	held      span // the hits in it, by index of places
	agreement float64
	laid      int32 // index of what is laid over it
	node      int32 // of those with a rare word: the node, -1 for a line
	word      int32 // of those with a rare word: the first word of the fragment that it has
	term      int32 // and the first place of that word
}

// touched are the lines and the nodes that hold a hit of a fragment, and may agree with
// it well enough.
func (r *Matcher) touched(f *Fragment, l *index.Listing, least float64) []unit {
	r.units, r.places, r.seen = r.units[:0], r.places[:0], 0
	for _, of := range r.within {
		for _, h := range r.hits[of.first:of.end] {
			r.places = append(r.places, h.term)
		}
	}
	slices.Sort(r.places)
	r.few = int32(least * r.weight * .999 / maxWeight)
	if f.Open {
		r.few = 0
	}
	r.epoch++
	for _, of := range r.within {
		line := int32(-1)
		for _, h := range r.hits[of.first:of.end] {
			at := place(r.places, h.term)
			held := span{at, at}
			t := &r.Terms[h.term]
			if t.Line != line {
				line = t.Line
				r.addLine(h.term, l, held)
			}
			for n := t.Node; n >= 0 && r.marks[n] != r.epoch; n = r.Nodes[n].Parent {
				r.marks[n] = r.epoch
				held = r.addUnit(r.Nodes[n].From, r.Nodes[n].To, held)
			}
		}
	}
	return r.units
}

// addLine adds the line of a term, of whose hits some are known.
func (r *Matcher) addLine(t int32, l *index.Listing, held span) {
	line := int(r.Terms[t].Line)
	from := r.FirstTerm(l, line)
	if r.lines[from] != r.epoch {
		r.lines[from] = r.epoch
		r.addUnit(from, r.FirstTerm(l, line+1), held)
	}
}

// addUnit adds a unit, of whose hits some are known, and gives all of its hits. It
// leaves out one with too few, and one of the same words as the one before: a line is
// often a node, and a node all that another one holds.
func (r *Matcher) addUnit(from, to int32, held span) span {
	for held.first > 0 && r.places[held.first-1] >= from {
		held.first--
	}
	for int(held.end) < len(r.places) && r.places[held.end] < to {
		held.end++
	}
	n := len(r.units)
	if n > 0 && r.units[n-1].from == from && r.units[n-1].to == to {
		return held
	}
	count := held.end - held.first
	r.Work -= int(count)
	if r.seen++; r.seen <= maxUnits && count > r.few {
		r.units = append(r.units, unit{from: from, to: to, held: held})
	}
	return held
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
			if from := r.FirstTerm(l, int(t.Line)); r.lines[from] != r.epoch {
				r.lines[from] = r.epoch
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
