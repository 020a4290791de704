package code

import (
	"cmp"
	"slices"
	"sort"

	"docsite/internal/site"
)

// finish brings tokens and parts into order, gives each part its group, and
// turns all offsets into those of Code.Text.
func (b *builder) finish() {
	b.sortTokens()
	b.sortParts()
	if b.code.Dockerfile != nil {
		adoptComments(b.code.Parts)
	}
	g := 0
	groups, parts := b.code.Groups, b.code.Parts
	for i := range parts {
		for g+1 < len(groups) && parts[i].Span.Start >= groups[g].Span.End {
			g++
		}
		parts[i].Group = g
	}
	if len(b.crs) > 0 {
		b.restoreReturns()
	}
}

// sortTokens also drops a token that overlaps the one before: where two
// readers claim a text, the first has it.
func (b *builder) sortTokens() {
	tokens := b.code.Tokens
	slices.SortStableFunc(tokens, func(a, b Token) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	end, kept := 0, tokens[:0]
	for _, t := range tokens {
		if t.Span.Start >= end && t.Span.End <= len(b.text) {
			kept, end = append(kept, t), t.Span.End
		}
	}
	b.code.Tokens = kept
}

// sortParts sorts by start, the wider first, and keeps Parent right.
func (b *builder) sortParts() {
	parts := b.code.Parts
	order := func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	}
	if slices.IsSortedFunc(parts, order) {
		return
	}
	from := make([]int, len(parts)) // new index → old
	for i := range from {
		from[i] = i
	}
	slices.SortStableFunc(from, func(a, b int) int { return order(parts[a], parts[b]) })
	to := make([]int, len(parts)) // old index → new
	sorted := make([]Part, len(parts))
	for i, old := range from {
		to[old], sorted[i] = i, parts[old]
	}
	for i := range sorted {
		if p := sorted[i].Parent; p >= 0 {
			sorted[i].Parent = to[p]
		}
	}
	copy(parts, sorted)
}

// restoreReturns makes offsets in Code.Text of those in text.
func (b *builder) restoreReturns() {
	fix := func(s *site.Span) {
		s.Start += sort.SearchInts(b.crs, s.Start)
		s.End += sort.SearchInts(b.crs, s.End)
	}
	for i, start := range b.starts {
		b.starts[i] += sort.SearchInts(b.crs, start)
	}
	c := b.code
	for i := range c.Groups {
		fix(&c.Groups[i].Span)
	}
	for i := range c.Tokens {
		fix(&c.Tokens[i].Span)
	}
	fixed := map[*Word]bool{} // an instruction shares its words with its arguments
	for i := range c.Parts {
		fix(&c.Parts[i].Span)
		for j := range c.Parts[i].Words {
			if w := &c.Parts[i].Words[j]; !fixed[w] {
				fixed[w] = true
				fix(&w.Span)
			}
		}
	}
}
