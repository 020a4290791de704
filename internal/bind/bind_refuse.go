package bind

import (
	"fmt"

	"docsite/internal/site"
)

// ambiguous tells which places match equally.
func (b *binder) ambiguous(q *query) site.Binding {
	place := &q.found[q.chosen]
	x := b.indexes[place.block]
	out := site.Binding{State: site.Ambiguous, Nearest: x.nearest(place)}
	first := int(x.terms[place.terms[0]].line)
	second := int(b.indexes[q.found[q.rivals[0]].block].terms[q.found[q.rivals[0]].terms[0]].line)
	switch {
	case len(q.rivals) > 1:
		out.Reason = fmt.Sprintf("%d lines match equally: %d, %d and others", len(q.rivals)+1, min(first, second), max(first, second))
	default:
		out.Reason = fmt.Sprintf("two lines match equally: %d and %d", min(first, second), max(first, second))
	}
	return out
}

func (x *index) nearest(place *candidate) *site.Target {
	lines := []int{int(x.terms[place.terms[0]].line)}
	return &site.Target{Block: place.block, Lines: lines, Spans: x.spans(lines)}
}

// refused tells why a note found no place. In a group most of which is not in
// the listing nobody meant it to be.
func (b *binder) refused(g int, queries []query) site.Binding {
	for i := range queries {
		q := &queries[i]
		if !q.code || q.mention || b.shares[g] < answerShare || q.chosen >= 0 {
			continue
		}
		out := site.Binding{State: site.Unmatched, Reason: fmt.Sprintf("%q is not in the listing", q.text)}
		if len(q.found) > 0 {
			out.Nearest = b.indexes[q.found[0].block].nearest(&q.found[0])
			out.Reason = fmt.Sprintf("%q says too little: most of the other notes are not in the listing", q.text)
		} else if place, ok := b.resembling(g, q); ok {
			out.Nearest = b.indexes[place.block].nearest(&place)
		}
		return out
	}
	return site.Binding{State: site.NoCode}
}

// resembling is the command that shares most with a fragment, at least a
// third of what it says, in the listing of the group's other notes.
func (b *binder) resembling(g int, q *query) (best candidate, ok bool) {
	block := -1
	for i := range b.queries[g] {
		if o := &b.queries[g][i]; o.chosen >= 0 {
			block = o.found[o.chosen].block
			break
		}
	}
	if block < 0 {
		return best, false
	}
	x := b.indexes[block]
	for s := 0; s < len(x.terms) && b.work >= 0; s++ {
		c := &x.terms[s]
		if score, _ := agree(&q.terms[0], c); score == 0 || !c.start || c.comment {
			continue
		}
		place := candidate{block: block, terms: []int32{int32(s)}}
		for k := range q.terms {
			for j := s; j < len(x.terms) && x.terms[j].group == c.group; j++ {
				b.work--
				if score, _ := agree(&q.terms[k], &x.terms[j]); score >= agreeFlags {
					place.weight += weigh(&q.terms[k])
					break
				}
			}
		}
		if 3*place.weight >= q.weight && place.weight > best.weight {
			best, ok = place, true
		}
	}
	return best, ok
}
