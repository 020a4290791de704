package site

import "iter"

// NoteKind is the way in which an author wrote a note.
type NoteKind string

const (
	TableNote      NoteKind = "table"      // a row of a table
	BulletNote     NoteKind = "bullet"     // an item of a bullet list
	NumberedNote   NoteKind = "numbered"   // an item of a numbered list
	DefinitionNote NoteKind = "definition" // a term of a definition list
	HeadingNote    NoteKind = "heading"    // a heading with the prose below it
	ParagraphNote  NoteKind = "paragraph"  // a paragraph that opens with code or in bold
)

// IsItem reports whether a note is an item of a list.
func (k NoteKind) IsItem() bool { return k == BulletNote || k == NumberedNote }

// Note explains a part of a listing. It is found by the shape of the page's
// Markdown alone; which lines it explains is decided by a [Binding].
type Note struct {
	Kind      NoteKind
	Span      Span       // the row, item or heading in the page's source
	Label     string     // what names the code, as plain text: the first cell, the lead, the heading
	Fragments []Fragment // all that may name code, in order: nothing but the code can tell what does
	Text      string     // the explanation as plain text, for a terminal
	Leads     bool       // it is nothing but a link, as of a table of contents or of what to read next
	Number    int        // position in a numbered list, from 1; 0 elsewhere
	Above     int        // how many of the page's listings stand above it
	// Own are the listings that stand inside the note: in the list item, in
	// the section below the heading (values of Listing.Block).
	Own []int
}

// Fragment is a run of words that may name code: a code span, or other words of
// a label ("Line 4", "FROM").
type Fragment struct {
	Text string
	Code bool // it stood in a code span
	Bold bool // it is no code, and bold or emphasised
	At   Position
	// Open tells that words follow which need not belong to it, as in a sentence
	// that opens with code: "EXPOSE 80 tells Docker …".
	Open bool
}

// Position is where in its note a fragment stands.
type Position uint8

const (
	LabelPosition  Position = iota // what the note opens with, or the cell or heading that names the code
	AsidePosition                  // a part of a label that has a fragment already
	RestPosition                   // behind the label
	ColumnPosition                 // in another cell of the row
)

// NoteGroup is a run of notes written in one way, one table or one list, with
// the listings that it can explain.
type NoteGroup struct {
	Notes []Note
	// Blocks are the listings that the group may explain (values of
	// Listing.Block), the likeliest first: the nearest above, those above it,
	// the one below when the text introduces it.
	Blocks []int
	// Chapter is the first listing that stands below the same heading as the
	// group, of all headings but the page's title (a value of Listing.Block).
	Chapter int
	// Section is the same for the innermost heading.
	Section int
	// Above is how many of the page's listings stand above the group.
	Above int
	// Stage is what stands above the group and may limit it to a stage: the
	// line that introduces it and the heading, joined by a newline.
	Stage  string
	Intro  []Fragment // the code that the line right above quotes
	Header []string   // the header cells of a table, as plain text
	// Under is the note that the group stands below, a list inside a list
	// item or in a heading's section; nil for none.
	Under *NoteRef
}

// NoteRef names a note by the index of its group and its index there. The
// group of a reference comes before the group that holds it.
type NoteRef struct{ Group, Note int }

// NotesOf gives each note of some groups, in order.
func NotesOf(groups []NoteGroup) iter.Seq2[NoteRef, *Note] {
	return func(yield func(NoteRef, *Note) bool) {
		for g := range groups {
			for n := range groups[g].Notes {
				if !yield(NoteRef{g, n}, &groups[g].Notes[n]) {
					return
				}
			}
		}
	}
}

// State is what became of a note.
type State string

const (
	Matched   State = "matched"   // it names these lines
	Edited    State = "edited"    // it names these lines but for a version or a digest
	Ambiguous State = "ambiguous" // it names several places equally well
	Unmatched State = "unmatched" // it names code, but none that is there
	NoCode    State = "none"      // it names no code and is left alone
)

// Target is where in a listing a note belongs.
type Target struct {
	Block int
	Spans []Span // in Listing.Code, sorted, not overlapping
	Lines []int  // the physical lines of Spans, from 1, sorted, each once
}

// Binding says which lines a note explains.
type Binding struct {
	State   State
	Targets []Target // empty unless Matched or Edited
	// Nearest and Reason tell a person why an unmatched or ambiguous note was
	// refused: the closest candidate, and what is against it.
	Nearest *Target
	Reason  string
	// Probability is how sure it is that these lines, or those of the closest
	// candidate, are the right ones: from 0 to 1.
	Probability float64
}
