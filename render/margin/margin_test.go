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

// TestBands has lines with many notes and little code below them: these stand below the
// line, in two columns.
func TestBands(t *testing.T) {
	many := []Note{{120}, {120}, {120}, {120}, {120}, {120}}
	for _, c := range []struct {
		name  string
		lines int
		notes map[int][]Note
		share int
		bands int
	}{
		{"one line", 1, map[int][]Note{0: many}, 0, 1},
		{"one line with two notes", 1, map[int][]Note{0: many[:2]}, -1, 0},
		{"one line with short notes", 1, map[int][]Note{0: {{20}, {20}, {20}, {20}}}, -1, 0},
		{"with room below", 30, map[int][]Note{0: many}, -1, 0},
		{"two lines", 2, map[int][]Note{0: many, 1: many}, 0, 2},
		{"above a line with one note", 3, map[int][]Note{0: many, 2: {{20}}}, -1, 1},
	} {
		p := Lay(listing(repeat(70, c.lines), c.notes), false)
		if len(p.Bands) != c.bands || c.share == 0 != (p.Share == 0) {
			t.Errorf("%s: bands %v, notes have %d in a hundred", c.name, p.Bands, p.Share)
		}
	}
}

// TestLong has lines that a phone sets small, and words that no phone's line holds.
func TestOpens(t *testing.T) {
	long := strings.Repeat("a", 38)
	for line, want := range map[string]bool{
		"   " + long + " b\n": true, "  " + long + "\n": false, long + long + "\n": false, "    - " + long: true, "- " + long + "\n": false,
		"  - " + long: true, "   b " + long: false, "   " + strings.Repeat("é", 37) + " b": false, "": false, "   ": false,
	} {
		if Opens([]byte(line)) != want {
			t.Errorf("%q: want %v", line, want)
		}
	}
}

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
