package bind

import "docsite/internal/arena"

// Scratch is memory that notes are bound in, page after page. The zero
// Scratch is ready; it is not safe for use by several goroutines.
type Scratch struct {
	terms   arena.Arena[term] // of listings, and of the code that notes quote
	queries arena.Arena[query]
}

// maxBind is how many elements an array may have to be used again: an unusual
// page does not make memory grow for good.
const maxBind = 1 << 14

// Clear makes the memory free for the next page.
func (m *Scratch) Clear() {
	if max(m.terms.Cap(), m.queries.Cap()) > maxBind {
		*m = Scratch{}
	}
	m.terms.Reset()
	m.queries.Reset()
}
