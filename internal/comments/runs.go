package comments

import (
	"bytes"
	"slices"
	"sort"

	"docsite/internal/code"
	"docsite/internal/site"
)

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
// function or a block each line is a part of its own. starts are the offsets of the
// lines of Text.
func runs(c *code.Code, starts []int) (list []run) {
	for i := range c.Parts {
		p := &c.Parts[i]
		if p.Kind != code.CommentPart {
			continue
		}
		r := run{span: p.Span, group: p.Group, part: i}
		r.lines = site.Lines{First: sort.SearchInts(starts, p.Span.Start+1), Last: sort.SearchInts(starts, p.Span.End)}
		r.behind = len(bytes.TrimSpace(c.Text[starts[r.lines.First-1]:p.Span.Start])) > 0
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
