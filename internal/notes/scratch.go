package notes

import (
	"slices"

	"docsite/internal/bind"
	"docsite/internal/markdown"
)

// Scratch is memory that pages are read into, one after the other: a [Page] that was read
// into a scratch is gone when the next one is. The zero Scratch is ready; it is not safe
// for use by several goroutines.
type Scratch struct {
	bound  bind.Scratch
	reader noteReader
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

// reset makes the reader ready for a page, in the memory of the page before. What the
// reader kept of that page would be kept from the collector too.
func (f *noteReader) reset(d *markdown.Document) {
	if max(cap(f.groups), cap(f.buffer), cap(f.cells), f.fragments.Cap(), f.notes.Cap()) > maxScratch {
		*f = noteReader{}
	}
	clear(f.groups)
	clear(f.cells[:cap(f.cells)])
	*f = noteReader{d: d, groups: f.groups[:0], para: -1, sections: append(f.sections[:0], section{}), buffer: f.buffer, rows: f.rows, cells: f.cells, fragments: f.fragments, notes: f.notes}
	f.fragments.Reset()
	f.notes.Reset()
}
