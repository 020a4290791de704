package explain

import (
	"slices"

	"docsite/internal/site"
)

// appendMentions adds the code that a note's first sentence names.
func appendMentions(queries []query, note *site.Note, n int, room *Room) []query {
	for _, f := range note.Mentions {
		part := readFragment(f, room)
		if len(part.terms) > 0 && (f.Code || isKeyword(part.terms[0].text)) {
			part.mention = true
			queries = append(queries, newQuery(part, n))
		}
	}
	return queries
}

// believeMentions gives up what sentences name in passing: it is believed when
// the notes of the group, this way or another, are about the listing above
// them, each about one place.
func (b *binder) believeMentions(group *site.NoteGroup, queries []query) {
	mentions := false
	for i := range queries {
		q := &queries[i]
		if mentions = mentions || q.mention; q.mention && !b.mentioned(group, q) {
			q.chosen, q.rivals = -1, nil
		}
	}
	if !mentions {
		return
	}
	all, found := quoting(group, queries)
	for i := range queries {
		q := &queries[i]
		if !q.mention || q.chosen < 0 {
			continue
		}
		part, least := mentionShare, 1
		if q.evidence() < singleWeight && !q.terms[0].flag || b.isScript(q.found[q.chosen].block) {
			part, least = plainShare, 2
		}
		if float64(found) < part*float64(all) || found < least {
			q.chosen = -1
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
		} else if q.code || q.mention {
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
	return len(f.terms) == 1 && !t.flag && !isKeyword(t.text) && !isComposed(t.text)
}

// mentioned reports whether a passing word has one place, in the listing that
// the group stands below or in one of the note's own.
func (b *binder) mentioned(group *site.NoteGroup, q *query) bool {
	if q.chosen < 0 || len(q.rivals) > 0 || len(group.Blocks) == 0 {
		return false
	}
	block := q.found[q.chosen].block
	if group.Notes[q.note].Kind == site.ParagraphNote && isEveryday(&q.fragment) {
		return false
	}
	if isFile(&q.fragment) && b.indexes[block].Dockerfile != nil {
		return false // many instructions name files, and many sentences
	}
	return block == group.Blocks[0] && block >= group.Chapter || slices.Contains(group.Notes[q.note].Own, block)
}
