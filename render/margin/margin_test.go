package margin

import (
	"strings"
	"testing"
)

// listing gives lines of so many columns, with the notes of some of them.
func listing(columns []int, notes map[int][]Note) []Line {
	lines := make([]Line, len(columns))
	for i, n := range columns {
		lines[i] = Line{Columns: n, Notes: notes[i]}
	}
	return lines
}

func repeat(n, times int) (all []int) {
	for range times {
		all = append(all, n)
	}
	return all
}

// TestShare has code that is wide with short notes, and the other way round.
func TestShare(t *testing.T) {
	short, long := map[int][]Note{}, map[int][]Note{}
	for i := range 20 {
		short[i], long[i] = []Note{{20}}, []Note{{150}}
	}
	if p := Lay(listing(repeat(80, 20), short), false); p.Share != shares[0] {
		t.Errorf("wide code: notes have %d in a hundred", p.Share)
	}
	if p := Lay(listing(repeat(20, 20), long), false); p.Share != shares[len(shares)-1] {
		t.Errorf("long notes have %d in a hundred", p.Share)
	}
}

// TestDrift has notes that are far longer than their code: some line waits, and
// where one note is longer than others that follow soon, it is set over both
// columns.
func TestDrift(t *testing.T) {
	notes := map[int][]Note{}
	for i := range 30 {
		notes[i] = []Note{{300}}
	}
	if p := Lay(listing(repeat(30, 30), notes), false); len(p.Clear) < 5 {
		t.Errorf("%d lines wait", len(p.Clear))
	}
	p := Lay(listing(repeat(30, 12), map[int][]Note{1: {{1500}}, 2: {{40}}, 3: {{40}}, 4: {{40}}, 5: {{40}}}), false)
	if !p.Across[[2]int{1, 0}] || len(p.Across) != 1 {
		t.Errorf("set over both columns: %v", p.Across)
	}
	if p := Lay(listing(repeat(30, 60), map[int][]Note{1: {{1500}}}), false); len(p.Across)+len(p.Clear) > 0 {
		t.Errorf("a note with room below it: %v", p)
	}
}

// TestLong has lines that a phone sets small, and words that no phone's line holds.
func TestLong(t *testing.T) {
	for _, c := range []struct {
		line        string
		long, solid bool
	}{
		{strings.Repeat("word ", 24), false, false},
		{strings.Repeat("word ", 24) + "and another", true, false},
		{"FROM " + strings.Repeat("a", 120), true, true},
		{strings.Repeat("a", 100), false, false},
		{strings.Repeat("\t", 29) + "word", false, false},
		{strings.Repeat("\t", 30) + "word", true, false},
		{strings.Repeat("é", 121), true, true},
		{strings.Repeat("é", 72) + strings.Repeat(" é", 40), true, false},
		{strings.Repeat("é", 73) + strings.Repeat(" é", 40), true, true},
	} {
		if long, solid := Long([]byte(c.line)); long != c.long || solid != c.solid {
			t.Errorf("%q: long %v, solid %v", c.line, long, solid)
		}
	}
}
