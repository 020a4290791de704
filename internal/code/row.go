package code

import (
	"math"
	"strings"
)

// row is a group without the comments above and the blank lines below.
type row struct {
	first, last int // lines from 0
	group       Group
}

// rows makes the groups of the listing: every row gets the comment lines
// directly above it, the blank lines below close it, and the lines left over
// become rows of their own. Rows are sorted; rows that share a line are one.
func (b *builder) rows(rows []row) {
	b.code.Groups = b.scratch.groups.Reserve(len(rows) + 4)
	line := 0
	for i := 0; i < len(rows); i++ {
		w := rows[i]
		for i+1 < len(rows) && rows[i+1].first <= w.last {
			i++
			w.last = max(w.last, rows[i].last)
		}
		first := b.unclaimed(line, w.first)
		b.group(first, w.last, w.group)
		line = w.last + 1
	}
	if first := b.unclaimed(line, len(b.starts)); first < len(b.starts) {
		b.group(first, len(b.starts)-1, Group{Kind: b.unclaimedKind(first), Stage: b.stageAbove()})
	}
}

// unclaimed makes groups of the lines from first up to next, which are in no
// row, and gives the line where the row at next begins: above next when
// comments stand directly over it.
func (b *builder) unclaimed(first, next int) int {
	start := first
	for i := first; i < next; i++ {
		if b.blankLine(i) {
			if start < i {
				b.group(start, i-1, Group{Kind: b.unclaimedKind(start), Stage: b.stageAbove()})
			}
			if n := len(b.code.Groups); n > 0 {
				b.endGroup(&b.code.Groups[n-1], i)
			} else {
				continue // blank lines at the top belong to the row below
			}
			start = i + 1
		}
	}
	return start
}

// unclaimedKind says whether a run of lines that no row claims is comments.
func (b *builder) unclaimedKind(line int) GroupKind {
	for ; line < len(b.starts) && b.blankLine(line); line++ {
	}
	if line < len(b.starts) && strings.HasPrefix(strings.TrimLeft(b.flat[b.starts[line]:], " \t"), "#") {
		return CommentGroup
	}
	return LineGroup
}

// stageAbove is the stage of the last group.
func (b *builder) stageAbove() int {
	if n := len(b.code.Groups); n > 0 {
		return b.code.Groups[n-1].Stage
	}
	return -1
}

// group adds a group of whole lines.
func (b *builder) group(first, last int, g Group) {
	g.Span.Start = b.starts[first]
	g.Lines.First = first + 1
	if g.Title == "" {
		g.Title = shorten(b.firstText(first, last))
	}
	b.endGroup(&g, last)
	b.code.Groups = append(b.code.Groups, g)
}

// endGroup makes a line the last of a group.
func (b *builder) endGroup(g *Group, last int) {
	g.Span.End = b.lineEnd(last)
	g.Lines.Last = last + 1
}

// firstText is the first line of a row that says something, without the
// sign that makes it a comment and the branches that lead to it in a tree of folders.
func (b *builder) firstText(first, last int) string {
	for i := first; i <= last; i++ {
		s := b.line(i)
		if text := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(b.flat[s.Start:s.End]), "#!")); text != "" {
			return text[Branches(text):]
		}
	}
	return ""
}

// plain makes a row of every line. Its work is linear, so no listing has too
// many steps for plain: plain is the answer where a reader took too many.
func (b *builder) plain() {
	b.work = math.MaxInt
	rows := make([]row, 0, len(b.starts))
	for i := range b.starts {
		if b.blankLine(i) {
			continue
		}
		rows = append(rows, row{first: i, last: i, group: Group{Kind: LineGroup, Stage: -1}})
		b.linePart(i)
	}
	b.rows(rows)
}
