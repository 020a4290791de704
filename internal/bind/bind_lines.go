package bind

import (
	"cmp"
	"slices"

	"docsite/internal/code"
	"docsite/internal/site"
)

// write turns the chosen places of a group into bindings.
func (b *binder) write(g int) {
	queries := b.queries[g]
	for i := 0; i < len(queries); {
		end := i
		for end < len(queries) && queries[end].note == queries[i].note {
			end++
		}
		out := b.binding(g, queries[i:end])
		if len(out.Targets) == 0 && b.isProse(g, queries[i].note) {
			out = site.Binding{State: site.NoCode}
		}
		b.out[g][queries[i].note] = out
		i = end
	}
}

// isProse reports whether a note that found no line may be a sentence or a
// title that happens to open with code. Only rows of tables and items of lists
// ask for an answer, and headings of which several found theirs.
func (b *binder) isProse(g, note int) bool {
	switch b.groups[g].Notes[note].Kind {
	case site.ParagraphNote, site.HeadingNote:
		return len(b.groups[g].Notes) < 3 || b.shares[g] < share
	}
	return false
}

// binding joins what the fragments of one note found.
func (b *binder) binding(g int, queries []query) site.Binding {
	var out site.Binding
	var found, all float64
	ambiguous := -1
	for i := range queries {
		q := &queries[i]
		if q.chosen >= 0 || !q.late {
			all += q.weight
		}
		if q.chosen < 0 {
			continue
		}
		if len(q.rivals) > 0 {
			ambiguous = i
			continue
		}
		found += q.weight
		b.target(&out, g, q)
		if q.found[q.chosen].edited {
			out.State = site.Edited
		}
	}
	switch {
	case found > 0 && (2*found >= all || onlyFlags(queries)):
		if out.State == "" {
			out.State = site.Matched
		}
		return out
	case ambiguous >= 0 && !queries[ambiguous].mention:
		return b.ambiguous(&queries[ambiguous])
	}
	return b.refused(g, queries)
}

// onlyFlags reports whether a note names the forms of one flag: "-l",
// "--listening".
func onlyFlags(queries []query) bool {
	for i := range queries {
		if !queries[i].isFlag() {
			return false
		}
	}
	return true
}

// target adds the lines of one query.
func (b *binder) target(out *site.Binding, g int, q *query) {
	place := &q.found[q.chosen]
	lines := b.indexes[place.block].lines(place, q, func(span site.Span) bool {
		return b.inside(g, q, span)
	})
	var t *site.Target
	for k := range out.Targets {
		if out.Targets[k].Block == place.block {
			t = &out.Targets[k]
		}
	}
	if t == nil {
		out.Targets = append(out.Targets, site.Target{Block: place.block})
		t = &out.Targets[len(out.Targets)-1]
	}
	x := b.indexes[place.block]
	t.Lines = append(t.Lines, lines...)
	slices.Sort(t.Lines)
	t.Lines = slices.Compact(t.Lines)
	t.Spans = x.spans(t.Lines)
}

// name remembers what the notes of a group name.
func (b *binder) name(g int, queries []query) {
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 || len(q.rivals) > 0 || q.found[q.chosen].union {
			continue
		}
		place := &q.found[q.chosen]
		t := &b.indexes[place.block].terms[place.terms[0]]
		b.named = append(b.named, name{group: g, note: q.note, block: place.block, offset: t.span.Start, line: t.line, terms: len(place.terms), text: q.text})
	}
}

// sortNames puts what is named in the order of the code.
func (b *binder) sortNames() {
	b.sorted = true
	slices.SortFunc(b.named, func(x, y name) int {
		return cmp.Or(cmp.Compare(x.block, y.block), cmp.Compare(x.offset, y.offset), cmp.Compare(x.text, y.text), cmp.Compare(x.group, y.group), cmp.Compare(x.note, y.note))
	})
	kept := b.named[:0]
	for _, o := range b.named { // two of a kind say all
		if n := len(kept); n < 2 || kept[n-2].block != o.block || kept[n-2].offset != o.offset || kept[n-2].text != o.text {
			kept = append(kept, o)
		}
	}
	b.named = kept
}

// maxNames is how many names in a construct are looked at.
const maxNames = 500

// inside reports whether another note of the page names a part of the span.
func (b *binder) inside(g int, q *query, span site.Span) bool {
	if !b.sorted {
		return false // the first time only the whole extent is asked for
	}
	place := &q.found[q.chosen]
	own := b.indexes[place.block].terms[place.terms[0]].line
	i, _ := slices.BinarySearchFunc(b.named, span.Start, func(o name, start int) int {
		return cmp.Or(cmp.Compare(o.block, place.block), cmp.Compare(o.offset, start))
	})
	for end := i + maxNames; i < min(end, len(b.named)) && b.named[i].block == place.block && b.named[i].offset < span.End; i++ {
		o := &b.named[i]
		if o.group == g && o.note == q.note || o.text == q.text {
			continue
		}
		if o.line != own || o.terms < len(place.terms) {
			return true
		}
	}
	return false
}

// lines gives the lines of a place: all of the construct that the fragment
// opens, unless another note names a part of it; else the lines of the words.
func (x *index) lines(place *candidate, q *query, inside func(site.Span) bool) []int {
	var lines []int
	if place.union {
		for _, t := range place.terms {
			if head := x.heads[t]; head >= 0 && (q.bare || x.Parts[head].Kind == code.KeyPart || x.Parts[head].Kind == code.InstructionPart) && !inside(x.Parts[head].Span) {
				lines = x.addSpan(lines, x.Parts[head].Span)
			} else {
				lines = append(lines, int(x.terms[t].line))
			}
		}
		return lines
	}
	if head := x.heads[place.terms[0]]; head >= 0 && !x.assigns(place) {
		if span := x.Parts[head].Span; q.tail || x.stands(head, place) || !inside(span) {
			return x.addSpan(lines, span)
		}
	}
	terms := place.terms
	if x.assigns(place) {
		terms = terms[1:]
	}
	for i, t := range terms {
		line := int(x.terms[t].line)
		if i > 0 && place.gapped {
			for l := int(x.terms[terms[i-1]].line) + 1; l < line; l++ {
				lines = append(lines, l)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// stands reports whether the fragment stands for all of the part though other
// notes name pieces of it: a function by its name, a heredoc by its opening.
func (x *index) stands(head int32, place *candidate) bool {
	if x.Parts[head].Kind == code.FunctionPart {
		return true
	}
	for _, t := range place.terms {
		if x.terms[t].text == "<<" {
			return true
		}
	}
	return false
}

// assigns reports whether a place is an instruction of several assignments
// of which the fragment names some.
func (x *index) assigns(place *candidate) bool {
	head := x.heads[place.terms[0]]
	if head < 0 || len(place.terms) < 2 || x.Parts[head].Kind != code.InstructionPart {
		return false
	}
	n := 0
	for p := int(head) + 1; p < len(x.Parts) && x.Parts[p].Group == x.Parts[head].Group; p++ {
		if x.Parts[p].Kind == code.AssignmentPart && x.Parts[p].Parent == int(head) {
			n++
		}
	}
	return n > 1
}

// addSpan adds the lines that a span touches.
func (x *index) addSpan(lines []int, span site.Span) []int {
	first, _ := slices.BinarySearch(x.starts, span.Start+1)
	end, _ := slices.BinarySearch(x.starts, max(span.End, span.Start+1))
	for l := first; l <= end; l++ {
		lines = append(lines, l)
	}
	return lines
}

// spans gives the runs of lines as spans without the blanks around them.
func (x *index) spans(lines []int) []site.Span {
	var out []site.Span
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		s := site.Span{Start: x.lineSpan(lines[i]).Start, End: x.lineSpan(lines[j]).End}
		for s.End > s.Start && code.Blank(x.Text[s.End-1]) {
			s.End--
		}
		for s.Start < s.End && code.Blank(x.Text[s.Start]) {
			s.Start++
		}
		out = append(out, s)
		i = j + 1
	}
	return out
}
