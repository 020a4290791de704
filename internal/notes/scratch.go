package notes

import (
	"slices"

	"docsite/internal/bind"
	"docsite/internal/notes/reader"
)

// Scratch is memory that pages are read into, one after the other: a [Page] that was read
// into a scratch is gone when the next one is. The zero Scratch is ready; it is not safe
// for use by several goroutines.
type Scratch struct {
	bound  bind.Scratch
	reader reader.Reader
	places []Place
}

// maxScratch is how many elements an array may have to be used again: an unusual page
// does not make memory grow for good.
const maxScratch = 1 << 12

// placesFor gives places for so many notes.
func (m *Scratch) placesFor(notes int) []Place {
	if cap(m.places) > maxScratch {
		m.places = nil
	}
	clear(m.places)
	m.places = slices.Grow(m.places[:0], notes)[:notes]
	return m.places
}
