package bind

import (
	"math/bits"
	"strings"

	"docsite/internal/code"
)

// choose finds the way through the candidates with the highest sum, and for
// each note the places that would do as well.
func (b *binder) choose(queries []query) {
	var chain []*query
	for i := range queries {
		switch q := &queries[i]; {
		case len(q.found) == 0:
		case q.late:
			b.alone(q) // it says nothing of the others
		default:
			chain = append(chain, q)
		}
	}
	if len(chain) == 0 {
		return
	}
	sums := make([][]float64, 2*len(chain))
	forward, backward := sums[:len(chain)], sums[len(chain):]
	places := 0
	for _, q := range chain {
		places += len(q.found)
	}
	room := make([]float64, 2*places)
	for i, q := range chain {
		forward[i], room = room[:len(q.found)], room[len(q.found):]
		for c := range q.found {
			forward[i][c] = q.found[c].score
			if i > 0 {
				forward[i][c] += bestStep(forward[i-1], chain[i-1], q, c, false)
			}
		}
	}
	for i := len(chain) - 1; i >= 0; i-- {
		backward[i], room = room[:len(chain[i].found)], room[len(chain[i].found):]
		for c := range chain[i].found {
			backward[i][c] = chain[i].found[c].score
			if i+1 < len(chain) {
				backward[i][c] += bestStep(backward[i+1], chain[i], chain[i+1], c, true)
			}
		}
	}
	for i, q := range chain {
		b.decide(q, forward[i], backward[i])
	}
}

// alone decides for one query.
func (b *binder) alone(q *query) {
	scores := make([]float64, len(q.found))
	for c := range q.found {
		scores[c] = q.found[c].score
	}
	b.decide(q, scores, scores)
}

// bestStep is the best sum with which the candidate c of one query is reached
// from those of its neighbour.
func bestStep(sums []float64, before, after *query, c int, back bool) float64 {
	best := -1e9
	for o := range sums {
		from, to := &before.found[min(o, len(before.found)-1)], &after.found[min(c, len(after.found)-1)]
		if back {
			from, to = &before.found[c], &after.found[o]
		}
		best = max(best, sums[o]-step(from, to, before.text == after.text && before.note != after.note))
	}
	return best
}

// step is what it costs to go from one place to the next.
func step(from, to *candidate, same bool) float64 {
	if from.block != to.block {
		return 0
	}
	cost := 0.0
	if from.level != to.level && from.level > 0 && to.level > 0 {
		cost = stepLevel
	}
	far := int(to.group) - int(from.group)
	if from.union || to.union {
		far = 0
	}
	switch {
	case far < 0:
		cost, far = cost+stepBack, -far
	case far == 0 && to.terms[0] < from.terms[0] && !from.union && !to.union:
		cost += stepBack / 4
	}
	if from.terms[0] == to.terms[0] {
		if cost += stepStay; same {
			cost += stepSame
		}
	}
	return cost + stepFar*float64(bits.Len(uint(min(far, 64))))
}

// decide takes the best candidate, and notes those that are as good but name
// other lines.
func (b *binder) decide(q *query, forward, backward []float64) {
	best := 0
	total := func(c int) float64 { return forward[c] + backward[c] - q.found[c].score }
	for c := range q.found {
		if total(c) > total(best) {
			best = c
		}
	}
	q.chosen = best
	x := b.indexes[q.found[best].block]
	for c := range q.found {
		if c == best || total(best)-total(c) >= margin {
			continue
		}
		if !x.sameLines(&q.found[best], &q.found[c]) {
			q.rivals = append(q.rivals, c)
		}
	}
	if len(q.rivals) > 0 && len(q.rivals) < maxAlike && (q.everywhere() || q.repeated < 2 && x.alike(q)) {
		place := q.found[best]
		for _, r := range q.rivals {
			place = place.with(&q.found[r])
		}
		q.found = append(q.found, place)
		q.chosen, q.rivals = len(q.found)-1, nil
	}
}

// maxAlike is below how many rivals a note may explain them all.
const maxAlike = 6

// alike reports whether the places of a query say the same in the same
// position, so that one note is meant for all of them: an entry that several
// keys have, instructions that follow one another.
func (x *index) alike(q *query) bool {
	best := &q.found[q.chosen]
	own := x.heads[best.terms[0]]
	if own < 0 {
		return false
	}
	for _, r := range q.rivals {
		other := &q.found[r]
		head := x.heads[other.terms[0]]
		if head < 0 || other.block != best.block || other.score < best.score-margin || best.score < other.score-margin {
			return false
		}
		a, b := &x.Parts[own], &x.Parts[head]
		if !x.siblings(a, b) && !x.follows(a, b) {
			return false
		}
	}
	return true
}

// siblings reports whether two entries have one name below two keys that
// stand below the same one.
func (x *index) siblings(a, b *code.Part) bool {
	return a.Kind == code.KeyPart && b.Kind == code.KeyPart && a.Parent >= 0 && b.Parent >= 0 && a.Parent != b.Parent &&
		x.Parts[a.Parent].Parent == x.Parts[b.Parent].Parent
}

// follows reports whether two parts are instructions of one name with no other
// between them.
func (x *index) follows(a, b *code.Part) bool {
	return a.Kind == code.InstructionPart && b.Kind == code.InstructionPart && a.Name == b.Name && x.adjoin(a, b)
}

// adjoin reports whether no other instruction than those of one name stands
// between two.
func (x *index) adjoin(a, b *code.Part) bool {
	from, to := min(a.Group, b.Group), max(a.Group, b.Group)
	for g := from + 1; g < to; g++ {
		if x.Groups[g].Name != a.Name {
			return false
		}
	}
	return true
}

// everywhere reports whether what is said of the fragment holds wherever it
// stands: a flag, a variable, all settings that open alike.
func (q *query) everywhere() bool {
	if last := &q.terms[len(q.terms)-1]; last.open && strings.HasSuffix(last.text, "_") {
		return true
	}
	return len(q.terms) == 1 && (q.terms[0].flag || strings.HasPrefix(q.terms[0].text, "$") || q.found[q.chosen].prefix)
}

func (x *index) sameLines(a, b *candidate) bool {
	return x.terms[a.terms[0]].line == x.terms[b.terms[0]].line && x.terms[lastTerm(a.terms)].line == x.terms[lastTerm(b.terms)].line
}
