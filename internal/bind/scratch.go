package bind

import "docsite/internal/site"

// Scratch is memory that notes are bound in, page after page. The zero
// Scratch is ready; it is not safe for use by several goroutines.
type Scratch struct{ page page }

// maxScratch is how many elements an array may have to be used again: an unusual
// page does not make memory grow for good.
const maxScratch = 1 << 16

// Clear makes the memory free for the next page.
func (m *Scratch) Clear() {
	p := &m.page
	if max(p.Capacity(), cap(p.cands), cap(p.ranges), cap(p.reaches), cap(p.scores)) > maxScratch {
		*m = Scratch{}
		return
	}
	p.reset(nil)
	p.Index.Clear()
}

// reset empties the arrays of a page for the next one.
func (p *page) reset(groups []site.NoteGroup) {
	p.groups = groups
	p.notes, p.reaches, p.cands, p.keys, p.ranges = p.notes[:0], p.reaches[:0], p.cands[:0], p.keys[:0], p.ranges[:0]
	p.stats, p.found, p.numbers = p.stats[:0], p.found[:0], p.numbers[:0]
	p.offset, p.intros = p.offset[:0], p.intros[:0]
}
