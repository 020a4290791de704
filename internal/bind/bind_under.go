package bind

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
		if !b.groups[ref.Group].Notes[ref.Note].Kind.IsItem() {
			break
		}
	}
	return nil
}

// liesIn reports whether a place opens in the lines of a target.
func (b *binder) liesIn(place *candidate, t *site.Target) bool {
	return place.block == t.Block && slices.Contains(t.Lines, int(b.indexes[place.block].terms[place.terms[0]].line))
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
		part := readFragment(f, b.scratch)
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
	x := b.indexes[under.Block]
	outside := func(place candidate) bool { return !b.liesIn(&place, under) }
	for i := range queries {
		q := &queries[i]
		b.piecesInside(under, q, outside)
		switch {
		case len(q.found) == 1 && q.found[0].union && q.found[0].block == under.Block:
			place := q.found[0]
			if x.keep(&place, func(t *term) bool { return slices.Contains(under.Lines, int(t.line)) }) {
				q.found = []candidate{place}
			}
		case len(q.found) > 1 && !slices.ContainsFunc(q.found, func(place candidate) bool { return place.union }):
			if inside := slices.DeleteFunc(slices.Clone(q.found), outside); len(inside) > 0 {
				q.found = inside
			}
		}
	}
}

// piecesInside looks for a word that stands elsewhere as a piece of the words in
// the lines of a note.
func (b *binder) piecesInside(under *site.Target, q *query, outside func(candidate) bool) {
	if len(q.found) == 0 || q.found[0].block != under.Block || !q.code || q.mention || len(q.terms) != 1 || q.terms[0].op {
		return
	}
	if slices.ContainsFunc(q.found, func(place candidate) bool { return !outside(place) }) {
		return
	}
	if pieces := slices.DeleteFunc(b.indexes[under.Block].pieces(under.Block, q), outside); len(pieces) > 0 {
		q.found = pieces
	}
}
