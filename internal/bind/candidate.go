package bind

import (
	"bytes"
	"slices"

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

// candidate is a set of lines that a note may code.
type candidate struct {
	note    int32
	block   int32
	match   int32 // index in page.matches; -1 where no words agree
	node    int32 // the node that holds the lines
	level   int32 // how many nodes lie between that of the words and this one
	extent  extent
	opens   bool // the words open the node
	frags   uint16
	ranges  []site.Lines
	key     uint64
	rating  float64 // the order in which candidates of equal lines are kept
	number  float64 // of counted lines, what else the fragment says
	context int32   // where page.contexts has the features of the second pass
	kept    bool    // it is weighed in the second pass, too
	p       float64 // probability by the first weights, then by the second
}

// maxCandidates is how many are weighed for one note.
const maxCandidates = 72

// candidates finds all that a note may code.
func (p *page) candidates(n int32) {
	note := &p.notes[n]
	note.first = int32(len(p.cands))
	if p.markers(n); int32(len(p.cands)) > note.first {
		note.last = int32(len(p.cands))
		return
	}
	for fi := note.fragFirst; fi < note.fragLast; fi++ {
		f := &p.frags[fi]
		bit := uint16(1) << min(fi-note.fragFirst, 15)
		for at := f.first; at < f.last; {
			end := at
			for end < f.last && p.matches[end].block == p.matches[at].block {
				end++
			}
			for m := at; m < end; m++ {
				p.extend(n, m, bit)
			}
			if end-at > 1 {
				p.everywhere(n, at, end, bit)
			}
			at = end
		}
	}
	p.join(n)
	p.counts(n)
	p.listings(n)
	note.last = int32(len(p.cands))
}

// add keeps a candidate; of those with equal lines the best.
func (p *page) add(c candidate) {
	note := &p.notes[c.note]
	if len(c.ranges) == 0 {
		return
	}
	if l := &p.lists[c.block]; c.ranges[0].First < 1 || c.ranges[len(c.ranges)-1].Last > max(l.lines, 1) || c.ranges[0].Last < c.ranges[0].First {
		return
	}
	c.key = uint64(c.block+1) * 0x9e3779b97f4a7c15
	for _, r := range c.ranges {
		c.key = (c.key ^ uint64(r.First)) * 1099511628211
		c.key = (c.key ^ uint64(r.Last)) * 1099511628211
	}
	if c.match >= 0 {
		m := &p.matches[c.match]
		f := &p.frags[m.frag]
		c.rating = m.lex - .2*float64(f.At) - .02*float64(c.level)
		if f.Code {
			c.rating += .1
		} else if f.Bold {
			c.rating += .05
		}
		if m.exact {
			c.rating += .1
		}
		if c.opens {
			c.rating += .05
		}
	}
	for i := note.first; i < int32(len(p.cands)); i++ {
		o := &p.cands[i]
		if o.key != c.key {
			continue
		}
		frags := o.frags | c.frags
		if c.rating > o.rating {
			c.kept = true
			*o = c
		}
		o.frags = frags
		return
	}
	if int32(len(p.cands))-note.first < maxCandidates {
		c.kept = true
		p.cands = append(p.cands, c)
	}
}

// text is a hash of the words of a candidate, to know the same code in another
// listing.
func (p *page) text(c *candidate) uint64 {
	h := uint64(1469598103934665603)
	l := &p.lists[c.block]
	for _, r := range c.ranges {
		for t := p.firstTerm(l, r.First); t < l.to && int(p.terms[t].line) <= r.Last; t++ {
			h = (h ^ hash(p.terms[t].text, false)) * 1099511628211
		}
	}
	return h
}

// rangesOf gives the lines of words as runs.
func (p *page) rangesOf(used []int32) []site.Lines {
	from := len(p.ranges)
	for _, t := range used {
		line := int(p.terms[t].line)
		if n := len(p.ranges); n > from && line <= p.ranges[n-1].Last+1 {
			p.ranges[n-1].Last = max(p.ranges[n-1].Last, line)
			continue
		}
		p.ranges = append(p.ranges, site.Lines{First: line, Last: line})
	}
	return p.ranges[from:len(p.ranges):len(p.ranges)]
}

func (p *page) rangeOf(first, last int32) []site.Lines {
	p.ranges = append(p.ranges, site.Lines{First: int(first), Last: int(last)})
	n := len(p.ranges)
	return p.ranges[n-1 : n : n]
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
func (p *page) extend(n, mi int32, bit uint16) {
	m := &p.matches[mi]
	c := candidate{note: n, block: m.block, match: mi, node: m.node, frags: bit, extent: ownLines}
	c.ranges = p.rangesOf(m.used)
	c.opens = p.nodes[m.node].open == m.used[0]
	p.add(c)
	if len(c.ranges) > 1 {
		c.extent, c.ranges = rangeLines, p.rangeOf(int32(c.ranges[0].First), int32(c.ranges[len(c.ranges)-1].Last))
		p.add(c)
	}
	if len(m.used) > 1 && p.terms[m.used[0]].line != p.terms[m.used[1]].line {
		c.extent, c.ranges = tailLines, p.rangesOf(m.used[1:])
		p.add(c)
	}
	if l := &p.lists[m.block]; p.terms[m.used[0]].comment {
		if r := p.below(l, int(p.terms[m.used[len(m.used)-1]].line)); r.First > 0 && p.alone(m.used[0]) {
			c.extent, c.ranges = commentLines, p.rangeOf(int32(r.First), int32(r.Last))
			p.add(c)
			if k := p.stageAt(l, r.First); k >= 0 {
				c.ranges = p.rangeOf(p.nodes[k].first, p.nodes[k].last)
				p.add(c)
			}
		}
	}
	if last := m.used[len(m.used)-1]; len(m.used) > 1 && p.frags[m.frag].part == 1 {
		for node := p.terms[last].node; node >= 0 && p.nodes[node].open == last; node = p.nodes[node].parent {
			c.extent, c.ranges = tailNode, p.rangeOf(p.nodes[node].first, p.nodes[node].last)
			p.add(c)
		}
	}
	c.extent = nodeLines
	for node := m.node; node >= 0 && c.level < 6; node = p.nodes[node].parent {
		d := &p.nodes[node]
		c.node, c.opens, c.ranges = node, d.open == m.used[0], p.rangeOf(d.first, d.last)
		p.add(c)
		c.level++
	}
}

// alone reports whether no code stands on the line of a word in a comment.
func (p *page) alone(t int32) bool {
	for t > 0 && p.terms[t-1].line == p.terms[t].line && p.terms[t-1].span.Start < p.terms[t].span.Start {
		t--
	}
	return p.terms[t].comment
}

// stageAt is the stage that begins on a line; -1 for none.
func (p *page) stageAt(l *listing, line int) int32 {
	for n := l.node; n < l.last; n++ {
		if p.nodes[n].kind == stageNode && int(p.nodes[n].first) == line {
			return n
		}
	}
	return -1
}

// opened are the lines of a match, or of the node that it opens.
func (p *page) opened(m *match) []site.Lines {
	node := m.node
	if d := &p.nodes[node]; d.open != m.used[0] {
		return p.rangesOf(m.used)
	}
	return p.rangeOf(p.nodes[node].first, p.nodes[node].last)
}

// everywhere adds the candidates that take all places of a fragment in a
// listing, and those of a run.
func (p *page) everywhere(n, from, to int32, bit uint16) {
	c := candidate{note: n, block: p.matches[from].block, match: from, node: p.lists[p.matches[from].block].node, frags: bit}
	var own, all []site.Lines
	var run []site.Lines
	first, last, length := from, int32(0), 0
	flush := func() {
		if length > 1 {
			r := c
			r.extent, r.match, r.ranges = runLines, first, merge(run)
			r.opens = p.nodes[p.matches[first].node].open == p.matches[first].used[0]
			p.add(r)
		}
	}
	count := 0
	for i := from; i < to; i++ {
		m := &p.matches[i]
		if m.rank > .02 {
			continue
		}
		if count++; count == 1 {
			c.match = i
		}
		nodes := p.opened(m)
		own, all = append(own, p.rangesOf(m.used)...), append(all, nodes...)
		if length > 0 && p.adjoin(&p.lists[c.block], last, int32(nodes[0].First)) {
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
	m := &p.matches[c.match]
	c.opens = p.nodes[m.node].open == m.used[0]
	c.extent, c.ranges = allLines, merge(own)
	p.add(c)
	c.extent, c.ranges = allNodes, merge(all)
	p.add(c)
}

// adjoin reports whether only empty lines and comments stand between two.
func (p *page) adjoin(l *listing, last, first int32) bool {
	for line := last + 1; line < first; line++ {
		s := l.lineSpan(int(line))
		if text := bytes.TrimSpace(l.Text[s.Start:s.End]); len(text) > 0 && text[0] != '#' {
			return false
		}
	}
	return true
}

// join adds the candidates that take what several fragments of a note name.
func (p *page) join(n int32) {
	note := &p.notes[n]
	for _, block := range note.reach {
		var own, nodes []site.Lines
		var bits uint16
		count, worst := 0, int32(-1)
		for fi := note.fragFirst; fi < note.fragLast; fi++ {
			f := &p.frags[fi]
			if !f.Code && !f.Bold || f.At != p.frags[note.fragFirst].At {
				continue
			}
			best := p.bestIn(f, block)
			if best < 0 {
				continue
			}
			for i := best; i < f.last && p.matches[i].block == block; i++ {
				if m := &p.matches[i]; m.rank <= .02 {
					own, nodes = append(own, p.rangesOf(m.used)...), append(nodes, p.opened(m)...)
				}
			}
			bits |= uint16(1) << min(fi-note.fragFirst, 15)
			if count++; worst < 0 || p.matches[best].lex < p.matches[worst].lex {
				worst = best
			}
		}
		if count < 2 {
			continue
		}
		c := candidate{note: n, block: block, match: worst, node: p.lists[block].node, frags: bits}
		c.extent, c.ranges = joinedLines, merge(own)
		p.add(c)
		c.extent, c.ranges = joinedNodes, merge(nodes)
		p.add(c)
	}
}

// bestIn is the first of the best matches of a fragment in a listing; -1 for none.
func (p *page) bestIn(f *fragment, block int32) int32 {
	for i := f.first; i < f.last; i++ {
		if m := &p.matches[i]; m.block == block && m.rank <= .02 {
			return i
		}
	}
	return -1
}

// listings adds the listings that stand in the note.
func (p *page) listings(n int32) {
	note := &p.notes[n]
	for _, b := range note.Own {
		if b < len(p.lists) && p.lists[b].Code != nil && len(note.Own) == 1 && !p.lists[b].drawing {
			l := &p.lists[b]
			p.add(candidate{note: n, block: int32(b), match: -1, node: l.node, extent: wholeLines, ranges: p.rangeOf(1, int32(l.lines)), rating: -1})
		}
	}
}
