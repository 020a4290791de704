package bind

import (
	"slices"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// believe gives up the candidates that say too little: a word or two, in a
// group most of which is not in the listing.
func (b *binder) believe(g int, queries []query) {
	group := &b.groups[g]
	giveWay(queries)
	b.contrast(g, queries)
	notes := tally(group, queries)
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 || q.mention || b.isShown(group, q, &notes) {
			continue
		}
		block, lone := q.found[q.chosen].block, b.lone(group, q, &notes)
		if lone && q.code {
			q.doubt = q.chosen + 1
		}
		if lone || b.indexes[block].tree != nil && !describesFile(group, &group.Notes[q.note], block) || !notes.trust(q, b.isScript(block), b.indexes[block].isList()) {
			q.chosen, q.rivals = -1, nil
		}
	}
	b.believeMentions(group, queries)
	b.shares[g] = tally(group, queries).share
}

// isShown reports whether what stands around a note says that it means the
// place: the note above it, the listing inside it or of its section, a listing
// so short that it can mean no other line.
func (b *binder) isShown(group *site.NoteGroup, q *query, notes *support) bool {
	place, note := &q.found[q.chosen], &group.Notes[q.note]
	own, item := slices.Contains(note.Own, place.block), note.Kind.IsItem()
	switch {
	case place.titled, max(notes.share, notes.plain) >= answerShare && b.isUnder(group, q):
		return true
	case item && q.bare && b.onlyInstruction(group, q):
		return true
	case !q.code:
		return false
	case own && (item || note.Kind == site.HeadingNote && b.indexes[place.block].isWhole(place)):
		return true
	case (note.Kind == site.ParagraphNote || q.terms[0].flag) && b.onlyLine(group, q):
		return true
	case !item || b.indexes[place.block].tree != nil || !b.isStep(group, place):
		return false
	case notes.share == 1 && (q.evidence() >= singleWeight || !place.prefix && b.onlyLine(group, q)):
		return true
	}
	return notes.count > 1 && notes.share >= mentionShare
}

// describesFile reports whether a note tells what a file of a tree is for: it
// is no title above what stands in the file.
func describesFile(group *site.NoteGroup, note *site.Note, block int) bool {
	return (note.Kind.IsItem() || note.Kind == site.TableNote) && len(note.Own) == 0 && note.Text != "" && block >= group.Section
}

// isUnder reports whether the place of an item of a list lies in the lines of
// the note above the list.
func (b *binder) isUnder(group *site.NoteGroup, q *query) bool {
	if group.Under == nil || !q.code && !q.word && !isPlainName(&q.fragment) || group.Notes[q.note].Kind == site.TableNote {
		return false
	}
	t := b.under(group)
	return t != nil && b.liesIn(&q.found[q.chosen], t)
}

// lone reports whether the only place that a group found says too little to
// be believed alone: a passing word in another chapter, the name of a program
// of which the page speaks.
func (b *binder) lone(group *site.NoteGroup, q *query, s *support) bool {
	place := &q.found[q.chosen]
	if s.count < wholeCount && place.block < group.Chapter && place.block != s.nearest && b.isScript(place.block) && q.code {
		return true
	}
	if s.count > 1 || !q.code {
		return false
	}
	x := b.indexes[place.block]
	if place.block < group.Chapter && !dockerfile.IsKeyword(q.terms[0].text) {
		return q.evidence() < aloneWeight || b.isScript(place.block)
	}
	kind := group.Notes[q.note].Kind
	head := x.heads[place.terms[0]]
	return len(q.terms) == 1 && q.terms[0].text == q.text && (kind == site.HeadingNote || kind == site.ParagraphNote) &&
		head >= 0 && x.Parts[head].Kind == code.CommandPart
}

// contrast gives up the bare instructions of a list inside an item when a list
// inside another item of the same list names them too: such lists compare what
// instructions do.
func (b *binder) contrast(g int, queries []query) {
	under := b.groups[g].Under
	if under == nil || !b.groups[under.Group].Notes[under.Note].Kind.IsItem() || len(b.out[under.Group][under.Note].Targets) > 0 {
		return
	}
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 || !q.bare {
			continue
		}
		for _, o := range b.children[under.Group][:min(len(b.children[under.Group]), maxCompared)] {
			if o != g && names(&b.groups[o], q.text) {
				q.chosen, q.rivals = -1, nil
				break
			}
		}
	}
}

// maxCompared is how many lists are looked at; two are enough in real pages.
const maxCompared = 64

// names reports whether a note of the group names an instruction and no more.
func names(group *site.NoteGroup, keyword string) bool {
	return slices.ContainsFunc(group.Notes, func(n site.Note) bool {
		return len(n.Fragments) > 0 && n.Fragments[0].Text == keyword
	})
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
	if x.Dockerfile != nil || x.isYAML() {
		return false
	}
	for i := range x.Groups {
		if x.Groups[i].Kind == code.KeyGroup {
			return false
		}
	}
	return true
}

// isYAML reports whether a listing is YAML, or meant to be.
func (x *index) isYAML() bool {
	return code.Canonical(x.Language) == "yaml"
}

// isList reports whether a listing is no commands but a list of things, as
// volumes and names of files are.
func (x *index) isList() bool {
	return x.Dockerfile == nil && x.Language != "sh" && x.Language != "bash"
}
