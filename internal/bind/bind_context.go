package bind

import "docsite/internal/site"

// isShort reports whether a listing is a few instructions or commands, as those
// are that show one step.
func (x *index) isShort() bool { return len(x.Groups) <= maxShort }

// isStep reports whether a place is in a short listing right above a group, in
// the same section.
func (b *binder) isStep(group *site.NoteGroup, place *candidate) bool {
	return isRightAbove(group, place) && b.indexes[place.block].isShort()
}

// isRightAbove reports whether a place is in the last listing above a group, in
// the same section.
func isRightAbove(group *site.NoteGroup, place *candidate) bool {
	return place.block == group.Above-1 && place.block >= group.Section
}

// onlyInstruction reports whether the listing above a group is one instruction.
func (b *binder) onlyInstruction(group *site.NoteGroup, q *query) bool {
	place := &q.found[q.chosen]
	return isRightAbove(group, place) && len(b.indexes[place.block].Groups) == 1
}

// onlyLine reports whether the listing above a group is one line, which a note
// names by more than its program: what stands below it speaks of nothing else.
func (b *binder) onlyLine(group *site.NoteGroup, q *query) bool {
	place := &q.found[q.chosen]
	if len(group.Blocks) == 0 || place.block != group.Blocks[0] {
		return false
	}
	terms, program := b.indexes[place.block].terms, int32(0)
	if terms[0].text == "sudo" {
		program = 1
	}
	return lastTerm(place.terms) > program && terms[0].line == terms[len(terms)-1].line
}

// settled is the listing that a group is about whatever stands nearer: that of
// its notes which open with code, or of the list that it stands inside, or in
// which all that its notes name is; -1 for none.
func (b *binder) settled(group *site.NoteGroup, queries []query) int {
	block := settledIn(queries)
	if under := group.Under; block < 0 && under != nil && b.groups[under.Group].Notes[under.Note].Kind.IsItem() {
		block = settledIn(b.queries[under.Group])
	}
	if block >= 0 {
		return block
	}
	if all, found := quoting(group, queries); all < wholeCount || found < all {
		return -1
	}
	for i := range queries {
		if q := &queries[i]; q.chosen >= 0 {
			if at := q.found[q.chosen].block; block < 0 && at >= group.Section {
				block = at
			} else if at != block {
				return -1
			}
		}
	}
	return block
}

// settledIn is the listing in which the notes that open with code found it; -1
// for none.
func settledIn(queries []query) int {
	for i := range queries {
		if q := &queries[i]; q.chosen >= 0 && !q.mention {
			return q.found[q.chosen].block
		}
	}
	return -1
}
