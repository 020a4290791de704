package bind

import (
	"slices"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// appendMentions adds the code that a note's first sentence names.
func appendMentions(queries []query, note *site.Note, n int, scratch *Scratch) []query {
	for _, f := range note.Mentions {
		part := readFragment(f, scratch)
		if len(part.terms) > 0 && (f.Code || dockerfile.IsKeyword(part.terms[0].text)) {
			part.mention, part.value, part.late = true, f.Value, f.Late
			queries = append(queries, newQuery(part, n))
		}
	}
	return queries
}

// believeMentions gives up what sentences name in passing: it is believed when
// the notes of the group, this way or another, are about the listing above
// them, each about one place.
func (b *binder) believeMentions(group *site.NoteGroup, queries []query) {
	if !slices.ContainsFunc(queries, func(q query) bool { return q.mention }) {
		return
	}
	settled := b.settled(group, queries)
	for i := range queries {
		if q := &queries[i]; q.mention && !b.mentioned(group, queries, q, settled) {
			q.chosen, q.rivals = -1, nil
		}
	}
	all, found := quoting(group, queries)
	for i := range queries {
		q := &queries[i]
		if !q.mention || q.chosen < 0 {
			continue
		}
		if len(q.rivals) > 0 {
			q.chosen, q.rivals = -1, nil // it says that the note is about the listing, no more
			continue
		}
		if q.value || q.late || b.isUnder(group, q) || b.onlyLine(group, q) {
			continue
		}
		part, least := mentionShare, 1
		if q.bare && !q.tail && group.Notes[q.note].Kind != site.ParagraphNote {
			part = keywordShare
		}
		place := &q.found[q.chosen]
		if x := b.indexes[place.block]; !x.isWhole(place) && !together(queries, q) && (q.evidence() < singleWeight && !q.terms[0].flag || b.isScript(place.block)) {
			if part, least = plainShare, 2; b.isStep(group, place) && group.Notes[q.note].Kind.IsItem() {
				part, least = mentionShare, 1
			}
		}
		if float64(found) < part*float64(all) || found < least {
			q.doubt, q.chosen = q.chosen+1, -1
		}
	}
}

// quoting counts the notes that name code in any way, and those of them that
// found it.
func quoting(group *site.NoteGroup, queries []query) (all, found int) {
	seen := make([]int8, len(group.Notes)) // 1: names code, 2: found it
	for i := range queries {
		q := &queries[i]
		if q.chosen >= 0 {
			seen[q.note] = 2
		} else if (q.code || q.mention) && !q.value && !q.late {
			seen[q.note] = max(seen[q.note], 1)
		}
	}
	for _, s := range seen {
		if s > 0 {
			all++
		}
		if s > 1 {
			found++
		}
	}
	return all, found
}

// isEveryday reports whether a fragment is one word that might be the name of
// anything.
func isEveryday(f *fragment) bool {
	t := &f.terms[0]
	return len(f.terms) == 1 && !t.flag && !dockerfile.IsKeyword(t.text) && !isComposed(t.text)
}

// together reports whether a note names something else in the same
// instruction: a file, and where it is copied to.
func together(queries []query, q *query) bool {
	place := &q.found[q.chosen]
	queries = ofNote(queries, q.note)
	for i := range queries {
		o := &queries[i]
		if o.text != q.text && o.chosen >= 0 && o.found[o.chosen].block == place.block && o.found[o.chosen].group == place.group {
			return true
		}
	}
	return false
}

// hasEarlier reports whether a note names something else first that is there.
func hasEarlier(queries []query, q *query) bool {
	return slices.ContainsFunc(ofNote(queries, q.note), func(o query) bool { return len(o.found) > 0 && !o.late })
}

// mentioned reports whether a passing word stands in the listing that the
// group stands below or that its other notes explain, or in one of the note's
// own.
func (b *binder) mentioned(group *site.NoteGroup, queries []query, q *query, settled int) bool {
	if q.chosen < 0 || len(group.Blocks) == 0 {
		return false
	}
	place := &q.found[q.chosen]
	block := place.block
	whole := block == settled && q.weight >= lateWeight && b.indexes[block].isWhole(place)
	if q.late && (place.edited || hasEarlier(queries, q) || !whole && !b.isUnder(group, q) && !b.onlyInstruction(group, q)) {
		return false // it may be about anything
	}
	if q.value && (isEveryday(&q.fragment) || !b.isUnder(group, q) && !b.indexes[block].isCalled(group.Notes[q.note].Label, place)) {
		return false // settings for something else
	}
	if group.Notes[q.note].Kind == site.ParagraphNote && isEveryday(&q.fragment) && !b.onlyLine(group, q) {
		return false
	}
	if isFile(&q.fragment) && b.indexes[block].Dockerfile != nil && !(len(q.found) == 1 && b.indexes[block].isShort()) && !b.indexes[block].isArgument(place) && !together(queries, q) {
		return false // many instructions name files, and many sentences
	}
	if under := b.under(group); under != nil && under.Block == block || block == settled {
		return true
	}
	return block == group.Blocks[0] && block >= group.Chapter || slices.Contains(group.Notes[q.note].Own, block)
}
