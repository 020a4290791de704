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
	keys   []uint64     // of the candidates
	ranges []site.Lines // of the candidates

	lines, opened, run []site.Lines // of several matches, before they are merged
	note               int32        // whose candidates are sought
	first              int32        // and where they begin
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
func (cs *candidates) add(c *candidate) {
	if len(c.ranges) == 0 {
		return
	}
	if l := &cs.Listings[c.block]; c.ranges[0].First < 1 || c.ranges[len(c.ranges)-1].Last > max(len(l.Starts), 1) || c.ranges[0].Last < c.ranges[0].First {
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
		if c.extent == commentLines {
			c.rating -= .01 // the same words on the lines themselves are surer
		} else if c.extent == tailNode {
			c.rating += .01 // a path ends there
		}
	}
	for i, key := range cs.keys[cs.first:] {
		if key != c.key {
			continue
		}
		o := &cs.cands[cs.first+int32(i)]
		frags := o.frags | c.frags
		if c.rating > o.rating {
			c.note, c.kept = cs.note, true
			*o = *c
		}
		o.frags = frags
		return
	}
	if int32(len(cs.cands))-cs.first < maxCandidates {
		c.note, c.kept = cs.note, true
		cs.cands, cs.keys = append(cs.cands, *c), append(cs.keys, c.key)
	}
}

// text is a hash of the words of a candidate, to know the same code in another
// listing.
func (cs *candidates) text(c *candidate) uint64 {
	h := uint64(1469598103934665603)
	l := &cs.Listings[c.block]
	for _, r := range c.ranges {
		for t := cs.FirstTerm(l, r.First); t < l.To && int(cs.Terms[t].Line) <= r.Last; t++ {
			h = (h ^ index.Hash(cs.Terms[t].Text)) * 1099511628211
		}
	}
	return h
}

// rangesOf gives the lines of words as runs.
func (cs *candidates) rangesOf(used []int32) []site.Lines {
	from := len(cs.ranges)
	cs.ranges = cs.appendLines(cs.ranges, used)
	return cs.ranges[from:len(cs.ranges):len(cs.ranges)]
}

// appendLines adds the lines of words, as runs, to others.
func (cs *candidates) appendLines(list []site.Lines, used []int32) []site.Lines {
	from := len(list)
	for _, t := range used {
		line := int(cs.Terms[t].Line)
		if n := len(list); n > from && line <= list[n-1].Last+1 {
			list[n-1].Last = max(list[n-1].Last, line)
			continue
		}
		list = append(list, site.Lines{First: line, Last: line})
	}
	return list
}

// appendOpened adds the lines of a match, or of the node that it opens, to others.
func (cs *candidates) appendOpened(list []site.Lines, m *match.Match) []site.Lines {
	if d := &cs.Nodes[m.Node]; d.Open == m.Used[0] {
		return append(list, site.Lines{First: int(d.First), Last: int(d.Last)})
	}
	return cs.appendLines(list, m.Used)
}

// merged keeps runs of lines, sorted, those that touch joined.
func (cs *candidates) merged(list []site.Lines) []site.Lines {
	from := len(cs.ranges)
	cs.ranges = append(cs.ranges, merge(list)...)
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
	c.opens = cs.opensNode(mi)
	cs.add(&c)
	if len(c.ranges) > 1 {
		c.extent, c.ranges = rangeLines, cs.rangeOf(int32(c.ranges[0].First), int32(c.ranges[len(c.ranges)-1].Last))
		cs.add(&c)
	}
	if len(m.Used) > 1 && cs.Terms[m.Used[0]].Line != cs.Terms[m.Used[1]].Line {
		c.extent, c.ranges = tailLines, cs.rangesOf(m.Used[1:])
		cs.add(&c)
	}
	if l := &cs.Listings[m.Block]; cs.Terms[m.Used[0]].Comment {
		line := int(cs.Terms[cs.lastOfComment(m.Used)].Line)
		if r := cs.Below(l, line); r.First > 0 && cs.Alone(m.Used[0]) && !l.IsOff(line) {
			c.extent, c.ranges = commentLines, cs.rangeOf(int32(r.First), int32(r.Last))
			cs.add(&c)
			if k := cs.StageAt(l, r.First); k >= 0 {
				c.ranges = cs.rangeOf(cs.Nodes[k].First, cs.Nodes[k].Last)
				cs.add(&c)
			}
		}
	}
	if last := m.Used[len(m.Used)-1]; (len(m.Used) > 1 || m.Missing == 0) && cs.Fragments[m.Fragment].Part == 1 {
		for node := cs.Terms[last].Node; node >= 0 && cs.Nodes[node].Open == last; node = cs.Nodes[node].Parent {
			c.extent, c.ranges = tailNode, cs.rangeOf(cs.Nodes[node].First, cs.Nodes[node].Last)
			cs.add(&c)
		}
	}
	c.extent = nodeLines
	for node := m.Node; node >= 0 && c.level < 6; node = cs.Nodes[node].Parent {
		d := &cs.Nodes[node]
		c.node, c.opens, c.ranges = node, d.Open == m.Used[0], cs.rangeOf(d.First, d.Last)
		cs.add(&c)
		c.level++
	}
}

// lastOfComment is the last of the words of a match that stands in the comment with
// which they begin: others may stand in the code below.
func (cs *candidates) lastOfComment(used []int32) int32 {
	for i, t := range used[1:] {
		if !cs.Terms[t].Comment {
			return used[i]
		}
	}
	return used[len(used)-1]
}

// everywhere adds the candidates that take all places of a fragment in a
// listing, and those of a run.
func (cs *candidates) everywhere(from, to int32, bit uint16) {
	count, best := 0, int32(-1)
	for i := to - 1; i >= from; i-- {
		if cs.Matches[i].Behind <= .02 {
			count, best = count+1, i
		}
	}
	if count < 2 {
		return
	}
	l := &cs.Listings[cs.Matches[from].Block]
	c := candidate{block: cs.Matches[from].Block, node: l.Node, frags: bit}
	first, last, length := from, 0, 0
	cs.run = cs.run[:0]
	for i := best; i < to; i++ {
		m := &cs.Matches[i]
		if m.Behind > .02 {
			continue
		}
		at := len(cs.run)
		cs.run = cs.appendOpened(cs.run, m)
		if length > 0 && !l.Adjoin(int32(last), int32(cs.run[at].First)) {
			cs.addRun(c, first, length, cs.run[:at])
			cs.run, length = append(cs.run[:0], cs.run[at:]...), 0
		}
		if length++; length == 1 {
			first = i
		}
		last = cs.run[len(cs.run)-1].Last
	}
	cs.addRun(c, first, length, cs.run)
	cs.lines, cs.opened = cs.lines[:0], cs.opened[:0]
	cs.gather(best, to)
	c.match, c.opens = best, cs.opensNode(best)
	c.extent, c.ranges = allLines, cs.merged(cs.lines)
	cs.add(&c)
	c.extent, c.ranges = allNodes, cs.merged(cs.opened)
	cs.add(&c)
}

// addRun adds the candidate of nodes that follow one another, from that of a match
// on, if they are several.
func (cs *candidates) addRun(c candidate, first int32, length int, run []site.Lines) {
	if length > 1 {
		c.extent, c.match, c.opens, c.ranges = runLines, first, cs.opensNode(first), cs.merged(run)
		cs.add(&c)
	}
}

// opensNode reports whether a match opens the node that holds it.
func (cs *candidates) opensNode(i int32) bool {
	m := &cs.Matches[i]
	return cs.Nodes[m.Node].Open == m.Used[0]
}

// gather adds what the best matches of a fragment in a listing take: their lines,
// and the nodes that they open.
func (cs *candidates) gather(from, to int32) {
	for i := from; i < to && cs.Matches[i].Block == cs.Matches[from].Block; i++ {
		if m := &cs.Matches[i]; m.Behind <= .02 {
			cs.lines, cs.opened = cs.appendLines(cs.lines, m.Used), cs.appendOpened(cs.opened, m)
		}
	}
}

// own adds the listings that stand in the note.
func (cs *candidates) own(note *note) {
	for _, b := range note.Own {
		if b < len(cs.Listings) && cs.Listings[b].Code != nil && len(note.Own) == 1 && !cs.Listings[b].Drawing {
			l := &cs.Listings[b]
			cs.add(&candidate{block: int32(b), match: -1, node: l.Node, extent: wholeLines, ranges: cs.rangeOf(1, int32(len(l.Starts))), rating: -1})
		}
	}
}
