package match

import "docsite/internal/bind/index"

// unit is a node, or a line, in which a fragment is looked for.
type unit struct {
	from, to  int32
	held      span    // the hits in it, among those of all words in the order of the listing
	agreement float64 // at most, until the fragment is laid over it
	laid      int32   // index of what is laid over it
}

// line is what is known of a line of a listing, by the term that opens it.
type line struct {
	most  float64 // weight of a fragment that may agree with it
	epoch int32   // the search that came there last
	taken bool    // it is a unit of that
}

// heaviest begins a search with the lines that hold a hit. It gives the one with which
// the most weight of a fragment may agree.
func (r *Matcher) heaviest(l *index.Listing) unit {
	r.epoch++
	best, most := int32(0), 0.0
	for i, of := range r.within {
		last := int32(-1)
		for _, h := range r.hits[of.first:of.end] {
			from := r.FirstTerm(l, int(r.Terms[h.term].Line))
			if from == last {
				continue // a word counts once
			}
			last = from
			o := &r.lines[from]
			if o.epoch != r.epoch {
				*o = line{epoch: r.epoch}
			}
			if o.most += r.shares[i]; o.most > most {
				best, most = from, o.most
			}
		}
	}
	return unit{from: best, to: r.FirstTerm(l, int(r.Terms[best].Line)+1)}
}

// touched are the lines and the nodes that hold a hit of a fragment, and may agree with
// it well enough.
func (r *Matcher) touched(f *Fragment, l *index.Listing, enough float64) []unit {
	r.units, r.seen, r.last = r.units[:0], 0, span{-1, -1}
	for _, of := range r.within {
		for _, h := range r.hits[of.first:of.end] {
			t := &r.Terms[h.term]
			from := r.FirstTerm(l, int(t.Line))
			line := &r.lines[from]
			poor := !f.mayGoOn() && line.most/r.weight < enough
			if !poor && !line.taken {
				line.taken = true
				r.addUnit(f, span{from, r.FirstTerm(l, int(t.Line)+1)}, enough)
			}
			for n := t.Node; n >= 0 && r.marks[n] != r.epoch; n = r.Nodes[n].Parent {
				r.marks[n] = r.epoch
				if d := &r.Nodes[n]; !poor || r.Terms[d.From].Line < r.Terms[d.To-1].Line {
					r.addUnit(f, span{d.From, d.To}, enough)
				}
			}
		}
	}
	return r.units
}

// addUnit adds a unit of some words, if it may agree well enough, and is not the one
// before: a line is often a node, and a node all that another one holds.
func (r *Matcher) addUnit(f *Fragment, of span, enough float64) {
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
	if u.agreement = most / r.weight; f.mayGoOn() {
		u.agreement = 1
	}
	if u.agreement >= enough {
		r.units = append(r.units, u)
	}
}
