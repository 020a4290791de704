package bind

import (
	"slices"

	"docsite/internal/bind/index"
	"docsite/internal/bind/match"
	"docsite/internal/site"
)

// extent says which lines around the words of a match a candidate takes.
type extent uint8

const (
	ownLines     extent = iota // those of the words
	rangeLines                 // from the first to the last of them
	tailLines                  // those of all words but the first
	tailNode                   // those of a node that the last of them opens
	nodeLines                  // those of a node around the words
	allLines                   // the words, wherever they stand
	allNodes                   // the nodes that the words open, wherever they stand
	runLines                   // the nodes that follow one another
	joinedLines                // the words of several fragments
	joinedNodes                // the nodes of several fragments
	countedLines               // those with the numbers that the note says
	markedLines                // those that a marker in the code counts
	wholeLines                 // the listing
	commentLines               // what stands below the comment that has the words
	extents
)

// candidate is a set of lines that a note may explain.
type candidate struct {
	note    int32
	block   int32
	match   int32 // its index; -1 where no words agree
	node    int32 // the node that holds the lines
	level   int32 // how many nodes lie between that of the words and this one
	extent  extent
	opens   bool // the words open the node
	frags   uint16
	ranges  []site.Lines
	key     uint64
	rating  float64 // the order in which candidates of equal lines are kept
	number  float64 // of counted lines, what else the fragment says
	context int32   // where contexts has the features of the second pass
	kept    bool    // it is weighed in the second pass, too
	p       float64 // probability by the first weights, then by the second
}

// maxCandidates is how many are weighed for one note.
const maxCandidates = 72

// candidates are those of a page's notes.
type candidates struct {
	match.Matcher
	cands  []candidate
	ranges []site.Lines // of the candidates
	note   int32        // whose candidates are sought
	first  int32        // and where they begin
}

// seek finds all that a note may explain.
func (cs *candidates) seek(n int32, note *note) {
	cs.note, cs.first = n, int32(len(cs.cands))
	cs.propose(note)
	note.first, note.last = cs.first, int32(len(cs.cands))
}

// propose adds the candidates of a note; a marker in the code leaves no choice.
func (cs *candidates) propose(note *note) {
	if cs.markers(note); int32(len(cs.cands)) > cs.first {
		return
	}
	for fi := note.fragFirst; fi < note.fragLast; fi++ {
		f := &cs.Fragments[fi]
		bit := uint16(1) << min(fi-note.fragFirst, 15)
		for at := f.First; at < f.Last; {
			end := at
			for end < f.Last && cs.Matches[end].Block == cs.Matches[at].Block {
				end++
			}
			for m := at; m < end; m++ {
				cs.extend(m, bit)
			}
			if end-at > 1 {
				cs.everywhere(at, end, bit)
			}
			at = end
		}
	}
	cs.join(note)
	cs.counts(note)
	cs.own(note)
}

// add keeps a candidate; of those with equal lines the best.
func (cs *candidates) add(c candidate) {
	if len(c.ranges) == 0 {
		return
	}
	if l := &cs.Listings[c.block]; c.ranges[0].First < 1 || c.ranges[len(c.ranges)-1].Last > max(l.Lines, 1) || c.ranges[0].Last < c.ranges[0].First {
		return
	}
	c.key = uint64(c.block+1) * 0x9e3779b97f4a7c15
	for _, r := range c.ranges {
		c.key = (c.key ^ uint64(r.First)) * 1099511628211
		c.key = (c.key ^ uint64(r.Last)) * 1099511628211
	}
	if c.match >= 0 {
		m := &cs.Matches[c.match]
		f := &cs.Fragments[m.Fragment]
		c.rating = m.Agreement - .2*float64(f.At) - .02*float64(c.level)
		if f.Code {
			c.rating += .1
		} else if f.Bold {
			c.rating += .05
		}
		if m.Exact {
			c.rating += .1
		}
		if c.opens {
			c.rating += .05
		}
	}
	for i := cs.first; i < int32(len(cs.cands)); i++ {
		o := &cs.cands[i]
		if o.key != c.key {
			continue
		}
		frags := o.frags | c.frags
		if c.rating > o.rating {
			c.note, c.kept = cs.note, true
			*o = c
		}
		o.frags = frags
		return
	}
	if int32(len(cs.cands))-cs.first < maxCandidates {
		c.note, c.kept = cs.note, true
		cs.cands = append(cs.cands, c)
	}
}

// text is a hash of the words of a candidate, to know the same code in another
// listing.
func (cs *candidates) text(c *candidate) uint64 {
	h := uint64(1469598103934665603)
	l := &cs.Listings[c.block]
	for _, r := range c.ranges {
		for t := cs.FirstTerm(l, r.First); t < l.To && int(cs.Terms[t].Line) <= r.Last; t++ {
			h = (h ^ index.Hash(cs.Terms[t].Text, false)) * 1099511628211
		}
	}
	return h
}

// rangesOf gives the lines of words as runs.
func (cs *candidates) rangesOf(used []int32) []site.Lines {
	from := len(cs.ranges)
	for _, t := range used {
		line := int(cs.Terms[t].Line)
		if n := len(cs.ranges); n > from && line <= cs.ranges[n-1].Last+1 {
			cs.ranges[n-1].Last = max(cs.ranges[n-1].Last, line)
			continue
		}
		cs.ranges = append(cs.ranges, site.Lines{First: line, Last: line})
	}
	return cs.ranges[from:len(cs.ranges):len(cs.ranges)]
}

func (cs *candidates) rangeOf(first, last int32) []site.Lines {
	cs.ranges = append(cs.ranges, site.Lines{First: int(first), Last: int(last)})
	n := len(cs.ranges)
	return cs.ranges[n-1 : n : n]
}

// merge sorts runs of lines and joins those that touch.
func merge(list []site.Lines) []site.Lines {
	slices.SortFunc(list, func(a, b site.Lines) int { return a.First - b.First })
	out := list[:0]
	for _, r := range list {
		if n := len(out); n > 0 && r.First <= out[n-1].Last+1 {
			out[n-1].Last = max(out[n-1].Last, r.Last)
			continue
		}
		out = append(out, r)
	}
	return out
}

// extend adds the choices of extent of one match.
func (cs *candidates) extend(mi int32, bit uint16) {
	m := &cs.Matches[mi]
	c := candidate{block: m.Block, match: mi, node: m.Node, frags: bit, extent: ownLines}
	c.ranges = cs.rangesOf(m.Used)
	c.opens = cs.Nodes[m.Node].Open == m.Used[0]
	cs.add(c)
	if len(c.ranges) > 1 {
		c.extent, c.ranges = rangeLines, cs.rangeOf(int32(c.ranges[0].First), int32(c.ranges[len(c.ranges)-1].Last))
		cs.add(c)
	}
	if len(m.Used) > 1 && cs.Terms[m.Used[0]].Line != cs.Terms[m.Used[1]].Line {
		c.extent, c.ranges = tailLines, cs.rangesOf(m.Used[1:])
		cs.add(c)
	}
	if l := &cs.Listings[m.Block]; cs.Terms[m.Used[0]].Comment {
		if r := cs.Below(l, int(cs.Terms[m.Used[len(m.Used)-1]].Line)); r.First > 0 && cs.Alone(m.Used[0]) {
			c.extent, c.ranges = commentLines, cs.rangeOf(int32(r.First), int32(r.Last))
			cs.add(c)
			if k := cs.StageAt(l, r.First); k >= 0 {
				c.ranges = cs.rangeOf(cs.Nodes[k].First, cs.Nodes[k].Last)
				cs.add(c)
			}
		}
	}
	if last := m.Used[len(m.Used)-1]; len(m.Used) > 1 && cs.Fragments[m.Fragment].Part == 1 {
		for node := cs.Terms[last].Node; node >= 0 && cs.Nodes[node].Open == last; node = cs.Nodes[node].Parent {
			c.extent, c.ranges = tailNode, cs.rangeOf(cs.Nodes[node].First, cs.Nodes[node].Last)
			cs.add(c)
		}
	}
	c.extent = nodeLines
	for node := m.Node; node >= 0 && c.level < 6; node = cs.Nodes[node].Parent {
		d := &cs.Nodes[node]
		c.node, c.opens, c.ranges = node, d.Open == m.Used[0], cs.rangeOf(d.First, d.Last)
		cs.add(c)
		c.level++
	}
}

// opened are the lines of a match, or of the node that it opens.
func (cs *candidates) opened(m *match.Match) []site.Lines {
	node := m.Node
	if d := &cs.Nodes[node]; d.Open != m.Used[0] {
		return cs.rangesOf(m.Used)
	}
	return cs.rangeOf(cs.Nodes[node].First, cs.Nodes[node].Last)
}

// everywhere adds the candidates that take all places of a fragment in a
// listing, and those of a run.
func (cs *candidates) everywhere(from, to int32, bit uint16) {
	c := candidate{block: cs.Matches[from].Block, match: from, node: cs.Listings[cs.Matches[from].Block].Node, frags: bit}
	var own, all []site.Lines
	var run []site.Lines
	first, last, length := from, int32(0), 0
	flush := func() {
		if length > 1 {
			r := c
			r.extent, r.match, r.ranges = runLines, first, merge(run)
			r.opens = cs.Nodes[cs.Matches[first].Node].Open == cs.Matches[first].Used[0]
			cs.add(r)
		}
	}
	count := 0
	for i := from; i < to; i++ {
		m := &cs.Matches[i]
		if m.Behind > .02 {
			continue
		}
		if count++; count == 1 {
			c.match = i
		}
		nodes := cs.opened(m)
		own, all = append(own, cs.rangesOf(m.Used)...), append(all, nodes...)
		if length > 0 && cs.Listings[c.block].Adjoin(last, int32(nodes[0].First)) {
			run = append(run, nodes...)
			length++
		} else {
			flush()
			run, first, length = append([]site.Lines(nil), nodes...), i, 1
		}
		last = int32(nodes[len(nodes)-1].Last)
	}
	flush()
	if count < 2 {
		return
	}
	m := &cs.Matches[c.match]
	c.opens = cs.Nodes[m.Node].Open == m.Used[0]
	c.extent, c.ranges = allLines, merge(own)
	cs.add(c)
	c.extent, c.ranges = allNodes, merge(all)
	cs.add(c)
}

// join adds the candidates that take what several fragments of a note name.
func (cs *candidates) join(note *note) {
	for _, block := range note.reach {
		var own, nodes []site.Lines
		var bits uint16
		count, worst := 0, int32(-1)
		for fi := note.fragFirst; fi < note.fragLast; fi++ {
			f := &cs.Fragments[fi]
			if !f.Code && !f.Bold || f.At != cs.Fragments[note.fragFirst].At {
				continue
			}
			best := cs.BestIn(f, block)
			if best < 0 {
				continue
			}
			for i := best; i < f.Last && cs.Matches[i].Block == block; i++ {
				if m := &cs.Matches[i]; m.Behind <= .02 {
					own, nodes = append(own, cs.rangesOf(m.Used)...), append(nodes, cs.opened(m)...)
				}
			}
			bits |= uint16(1) << min(fi-note.fragFirst, 15)
			if count++; worst < 0 || cs.Matches[best].Agreement < cs.Matches[worst].Agreement {
				worst = best
			}
		}
		if count < 2 {
			continue
		}
		c := candidate{block: block, match: worst, node: cs.Listings[block].Node, frags: bits}
		c.extent, c.ranges = joinedLines, merge(own)
		cs.add(c)
		c.extent, c.ranges = joinedNodes, merge(nodes)
		cs.add(c)
	}
}

// own adds the listings that stand in the note.
func (cs *candidates) own(note *note) {
	for _, b := range note.Own {
		if b < len(cs.Listings) && cs.Listings[b].Code != nil && len(note.Own) == 1 && !cs.Listings[b].Drawing {
			l := &cs.Listings[b]
			cs.add(candidate{block: int32(b), match: -1, node: l.Node, extent: wholeLines, ranges: cs.rangeOf(1, int32(l.Lines)), rating: -1})
		}
	}
}
