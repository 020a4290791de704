package bind

// neighbour is the nearest other note of the group that is sure of a place.
type neighbour struct{ sure, order, away float64 }

// enclosing is how sure the nearest note above is that opens code around a candidate,
// be it around this one or, nearer, around another candidate of the note.
type enclosing struct{ this, other float64 }

// neighbour finds the nearest note of the group in one direction that is rather
// sure of a place, and compares the order.
func (p *page) neighbour(notes []note, c *candidate, at, step int) (out neighbour) {
	for k := at + step; k >= 0 && k < len(notes) && k*step <= (at*step)+window; k += step {
		o := &notes[k]
		if o.best < 0 || p.cands[o.best].p < .3 {
			continue
		}
		b := &p.cands[o.best]
		out.sure = b.p
		if b.block != c.block {
			out.away = b.p
			return out
		}
		switch d := (c.ranges[0].First - b.ranges[0].First) * -step; {
		case d > 0:
			out.order = b.p
		case d == 0:
			out.order = b.p / 2
		default:
			out.order = -b.p
		}
		return out
	}
	return out
}

// enclosing says how a candidate lies to what the note above opens.
func (p *page) enclosing(n *note, c *candidate) enclosing {
	if n.above < 0 {
		return enclosing{}
	}
	o := &p.ofGroup(int(n.group))[n.above]
	sure := p.cands[o.best].p
	if p.encloses(o, c) {
		return enclosing{this: sure}
	}
	return enclosing{other: sure}
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
	if n.best < 0 || p.cands[n.best].p < .3 || p.cands[n.best].match < 0 || !p.cands[n.best].opens {
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
