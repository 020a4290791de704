package bind

// join adds the candidates that take what several fragments of a note name.
func (cs *candidates) join(note *note) {
	if cs.joinable(note) < 2 {
		return
	}
	for _, block := range note.reach {
		cs.lines, cs.opened = cs.lines[:0], cs.opened[:0]
		var bits uint16
		count, worst := 0, int32(-1)
		for fi := note.fragFirst; fi < note.fragLast; fi++ {
			f := &cs.Fragments[fi]
			if !cs.joins(fi, note) {
				continue
			}
			best := cs.BestIn(f, block)
			if best < 0 {
				continue
			}
			cs.gather(best, f.Last)
			bits |= uint16(1) << min(fi-note.fragFirst, 15)
			if count++; worst < 0 || cs.Matches[best].Agreement < cs.Matches[worst].Agreement {
				worst = best
			}
		}
		if count < 2 {
			continue
		}
		c := candidate{block: block, match: worst, node: cs.Listings[block].Node, frags: bits}
		c.extent, c.ranges = joinedLines, cs.merged(cs.lines)
		cs.add(&c)
		c.extent, c.ranges = joinedNodes, cs.merged(cs.opened)
		cs.add(&c)
	}
}

// joins reports whether a fragment of a note is one of those that name lines
// together. Of one that names several pieces it is these.
func (cs *candidates) joins(fi int32, note *note) bool {
	f := &cs.Fragments[fi]
	if f.Part == 0 && fi+1 < note.fragLast {
		if next := &cs.Fragments[fi+1]; next.Fragment == f.Fragment && next.Part < 1 && next.Last > next.First {
			return false
		}
	}
	return (f.Code || f.Bold || f.Part > 0) && f.Last > f.First && f.At == cs.Fragments[note.fragFirst].At
}

// joinable counts these fragments.
func (cs *candidates) joinable(note *note) (n int) {
	for fi := note.fragFirst; fi < note.fragLast; fi++ {
		if cs.joins(fi, note) {
			n++
		}
	}
	return n
}
