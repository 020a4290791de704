package listings

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/drift"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// Note is a note in its place.
type Note struct {
	site.Note
	Nodes   []ast.Node   // what the author wrote; it has left its place in the page
	Cells   []notes.Cell // of a table's row
	Above   []notes.Rest // what goes along with the note, above it
	Below   []notes.Rest // and below it
	Comment string       // Markdown of a comment; empty for what the author wrote on the page
	Head    []ast.Node   // what led its group in, above its first note
	Names   []ast.Node   // of a table's columns, above its first note
	spans   []site.Span
	lines   []int // in the listing
	InRow   int   // its number in its row, from 1
	Whole   bool  // it is about all of its row
	At      int   // the line that it stands at
	ID      string
	In      *Listing // where it is, for a link from another row
	Row     *Row
	Edited  bool // it names another version than its code
	Look    bool // its code has changed since a person looked
}

// noteID makes an id of what names the code: its letters and digits, with a
// hyphen for what is between. Ids of headings have no capital, so that none is
// the same.
func noteID(label string) string {
	id := append(make([]byte, 0, 48), "N-"...)
	for _, r := range label {
		switch {
		case r >= 'A' && r <= 'Z':
			id = append(id, byte(r)+'a'-'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			id = append(id, byte(r))
		case r >= 0x80:
			id = utf8.AppendRune(id, r)
		case id[len(id)-1] != '-':
			id = append(id, '-')
		}
		if len(id) > 40 {
			break
		}
	}
	return string(bytes.TrimRight(id, "-"))
}

// looks finds the notes of a page whose code is not what it was when a person
// last looked. Without a lock nobody ever has.
func (p *Reader) looks(page *notes.Page) map[site.NoteRef]bool {
	locked := p.Site.Lock.Notes[p.page.Path]
	if len(locked) == 0 {
		return nil
	}
	looks := map[site.NoteRef]bool{}
	for _, d := range drift.Drift(locked, page.Codes, page.Groups, page.Bindings) {
		if d.Class == drift.LookAgain {
			looks[site.NoteRef{Group: d.Group, Note: d.Note}] = true
		}
	}
	return looks
}
