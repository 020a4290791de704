package explain

import "docsite/internal/site"

// believe gives up the candidates that say too little: a word or two, in a
// group most of which is not in the listing.
func (b *binder) believe(g int, queries []query) {
	group := &b.groups[g]
	giveWay(queries)
	notes := tally(group, queries)
	for i := range queries {
		q := &queries[i]
		if q.chosen < 0 {
			continue
		}
		if !notes.trust(q, b.isScript(q.found[q.chosen].block)) {
			q.chosen = -1
			q.rivals = nil
		}
	}
	b.shares[g] = tally(group, queries).share
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

// support is how much of a group found a place.
type support struct {
	share  float64 // of the notes that quote code, found
	plain  float64 // the same of those in plain words
	sure   int     // notes that could stand alone
	count  int     // fragments found
	mean   float64 // weight of what was found
	named  bool    // something else than files and numbers is quoted
	anchor bool    // a flag, or what opens a construct, is among those found
	single bool    // all found are of one word
}

func tally(group *site.NoteGroup, queries []query) support {
	found := make([]bool, len(group.Notes))
	quotes := make([]bool, len(group.Notes))
	s := support{single: true}
	count, weight := 0, 0.0
	for i := range queries {
		q := &queries[i]
		quotes[q.note] = quotes[q.note] || q.code
		s.named = s.named || !isFile(&q.fragment) && !isCount(q.terms[0].text) || q.chosen >= 0 && q.found[q.chosen].path
		if q.chosen < 0 {
			continue
		}
		found[q.note] = true
		count++
		w := q.evidence()
		weight += w
		if w >= aloneWeight {
			s.sure++
		}
		s.single = s.single && len(q.terms) == 1
		s.anchor = s.anchor || len(q.terms) > 1 || q.terms[0].flag || q.found[q.chosen].headed
	}
	coded, codedFound, all, allFound := 0, 0, 0, 0
	for n := range group.Notes {
		if len(group.Notes[n].Fragments) == 0 {
			continue
		}
		all++
		if found[n] {
			allFound++
		}
		if quotes[n] || group.Notes[n].Kind == site.TableNote {
			coded++
			if found[n] {
				codedFound++
			}
		}
	}
	if coded > 0 {
		s.share = float64(codedFound) / float64(coded)
	}
	if all > 0 {
		s.plain = float64(allFound) / float64(all)
	}
	if count > 0 {
		s.mean, s.count = weight/float64(count), count
	}
	return s
}

// evidence is what the chosen place of a query says.
func (q *query) evidence() float64 {
	place := &q.found[q.chosen]
	if len(q.terms) == 1 && !isKeyword(q.terms[0].text) {
		w := min(place.weight, singleWeight)
		if place.headed {
			w = min(w+0.2, singleWeight)
		}
		return w
	}
	return place.weight
}

// trust reports whether the place of a query is believed.
func (s *support) trust(q *query, script bool) bool {
	w := q.evidence()
	if !q.code {
		keyword := isKeyword(q.terms[0].text)
		return keyword && len(q.terms) > 1 || w >= aloneWeight && s.plain >= share || keyword && s.plain >= plainShare
	}
	switch {
	case !s.named:
		return false
	case isKeyword(q.terms[0].text) && len(q.terms) > 1:
		return true
	case w >= aloneWeight && script:
		return s.share >= commandShare
	case w >= aloneWeight:
		return s.share >= aloneShare
	case s.share < share || script && !s.anchor:
		return false
	case isFile(&q.fragment) && !q.found[q.chosen].headed:
		return s.share >= singleShare
	case s.sure > 0:
		return true
	}
	if s.count < 2 && len(q.terms) == 1 && !q.found[q.chosen].headed {
		return false
	}
	return s.share >= singleShare && (s.mean >= singleAverage || s.share == 1 && s.mean >= 0.2)
}
