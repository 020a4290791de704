package match

import (
	"slices"

	"docsite/internal/bind/index"
)

// align lays a fragment over the words of a unit, each of its words on the best
// one, nearer ones and those in order first, and says in the unit how they agree.
func (r *Matcher) align(f *Fragment, u *unit) {
	pos := u.from
	used := r.used[len(r.used):]
	sum, all, top, taken := 0.0, 0.0, 0.0, 0
	for i := range f.Terms {
		w := f.Terms[i].Weight
		all += w
		best, score := int32(-1), float32(0)
		of := r.within[i]
		for at := f.firstHit(of, u.from); at < of.to && f.hits[at].term < u.to; at++ {
			h := &f.hits[at]
			if r.Work--; h.q <= score {
				continue
			}
			q := h.q - min(.1, .005*abs(float32(h.term-pos)))
			if h.term < pos {
				q -= .1
			}
			if q > score && !slices.Contains(used, h.term) {
				best, score = at, q
			}
		}
		if best >= 0 {
			used = append(used, f.hits[best].term)
			sum += w * float64(f.hits[best].q)
			pos = f.hits[best].term + 1
		} else {
			used = append(used, -1)
		}
		if f.Open && best >= 0 && sum/all >= top-.05 {
			top, taken = sum/all, i+1
		}
	}
	r.used = append(r.used, used...)
	agreement := sum / all
	if f.Open {
		agreement = top
		if used[0] < 0 || f.hits[f.firstHit(r.within[0], used[0])].q < surely {
			agreement = 0
		}
	} else {
		taken = len(used)
	}
	u.agreement, u.used = agreement, used[:taken:taken]
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// describe says how the words of a match agree, by the terms on which its unit has
// laid them.
func (r *Matcher) describe(f *Fragment, m *Match, used []int32) {
	from := len(r.ints)
	m.Taken, m.Exact, m.Rare = len(used), true, 1<<20
	before := int32(-1)
	n := float64(len(used))
	for i, t := range used {
		if t < 0 {
			m.Missing++
			m.Exact = false
			m.Differs = m.Differs || i > 0 && f.Terms[i-1].Key && used[i-1] >= 0
			continue
		}
		h := f.hits[f.firstHit(r.within[i], t)]
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
		if count := int(r.counts[i][h.how]); count < m.Rare && (len(f.Terms[i].Text) > 2 || len(used) == 1) {
			m.Rare = count
		}
		r.ints = append(r.ints, t)
	}
	m.Used = r.ints[from:len(r.ints):len(r.ints)]
	slices.Sort(m.Used)
	m.Spread = float64(len(m.Used)) / float64(m.Used[len(m.Used)-1]-m.Used[0]+1)
}
