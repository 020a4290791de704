package bind

import (
	"slices"

	"docsite/internal/site"
)

// search fills in the candidates of all queries: those in the listing that
// the group explains, or else in the note's own listing, or in another one
// when they are sure.
func (b *binder) search(group *site.NoteGroup, queries []query, hints []site.Lines) {
	blocks := group.Blocks
	tried, best := b.survey(blocks, queries)
	if best < 0 && group.Notes[0].Kind == site.TableNote {
		blocks = append(slices.Clip(blocks), b.far(group)...)
		tried, best = b.survey(blocks, queries)
	}
	here := 0
	for q := range queries {
		if best >= 0 && len(tried[best][q]) > 0 {
			here++
		}
	}
	most := here >= 2 && 3*here >= 2*len(queries)
	for i := range queries {
		q := &queries[i]
		if best >= 0 {
			q.found = tried[best][i]
		}
		b.own(q, &group.Notes[q.note])
		if len(q.found) == 0 && q.weight >= sureWeight && q.code && !q.mention && !q.onlyKeywords() {
			b.elsewhere(q, i, blocks, tried, most)
		}
	}
	if len(blocks) > 0 {
		b.placeholders(blocks[max(best, 0)], queries)
	}
	b.adjust(group, queries, hints)
	b.common(queries, group.Notes[0].Kind == site.TableNote)
}

// far gives the Dockerfiles of the page and its longest listing, for a table that
// sums up far below.
func (b *binder) far(group *site.NoteGroup) (blocks []int) {
	for block := group.Above - 1; block >= 0 && len(blocks) < maxFar; block-- {
		if slices.Contains(group.Blocks, block) {
			continue
		}
		if x := b.index(block); x != nil && (x.Dockerfile != nil || block == b.longest) {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

// survey looks for all fragments in the listings that a group may explain,
// and gives the one that has most of them; -1 for none.
func (b *binder) survey(blocks []int, queries []query) (tried [][][]candidate, best int) {
	best, most := -1, 0.0
	for rank, block := range blocks {
		found := make([][]candidate, len(queries))
		total, whole := 0.0, false
		if x := b.index(block); x != nil {
			whole = true
			for q := range queries {
				found[q] = x.findSplit(block, &queries[q])
				score := topScore(found[q])
				whole = whole && score >= wholeScore
				if queries[q].late {
					score /= 100 // it decides nothing but where nothing else does
				} else if queries[q].mention {
					score /= 2
				}
				total += score * min(1, queries[q].weight)
			}
		}
		tried = append(tried, found)
		if total -= rankPenalty * float64(rank); total > most {
			best, most = rank, total
		}
		if whole && rank == 0 {
			break // no other can be better
		}
	}
	return tried, best
}

// own takes the candidates of the note's own listings when they are better; of a
// heading that names an instruction, when they are no worse; of the item of a
// list, always.
func (b *binder) own(q *query, note *site.Note) {
	better := 2 * margin
	switch {
	case note.Kind.IsItem():
		better = -1 // it shows what it says
	case (q.bare || q.word) && (note.Kind == site.HeadingNote || isTitle(note)):
		better = -margin // the section is about the instruction
	}
	for _, block := range note.Own[:min(len(note.Own), maxOwn)] {
		if x := b.index(block); x != nil {
			found := x.findSplit(block, q)
			if !q.code && !q.mention && isTitle(note) && (len(found) == 0 || q.bare) {
				found = asTitled(found, x.titled(block, q))
			}
			if topScore(found) > topScore(q.found)+better {
				q.found = found
			}
		}
	}
}

// asTitled is what a title names: all places of an instruction of which its
// listing opens with one, or else that with which it opens.
func asTitled(found, opening []candidate) []candidate {
	if len(opening) == 0 || len(found) == 0 {
		return append(found, opening...)
	}
	for i := range found {
		found[i].titled = true
	}
	return found
}

// elsewhere takes the candidates of another listing that has the fragment for
// certain: another Dockerfile, or any when the group found most of its notes.
func (b *binder) elsewhere(q *query, at int, blocks []int, tried [][][]candidate, most bool) {
	for rank := range tried {
		if x := b.index(blocks[rank]); x == nil || x.Dockerfile == nil && !most {
			continue
		}
		if topScore(tried[rank][at]) >= otherScore {
			q.found = tried[rank][at]
			return
		}
	}
}

// maxOwn is how many of the listings in its section a note is looked for in.
const maxOwn = 3

// findSplit finds a fragment's places; when it is nowhere as a whole, those
// of the pieces that it joins.
func (x *index) findSplit(block int, q *query) []candidate {
	found := x.find(block, q)
	if len(found) > 0 && !allPartial(found) {
		return found
	}
	parts := q.split(x.scratch)
	if parts == nil {
		return found
	}
	flags := allFlags(parts)
	all := candidate{block: block, union: true, score: 1}
	for i := range parts {
		part := newQuery(parts[i], q.note)
		places := x.find(block, &part)
		if len(places) == 0 && flags {
			continue // "-t, --tag": one flag, of which the code has one form
		}
		if len(places) == 0 {
			return found
		}
		place := nearestTo(places, &all)
		all.terms = append(all.terms, place.terms...)
		all.score = min(all.score, place.score)
		all.weight += place.weight
		all.edited = all.edited || place.edited
	}
	if len(all.terms) == 0 {
		return found
	}
	slices.Sort(all.terms)
	all.terms = slices.Compact(all.terms)
	all.group = x.terms[all.terms[0]].group
	return []candidate{all}
}

func allFlags(parts []fragment) bool {
	for i := range parts {
		if !parts[i].isFlag() {
			return false
		}
	}
	return true
}

func allPartial(found []candidate) bool {
	for i := range found {
		if !found[i].partial {
			return false
		}
	}
	return true
}

// nearestTo is the best place, of equals the first behind those already taken.
func nearestTo(places []candidate, taken *candidate) *candidate {
	best := &places[0]
	for i := range places[1:] {
		p := &places[i+1]
		behind := len(taken.terms) > 0 && best.terms[0] <= lastTerm(taken.terms) && p.terms[0] > lastTerm(taken.terms)
		if p.score > best.score+margin || p.score > best.score-margin && behind {
			best = p
		}
	}
	return best
}

func topScore(found []candidate) float64 {
	top := 0.0
	for i := range found {
		top = max(top, found[i].score)
	}
	return top
}

// adjust adds what the group says of each place: the stage that a heading
// names, the lines of the note above it, the line that the note counts.
func (b *binder) adjust(group *site.NoteGroup, queries []query, hints []site.Lines) {
	votes := b.votes(queries)
	under := b.under(group)
	if under != nil && group.Notes[0].Kind != site.TableNote {
		b.keepInside(under, queries)
	}
	defer dropZero(queries)
	if under == nil && len(group.Intro) > 0 {
		under = b.introduced(group, queries)
	}
	for i := range queries {
		q := &queries[i]
		for c := range q.found {
			place := &q.found[c]
			x := b.indexes[place.block]
			stage := x.namedStage(group.Stage)
			if from := x.stageUnder(under, place.block); from >= 0 {
				stage = from
			}
			if v := votes[place.block]; stage < 0 && q.bare && v.stage >= 0 && v.count >= 2 && 2*v.count >= len(queries) {
				stage = v.stage
			}
			if q.bare && stage >= 0 && !x.keep(place, func(t *term) bool { return x.Groups[t.group].Stage == stage }) {
				place.score = -1e3 // the instruction of another stage
			}
			at := x.stageOf(place)
			if stage >= 0 && at == stage {
				place.score += stageBonus
			}
			if v := votes[place.block]; v.stage >= 0 && at == v.stage {
				place.score += stageVote
			}
			if under != nil && b.liesIn(place, under) {
				place.score += underBonus
			}
			if h := hints[q.note]; h.First > 0 {
				if line := int(x.terms[place.terms[0]].line); line >= h.First && line <= h.Last {
					place.score += lineBonus
				}
			}
		}
	}
}

// stageUnder is the stage that the note above a group opens; -1 for none.
func (x *index) stageUnder(under *site.Target, block int) int {
	if under == nil || under.Block != block || len(under.Lines) == 0 {
		return -1
	}
	for i := range x.Groups {
		if g := &x.Groups[i]; g.Name == "FROM" && under.Lines[0] >= g.Lines.First && under.Lines[0] <= g.Lines.Last {
			return g.Stage
		}
	}
	return -1
}

// dropZero takes out the places that nothing speaks for.
func dropZero(queries []query) {
	for i := range queries {
		q := &queries[i]
		q.found = slices.DeleteFunc(q.found, func(c candidate) bool { return c.score <= 0 })
	}
}

// vote is the stage in which all notes are that have but one place.
type vote struct{ stage, count int }

func (b *binder) votes(queries []query) map[int]vote {
	votes := map[int]vote{}
	for i := range queries {
		found := queries[i].found
		if len(found) == 0 {
			continue
		}
		block := found[0].block
		v, ok := votes[block]
		if !ok {
			v.stage = -2
		}
		if len(found) == 1 && !found[0].union {
			stage := b.indexes[block].stageOf(&found[0])
			if v.stage == -2 {
				v.stage = stage
			} else if v.stage != stage {
				v.stage = -1
			}
			v.count++
		}
		votes[block] = v
	}
	return votes
}

func (x *index) stageOf(place *candidate) int {
	if int(place.group) < len(x.Groups) {
		return x.Groups[place.group].Stage
	}
	return -1
}
