package comments

import (
	"bytes"
	"slices"
	"sort"

	"docsite/internal/code"
	"docsite/internal/site"
)

// Comment is what a comment of a listing says of the line below it, or of the
// line that it stands behind.
type Comment struct {
	Span  site.Span  // in the listing's text, from the first sign of the comment
	Lines site.Lines // of Span, from 1
	At    int        // the line that it explains
	Plain string     // without the signs of the comment
	Text  string     // the same as Markdown
}

// IsBehind reports whether the comment stands behind code.
func (c *Comment) IsBehind() bool { return c.At == c.Lines.First }

// Find finds the comments of a listing that can be read as notes: runs of
// lines right above an instruction or a statement, and those behind one. What
// speaks to programs, only draws a line, or stands for itself is none, and neither is
// code that is switched off, with what is said of that code above it.
func Find(of *code.Code) (list []Comment) {
	off := Off(of)
	for _, r := range runs(of) {
		c := Comment{Span: r.span, Lines: r.lines, At: r.lines.Last + 1}
		if r.behind {
			c.At = c.Lines.First
		} else if g := of.Groups[r.group]; c.At > g.Lines.Last || c.At > len(of.Starts) {
			continue
		} else if s := of.Line(c.At); len(bytes.TrimSpace(of.Text[s.Start:s.End])) == 0 {
			continue
		}
		for line := c.Lines.Last; line >= c.Lines.First; line-- {
			if off[line] {
				c.Lines.First = line + 1
				break
			}
		}
		if c.Lines.First > c.Lines.Last {
			continue
		}
		if c.Lines.First > r.lines.First {
			c.Span.Start = of.Starts[c.Lines.First-1]
		}
		if c.Plain, c.Text = read(of.Text[c.Span.Start:c.Span.End], instructionAround(of, r.part) != ""); c.Text != "" {
			list = append(list, c)
		}
	}
	return list
}

// run is a comment as its author sees it: lines of their own that follow one
// another, or what stands behind code.
type run struct {
	span   site.Span  // from its first sign
	lines  site.Lines // of span, from 1
	group  int        // index in Code.Groups, of its last line
	behind bool       // it stands behind code
	part   int        // the first of its parts
}

// runs puts the comments of a listing together, in their order. Inside a
// function or a block each line is a part of its own.
func runs(c *code.Code) (list []run) {
	for i := range c.Parts {
		p := &c.Parts[i]
		if p.Kind != code.CommentPart {
			continue
		}
		r := run{span: p.Span, group: p.Group, part: i}
		r.lines = site.Lines{First: sort.SearchInts(c.Starts, p.Span.Start+1), Last: sort.SearchInts(c.Starts, p.Span.End)}
		r.behind = len(bytes.TrimSpace(c.Text[c.Starts[r.lines.First-1]:p.Span.Start])) > 0
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b run) int { return a.span.Start - b.span.Start })
	n := 0
	for i, r := range list {
		if last := max(n-1, 0); i > 0 && !r.behind && !list[last].behind && r.lines.First == list[last].lines.Last+1 {
			list[last].span.End, list[last].lines.Last, list[last].group = r.span.End, r.lines.Last, r.group
			continue
		}
		list[n] = r
		n++
	}
	return list[:n]
}
