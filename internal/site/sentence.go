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
	return s.Pieces[n-1].Offset + i - s.Pieces[n-1].At
}
