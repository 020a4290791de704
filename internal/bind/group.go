package bind

import (
	"cmp"
	"slices"
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/bind/match"
	"docsite/internal/site"
)

// blockStat is what one note finds in one listing.
type blockStat struct {
	agreement float64 // best agreement of its label
	first     bool    // its first fragment is there
}

func (s *blockStat) found() bool { return s.agreement >= .85 }

var zeroStats [64]blockStat

// groupStat is what a group finds in one listing.
type groupStat struct{ found int }

// groupSums is what a group finds anywhere.
type groupSums struct {
	base    int32 // the first listing in reach
	code    float64
	nothing float64
	stats   []groupStat // by slot
	scopes  []scope
	rising  float64 // share of its notes that say a greater one than the note before
	nth     int     // tables and lists between it and the listing above
	led     bool    // a line that ends in a colon leads it in
	null    float64 // how much explains nothing
	outer   *note   // the nearest note around that is rather sure of its lines; nil for none
}

// slot is where a group keeps what it finds in a listing: the first is for the
// longest of the page, where that stands out of reach of all others.
func (s *groupSums) slot(block int32) int32 { return max(block-s.base+1, 0) }

// scope is the node of a listing that a heading or an item around a group names.
type scope struct{ block, node int32 }

// waits reports whether a listing stands right below a group.
func waits(g *site.NoteGroup, block int32) bool {
	return int(block) >= g.Above && slices.Contains(g.Blocks, int(block))
}

// sum gathers what the groups find.
func (p *page) sum() {
	p.sums = slices.Grow(p.sums[:0], len(p.groups))[:len(p.groups)]
	clear(p.sums)
	clear(p.labels)
	if p.labels == nil {
		p.labels = make(map[string]int, len(p.Fragments))
	}
	for i := range p.Fragments {
		p.labels[p.Fragments[i].Text]++
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
		fr := &p.Fragments[f]
		if fr.At == site.LabelPosition && fr.Code {
			n.code = true
		}
		if fr.Part > 0 && fr.Part < 1 && fr.Last > fr.First {
			n.pieceBits |= uint16(1) << min(f-n.fragFirst, 15)
		}
		if n.code && p.Fragments[n.fragFirst].Last > p.Fragments[n.fragFirst].First && fr.At == site.RestPosition {
			n.asides |= uint16(1) << min(f-n.fragFirst, 15)
		}
		if fr.Code && fr.Part == 0 && fr.Last > fr.First {
			n.codes++
			n.codeBits |= uint16(1) << min(f-n.fragFirst, 15)
		}
	}
	for i := n.first; i < n.last; i++ {
		c := &p.cands[i]
		if c.match < 0 {
			if c.extent == countedLines {
				n.counted = cmp.Or(n.counted, c.ranges[0].First)
			}
			if c.extent != wholeLines {
				s := &n.stats[n.reachOf(c.block)]
				s.agreement = 1
			}
			continue
		}
		m := &p.Matches[c.match]
		n.top = max(n.top, m.Agreement)
		f := &p.Fragments[m.Fragment]
		s := &n.stats[n.reachOf(c.block)]
		s.first = s.first || m.Fragment == n.fragFirst && m.Agreement > .85
		if f.At > site.AsidePosition && n.code {
			continue
		}
		agreement := m.Agreement
		if f.At > site.AsidePosition || f.Open {
			agreement -= .1
		}
		if m.Exact {
			agreement += .01
		}
		s.agreement = max(s.agreement, agreement)
	}
}

func (n *note) reachOf(block int32) int { return max(slices.Index(n.reach, block), 0) }

// countsSteps reports whether the numbers of a group's notes follow one another, as those
// of steps and examples do, and are not those of all lines of the nearest listing.
func countsSteps(p *page, notes []note) bool {
	first, last, counted := 0, 0, 0
	for i := range notes {
		switch n := notes[i].counted; {
		case n == 0:
			continue
		case counted > 0 && n != last+1:
			return false
		case counted == 0:
			first = n
		}
		last = notes[i].counted
		counted++
	}
	if counted < 2 || len(notes[0].reach) == 0 {
		return false
	}
	l := &p.Listings[notes[0].reach[0]]
	return l.Printed == nil && (first > 1 || last < l.Filled) && !countsSeveral(p.cands[notes[0].first:notes[len(notes)-1].last])
}

// dropCounted takes the counted lines from the notes of a group of which several have a
// listing of their own, below a heading without one before them: they count examples.
func dropCounted(p *page, notes []note) {
	alone := 0
	for i := range notes {
		if notes[i].counted > 0 && countsAlone(p, &notes[i]) {
			alone++
		}
	}
	if g := &p.groups[notes[0].group]; alone < 2 || g.Chapter < notes[0].Above {
		return
	}
	for i := range notes {
		n := &notes[i]
		n.counted = 0
		for c := n.first; c < n.last; c++ {
			if p.cands[c].extent == countedLines {
				p.cands[c].kept = false
			}
		}
	}
}

// countsAlone reports whether a note with a number has a listing of its own whose lines it
// does not number: they carry no numbers, or begin with 1 as those of others do.
func countsAlone(p *page, n *note) bool {
	if len(n.Own) == 0 || n.Own[0] >= len(p.Listings) || p.Listings[n.Own[0]].Code == nil {
		return false
	}
	printed := p.Listings[n.Own[0]].Printed
	return printed == nil || n.counted > 1 && printed[1] > 0
}

// countsSeveral reports whether one of the candidates has several lines that a note counts.
func countsSeveral(list []candidate) bool {
	return slices.ContainsFunc(list, func(c candidate) bool {
		return c.extent == countedLines && (len(c.ranges) > 1 || c.ranges[0].Last > c.ranges[0].First)
	})
}

func (p *page) sumGroup(notes []note) {
	g := notes[0].group
	s := &p.sums[g]
	from := len(p.found)
	first, last := int32(len(p.Listings)), int32(-1)
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
	dropCounted(p, notes)
	steps := countsSteps(p, notes)
	for i := range notes {
		n := &notes[i]
		any := false
		if i > 0 && !steps && notes[i-1].counted > 0 && n.counted > notes[i-1].counted {
			s.rising += 1 / float64(len(notes)-1)
		}
		if n.code {
			s.code += 1 / float64(len(notes))
		}
		for k, b := range n.reach {
			st, gs := &n.stats[k], &s.stats[s.slot(b)]
			if st.found() {
				any = true
				gs.found++
			}
		}
		if !any {
			s.nothing += 1 / float64(len(notes))
		}
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
			list = p.scopesIn(list, &p.Fragments[p.intros[f].fragment])
		}
	}
	for ref, k := g.Under, 0; ref != nil && k < maxUnder; ref, k = p.groups[ref.Group].Under, k+1 {
		n := &p.notes[p.offset[ref.Group]+ref.Note]
		for f := n.fragFirst; f < n.fragLast; f++ {
			fr := &p.Fragments[f]
			if fr.At > site.AsidePosition {
				continue
			}
			list = p.scopesIn(list, fr)
		}
	}
	return append(list, p.stages(g, first)...)
}

// scopesIn adds the nodes that a fragment opens.
func (p *page) scopesIn(list []scope, f *match.Fragment) []scope {
	for i := f.First; i < f.Last; i++ {
		m := &p.Matches[i]
		if m.Agreement < .9 || m.Behind > .02 {
			continue
		}
		if node := p.OpensNode(m); node >= 0 {
			list = append(list, scope{m.Block, node})
		}
	}
	return list
}

// stages are the stages that the words above a group name.
func (p *page) stages(g *site.NoteGroup, first int) (list []scope) {
	if g.Stage == "" {
		return nil
	}
	for _, b := range p.notes[first].reach {
		l := &p.Listings[b]
		if l.Code == nil || l.Dockerfile == nil || len(l.Dockerfile.Stages) < 2 {
			continue
		}
		found := -1
		for line := range strings.SplitSeq(g.Stage, "\n") {
			words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r < 0x80 && !index.IsAlnum(byte(r)) && r != '-' && r != '_' })
			for i := range l.Dockerfile.Stages {
				name := l.Dockerfile.Stages[i].Name
				if name != "" && slices.Contains(words, name) {
					found = i
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
		for n := l.Node; n < l.Last; n++ {
			if p.Nodes[n].Kind == index.StageNode {
				if k == found {
					list = append(list, scope{b, n})
				}
				k++
			}
		}
	}
	return list
}

func (p *page) repeats(f *match.Fragment) int { return p.labels[f.Text] }
