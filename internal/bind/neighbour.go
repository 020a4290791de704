package bind

// ratherSure is from which probability by the first pass lines say something of those of
// other notes.
const ratherSure = .3

// neighbour is the nearest other note of the group that is rather sure of its lines.
type neighbour struct{ sure, order float64 }

// neighbour finds the nearest note of the group in one direction that is rather
// sure of a place, and compares the order.
func (p *page) neighbour(notes []note, c *candidate, at, step int) (out neighbour) {
	for k := at + step; k >= 0 && k < len(notes) && k*step <= (at*step)+window; k += step {
		o := &notes[k]
		if o.best < 0 || p.cands[o.best].p < ratherSure {
			continue
		}
		b := &p.cands[o.best]
		out.sure = b.p
		if b.block == c.block {
			out.order = ordered(c, b, step)
		}
		return out
	}
	return out
}

// ordered says how sure the lines of a note before a candidate, or behind it, are where
// they stand in that order, too; it is negative where they do not.
func ordered(c, of *candidate, step int) float64 {
	switch d := (c.ranges[0].First - of.ranges[0].First) * -step; {
	case d > 0:
		return of.p
	case d == 0:
		return of.p / 2
	}
	return -of.p
}

// maxOthers is how many notes of other groups, in each direction, are compared with one.
const maxOthers = 16

// orderOnPage compares the order with the nearest note of another group, in one direction,
// that is rather sure of lines of the same listing.
func orderOnPage(p *page, n *note, c *candidate, step int) float64 {
	count := 0
	for k := int(n.place) + step; k >= 0 && k < len(p.order) && k*step <= int(n.place)*step+window && count < maxOthers; k += step {
		o := &p.notes[p.order[k]]
		if o.group == n.group {
			continue
		}
		count++
		if o.best >= 0 && p.cands[o.best].block == c.block && p.cands[o.best].p >= ratherSure {
			return ordered(c, &p.cands[o.best], step)
		}
	}
	return 0
}

// outer is the nearest note around a group that is rather sure of its lines; nil for none.
// That of the group around is known: it comes before.
func (p *page) outer(g int) *note {
	ref := p.groups[g].Under
	if ref == nil {
		return nil
	}
	if o := &p.notes[p.offset[ref.Group]+ref.Note]; o.best >= 0 && p.cands[o.best].p >= ratherSure {
		return o
	}
	return p.sums[ref.Group].outer
}

// besideOpened is how sure the note above is that opens code with other candidates of a
// note, and not with this one.
func (p *page) besideOpened(n *note, c *candidate) float64 {
	if n.above < 0 {
		return 0
	}
	o := &p.ofGroup(int(n.group))[n.above]
	if p.encloses(o, c) {
		return 0
	}
	return p.cands[o.best].p
}

// nearestAbove is the nearest note above in the group that opens code around some
// candidate of a note, as the row of a service stands above the rows of its keys; -1
// for none.
func (p *page) nearestAbove(notes []note, n *note) int32 {
	for k := n.index - 1; k >= max(n.index-window, 0); k-- {
		if notes[k].opened < 0 {
			continue
		}
		for i := n.first; i < n.last; i++ {
			if c := &p.cands[i]; c.kept && p.encloses(&notes[k], c) {
				return k
			}
		}
	}
	return -1
}

// encloses reports whether a candidate lies in the code that another note opens,
// below its first line.
func (p *page) encloses(o *note, c *candidate) bool {
	d := &p.Nodes[o.opened]
	return c.block == p.cands[o.best].block && c.ranges[0].First > int(d.First) && c.ranges[len(c.ranges)-1].Last <= int(d.Last)
}

// opened is the outermost node of several lines that the words of a note's best
// candidate open; -1 for none.
func (p *page) opened(n *note) int32 {
	if n.best < 0 || p.cands[n.best].p < ratherSure || p.cands[n.best].match < 0 || !p.cands[n.best].opens {
		return -1
	}
	at := p.Matches[p.cands[n.best].match].Node
	for {
		up := p.Nodes[at].Parent
		if up < 0 || p.Nodes[up].Parent < 0 || p.Nodes[up].Open != p.Nodes[at].Open {
			break
		}
		at = up
	}
	if p.Nodes[at].Parent < 0 || p.Nodes[at].Last == p.Nodes[at].First {
		return -1
	}
	return at
}
