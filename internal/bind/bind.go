package bind

import (
	"docsite/internal/code"
	"docsite/internal/site"
	"slices"
)

// Bind puts the notes of a page beside the lines that they explain. codes are
// the page's listings by Listing.Block, nil for one that no note may explain;
// the result has one binding for each note of each group. It looks at nothing
// else, so the same page gives the same bindings.
func Bind(codes []*code.Code, groups []site.NoteGroup) [][]site.Binding {
	return new(Scratch).Bind(codes, groups)
}

// Bind is the function [Bind]. Its result does not lie in the scratch.
func (m *Scratch) Bind(codes []*code.Code, groups []site.NoteGroup) [][]site.Binding {
	p := m.read(codes, groups)
	p.weigh()
	return p.decode()
}

// page is a page whose notes are being bound.
type page struct {
	groups []site.NoteGroup
	lists  []listing
	terms  []term // of the listings
	nodes  []node
	heads  []int32 // of the index: by key, the last post
	posts  []post

	notes    []note
	quoted   []term // of the notes
	frags    []fragment
	intros   []intro // of the groups
	hits     []hit
	matches  []match
	cands    []candidate
	ranges   []site.Lines
	ints     []int32
	used     []int32
	units    []unit
	stats    []blockStat
	found    []groupStat
	numbers  []float64
	globs    []int32 // words of the listings that are patterns
	sums     []groupSums
	labels   map[string]int
	taken    map[uint64]float64 // by lines, how sure notes are of them
	longest  int
	offset   []int // of each group, its first note
	epoch    int32
	scores   []score   // of the candidates
	contexts []float64 // features of the second pass
	work     int
}

// note is a note of the page with its candidates.
type note struct {
	*site.Note
	group, index        int32
	fragFirst, fragLast int32
	first, last         int32 // candidates
	reach               []int32
	stats               []blockStat // by reach
	counts              bool        // it says the number of a line, and little else
	code                bool        // its label has code
	codes               int         // pieces in code that stand in a listing
	codeBits            uint16
	pieceBits           uint16    // those of the pieces of fragments that name several
	echoes              []int32   // words of listings that its text has, too
	best                int32     // its surest candidate; -1 for none
	null                float64   // probability that it explains nothing
	mass                []float64 // by reach, the probabilities of its candidates there
	below               []int32   // groups that stand below it
	top                 float64   // how well the best place agrees
}

// read reads listings and notes and finds all candidates.
func (m *Scratch) read(codes []*code.Code, groups []site.NoteGroup) *page {
	p := &m.page
	p.reset(groups)
	p.read(codes)
	for g := range groups {
		p.offset = append(p.offset, len(p.notes))
		for i := range groups[g].Notes {
			n := note{Note: &groups[g].Notes[i], group: int32(g), index: int32(i), fragFirst: int32(len(p.frags))}
			for f := range n.Fragments {
				p.readFragment(&n.Fragments[f], int32(len(p.notes)))
			}
			n.fragLast = int32(len(p.frags))
			n.reach = p.reach(&n)
			p.notes = append(p.notes, n)
		}
	}
	for g := range groups {
		p.introduce(&groups[g], g)
	}
	for n := range p.notes {
		for f := p.notes[n].fragFirst; f < p.notes[n].fragLast; f++ {
			p.matchAll(int(f), p.notes[n].reach)
		}
		p.candidates(int32(n))
		p.echo(&p.notes[n])
	}
	for g := range groups {
		if ref := groups[g].Under; ref != nil {
			n := &p.notes[p.offset[ref.Group]+ref.Note]
			n.below = append(n.below, int32(g))
		}
	}
	p.sum()
	return p
}

// intro is a fragment of the line that introduces a group.
type intro struct {
	group *site.NoteGroup
	frag  int
}

// introduce matches the code that the line above a group quotes.
func (p *page) introduce(group *site.NoteGroup, g int) {
	if len(group.Notes) == 0 {
		return
	}
	reach := p.notes[p.offset[g]].reach
	for f := range group.Intro {
		if f >= maxUnder {
			break
		}
		from := len(p.frags)
		p.readFragment(&group.Intro[f], -1)
		for k := from; k < len(p.frags); k++ {
			p.matchAll(k, reach)
			p.intros = append(p.intros, intro{group, k})
		}
	}
}

// Reach of a note: listings above and below it.
const (
	reachAbove = 12
	reachBelow = 3
	reachOwn   = 6
)

// reach lists the listings that a note may explain, the nearest above first.
func (p *page) reach(n *note) []int32 {
	from := len(p.ints)
	has := func(b int32) bool {
		for _, o := range p.ints[from:] {
			if o == b {
				return true
			}
		}
		return false
	}
	add := func(b int) {
		if b >= 0 && b < len(p.lists) && p.lists[b].Code != nil && !has(int32(b)) {
			p.ints = append(p.ints, int32(b))
		}
	}
	for i, b := range n.Own {
		if i < reachOwn {
			add(b)
		}
	}
	for b := n.Above - 1; b >= n.Above-reachAbove; b-- {
		add(b)
	}
	below := 0
	for b := n.Above; b < len(p.lists) && below < reachBelow; b++ {
		if p.lists[b].Code != nil && (n.Kind == site.HeadingNote || slices.Contains(p.groups[n.group].Blocks, b)) {
			add(b)
			below++
		}
	}
	if n.Above == 0 {
		add(0)
	}
	longest := -1
	for b := 0; b < n.Above; b++ {
		if p.lists[b].Code != nil && (longest < 0 || len(p.lists[b].Text) > len(p.lists[longest].Text)) {
			longest = b
		}
	}
	add(longest)
	return p.ints[from:len(p.ints):len(p.ints)]
}
