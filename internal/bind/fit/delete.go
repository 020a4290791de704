package main

import (
	"bytes"
	"slices"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// without makes a page of which some of the lines that its notes explain are gone:
// those of every fourth row from a first. Their notes explain nothing then, however
// much of what they quote stands elsewhere.
func without(d *document, from int) *document {
	gone := explained(d, from)
	text, now := deleted(d, gone)
	if text == nil {
		return nil
	}
	out := readDocument(d.name+" without", text)
	out.group, out.own, out.changed = d.group, true, true
	for _, r := range d.rows {
		if r.Line >= len(now) {
			continue
		}
		r.Line = now[r.Line]
		if r, sure := rest(r, gone); sure {
			out.rows = append(out.rows, r)
		}
	}
	return out
}

// explained are the lines of listings that every fourth row from a first explains, of
// those with few.
func explained(d *document, from int) map[line]bool {
	lines := map[line]bool{}
	k := 0
	for _, r := range d.rows {
		if r.Lines == nil {
			continue
		}
		if k++; k%4 == from && len(r.Lines) <= 6 {
			for _, l := range r.Lines {
				lines[line{*r.Block, l}] = true
			}
		}
	}
	return lines
}

// deleted is the page without some lines of its listings, and the numbers that its lines
// have then, by those that they had; nil where it has none of them.
func deleted(d *document, gone map[line]bool) (text []byte, now []int) {
	doc := markdown.Parse(&site.Source{Name: d.name, Text: d.page})
	drop := map[int]bool{} // lines of the page, from 1
	for i := range doc.Listings {
		for l, offset := range doc.Listings[i].Offsets {
			if gone[line{i, l + 1}] {
				at, _ := doc.Source.Position(offset)
				drop[at] = true
			}
		}
	}
	if len(drop) == 0 {
		return nil, nil
	}
	lines := bytes.SplitAfter(d.page, []byte("\n"))
	now = make([]int, len(lines)+2)
	n := 0
	for i, of := range lines {
		if !drop[i+1] {
			n++
			text = append(text, of...)
		}
		now[i+1] = n
	}
	return text, now
}

// rest is a row with those of its places that are left whole; sure is false where a part of
// one is, since nobody has said what the row explains then.
func rest(r row, gone map[line]bool) (_ row, sure bool) {
	var left []place
	partly := false
	for _, a := range r.places() {
		p := shift(a, gone)
		partly = partly || len(p.Lines) > 0 && len(p.Lines) < len(a.Lines)
		if len(p.Lines) == len(a.Lines) {
			left = append(left, p)
		}
	}
	switch {
	case r.Lines == nil:
		r.Alt = left
	case len(left) > 0:
		b := left[0].Block
		r.Block, r.Lines, r.Alt = &b, left[0].Lines, left[1:]
	case partly:
		return r, false
	default:
		r.Block, r.Lines, r.Alt = nil, nil, nil
	}
	return r, true
}

// shift gives the lines of a place that are left, as they are counted then.
func shift(p place, gone map[line]bool) place {
	out := place{Block: p.Block}
	for _, l := range p.Lines {
		if gone[line{p.Block, l}] {
			continue
		}
		before := 0
		for k := 1; k < l; k++ {
			if gone[line{p.Block, k}] {
				before++
			}
		}
		out.Lines = append(out.Lines, l-before)
	}
	slices.Sort(out.Lines)
	return out
}
