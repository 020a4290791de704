package listings

import (
	"docsite/internal/notes"
	"docsite/render/tokens"
)

// scratch are arrays that what is read of a page is cut from. They are
// used again for the next page.
type scratch struct {
	read   notes.Scratch // what notes are read into
	notes  []Note
	rows   []Row
	tokens []tokens.Token
	single []*Note        // that rows have
	ids    map[string]int // ids of notes → how many notes would have each
}

// reset forgets the page before. What it keeps of that page would be kept from
// the collector too.
func (m *scratch) reset() {
	clear(m.notes)
	clear(m.rows)
	clear(m.single)
	m.notes, m.rows, m.tokens, m.single = shrink(m.notes), shrink(m.rows), shrink(m.tokens), shrink(m.single)
	if clear(m.ids); m.ids == nil || m.notes == nil {
		m.ids = map[string]int{}
	}
}

// maxScratch is how long an array may be to be used again: an unusual page does
// not make memory grow for good.
const maxScratch = 1 << 14

func shrink[T any](buf []T) []T {
	if cap(buf) > maxScratch {
		return nil
	}
	return buf[:0]
}

// alloc returns n zeroed values from *buf, and starts a new buffer when it is
// full; slices handed out earlier keep the old one alive.
func alloc[T any](buf *[]T, n int) []T {
	at := len(*buf)
	if cap(*buf)-at < n {
		*buf, at = make([]T, 0, max(n, 2*cap(*buf))), 0
	}
	*buf = (*buf)[:at+n]
	part := (*buf)[at : at+n : at+n]
	clear(part)
	return part
}
