package site

import "sort"

// Sentence is a sentence of a page, a heading, or a cell of a table, as a
// reader sees it: plain text, without the code of listings.
type Sentence struct {
	Text    string
	Section int     // counts the headings above it: sentences of one section speak of the same thing
	Column  string  // of a cell: the header of its column
	Row     string  // of a cell: the first cell of its row
	Pieces  []Piece // where in the page's source the text stands
	Figures []Held  // the parts that stand between markers
}

// Piece says that Text from At on, up to the next piece, stands in the page's
// source from Offset on.
type Piece struct{ At, Offset int }

// Held is a part of a sentence's text between the comments of a marker.
type Held struct {
	Span Span // in Text
	ID   string
}

// Offset is the place in the page's source of the byte at i in the text.
func (s *Sentence) Offset(i int) int {
	n := sort.Search(len(s.Pieces), func(n int) bool { return s.Pieces[n].At > i })
	if n == 0 {
		return 0
	}
	p := s.Pieces[n-1]
	return p.Offset + i - p.At
}

// Claim is a size that a sentence states of an image.
type Claim struct {
	Span   Span   // the size in the page's source
	Text   string // "284 MB"
	ID     string // the figure that it is: "inkwell.usage"; empty when it is none
	Digits int    // of a size that is only about so: how many of its digits count; 0 of others
	Marked bool   // it stands between markers
	Vague  bool   // the fault is that nothing says which size is meant
	Fault  string // what is wrong with it; empty when nothing is
	Hint   string // a wording that is right, with markers
}
