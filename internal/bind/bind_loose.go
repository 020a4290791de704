package bind

import (
	"slices"

	"docsite/internal/site"
)

// loose looks for the fragment's words in any order within one command, or in
// the instruction that it names, and lets a few of them differ.
func (x *index) loose(block int, q *query, keyword bool) []candidate {
	var found []candidate
	for s := 0; s < len(x.terms) && *x.work >= 0; s++ {
		c := &x.terms[s]
		if c.op || c.comment || !c.start {
			continue
		}
		end := s + x.unit(s)
		if keyword {
			if score, _ := agree(&q.terms[0], c); score == 0 {
				continue
			}
			for end = s; end < len(x.terms) && x.terms[end].group == c.group; {
				end++
			}
		}
		if place, ok := x.bag(q, s, end, keyword); ok {
			place.block = block
			found = append(found, place)
			if len(found) == maxFound {
				break
			}
		}
	}
	return found
}

// bag compares the fragment with the terms from s to end, in any order.
func (x *index) bag(q *query, s, end int, keyword bool) (candidate, bool) {
	place := candidate{group: x.terms[s].group}
	var sum, weight, all float64
	lessFlags := false
	for k := range q.terms {
		f := &q.terms[k]
		if f.op {
			continue
		}
		w := weigh(f)
		if lessFlags {
			w = min(w, lostValue) // the value of a flag that is not there
		}
		lessFlags = false
		all += w
		*x.work -= end - s
		best, at, ed := 0.0, -1, false
		for j := s; j < end; j++ {
			if x.terms[j].op || x.terms[j].comment {
				continue
			}
			if slices.Contains(place.terms, int32(j)) {
				continue
			}
			if score, edited := agree(f, &x.terms[j]); score > best && score >= agreeFlags {
				best, at, ed = score, j, edited
			}
		}
		if at < 0 {
			if k == 0 {
				return place, false // another command
			}
			continue
		}
		lessFlags = f.flag && len(x.terms[at].text) < len(f.text)
		sum += w * best
		weight += w
		place.edited = place.edited || ed
		place.terms = insert(place.terms, int32(at))
	}
	if weight < (1-loseMost)*all || weight == 0 || len(place.terms) == 0 {
		return place, false
	}
	place.partial = weight < all
	place.gapped = q.tail
	place.weight = weight
	place.score = sum/weight - bagPenalty
	if place.partial {
		if x.words(s, end) > len(place.terms)*4/3 || len(place.terms) < 2 {
			return place, false
		}
		place.score = sum / all * losePart
	}
	x.rate(&place, q, keyword)
	return place, place.score >= acceptScore
}

// words counts the words from s to end that are no flags.
func (x *index) words(s, end int) int {
	n := 0
	for j := s; j < end; j++ {
		if !x.terms[j].op && !x.terms[j].flag && !x.terms[j].comment {
			n++
		}
	}
	return n
}

// insert keeps a small list of indexes sorted, each once.
func insert(list []int32, v int32) []int32 {
	i := len(list)
	for i > 0 && list[i-1] > v {
		i--
	}
	if i > 0 && list[i-1] == v {
		return list
	}
	list = append(list, 0)
	copy(list[i+1:], list[i:])
	list[i] = v
	return list
}

// operators finds all places of an operator, or of the continuation.
func (x *index) operators(block int, q *query) []candidate {
	place := candidate{block: block, union: true, score: 1, weight: weigh(&q.terms[0])}
	if q.terms[0].text == `\` {
		for _, line := range x.endings {
			for i := range x.terms {
				if x.terms[i].line == line {
					place.terms = append(place.terms, int32(i))
					break
				}
			}
		}
	} else {
		for i := range x.terms {
			if x.terms[i].op && x.terms[i].text == q.terms[0].text && !x.terms[i].comment {
				place.terms = append(place.terms, int32(i))
			}
		}
	}
	if len(place.terms) == 0 {
		return nil
	}
	place.group = x.terms[place.terms[0]].group
	return []candidate{place}
}

// unite makes one place of all that a bare name has, unless several notes
// share them out.
func unite(found []candidate, notes int) []candidate {
	if len(found) < 2 {
		return found
	}
	top := topScore(found)
	kept := found[:0:0]
	for i := range found {
		if found[i].score > top-inComment/2 {
			kept = append(kept, found[i])
		}
	}
	if len(kept) < 2 || notes > 1 && notes <= len(kept) {
		return found
	}
	all := kept[0]
	all.union, all.terms = true, nil
	for i := range kept {
		all.terms = append(all.terms, kept[i].terms...)
	}
	return []candidate{all}
}

func lastTerm(list []int32) int32 { return list[len(list)-1] }

// lineSpan is the span of a line of a listing, counted from 1.
func (x *index) lineSpan(line int) site.Span {
	end := len(x.Text)
	if line < len(x.starts) {
		end = x.starts[line]
	}
	return site.Span{Start: x.starts[line-1], End: end}
}
