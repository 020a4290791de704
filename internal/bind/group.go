package bind

import (
	"slices"
	"strings"

	"docsite/internal/site"
)

// blockStat is what one note finds in one listing.
type blockStat struct {
	lex   float64 // best agreement of its label
	exact bool
	line  int  // of that
	first bool // its first fragment is there
}

func (s *blockStat) found() bool { return s.lex >= .85 }

var zeroStats [64]blockStat

// groupStat is what a group finds in one listing.
type groupStat struct {
	found, exact int
	inverted     int
	last         int
	lines        int
}

func (g *groupStat) share(n int) float64 { return float64(g.found) / float64(max(n, 1)) }

func (g *groupStat) order() float64 {
	if g.found < 2 {
		return .5
	}
	return 1 - float64(g.inverted)/float64(g.found-1)
}

// groupSums is what a group finds anywhere.
type groupSums struct {
	base    int32   // the first listing in reach
	most    float64 // the largest share of its notes that one listing has
	code    float64
	nothing float64
	stats   []groupStat // by slot
	scopes  []scope
	counts  float64   // share of its notes that say the number of a line
	nth     int       // tables and lists between it and the listing above
	led     bool      // a line that ends in a colon leads it in
	mass    []float64 // by slot, what the first pass puts there
	null    float64   // how much explains nothing
	top     float64   // the largest mass
}

// slot is where a group keeps what it finds in a listing: the first is for the
// longest of the page, where that stands out of reach of all others.
func (s *groupSums) slot(block int32) int32 { return max(block-s.base+1, 0) }

// scope is the node of a listing that a heading or an item around a group names.
type scope struct{ block, node int32 }

// waits reports whether a listing stands right below a group.
func waits(g *site.NoteGroup, block int32) bool {
	for _, b := range g.Blocks {
		if b == int(block) && b >= g.Above {
			return true
		}
	}
	return false
}

// sum gathers what the groups find.
func (p *page) sum() {
	p.sums = slices.Grow(p.sums[:0], len(p.groups))[:len(p.groups)]
	clear(p.sums)
	for b := range p.lists {
		if p.lists[b].Code != nil && (p.longest < 0 || len(p.lists[b].Text) > len(p.lists[p.longest].Text)) {
			p.longest = b
		}
	}
	clear(p.labels)
	if p.labels == nil {
		p.labels = map[string]int{}
	}
	labels := p.labels
	for i := range p.frags {
		labels[p.frags[i].Text]++
	}
	for i := range p.notes {
		p.sumNote(&p.notes[i])
	}
	for i := 0; i < len(p.notes); {
		end := i
		for end < len(p.notes) && p.notes[end].group == p.notes[i].group {
			end++
		}
		p.sumGroup(p.notes[i:end])
		i = end
	}
}

// sumNote gathers what one note finds in the listings in reach.
func (p *page) sumNote(n *note) {
	at := len(p.stats)
	p.stats = append(p.stats, zeroStats[:len(n.reach)]...)
	n.stats = p.stats[at:len(p.stats):len(p.stats)]
	for f := n.fragFirst; f < n.fragLast; f++ {
		fr := &p.frags[f]
		if fr.At == site.LabelPosition && fr.Code {
			n.code = true
		}
		if fr.part > 0 && fr.part < 1 && fr.last > fr.first {
			n.pieceBits |= uint16(1) << min(f-n.fragFirst, 15)
		}
		if fr.Code && fr.part == 0 && fr.last > fr.first {
			n.codes++
			n.codeBits |= uint16(1) << min(f-n.fragFirst, 15)
		}
	}
	for i := n.first; i < n.last; i++ {
		c := &p.cands[i]
		if c.match < 0 {
			n.counts = n.counts || c.extent == countedLines && c.number <= 8
			if c.extent != wholeLines {
				s := &n.stats[n.reachOf(c.block)]
				s.lex, s.exact, s.line = 1, true, c.ranges[0].First
			}
			continue
		}
		m := &p.matches[c.match]
		n.top = max(n.top, m.lex)
		f := &p.frags[m.frag]
		s := &n.stats[n.reachOf(c.block)]
		s.first = s.first || m.frag == n.fragFirst && m.lex > .85
		if f.At > site.AsidePosition && n.code {
			continue
		}
		lex := m.lex
		if f.At > site.AsidePosition || f.Open {
			lex -= .1
		}
		if m.exact {
			lex += .01
			s.exact = true
		}
		if lex > s.lex {
			s.lex, s.line = lex, c.ranges[0].First
		}
	}
}

func (n *note) reachOf(block int32) int {
	for i, b := range n.reach {
		if b == block {
			return i
		}
	}
	return 0
}

func (p *page) sumGroup(notes []note) {
	g := notes[0].group
	s := &p.sums[g]
	from := len(p.found)
	first, last := int32(len(p.lists)), int32(-1)
	for i := range notes {
		for _, b := range notes[i].reach {
			if int(b) >= notes[i].Above-reachAbove {
				first = min(first, b)
			}
			last = max(last, b)
		}
	}
	s.base = first
	for range s.slot(last) + 1 {
		p.found = append(p.found, groupStat{})
	}
	s.stats = p.found[from:len(p.found):len(p.found)]
	for i := range notes {
		n := &notes[i]
		any := false
		if n.counts {
			s.counts += 1 / float64(len(notes))
		}
		if n.code {
			s.code += 1 / float64(len(notes))
		}
		for k, b := range n.reach {
			st, gs := &n.stats[k], &s.stats[s.slot(b)]
			if st.exact {
				gs.exact++
			}
			if !st.found() {
				continue
			}
			any = true
			gs.found++
			gs.lines++
			if st.line < gs.last {
				gs.inverted++
			} else if st.line == gs.last {
				gs.lines--
			}
			gs.last = st.line
		}
		if !any {
			s.nothing += 1 / float64(len(notes))
		}
	}
	for b := range s.stats {
		s.most = max(s.most, s.stats[b].share(len(notes)))
	}
	s.scopes = p.scopesOf(&p.groups[g], p.offset[g])
	intro, _, _ := strings.Cut(p.groups[g].Stage, "\n")
	intro = strings.TrimRight(intro, " *_")
	s.led = strings.HasSuffix(intro, ":") || strings.HasSuffix(intro, "：")
	for k := int(g) - 1; k >= 0 && k > int(g)-maxBetween && p.groups[k].Above == p.groups[g].Above; k-- {
		if o := p.groups[k].Notes; len(o) > 0 && (o[0].Kind == site.TableNote || o[0].Kind.IsItem()) && !p.under(int(g), k) {
			s.nth++
		}
	}
}

// maxBetween is how many groups are looked at between a group and the listing above.
const maxBetween = 12

// under reports whether a group stands below a note of another.
func (p *page) under(g, other int) bool {
	for k := 0; k < maxUnder && p.groups[g].Under != nil; k++ {
		if g = p.groups[g].Under.Group; g == other {
			return true
		}
	}
	return false
}

// maxUnder is how many items and headings around a group are asked for a scope.
const maxUnder = 4

// scopesOf are the nodes that the notes around a group name.
func (p *page) scopesOf(g *site.NoteGroup, first int) (list []scope) {
	for f := range p.intros {
		if p.intros[f].group == g {
			list = p.scopesIn(list, &p.frags[p.intros[f].frag])
		}
	}
	for ref, k := g.Under, 0; ref != nil && k < maxUnder; ref, k = p.groups[ref.Group].Under, k+1 {
		n := &p.notes[p.offset[ref.Group]+ref.Note]
		for f := n.fragFirst; f < n.fragLast; f++ {
			fr := &p.frags[f]
			if fr.At > site.AsidePosition {
				continue
			}
			list = p.scopesIn(list, fr)
		}
	}
	return append(list, p.stages(g, first)...)
}

// scopesIn adds the nodes that a fragment opens.
func (p *page) scopesIn(list []scope, f *fragment) []scope {
	for i := f.first; i < f.last; i++ {
		m := &p.matches[i]
		if m.lex < .9 || m.rank > .02 {
			continue
		}
		if node := p.opensNode(m); node >= 0 {
			list = append(list, scope{m.block, node})
		}
	}
	return list
}

// opensNode is the widest node that a match opens, if it has more than a line.
func (p *page) opensNode(m *match) int32 {
	best := int32(-1)
	for _, t := range [...]int32{m.used[0], m.used[len(m.used)-1]} {
		for n := p.terms[t].node; n >= 0 && p.nodes[n].open == t && p.nodes[n].parent >= 0; n = p.nodes[n].parent {
			if p.nodes[n].last > p.nodes[n].first {
				best = n
			}
		}
	}
	return best
}

// stages are the stages that the words above a group name.
func (p *page) stages(g *site.NoteGroup, first int) (list []scope) {
	if g.Stage == "" {
		return nil
	}
	for _, b := range p.notes[first].reach {
		l := &p.lists[b]
		if l.Code == nil || l.Dockerfile == nil || len(l.Dockerfile.Stages) < 2 {
			continue
		}
		found := -1
		for line := range strings.SplitSeq(g.Stage, "\n") {
			words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r < 0x80 && !isAlnum(byte(r)) && r != '-' && r != '_' })
			for i := range l.Dockerfile.Stages {
				name := l.Dockerfile.Stages[i].Name
				for _, w := range words {
					if name != "" && w == name {
						found = i
					}
				}
			}
			if found >= 0 {
				break
			}
		}
		if found < 0 {
			continue
		}
		k := 0
		for n := l.node; n < l.last; n++ {
			if p.nodes[n].kind == stageNode {
				if k == found {
					list = append(list, scope{b, n})
				}
				k++
			}
		}
	}
	return list
}

func (p *page) repeats(f *fragment) int { return p.labels[f.Text] }

// rivals is how many other listings in reach a fragment agrees with as well.
func (p *page) rivals(m *match) int {
	f := &p.frags[m.frag]
	count, last := 0, int32(-1)
	for i := f.first; i < f.last; i++ {
		if o := &p.matches[i]; o.block != m.block && o.block != last && o.lex >= m.lex-.02 {
			count, last = count+1, o.block
		}
	}
	return count
}

// termsIn counts the words of lines.
func (p *page) termsIn(l *listing, r site.Lines) int {
	return int(p.firstTerm(l, r.Last+1) - p.firstTerm(l, r.First))
}

// firstTerm is the first word on a line or behind it.
func (p *page) firstTerm(l *listing, line int) int32 {
	lo, hi := l.from, l.to
	for lo < hi {
		mid := (lo + hi) / 2
		if int(p.terms[mid].line) < line {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
