package coverage

import (
	"strings"

	"docsite/internal/code"
)

// coverage counts the instructions and statements of the listings that notes
// explain, and those that have a note.
func (page *Page) coverage() (all, explained int) {
	missed := 0
	for block, code := range page.codes {
		if len(page.lines(block)) == 0 {
			continue
		}
		for i := range code.Groups {
			if counts(&code.Groups[i]) {
				all++
			}
		}
		missed += len(page.unexplained(block))
	}
	return all, all - missed
}

// unexplained lists the first lines of the instructions that have no note, those of
// their comments left out.
func (page *Page) unexplained(block int) (list []int) {
	notes := page.lines(block)
	for i := range page.codes[block].Groups {
		g := &page.codes[block].Groups[i]
		line := g.Lines.First
		for line <= g.Lines.Last && !notes[line] {
			line++
		}
		if counts(g) && line > g.Lines.Last {
			list = append(list, page.below(block, g))
		}
	}
	return list
}

// below is the first line of a row below the comments that stand above its code; its
// first line where it is nothing but comments.
func (page *Page) below(block int, g *code.Group) int {
	for line := g.Lines.First; line <= g.Lines.Last; line++ {
		if text := strings.TrimSpace(page.line(block, line)); text != "" && text[0] != '#' {
			return line
		}
	}
	return g.Lines.First
}

// counts reports whether a row is something to explain.
func counts(g *code.Group) bool {
	return g.Kind != code.CommentGroup && g.Kind != code.DirectiveGroup
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
