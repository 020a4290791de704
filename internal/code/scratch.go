package code

import (
	"docsite/internal/arena"
	"docsite/internal/phrases"
)

// Scratch is memory that listings are read into. Whoever reads the listings of
// many pages, one after the other, takes the same scratch for all pages: a Code
// that was read into a scratch is gone when the scratch is cleared. The zero Scratch is ready; it is
// not safe for use by several goroutines.
type Scratch struct {
	parts  arena.Arena[Part]
	tokens arena.Arena[Token]
	words  arena.Arena[Word]
	groups arena.Arena[Group]
	starts arena.Arena[int]

	// The rest is in use while a listing is read.
	rows         []row
	instructions []instruction
	flat         []byte
	titles       phrases.Titles
}

// maxScratch is how many elements an array may have to be used again: an
// unusual page does not make memory grow for good.
const maxScratch = 1 << 14

// Clear makes the memory free for the next page.
func (m *Scratch) Clear() {
	if max(m.parts.Cap(), m.tokens.Cap(), m.words.Cap(), m.groups.Cap(), m.starts.Cap(), cap(m.rows), cap(m.instructions), cap(m.flat)/16) > maxScratch {
		*m = Scratch{}
	}
	m.parts.Reset()
	m.tokens.Reset()
	m.words.Reset()
	m.groups.Reset()
	m.starts.Reset()
}
