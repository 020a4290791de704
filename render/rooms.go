package render

import (
	"slices"

	"docsite/internal/bind"
	"docsite/internal/site"
	"docsite/render/tokens"
)

// rooms are arrays that a printer cuts what it needs for a page from. They are
// used again for the next page.
type rooms struct {
	bound  bind.Scratch // what notes are bound in
	notes  []note
	rows   []row
	tokens []tokens.Token
	span   []byte // the code of a span
}

// reset forgets the page before. What it keeps of that page would be kept from
// the collector too.
func (m *rooms) reset() {
	m.bound.Clear()
	clear(m.notes)
	clear(m.rows)
	m.notes, m.rows, m.tokens = emptied(m.notes), emptied(m.rows), emptied(m.tokens)
}

// maxRoom is how long an array may be to be used again: an unusual page does
// not make memory grow for good.
const maxRoom = 1 << 14

func emptied[T any](room []T) []T {
	if cap(room) > maxRoom {
		return nil
	}
	return room[:0]
}

// carve cuts n values, all zero, out of an array. One that is used up is
// left to those who have a part of it.
func carve[T any](room *[]T, n int) []T {
	at := len(*room)
	if cap(*room)-at < n {
		*room, at = make([]T, 0, max(n, 2*cap(*room))), 0
	}
	*room = (*room)[:at+n]
	part := (*room)[at : at+n : at+n]
	clear(part)
	return part
}

// within are the lines of a range: the given ones where that is all of them.
func within(lines []int, first, last int) (in []int) {
	n := 0
	for _, line := range lines {
		if line >= first && line <= last {
			n++
		}
	}
	if n == 0 || n == len(lines) {
		return lines[:n]
	}
	for _, line := range lines {
		if line >= first && line <= last {
			in = append(in, line)
		}
	}
	return in
}

// spansWithin are the spans that lie in a group, in part at least: that part.
func spansWithin(spans []site.Span, group site.Span) (in []site.Span) {
	outside := func(s site.Span) bool {
		return s.Start < group.Start || s.Start >= group.End || s.End <= group.Start || s.End > group.End
	}
	if !slices.ContainsFunc(spans, outside) {
		return spans
	}
	for _, s := range spans {
		if s.Start < group.End && s.End > group.Start {
			in = append(in, site.Span{Start: max(s.Start, group.Start), End: min(s.End, group.End)})
		}
	}
	return in
}
