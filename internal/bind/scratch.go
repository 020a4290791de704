package bind

import (
	"slices"

	"docsite/internal/site"
)

// Scratch is memory that notes are bound in, page after page. The zero
// Scratch is ready; it is not safe for use by several goroutines.
type Scratch struct{ page page }

// maxScratch is how many elements an array may have to be used again: an unusual
// page does not make memory grow for good.
const maxScratch = 1 << 16

// clear makes the memory free for the next page. That of a long page is let go of, before
// the page is printed.
func (m *Scratch) clear() {
	p := &m.page
	if max(p.Capacity(), cap(p.cands), cap(p.ranges), cap(p.reaches), cap(p.scores)) > maxScratch {
		*m = Scratch{}
		return
	}
	p.reset(nil)
	p.Index.Clear()
}

// reset empties the arrays of a page for the next one, and makes room in them for what
// most pages have.
func (p *page) reset(groups []site.NoteGroup) {
	p.groups = groups
	notes, fragments := 0, 0
	for g := range groups {
		notes += len(groups[g].Notes)
		for i := range groups[g].Notes {
			fragments += len(groups[g].Notes[i].Fragments)
		}
	}
	p.notes, p.offset = slices.Grow(p.notes[:0], notes), slices.Grow(p.offset[:0], len(groups))
	p.cands, p.keys = slices.Grow(p.cands[:0], 4*notes), slices.Grow(p.keys[:0], 4*notes)
	p.ranges, p.reaches = slices.Grow(p.ranges[:0], 8*notes), slices.Grow(p.reaches[:0], 4*len(groups))
	p.stats, p.numbers = slices.Grow(p.stats[:0], 4*notes), slices.Grow(p.numbers[:0], 8*notes)
	p.found, p.intros = slices.Grow(p.found[:0], 4*len(groups)), p.intros[:0]
	p.Matcher.Reset(fragments)
}
