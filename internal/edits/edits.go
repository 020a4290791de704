// Package edits makes edits in a text, and tells where in the text before them something stood.
package edits

import (
	"cmp"
	"slices"
	"sort"
)

// Edit puts something else in the place of a piece of a text.
type Edit struct {
	Start, End int // offsets of the piece
	Text       []byte
}

// Growth is by how many bytes the edit makes the text longer.
func (e *Edit) Growth() int { return len(e.Text) - (e.End - e.Start) }

// Sort sorts edits by where they begin.
func Sort(list []Edit) {
	slices.SortFunc(list, func(a, b Edit) int { return cmp.Compare(a.Start, b.Start) })
}

// Overlap reports whether two of sorted edits are about the same bytes.
func Overlap(list []Edit) bool {
	end := 0
	return slices.ContainsFunc(list, func(e Edit) bool {
		before := end
		end = e.End
		return e.Start < before || e.End < e.Start
	})
}

// Revision is a text in which edits have been made. The zero one is of a text without any.
type Revision struct {
	Text  []byte
	edits []Edit
	at    []int // where the text of each begins
}

// Make makes edits in a text. They are sorted, and do not overlap.
func Make(text []byte, list []Edit) Revision {
	r := Revision{edits: list, at: make([]int, len(list))}
	end := 0
	for i, e := range list {
		r.Text = append(r.Text, text[end:e.Start]...)
		r.at[i], end = len(r.Text), e.End
		r.Text = append(r.Text, e.Text...)
	}
	r.Text = append(r.Text, text[end:]...)
	return r
}

// Origin is where in the text before the edits stood what stands at an offset, or where the edit
// begins that brought it.
func (r *Revision) Origin(offset int) int {
	i := sort.SearchInts(r.at, offset+1)
	if i == 0 {
		return offset
	}
	last := &r.edits[i-1]
	if behind := offset - r.at[i-1] - len(last.Text); behind >= 0 {
		return last.End + behind
	}
	return last.Start
}
