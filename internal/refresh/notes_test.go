package refresh

import (
	"slices"
	"testing"

	"docsite/internal/code"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// TestRemember keeps lines of the lock, in the listing that has them now, for a note that a
// person has yet to look at.
func TestRemember(t *testing.T) {
	page := &notes.Page{
		Codes:    []*code.Code{code.Read("sh", []byte("ls\n")), code.Read("sh", []byte("make new\nmake install\n"))},
		Groups:   []site.NoteGroup{{Notes: []site.Note{{Label: "make new", Text: "builds 2"}, {Label: "make install", Text: "copies"}}}},
		Bindings: [][]site.Binding{{{Targets: []site.Target{{Block: 1, Lines: []int{1}}}}, {Targets: []site.Target{{Block: 1, Lines: []int{2}}}}}},
	}
	got := remember(page, map[noteTarget]site.LockedNote{{site.NoteRef{}, 1}: {Label: "make old", Words: "of builds 1", Block: 0, Lines: []string{"make old"}}})
	want := [][]string{{"make old"}, {"make install"}}
	for i, n := range got {
		if note := &page.Groups[0].Notes[i]; n.Block != 1 || n.Rank != i || n.Label != note.Label || !slices.Equal(n.Lines, want[i]) {
			t.Errorf("%+v, want %q in listing 1", n, want[i])
		}
	}
}
