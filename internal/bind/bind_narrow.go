package bind

// narrow takes, of the many places of what a note mentions, those at which it
// names something else as well: "The `RUN` instruction installs what
// `requirements.txt` lists" is about one of several.
func (b *binder) narrow(queries []query) {
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 || !q.mention || q.late || len(q.rivals) == 0 && !q.found[q.chosen].union && !q.found[q.chosen].prefix {
			continue
		}
		others := ofNote(queries, q.note)
		for o := range others {
			if other := &others[o]; other != q && other.chosen >= 0 && len(other.rivals) == 0 && b.beside(q, other) {
				break
			}
		}
	}
}

// beside takes the place of a query that stands in the instruction, or on the
// line, of the only place of another one, and reports whether one does.
func (b *binder) beside(q, other *query) bool {
	one := &other.found[other.chosen]
	if one.union {
		return false
	}
	x := b.indexes[one.block]
	near := &x.terms[one.terms[0]]
	for _, place := range q.found {
		if place.block == one.block && x.keep(&place, func(t *term) bool { return t.line == near.line || x.Dockerfile != nil && t.group == near.group }) {
			place.union = place.union && len(place.terms) > 1
			q.found = append(q.found, place)
			q.chosen, q.rivals = len(q.found)-1, nil
			return true
		}
	}
	return false
}
