package notes

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/bind"
	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/notes/reader"
	"docsite/internal/site"
)

// Page is the notes of a page with the lines that each explains and the place
// where it stands.
type Page struct {
	Codes  []*code.Code // the listings, by Listing.Block
	Groups []site.NoteGroup
	// Bindings and Places have an element for each note, by group.
	Bindings [][]site.Binding
	Places   [][]Place
}

// Place is where a note stands.
type Place struct {
	Where Where
	Why   string // why it stands in the text though it has lines; empty otherwise
	// Apart tells that the whole group is text about no listing: that a note of it
	// found no lines is no fault.
	Apart bool
	// Nodes are what the author wrote, of a note beside its lines: they are no
	// longer in the document's tree. Cells are those of a row that are shown there.
	Nodes []ast.Node
	Cells []Cell
	// Shown tells that the lines show what the heading or the term of the note says.
	Shown bool
	// Number is that of an item of a numbered list; empty where it is the number of the line too.
	Number string
	// Above and Below are what goes along with the note: see [Rest].
	Above, Below []Rest
	// Head are the headings and sentences that led its group in, Names the names of a
	// table's columns; they stand above the first of the group's notes.
	Head, Names []ast.Node
	// Node is the item, row, paragraph or heading of a note that has lines and
	// stands in the text; of a note that is a line of a paragraph what the line opens
	// with.
	Node ast.Node
}

// Where names the places of a note.
type Where string

const (
	Beside Where = "beside" // beside the lines that it explains
	Text   Where = "text"   // in the text, where the author wrote it
	Along  Where = "along"  // with a note of its group that stands beside lines; it has none
)

// Read reads the listings of a page and places its notes. Notes that stand
// beside their lines are taken out of the document's tree.
func Read(doc *markdown.Document) *Page { return Put(doc, codesOf(doc), new(Scratch)) }

func codesOf(doc *markdown.Document) []*code.Code {
	codes := make([]*code.Code, len(doc.Listings))
	for i := range doc.Listings {
		codes[i] = code.Read(doc.Listings[i].Language, doc.Listings[i].Code)
	}
	return codes
}

// Put is [Read] for listings that have been read. The page is valid until the
// next one is read into the scratch.
func Put(doc *markdown.Document, codes []*code.Code, scratch *Scratch) *Page {
	p := &Page{Codes: codes}
	groups := scratch.reader.Find(doc)
	if len(groups) == 0 {
		return p
	}
	p.Groups = make([]site.NoteGroup, len(groups))
	p.Places = make([][]Place, len(groups))
	count := 0
	for i := range groups {
		p.Groups[i] = groups[i].NoteGroup
		count += len(groups[i].Notes)
	}
	p.Bindings = scratch.bound.Bind(codes, p.Groups)
	places := scratch.placesFor(count)
	lines, open := 0, false
	for g := range groups {
		n := len(groups[g].Notes)
		p.Places[g], places = places[:n:n], places[n:]
		for i := range p.Places[g] {
			p.Places[g][i].Where = Text
			if hasLines(&p.Bindings[g][i]) {
				lines++
			}
			open = open || isOpen(p.Bindings[g][i])
		}
	}
	if lines == 0 && !open {
		return p // nothing moves, so nobody has to know the page's sections
	}
	m := mover{doc: doc, page: p, groups: groups, outline: newOutline(doc), moved: make(map[ast.Node]bool, lines), heads: map[int][]ast.Node{}, groupOf: make(map[ast.Node]int, lines), covered: map[sectionBlock]bool{}, stays: map[int]string{}, rests: map[int][]along{}}
	m.near = nearby{m: &m, listing: map[int]ast.Node{}}
	var apart []int
	if open {
		apart = m.apart()
	}
	if lines > 0 {
		for m.arrange() {
		}
		m.detach()
	}
	p.mark(apart)
	return p
}

// number gives the notes of a numbered list that stands beside code their numbers, of which
// text may speak, if one is another than that of its line.
func (p *Page) number(g int, list *ast.List) {
	places := p.Places[g]
	if !list.IsOrdered() || len(places) != list.ChildCount() {
		return
	}
	for i := range places {
		if places[i].Where == Beside && p.Bindings[g][i].Targets[0].Lines[0] != list.Start+i {
			for k := range places {
				places[k].Number = strconv.Itoa(list.Start + k)
			}
			return
		}
	}
}

// hasLines reports whether a binding names lines of a listing.
func hasLines(b *site.Binding) bool {
	return (b.State == site.Matched || b.State == site.Edited) && len(b.Targets) > 0
}

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
