package main

import (
	"slices"
	"strings"
	"testing"
)

// TestNotesOfDeletedCode takes away, for one note after the other, the lines
// that it explains. The note must not go to their neighbours. A few rightly
// find another place: a name that is used elsewhere too, a line that is only
// counted.
func TestNotesOfDeletedCode(t *testing.T) {
	all, elsewhere := 0, 0
	for name, text := range longPages(t) {
		page := notesOf(t, text)
		for _, n := range page.Notes {
			if len(n.Targets) != 1 {
				continue
			}
			all++
			fence := page.Listings[n.Targets[0].Block].Line
			if line, got := withoutLines(t, text, fence, n.Targets[0].Lines, n.Line); len(got) > 0 {
				elsewhere++
				t.Logf("%s:%d goes to %v (line %d now)", name, n.Line, got, line)
			}
		}
	}
	if all < 100 || 100*elsewhere > 13*all {
		t.Errorf("%d of %d notes went elsewhere when their code was gone", elsewhere, all)
	}
}

// withoutLines deletes lines of a listing that opens on the line fence, and
// gives the lines to which the note on line row is bound then.
func withoutLines(t *testing.T, page []byte, fence int, lines []int, row int) (int, []lineSet) {
	t.Helper()
	var kept []string
	shift := 0
	for i, line := range strings.SplitAfter(string(page), "\n") {
		if slices.Contains(lines, i+1-fence) {
			if i+1 < row {
				shift++
			}
			continue
		}
		kept = append(kept, line)
	}
	for _, n := range notesOf(t, []byte(strings.Join(kept, ""))).Notes {
		if n.Line == row-shift {
			return row - shift, n.Targets
		}
	}
	return row - shift, nil
}
