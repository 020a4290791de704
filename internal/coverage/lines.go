package coverage

import (
	"slices"

	"docsite/internal/code"
	"docsite/internal/site"
)

// coverage counts the instructions and statements of the listings that notes
// explain, and those that have a note.
func (page *Page) coverage() (all, explained int) {
	for block, code := range page.codes {
		notes := page.lines(block)
		if len(notes) == 0 {
			continue
		}
		for i := range code.Groups {
			g := &code.Groups[i]
			if !counts(g) {
				continue
			}
			all++
			for line := g.Lines.First; line <= g.Lines.Last; line++ {
				if notes[line] {
					explained++
					break
				}
			}
		}
	}
	return all, explained
}

// unexplained lists the first lines of the instructions that have no note.
func (page *Page) unexplained(block int) []int {
	notes := page.lines(block)
	list := []int{}
	for i := range page.codes[block].Groups {
		g := &page.codes[block].Groups[i]
		if !counts(g) {
			continue
		}
		if !slices.ContainsFunc(lineNumbers(g.Lines), func(n int) bool { return notes[n] }) {
			list = append(list, g.Lines.First)
		}
	}
	return list
}

// counts reports whether a row is something to explain.
func counts(g *code.Group) bool {
	return g.Kind != code.CommentGroup && g.Kind != code.DirectiveGroup
}

func lineNumbers(l site.Lines) []int {
	list := make([]int, 0, l.Last-l.First+1)
	for n := l.First; n <= l.Last; n++ {
		list = append(list, n)
	}
	return list
}

// lines are the lines of a listing that notes explain.
func (page *Page) lines(block int) map[int]bool {
	lines := map[int]bool{}
	for i := range page.Notes {
		for _, t := range page.Notes[i].Targets {
			if t.Block == block {
				for _, n := range t.Lines {
					lines[n] = true
				}
			}
		}
	}
	return lines
}
