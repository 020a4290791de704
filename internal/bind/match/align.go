package match

import (
	"slices"

	"docsite/internal/bind/index"
)

// laid is a fragment laid over the words of a unit.
type laid struct {
	agreement float64 // of the fragment with the unit
	used      []int32 // by word of the fragment, the term on which it is laid; -1 for none
	only      bool    // it does not depend on where the unit begins
	matched   bool    // a match was made of it
}

// maxBack is how many units before one are asked whether they have the same hits.
const maxBack = 8

// lay says in a unit how a fragment agrees, where that may be enough. A unit with the
// hits of one just before it takes over what was laid there.
func (r *Matcher) lay(f *Fragment, before []unit, u *unit, enough float64) {
	if u.agreement < enough {
		u.laid = -1
		return
	}
	for i := len(before) - 1; i >= max(len(before)-maxBack, 0); i-- {
		if o := &before[i]; o.held == u.held && o.laid >= 0 && (r.laid[o.laid].only || o.from == u.from && o.to == u.to) {
			u.agreement, u.laid = o.agreement, o.laid
			return
		}
	}
	l := r.align(f, u)
	u.agreement, u.laid = l.agreement, int32(len(r.laid))
	r.laid = append(r.laid, l)
}

// align lays a fragment over the words of a unit, each of its words on the best
// one, nearer ones and those in order first.
func (r *Matcher) align(f *Fragment, u *unit) (l laid) {
	hits, pos, choices := r.hits, u.from, 0
	from := len(r.used)
	sum, all, top, taken, open := 0.0, 0.0, 0.0, 0, f.mayGoOn()
	for i := range f.Terms {
		w := f.Terms[i].Weight
		all += w
		best, score := int32(-1), float32(0)
		of := r.within[i]
		for at := r.firstHit(of, u.from); at < of.end && hits[at].term < u.to; at++ {
			h := &hits[at]
			if pos == u.from {
				choices++
			}
			if h.q <= score {
				continue
			}
			if score > 0 && h.term > pos && 1-min(.1, .005*float32(h.term-pos)) <= score {
				break // those behind it are no nearer
			}
			q := h.q - min(.1, .005*abs(float32(h.term-pos)))
			if h.term < pos {
				q -= .1
			}
			if q > score && !slices.Contains(r.used[from:], h.term) {
				best, score = at, q
			}
		}
		if best >= 0 {
			r.used = append(r.used, hits[best].term)
			sum += w * float64(hits[best].q)
			pos = hits[best].term + 1
		} else {
			r.used = append(r.used, -1)
		}
		if open && best >= 0 && sum/all >= top-.05 {
			top, taken = sum/all, i+1
		}
	}
	l.used, l.agreement, l.only = r.used[from:len(r.used):len(r.used)], sum/all, choices == 1
	if open {
		l.agreement = top
		if l.used[0] < 0 || r.hits[r.firstHit(r.within[0], l.used[0])].q < surely {
			l.agreement = 0
		}
		l.used = l.used[:taken:taken]
	}
	return l
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// agreeOn are the terms on which a fragment is laid, in order.
func (r *Matcher) agreeOn(used []int32) []int32 {
	from := len(r.ints)
	for _, t := range used {
		if t >= 0 {
			r.ints = append(r.ints, t)
		}
	}
	slices.Sort(r.ints[from:])
	return r.ints[from:len(r.ints):len(r.ints)]
}

// describe says how the words of a match agree, by the terms on which its unit has
// laid them.
func (r *Matcher) describe(f *Fragment, m *Match, used []int32) {
	m.Taken, m.Exact = len(used), true
	before := int32(-1)
	n := float64(len(used))
	for i, t := range used {
		if t < 0 {
			m.Missing++
			m.Exact = false
			m.Differs = m.Differs || i > 0 && f.Terms[i-1].Key && used[i-1] >= 0
			continue
		}
		h := r.hits[r.firstHit(r.within[i], t)]
		switch {
		case h.how == index.MaskedKey:
			m.Edited += 1 / n
		case h.q < .9:
			m.Loose += 1 / n
		case h.q == .96:
			m.Fold = true
		}
		if before >= 0 && t < before {
			m.Disorder += 1 / n
		}
		m.Exact = m.Exact && (h.q >= .96 || h.how == index.MaskedKey) && (before < 0 || t == before+1)
		before = t
	}
	m.Spread = float64(len(m.Used)) / float64(m.Used[len(m.Used)-1]-m.Used[0]+1)
}
