package explain

import (
	"slices"

	"docsite/internal/site"
)

// candidate is a place in a listing at which a fragment's words stand.
type candidate struct {
	block   int
	terms   []int32 // indexes in index.terms, in order
	group   int32
	score   float64
	weight  float64 // of the words that were found
	edited  bool
	union   bool // all places together
	headed  bool // it opens a construct
	gapped  bool // the fragment leaves something out
	partial bool
	prefix  bool // the fragment is the beginning of the word that is there
}

// maxFound is how many places of one fragment are kept; what is found more
// often names nothing.
const maxFound = 40

// find gives the places of a fragment in one listing.
func (x *index) find(block int, q *query) []candidate {
	var found []candidate
	if q.terms[0].op {
		return x.operators(block, q)
	}
	keyword := isKeyword(q.terms[0].text)
	found = x.lays(block, q, keyword, false)
	if len(found) == 0 && len(q.terms) > 1 {
		found = x.loose(block, q, keyword)
	}
	if len(found) == 0 && !keyword && q.code {
		found = x.lays(block, q, keyword, true)
	}
	if q.bare || len(q.terms) == 1 && keyword {
		found = unite(found, q.repeated)
	}
	return found
}

// lays finds the places at which all words stand in order. Comments are prose,
// and asked last.
func (x *index) lays(block int, q *query, keyword, prose bool) []candidate {
	var found []candidate
	first := &q.terms[0]
	if *x.work -= len(x.terms); *x.work < 0 {
		return nil
	}
	for s := range x.terms {
		c := &x.terms[s]
		if score, _ := agree(first, c); score == 0 || keyword && !c.start || c.comment && !(c.dead && q.code) && !prose && !first.comment {
			continue
		}
		place, ok := x.lay(q, s, keyword)
		if !ok {
			continue
		}
		place.block = block
		if n := len(found); n > 0 && lastTerm(found[n-1].terms) == lastTerm(place.terms) {
			if place.score >= found[n-1].score {
				found[n-1] = place
			}
			continue
		}
		found = append(found, place)
		if len(found) == maxFound {
			break
		}
	}
	return found
}

// maxSkipped is how many words at most stand between two of a fragment.
const maxSkipped = 400

// lay puts the fragment's words on the code's from the term s on.
func (x *index) lay(q *query, s int, keyword bool) (candidate, bool) {
	var sum, weight, skip float64
	place := candidate{group: x.terms[s].group, terms: x.laid[:0]}
	at, comment := s, x.terms[s].comment
	free := false // the end of a command may be passed
	for k := range q.terms {
		f := &q.terms[k]
		if f.op {
			free = true
			continue
		}
		j, score, edited, cost := at, 0.0, false, 0.0
		if k == 0 {
			score, edited = agree(f, &x.terms[s])
			place.prefix = score == agreePrefix
		} else {
			free = free || f.gap || k == 1 && keyword
			j, score, edited, cost = x.next(f, at, place.group, comment, free)
		}
		if score == 0 {
			return place, false
		}
		w := weigh(f)
		sum += w * score
		weight += w
		skip += cost
		place.edited = place.edited || edited
		place.gapped = place.gapped || f.gap && k > 0
		place.terms = append(place.terms, int32(j))
		at, free = j+1, false
	}
	if weight == 0 {
		return place, false
	}
	place.gapped = place.gapped || q.tail
	place.weight = weight
	place.score = sum/weight - skip
	x.rate(&place, q, keyword)
	x.laid = place.terms
	if place.score < acceptScore {
		return place, false
	}
	place.terms = slices.Clone(place.terms)
	return place, true
}

// next finds the fragment's next word in the same group of the code.
func (x *index) next(f *term, at int, group int32, comment, free bool) (j int, score float64, edited bool, cost float64) {
	skipped, commands := 0.0, 0
	defer func() { *x.work -= j - at }()
	for j = at; j < len(x.terms) && j-at < maxSkipped; j++ {
		c := &x.terms[j]
		if c.group != group {
			if skipped += skipLine; x.Groups[group].Kind != LineGroup || x.Groups[c.group].Kind != LineGroup || skipped > skipMost {
				break
			}
			group = c.group
		}
		if c.comment != comment && !f.comment {
			continue
		}
		if c.op {
			commands++
			continue
		}
		if score, edited = agree(f, c); score >= agreeFlags {
			break
		}
		score = 0
		switch {
		case f.gap:
			skipped += skipElided
		case c.flag:
			skipped += skipFlag
		default:
			skipped += skipWord
		}
	}
	cost = min(skipped, skipMost)
	if commands > 0 && !free {
		cost += skipCommand
	}
	return j, score, edited, cost
}

// rate adds what the place itself says.
func (x *index) rate(place *candidate, q *query, keyword bool) {
	first := int(place.terms[0])
	head := x.heads[first]
	place.headed = head >= 0 && opens[x.Parts[head].Kind]
	size := x.unit(first)
	if head >= 0 {
		place.score += headBonus
		switch x.Parts[head].Kind {
		case FunctionPart, KeyPart, AssignmentPart:
			place.score += defines
		}
		if q.call && x.Parts[head].Kind == FunctionPart {
			place.score += defines
		}
		if keyword {
			size = x.size(head)
		}
	}
	place.score += coverBonus * min(1, float64(len(place.terms))/float64(max(size, 1)))
	if len(place.terms) == size && size > 1 {
		place.score += exactBonus
	}
	if q.opener != "" && (first == 0 || x.terms[first-1].text != q.opener) {
		place.score -= opPenalty
	}
	if x.terms[first].comment && !q.terms[0].comment {
		place.score -= inComment
	}
	if keyword && x.Dockerfile == nil {
		place.score -= foreign
	}
}

// opens tells which parts are known by their first word.
var opens = map[PartKind]bool{InstructionPart: true, CommandPart: true, AssignmentPart: true, FunctionPart: true, BlockPart: true, ArmPart: true, KeyPart: true}

// unit counts the words from a term to the end of its command.
func (x *index) unit(first int) int {
	n := 0
	for j := first; j < len(x.terms) && x.terms[j].group == x.terms[first].group && !x.terms[j].op; j++ {
		if j > first && x.terms[j].start && x.terms[j].line != x.terms[j-1].line {
			break
		}
		n++
	}
	return n
}

// size counts the words of a part.
func (x *index) size(part int32) int {
	span, n := x.Parts[part].Span, 0
	for i := x.termAt(span.Start); i < len(x.terms) && x.terms[i].span.Start < span.End; i++ {
		if !x.terms[i].op && !x.terms[i].comment {
			n++
		}
	}
	return n
}

// termAt is the first term at or after an offset.
func (x *index) termAt(offset int) int {
	lo, hi := 0, len(x.terms)
	for lo < hi {
		mid := (lo + hi) / 2
		if x.terms[mid].span.Start < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

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
