package drift

import (
	"slices"
	"strings"

	"docsite/internal/site"
)

// bumped finds the lines of the lock with other versions, where a note has lost its own: on
// its own a note that quotes an older version is not enough to find them. They must be in
// one piece, in one place of the listings from one block up to another, and no other note's.
func (d *Drifted) bumped(l *listings, from, to int) bool {
	if len(d.Locked.Lines) == 0 {
		return false
	}
	found, first := 0, maskedLine(d.Locked.Lines[0])
	for block := from; block < to && found < 2; block++ {
		for _, at := range l.withVersions(block, first, d.Locked.Lines) {
			found++
			d.Block, d.At = block, make([]int, len(d.Locked.Lines))
			for i := range d.At {
				d.At[i] = at + i + 1
			}
		}
	}
	if found == 1 {
		if d.Lines = l.pick(d.Block, d.At); l.explained[strings.Join(d.Lines, "\n")] == 0 {
			return true
		}
	}
	d.Block, d.At, d.Lines = -1, nil, nil
	return false
}

// maxAlike is how many lines may begin a piece of code: behind more it is not looked for.
const maxAlike = 8

// withVersions are the indexes at which a listing has lines, but for their versions; first is
// the first of them without.
func (l *listings) withVersions(block int, first string, lines []string) []int {
	if l.masked == nil {
		l.masked = make([]map[string][]int, len(l.codes))
	}
	text := l.of(block)
	if l.masked[block] == nil {
		l.masked[block] = map[string][]int{}
		for i, line := range text {
			key := maskedLine(line)
			l.masked[block][key] = append(l.masked[block][key], i)
		}
	}
	alike := l.masked[block][first]
	if len(alike) > maxAlike {
		return nil
	}
	var at []int
	for _, i := range alike {
		if i+len(lines) <= len(text) && sameWords(text[i:i+len(lines)], lines, true) {
			at = append(at, i)
		}
	}
	return at
}

func maskedLine(line string) string { return strings.Join(codeWords([]string{line}, true), "\x00") }

// explained counts the notes of the lock by the lines that they have.
func explained(locked []site.LockedNote) map[string]int {
	count := map[string]int{}
	for i := range locked {
		count[strings.Join(locked[i].Lines, "\n")]++
	}
	return count
}

// Adopt gives the notes whose lines the lock has found again to these, among the bindings
// of the page, and says which these are.
func Adopt(drifted []Drifted, bindings [][]site.Binding) (adopted []*Drifted) {
	for i := range drifted {
		d := &drifted[i]
		if b := &bindings[d.Group][d.Note]; d.Class == VersionEdited && len(b.Targets) == 0 {
			b.State, b.Targets = site.Edited, []site.Target{{Block: d.Block, Lines: slices.Clone(d.At)}}
			adopted = append(adopted, d)
		}
	}
	return adopted
}

// Release takes the lines from the notes again that do not find them by themselves, and
// gives what the lock has of these: as it was for those that a person is to look at.
func Release(adopted []*Drifted, bindings [][]site.Binding, looks func(*Drifted) bool) (unbound []site.LockedNote) {
	for _, d := range adopted {
		b := &bindings[d.Group][d.Note]
		if len(b.Targets) > 0 && b.Targets[0].Spans != nil {
			continue
		}
		b.Targets = nil
		locked := d.Locked
		if !looks(d) {
			locked.Block, locked.Lines = d.Block, d.Lines
		}
		unbound = append(unbound, locked)
	}
	return unbound
}
