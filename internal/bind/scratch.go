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
	if max(cap(p.terms), cap(p.posts)/4, cap(p.hits), cap(p.matches), cap(p.cands), cap(p.ranges), cap(p.ints), cap(p.scores)) > maxScratch {
		*m = Scratch{}
		return
	}
	p.reset(nil)
	clear(p.lists)
}

// reset empties the arrays of a page for the next one.
func (p *page) reset(groups []site.NoteGroup) {
	p.groups, p.work, p.longest, p.epoch = groups, maxWork, -1, 0
	p.terms, p.nodes, p.posts, p.globs = p.terms[:0], p.nodes[:0], p.posts[:0], p.globs[:0]
	p.notes, p.quoted, p.frags, p.hits = p.notes[:0], p.quoted[:0], p.frags[:0], p.hits[:0]
	p.matches, p.cands, p.ranges, p.ints = p.matches[:0], p.cands[:0], p.ranges[:0], p.ints[:0]
	p.stats, p.found, p.numbers = p.stats[:0], p.found[:0], p.numbers[:0]
	p.offset, p.intros = p.offset[:0], p.intros[:0]
}
