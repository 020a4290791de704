package reader

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/arena"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Group is a run of notes with its nodes in the tree.
type Group struct {
	site.NoteGroup
	Node ast.Node // the table, the list; of headings and paragraphs the first
	// Items are of each note its table row, list item, term, heading or
	// paragraph. Notes that are lines of one paragraph share it until they are
	// split, when they leave the text.
	Items []ast.Node
	named bool // it is of headings, and one of them names code

	Code, Numbers int // of a table, the columns that name the code and that may number lines; -1 for none
}

// maxAbove is how many listings above a group it explains as a rule. In real
// pages the builds and runs of an image stand between its Dockerfile and the
// table.
const maxAbove = 6

// Find finds what may explain the page's listings, by the shape of the
// Markdown alone: tables, lists, definition lists, headings and paragraphs
// that open with a name. Groups are in the order of their first notes. Most
// of a page's lists explain nothing; that is for the code to tell.
func Find(d *markdown.Document) []Group {
	return new(Reader).Find(d)
}

// Find is the function [Find]. What it gives is gone when the next page is read.
func (f *Reader) Find(d *markdown.Document) []Group {
	if len(d.Listings) == 0 {
		return nil
	}
	f.reset(d)
	f.container(d.Root, nil)
	f.close(0)
	for i := range f.groups {
		f.groups[i].Blocks = uniqueInts(f.groups[i].Blocks)
	}
	return f.groups
}

// Reader walks the blocks of a page in order and keeps what is open. The zero Reader is
// ready; it is not safe for use by several goroutines.
type Reader struct {
	d         *markdown.Document
	groups    []Group
	seen      int           // listings so far
	sections  []section     // open headings, the page itself first
	para      int           // the group of the section's paragraphs; -1 for none yet
	paraSeen  int           // listings when its last note was added
	lead      *site.NoteRef // the paragraph that stands like a heading above what follows
	strong    bool          // it is bold or code, and the first listing below is its own
	intro     ast.Node      // the paragraph right above, when it introduces something
	waiting   []int         // groups that the next listing may belong to
	buffer    []piece
	rows      [][]cell // of a table
	cells     []cell   // of the rows
	fragments arena.Arena[site.Fragment]
	notes     arena.Arena[site.Note] // of the groups
}

// section is an open heading and what belongs to it.
type section struct {
	level int
	text  string
	note  *site.NoteRef // of the heading itself
	first int           // the first listing in it
	group [7]int        // of headings below it, by level: 1 + their group; 0 for none yet
}

// maxScratch is how many elements an array may have to be used again: an unusual page
// does not make memory grow for good.
const maxScratch = 1 << 12

// reset makes the reader ready for a page, in the memory of the page before. What the
// reader kept of that page would be kept from the collector too.
func (f *Reader) reset(d *markdown.Document) {
	if max(cap(f.groups), cap(f.buffer), cap(f.cells), f.fragments.Cap(), f.notes.Cap()) > maxScratch {
		*f = Reader{}
	}
	clear(f.groups)
	clear(f.cells[:cap(f.cells)])
	*f = Reader{d: d, groups: f.groups[:0], para: -1, sections: append(f.sections[:0], section{}), buffer: f.buffer, rows: f.rows, cells: f.cells, fragments: f.fragments, notes: f.notes}
	f.fragments.Reset()
	f.notes.Reset()
}

// container walks the blocks inside a node. under is the note around it; nil for none.
func (f *Reader) container(parent ast.Node, under *site.NoteRef) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			f.listing(n)
		case *ast.Heading:
			f.heading(n)
		case *ast.Paragraph:
			f.paragraph(n, under)
			continue // it may introduce what follows
		case *ast.List:
			f.list(n, f.above(under))
		case *east.Table:
			f.table(n, f.above(under))
		case *east.DefinitionList:
			f.definitions(n, f.above(under))
		case *ast.Blockquote, *ast.ListItem, *east.DefinitionDescription:
			f.container(n, under)
		}
		f.intro = nil
	}
}

// listing counts a listing, and gives it to the groups that wait for one: it
// is the likeliest where their section had none before, the second likeliest
// where nothing stands between, else the last.
func (f *Reader) listing(n ast.Node) {
	first := f.sections[len(f.sections)-1].first == f.seen
	for _, g := range f.waiting {
		group := &f.groups[g]
		if first {
			group.Blocks = slices.Insert(group.Blocks, 0, f.seen)
		} else if len(group.Blocks) > 1 && group.Node.NextSibling() == n {
			group.Blocks = slices.Insert(group.Blocks, 1, f.seen)
		} else {
			group.Blocks = append(group.Blocks, f.seen)
		}
	}
	f.waiting = f.waiting[:0]
	if f.lead != nil && f.strong {
		if note := &f.groups[f.lead.Group].Notes[f.lead.Note]; len(note.Own) == 0 {
			note.Own = append(note.Own, f.seen)
		}
	}
	f.seen++
}

// above is the note that a table or list here stands below: the one given, a
// paragraph that leads it in, or the heading of the section.
func (f *Reader) above(under *site.NoteRef) *site.NoteRef {
	switch {
	case under != nil:
		return under
	case f.lead != nil:
		return f.lead
	}
	return f.sections[len(f.sections)-1].note
}

// open starts a group with the listings above it.
func (f *Reader) open(node ast.Node, under *site.NoteRef) int {
	g := Group{Node: node, NoteGroup: site.NoteGroup{Notes: f.room(4), Under: under, Stage: f.stage(), Chapter: f.chapter(), Section: f.sections[len(f.sections)-1].first}}
	if f.intro != nil {
		for _, p := range f.pieces(f.intro) {
			if p.code {
				g.Intro = append(g.Intro, site.Fragment{Text: p.text, Code: true})
			}
		}
	}
	f.groups = append(f.groups, g)
	f.reach(len(f.groups) - 1)
	return len(f.groups) - 1
}

// room is for so many notes of a group.
func (f *Reader) room(n int) []site.Note { return f.notes.Commit(f.notes.Reserve(n)[:n])[:0] }

// reach gives a group the listings above the place that the page is read at. Of
// several headings the first may stand above the listing that the others
// explain.
func (f *Reader) reach(group int) {
	g := &f.groups[group]
	g.Blocks = slices.Grow(g.Blocks[:0], min(f.seen, maxAbove)+1)
	for b := f.seen - 1; b >= 0 && b >= f.seen-maxAbove; b-- {
		g.Blocks = append(g.Blocks, b)
	}
	g.Above = f.seen
}

// chapter is the first listing below the open heading that stands right under
// the page's title.
func (f *Reader) chapter() int {
	for i := range f.sections {
		if f.sections[i].level > 1 {
			return f.sections[i].first
		}
	}
	return f.sections[len(f.sections)-1].first
}

// drop takes back the group that was opened last when it holds no note.
func (f *Reader) drop(g int) {
	if len(f.groups[g].Notes) == 0 && g == len(f.groups)-1 {
		f.groups = f.groups[:g]
		return
	}
	f.waiting = append(f.waiting, g)
}

func (f *Reader) add(g int, n site.Note, item ast.Node) *site.NoteRef {
	group := &f.groups[g]
	n.Above = f.seen
	group.Notes = append(group.Notes, n)
	group.Items = append(group.Items, item)
	return &site.NoteRef{Group: g, Note: len(group.Notes) - 1}
}

// stage joins the words above a group that may name a stage.
func (f *Reader) stage() string {
	var room [512]byte
	s := room[:0]
	if f.intro != nil {
		s = f.d.AppendText(s, f.intro)
	}
	for i := len(f.sections) - 1; i > 0; i-- {
		s = append(append(s, '\n'), f.sections[i].text...)
	}
	return string(s)
}

// close ends the sections of a level and deeper. What a heading's section
// held is known then.
func (f *Reader) close(level int) {
	for len(f.sections) > 0 {
		s := f.sections[len(f.sections)-1]
		if s.level < level || s.level == 0 && level > 0 {
			break
		}
		if s.note != nil {
			note := &f.groups[s.note.Group].Notes[s.note.Note]
			for b := s.first; b < f.seen; b++ {
				note.Own = append(note.Own, b)
			}
		}
		f.sections = f.sections[:len(f.sections)-1]
	}
}

func uniqueInts(list []int) []int {
	out := list[:0]
	for i, v := range list {
		if !slices.Contains(list[:i], v) {
			out = append(out, v)
		}
	}
	return out
}
