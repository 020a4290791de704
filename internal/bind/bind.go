package bind

import (
	"cmp"
	"slices"

	"docsite/internal/code"
	"docsite/internal/site"
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
	p := &m.page
	p.read(codes, groups)
	p.weigh()
	bindings := p.decode()
	m.clear()
	return bindings
}

// page is a page whose notes are being bound.
type page struct {
	candidates
	groups   []site.NoteGroup
	notes    []note
	offset   []int   // of each group, its first note
	order    []int32 // of the notes, as they stand on the page
	intros   []intro // of the groups
	reaches  []int32 // of the notes
	having   []int   // listings with a word
	stats    []blockStat
	found    []groupStat
	sums     []groupSums
	labels   map[string]int // by text, how many fragments have it
	longest  []int32        // by listing, and behind the last: the longest of those before; -1 for none
	scores   []score        // of the candidates
	contexts []float64      // features of the second pass
	viewer   viewer         // of the candidate that the first pass weighs
	surround around         // of the candidate that the second weighs
	numbers  []float64
	taken    map[uint64]float64 // by lines, how sure notes are of them
}

// note is a note of the page with its candidates.
type note struct {
	*site.Note
	group, index        int32
	place               int32 // where the page's order has it
	fragFirst, fragLast int32
	first, last         int32 // candidates
	reach               []int32
	stats               []blockStat // by reach
	counted             int         // the first line that it says the number of; 0 for none
	code                bool        // its label has code
	codes               int         // pieces in code that stand in a listing
	codeBits            uint16
	asides              uint16  // those of the pieces behind a label in code that is found: they may be about other lines
	pieceBits           uint16  // those of the pieces of fragments that name several
	echoes              []int32 // words of listings that its text has, too
	settled
	top float64 // how well the best place agrees
}

// settled is what a pass of the weights makes of a note.
type settled struct {
	best   int32     // its surest candidate; -1 for none
	null   float64   // probability that it explains nothing
	mass   []float64 // by reach, the probabilities of its candidates there
	opened int32     // the outermost node of several lines that its best candidate opens; -1 for none
	above  int32     // the nearest note above in the group that opens code around a candidate; -1 for none
}

// read reads listings and notes and finds all candidates.
func (p *page) read(codes []*code.Code, groups []site.NoteGroup) {
	p.reset(groups)
	p.Index.Read(codes)
	p.Begin()
	p.measure()
	for g := range groups {
		p.offset = append(p.offset, len(p.notes))
		for i := range groups[g].Notes {
			p.notes = append(p.notes, note{Note: &groups[g].Notes[i], group: int32(g), index: int32(i), fragFirst: int32(len(p.Fragments))})
			n := &p.notes[len(p.notes)-1]
			for f := range n.Fragments {
				p.ReadFragment(&n.Fragments[f])
			}
			n.fragLast = int32(len(p.Fragments))
		}
		findReach(p, p.ofGroup(g))
	}
	for g := range groups {
		p.introduce(&groups[g], g)
	}
	for i := range p.notes {
		n := &p.notes[i]
		for f := n.fragFirst; f < n.fragLast; f++ {
			p.Find(int(f), p.Named(int(f), int(n.fragFirst), n.reach))
		}
		if p.seek(int32(i), n); n.first < n.last {
			n.echoes = p.Echo(n.Text)
		}
	}
	p.sum()
	sortNotes(p)
}

// sortNotes finds the order in which the notes stand on the page.
func sortNotes(p *page) {
	p.order = p.order[:0]
	for i := range p.notes {
		p.order = append(p.order, int32(i))
	}
	slices.SortStableFunc(p.order, func(a, b int32) int { return cmp.Compare(p.notes[a].Span.Start, p.notes[b].Span.Start) })
	for k, i := range p.order {
		p.notes[i].place = int32(k)
	}
}

// measure finds which of the listings before each is the longest.
func (p *page) measure() {
	p.longest = append(p.longest[:0], -1)
	for b := range p.Listings {
		last := p.longest[b]
		if p.Listings[b].Code != nil && (last < 0 || len(p.Listings[b].Text) > len(p.Listings[last].Text)) {
			last = int32(b)
		}
		p.longest = append(p.longest, last)
	}
}

// intro is a fragment of the line that introduces a group.
type intro struct {
	group    *site.NoteGroup
	fragment int
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
		from := len(p.Fragments)
		p.ReadFragment(&group.Intro[f])
		for k := from; k < len(p.Fragments); k++ {
			p.Find(k, reach)
			p.intros = append(p.intros, intro{group, k})
		}
	}
}
