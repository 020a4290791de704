package explain

import (
	"slices"

	"docsite/internal/site"
)

// believe gives up the candidates that say too little: a word or two, in a
// group most of which is not in the listing.
func (b *binder) believe(g int, queries []query) {
	group := &b.groups[g]
	giveWay(queries)
	notes := tally(group, queries)
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 || q.mention || notes.share >= share && b.isUnder(group, q) {
			continue
		}
		block, note := q.found[q.chosen].block, &group.Notes[q.note]
		if q.code && isItem(note) && slices.Contains(note.Own, block) {
			continue // the item shows what it says
		}
		if b.lone(group, q, &notes) || !notes.trust(q, b.isScript(block), b.indexes[block].isList()) {
			q.chosen = -1
			q.rivals = nil
		}
	}
	b.believeMentions(group, queries)
	b.shares[g] = tally(group, queries).share
}

// isUnder reports whether the place of an item of a list lies in the lines of
// the note above the list.
func (b *binder) isUnder(group *site.NoteGroup, q *query) bool {
	if group.Under == nil || !q.code || group.Notes[q.note].Kind == site.TableNote {
		return false
	}
	t, place := b.under(group), &q.found[q.chosen]
	return t != nil && t.Block == place.block && slices.Contains(t.Lines, int(b.indexes[place.block].terms[place.terms[0]].line))
}

// lone reports whether the only place that a group found says too little to
// be believed alone: a passing word in another chapter, the name of a program
// of which the page speaks.
func (b *binder) lone(group *site.NoteGroup, q *query, s *support) bool {
	if s.count > 1 || !q.code {
		return false
	}
	place := &q.found[q.chosen]
	x := b.indexes[place.block]
	if place.block < group.Chapter && !isKeyword(q.terms[0].text) {
		return q.evidence() < aloneWeight || b.isScript(place.block)
	}
	kind := group.Notes[q.note].Kind
	head := x.heads[place.terms[0]]
	return len(q.terms) == 1 && q.terms[0].text == q.text && (kind == site.HeadingNote || kind == site.ParagraphNote) &&
		head >= 0 && x.Parts[head].Kind == CommandPart
}

// giveWay gives up a place that a fragment fits but for some of its words when
// another note fits it with all of its own.
func giveWay(queries []query) {
	type spot struct {
		block int
		term  int32
	}
	taken := map[spot]bool{}
	for i := range queries {
		if q := &queries[i]; q.chosen >= 0 && !q.found[q.chosen].partial && len(q.terms) > 1 {
			taken[spot{q.found[q.chosen].block, q.found[q.chosen].terms[0]}] = true
		}
	}
	for i := range queries {
		q := &queries[i]
		if q.chosen >= 0 && q.found[q.chosen].partial && taken[spot{q.found[q.chosen].block, q.found[q.chosen].terms[0]}] {
			q.chosen, q.rivals, q.found = -1, nil, nil
		}
	}
}

// isScript reports whether a listing is commands: neither a Dockerfile nor
// keys and values.
func (b *binder) isScript(block int) bool {
	x := b.indexes[block]
	if x.Dockerfile != nil {
		return false
	}
	for i := range x.Groups {
		if x.Groups[i].Kind == KeyGroup {
			return false
		}
	}
	return true
}

// isList reports whether a listing is no commands but a list of things, as
// volumes and names of files are.
func (x *index) isList() bool {
	return x.Dockerfile == nil && x.Language != "sh" && x.Language != "bash"
}
