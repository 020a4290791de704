package main

import (
	"os"
	"path/filepath"
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
	for _, want := range readTruths(t, documents) {
		page, err := os.ReadFile(filepath.Join(documents, want.Doc))
		if err != nil {
			t.Fatal(err)
		}
		listings := notesOfText(t, page).Listings
		for _, item := range want.Items {
			if item.Lines == nil {
				continue
			}
			all++
			if line, got := withoutLines(t, page, listings[item.Block].Line, item.Lines, item.Line); len(got) > 0 {
				elsewhere++
				t.Logf("%s:%d goes to %v (line %d now)", want.Doc, item.Line, got, line)
			}
		}
	}
	if 100*elsewhere > 12*all {
		t.Errorf("%d of %d notes went elsewhere when their code was gone", elsewhere, all)
	}
}

// withoutLines deletes lines of a listing that opens on the line fence, and
// gives the lines to which the note on line row is bound then.
func withoutLines(t *testing.T, page []byte, fence int, lines []int, row int) (int, []notedTarget) {
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
	for _, n := range notesOfText(t, []byte(strings.Join(kept, ""))).Notes {
		if n.Line == row-shift {
			return row - shift, n.Targets
		}
	}
	return row - shift, nil
}
