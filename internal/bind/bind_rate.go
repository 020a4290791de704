package bind

import (
	"docsite/internal/code"
)

// rate adds what the place itself says.
func (x *index) rate(place *candidate, q *query, keyword bool) {
	first := int(place.terms[0])
	head := x.heads[first]
	place.headed = head >= 0 && opens[x.Parts[head].Kind]
	size := x.unit(first)
	if head >= 0 {
		if x.Parts[head].Kind == code.LinePart && size == 1 && len(place.terms) == 1 {
			place.headed = true // all of an entry
		}
		place.score += headBonus
		switch x.Parts[head].Kind {
		case code.KeyPart:
			place.level = x.level(head)
			if place.level == 1 {
				place.score += topKey
			}
			place.score += defines
			if q.terms[0].text != q.terms[0].bare {
				place.score -= defines + topKey // "./db" is a path, not the entry "db"
			}
		case code.FunctionPart, code.AssignmentPart:
			place.score += defines
		}
		if q.call && x.Parts[head].Kind == code.FunctionPart {
			place.score += defines
		} else if q.call && x.Parts[head].Kind == code.CommandPart {
			place.score -= calls
		}
		if keyword && x.Parts[head].Parent >= 0 {
			place.score -= stored
		}
		if keyword {
			size = x.size(head)
		}
	}
	place.score += coverBonus * min(1, float64(len(place.terms))/float64(max(size, 1)))
	if len(place.terms) == size && size > 1 {
		place.score += exactBonus
		if x.alone(first, int(lastTerm(place.terms))) {
			place.score += aloneBonus
		}
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

// alone reports whether the terms from first to last are all that their group
// has.
func (x *index) alone(first, last int) bool {
	group := x.terms[first].group
	return (first == 0 || x.terms[first-1].group != group) && (last+1 == len(x.terms) || x.terms[last+1].group != group)
}

// level is how deep a part stands in others, 1 at the top.
func (x *index) level(part int32) int32 {
	n := int32(1)
	for p := x.Parts[part].Parent; p >= 0; p = x.Parts[p].Parent {
		n++
	}
	return n
}

// opens tells which parts are known by their first word.
var opens = map[code.PartKind]bool{code.InstructionPart: true, code.CommandPart: true, code.AssignmentPart: true, code.FunctionPart: true, code.BlockPart: true, code.ArmPart: true, code.KeyPart: true}

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
