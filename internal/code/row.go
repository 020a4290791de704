package code

import (
	"strings"

	"docsite/internal/site"
)

// row is a group before the lines around it are shared out.
type row struct {
	first, last int // lines from 0
	group       Group
}

// rows makes the groups of the listing: every row gets the comment lines
// directly above it, the blank lines below close it, and what is left over
// becomes rows of comments. Rows are sorted; rows that share a line are one.
func (r *reader) rows(rows []row) {
	r.code.Groups = r.scratch.groups.Reserve(len(rows) + 4)
	line := 0
	for i := 0; i < len(rows); i++ {
		w := rows[i]
		for i+1 < len(rows) && rows[i+1].first <= w.last {
			i++
			w.last = max(w.last, rows[i].last)
		}
		first := r.between(line, w.first)
		r.group(first, w.last, w.group)
		line = w.last + 1
	}
	if first := r.between(line, len(r.starts)); first < len(r.starts) {
		r.group(first, len(r.starts)-1, Group{Kind: r.loose(first), Stage: r.stage()})
	}
}

// between shares out the lines from first up to next, which are in no row,
// and gives the line where the row at next begins: above, when comments
// stand directly over it.
func (r *reader) between(first, next int) int {
	start := first
	for i := first; i < next; i++ {
		if r.blankLine(i) {
			if start < i {
				r.group(start, i-1, Group{Kind: r.loose(start), Stage: r.stage()})
			}
			if n := len(r.code.Groups); n > 0 {
				r.extend(&r.code.Groups[n-1], i)
			} else {
				continue // blank lines at the top belong to what follows them
			}
			start = i + 1
		}
	}
	return start
}

// loose is what a run of lines is that no row claims.
func (r *reader) loose(line int) GroupKind {
	for ; line < len(r.starts) && r.blankLine(line); line++ {
	}
	if line < len(r.starts) && strings.HasPrefix(strings.TrimLeft(r.flat[r.starts[line]:], " \t"), "#") {
		return CommentGroup
	}
	return LineGroup
}

// stage is the stage of the row above.
func (r *reader) stage() int {
	if n := len(r.code.Groups); n > 0 {
		return r.code.Groups[n-1].Stage
	}
	return -1
}

func (r *reader) group(first, last int, g Group) {
	g.Span.Start = r.starts[first]
	g.Lines.First = first + 1
	if g.Title == "" {
		g.Title = r.firstText(first, last)
	}
	g.Title = shorten(g.Title)
	r.extend(&g, last)
	r.code.Groups = append(r.code.Groups, g)
}

func (r *reader) extend(g *Group, last int) {
	g.Span.End = r.lineEnd(last)
	g.Lines.Last = last + 1
}

// firstText is the first line of a row that says something, without the
// sign that makes it a comment.
func (r *reader) firstText(first, last int) string {
	for i := first; i <= last; i++ {
		s := r.line(i)
		if text := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(r.flat[s.Start:s.End]), "#!")); text != "" {
			return text
		}
	}
	return ""
}

func (r *reader) blankLine(i int) bool {
	s := r.line(i)
	return strings.TrimSpace(r.flat[s.Start:s.End]) == ""
}

// plain makes a row of every line.
func (r *reader) plain() {
	rows := make([]row, 0, len(r.starts))
	for i := range r.starts {
		if r.blankLine(i) {
			continue
		}
		rows = append(rows, row{first: i, last: i, group: Group{Kind: LineGroup, Stage: -1}})
		r.linePart(i)
	}
	r.rows(rows)
}

// linePart makes a part of one line.
func (r *reader) linePart(i int) {
	s := r.trim(r.line(i))
	r.part(LinePart, s, "", r.fields(s), -1)
}

// trim takes the blanks off both ends of a span.
func (r *reader) trim(s site.Span) site.Span { return trim(r.flat, s) }

func trim(text string, s site.Span) site.Span {
	for s.Start < s.End && Blank(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && Blank(text[s.End-1]) {
		s.End--
	}
	return s
}

// Blank reports whether a byte of ASCII is white space.
func Blank(b byte) bool {
	return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '\v' || b == '\f'
}
