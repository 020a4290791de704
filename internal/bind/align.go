package bind

import "slices"

// align lays a fragment over the words of a unit, each of its words on the best
// one, nearer ones and those in order first. It gives the share of the fragment's
// weight that agrees, and fills a match when one is given.
func (p *page) align(f *fragment, u *unit, m *match) float64 {
	pos := u.from
	used := p.used[:0]
	sum, all, top, taken := 0.0, 0.0, 0.0, 0
	for i := range f.terms {
		w := f.terms[i].weight
		all += w
		best, score := int32(-1), float32(0)
		for at := f.firstHit(i, u.from); at < f.from[i+1] && f.hits[at].term < u.to; at++ {
			h := &f.hits[at]
			p.work--
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
	p.used = used
	lex := sum / all
	if f.Open {
		lex = top
		if used[0] < 0 || f.hits[f.firstHit(0, used[0])].q < .9 {
			lex = 0
		}
	} else {
		taken = len(used)
	}
	if m != nil {
		m.lex, m.taken = lex, taken
		p.describe(f, m, used[:taken])
	}
	return lex
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// describe says how the words of a match agree.
func (p *page) describe(f *fragment, m *match, used []int32) {
	from := len(p.ints)
	m.exact, m.rare = true, 1<<20
	before := int32(-1)
	n := float64(len(used))
	for i, t := range used {
		if t < 0 {
			m.missing++
			m.exact = false
			m.differs = m.differs || i > 0 && f.terms[i-1].key && used[i-1] >= 0
			continue
		}
		h := f.hits[f.firstHit(i, t)]
		switch {
		case h.how == maskedKey:
			m.edited += 1 / n
		case h.q < .9:
			m.loose += 1 / n
		case h.q == .96:
			m.fold = true
		}
		if before >= 0 && t < before {
			m.disorder += 1 / n
		}
		m.exact = m.exact && (h.q >= .96 || h.how == maskedKey) && (before < 0 || t == before+1)
		before = t
		if count := p.count(f, i, m.block, h.how); count < m.rare && (len(f.terms[i].text) > 2 || len(used) == 1) {
			m.rare = count
		}
		p.ints = append(p.ints, t)
	}
	m.used = p.ints[from:len(p.ints):len(p.ints)]
	slices.Sort(m.used)
	m.spread = float64(len(m.used)) / float64(m.used[len(m.used)-1]-m.used[0]+1)
}

// count is how often a word of a fragment stands in a listing.
func (p *page) count(f *fragment, i int, block int32, h how) int {
	l, n := &p.lists[block], 0
	for at := f.firstHit(i, l.from); at < f.from[i+1] && f.hits[at].term < l.to; at++ {
		if f.hits[at].how == h {
			n++
		}
	}
	return n
}
