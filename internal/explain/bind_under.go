package explain

import (
	"slices"

	"docsite/internal/site"
)

// under is the target of the note that the group stands below, or of the item
// around that when it has none.
func (b *binder) under(group *site.NoteGroup) *site.Target {
	for ref := group.Under; ref != nil; ref = b.groups[ref.Group].Under {
		if above := b.out[ref.Group][ref.Note]; len(above.Targets) > 0 {
			return &above.Targets[0]
		}
		if !isItem(&b.groups[ref.Group].Notes[ref.Note]) {
			break
		}
	}
	return nil
}

// introduced is the target of the code that the line above a group quotes,
// when it stands once in the group's listing.
func (b *binder) introduced(group *site.NoteGroup, queries []query) *site.Target {
	block := -1
	for i := range queries {
		if len(queries[i].found) > 0 {
			block = queries[i].found[0].block
			break
		}
	}
	if block < 0 {
		return nil
	}
	x := b.indexes[block]
	for _, f := range group.Intro {
		part := readFragment(f, b.room)
		if len(part.terms) < 2 {
			continue
		}
		q := newQuery(part, 0)
		found := x.find(block, &q)
		if len(found) != 1 || found[0].union {
			continue
		}
		t := &site.Target{Block: block}
		for l := x.terms[found[0].terms[0]].line; l <= x.terms[lastTerm(found[0].terms)].line; l++ {
			t.Lines = append(t.Lines, int(l))
		}
		return t
	}
	return nil
}

// keepInside keeps, of the places of a word that stands in many, those in the
// lines of the note above the list.
func (b *binder) keepInside(under *site.Target, queries []query) {
	for i := range queries {
		q := &queries[i]
		b.piecesInside(under, q)
		outside := func(place candidate) bool {
			line := int(b.indexes[place.block].terms[place.terms[0]].line)
			return place.block != under.Block || !slices.Contains(under.Lines, line)
		}
		if len(q.found) == 1 && q.found[0].union && q.found[0].block == under.Block {
			q.found = b.indexes[under.Block].inside(q.found, under)
		}
		if len(q.found) > 1 && !slices.ContainsFunc(q.found, func(place candidate) bool { return place.union }) && !allOutside(q.found, outside) {
			q.found = slices.DeleteFunc(slices.Clone(q.found), outside)
		}
	}
}

// inside keeps of a place that is many what lies in the lines of a note, when
// anything does.
func (x *index) inside(found []candidate, under *site.Target) []candidate {
	kept := found[0]
	kept.terms = nil
	for _, t := range found[0].terms {
		if slices.Contains(under.Lines, int(x.terms[t].line)) {
			kept.terms = append(kept.terms, t)
		}
	}
	if len(kept.terms) == 0 {
		return found
	}
	return []candidate{kept}
}

// piecesInside looks for a word that stands elsewhere as a piece of the words in
// the lines of a note.
func (b *binder) piecesInside(under *site.Target, q *query) {
	if len(q.found) == 0 || q.found[0].block != under.Block || !q.code || q.mention || len(q.terms) != 1 || q.terms[0].op {
		return
	}
	x := b.indexes[under.Block]
	isOutside := func(place candidate) bool {
		return place.block != under.Block || !slices.Contains(under.Lines, int(x.terms[place.terms[0]].line))
	}
	if !allOutside(q.found, isOutside) {
		return
	}
	if pieces := slices.DeleteFunc(x.pieces(under.Block, q), isOutside); len(pieces) > 0 {
		q.found = pieces
	}
}

func allOutside(found []candidate, outside func(candidate) bool) bool {
	return !slices.ContainsFunc(found, func(place candidate) bool { return !outside(place) })
}
