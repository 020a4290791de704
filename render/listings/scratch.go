package listings

import (
	"docsite/internal/arena"
	"docsite/internal/notes"
	"docsite/render/tokens"
)

// scratch is memory for what is read of a page, which is used again for the next page.
type scratch struct {
	read   notes.Scratch // what notes are read into
	notes  arena.Arena[Note]
	rows   arena.Arena[Row]
	tokens arena.Arena[tokens.Token]
	single arena.Arena[*Note] // that rows have
	ids    map[string]int     // ids of notes → how many notes would have each
}

// maxScratch is how many elements memory may have to be used again: an unusual page
// does not make memory grow for good.
const maxScratch = 1 << 14

// reset forgets the page before.
func (m *scratch) reset() {
	m.notes.Forget(maxScratch)
	m.rows.Forget(maxScratch)
	m.tokens.Forget(maxScratch)
	m.single.Forget(maxScratch)
	if clear(m.ids); m.ids == nil || m.notes.Cap() == 0 {
		m.ids = map[string]int{}
	}
}
