package explain

import (
	"slices"
	"strings"

	"docsite/internal/site"
)

// appendMentions adds the code that a note's first sentence names.
func appendMentions(queries []query, note *site.Note, n int, room *Room) []query {
	for _, f := range note.Mentions {
		part := readFragment(f, room)
		if len(part.terms) > 0 && (f.Code || isKeyword(part.terms[0].text)) {
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
	mentions, settled := false, b.settled(group, queries)
	for i := range queries {
		q := &queries[i]
		if mentions = mentions || q.mention; q.mention && !b.mentioned(group, queries, q, settled) {
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
			if part, least = plainShare, 2; b.isStep(group, place) && isItem(&group.Notes[q.note]) {
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
	return len(f.terms) == 1 && !t.flag && !isKeyword(t.text) && !isComposed(t.text)
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
	if under := group.Under; block < 0 && under != nil && isItem(&b.groups[under.Group].Notes[under.Note]) {
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

// isArgument reports whether a place is all that an instruction says.
func (x *index) isArgument(place *candidate) bool {
	at := int(place.terms[0])
	return len(place.terms) == 1 && at > 0 && x.terms[at-1].group == x.terms[at].group && x.heads[at-1] >= 0 &&
		x.Parts[x.heads[at-1]].Kind == InstructionPart && x.size(x.heads[at-1]) == 2
}

// fills reports whether the terms from first to last are all of their lines.
func (x *index) fills(first, last int) bool {
	return (first == 0 || x.terms[first-1].line < x.terms[first].line) && (last+1 == len(x.terms) || x.terms[last+1].line > x.terms[last].line)
}

// isShort reports whether a listing is a few instructions or commands, as those
// are that show one step.
func (x *index) isShort() bool { return len(x.Groups) <= maxShort }

// isStep reports whether a place is in a short listing right above a group, in
// the same section.
func (b *binder) isStep(group *site.NoteGroup, place *candidate) bool {
	return place.block == group.Above-1 && place.block >= group.Section && b.indexes[place.block].isShort()
}

// together reports whether a note names something else in the same
// instruction: a file, and where it is copied to.
func together(queries []query, q *query) bool {
	place := &q.found[q.chosen]
	for i := range queries {
		o := &queries[i]
		if o.note == q.note && o.text != q.text && o.chosen >= 0 && o.found[o.chosen].block == place.block && o.found[o.chosen].group == place.group {
			return true
		}
	}
	return false
}

// hasEarlier reports whether a note names something else first that is there.
func hasEarlier(queries []query, q *query) bool {
	for i := range queries {
		if o := &queries[i]; o.note == q.note && len(o.found) > 0 && !o.late {
			return true
		}
	}
	return false
}

// isCalled reports whether a place is the value of an entry or of an
// instruction whose name is the label: "Image: `nginx`" for "image: nginx".
func (x *index) isCalled(label string, place *candidate) bool {
	t := &x.terms[place.terms[0]]
	label = plainName(label)
	if int(t.group) < len(x.Groups) && plainName(x.Groups[t.group].Name) == label {
		return true
	}
	for p := range x.Parts {
		part := &x.Parts[p]
		if part.Span.Start > t.span.Start {
			break
		}
		if part.Kind == KeyPart && part.Span.End >= t.span.End && plainName(part.Name[strings.LastIndexByte(part.Name, '.')+1:]) == label {
			return true
		}
	}
	return false
}

// plainName is a name as people write it: "Container name" and container_name,
// "Port" and ports become the same.
func plainName(s string) string {
	s = strings.NewReplacer(" ", "", "_", "", "-", "", ":", "").Replace(strings.ToLower(s))
	return strings.TrimSuffix(s, "s")
}

// isWhole reports whether a place is all of its lines, of a command, or
// all that an instruction says.
func (x *index) isWhole(place *candidate) bool {
	first, last := int(place.terms[0]), int(lastTerm(place.terms))
	if place.weight >= singleWeight && last-first+1 == len(place.terms) && x.fills(first, last) {
		return true
	}
	return x.isArgument(place) || len(place.terms) > 1 && !place.partial && !place.gapped && x.heads[first] >= 0 &&
		x.Parts[x.heads[first]].Kind == CommandPart && len(place.terms) == x.unit(first) && last-first+1 == len(place.terms)
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
	if q.late && (hasEarlier(queries, q) || !whole && !b.isUnder(group, q) && !b.onlyInstruction(group, q)) {
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
