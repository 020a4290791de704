package bind

import (
	"math"
	"slices"
)

// weight is what a feature weighs in both passes; one of contextual has none in the first.
type weight struct {
	first, second float64
	usual         float64 // what a candidate that is right has of the feature on average
}

// score is what weights make of the features of a candidate, by the first pass and
// by the second.
type score [2]float64

// weigh gives each candidate its probability, in two passes.
func (p *page) weigh() {
	p.scores = slices.Grow(p.scores[:0], len(p.cands))[:len(p.cands)]
	v := &p.viewer
	*v = viewer{}
	var note, listing, match score
	atListing := len(noteFeatures.features)
	atMatch := atListing + len(listingFeatures.features)
	for i := range p.cands {
		changed := v.to(p, int32(i))
		if changed == otherNote {
			note = noteFeatures.sum(noteFeatures.all(), &v.note, 0, score{})
		}
		if changed >= otherListing {
			listing = listingFeatures.sum(listingFeatures.all(), &v.listing, atListing, note)
		}
		if changed >= otherMatch {
			if match = listing; v.match.m != nil {
				match = matchFeatures.sum(v.match.may(), &v.match, atMatch, listing)
			}
		}
		p.scores[i] = candidateFeatures.sum(v.view.may(), &v.view, atMatch+len(matchFeatures.features), match)
		p.cands[i].p = p.scores[i][0]
	}
	p.normalize()
	p.prune()
	p.settle()
	p.contexts = slices.Grow(p.contexts[:0], countKept(p.cands)*len(contextual.features))
	for i := range p.cands {
		if c := &p.cands[i]; c.kept {
			p.around(&p.surround, int32(i))
			c.context = int32(len(p.contexts))
			p.contexts = append(p.contexts, zeros[:len(contextual.features)]...)
			contextual.fill(p.surround.may(), &p.surround, p.contexts[c.context:])
		}
	}
	for i := range p.cands {
		if c := &p.cands[i]; c.kept {
			c.p = p.scores[i][1] + inContext(p.contexts[c.context:])
		}
	}
	p.normalize()
	for i := range p.notes {
		p.notes[i].best = p.best(&p.notes[i])
	}
}

// countKept counts the candidates that the second pass weighs.
func countKept(list []candidate) (n int) {
	for i := range list {
		if list[i].kept {
			n++
		}
	}
	return n
}

// normalize makes probabilities of the scores of all candidates that are kept.
func (p *page) normalize() {
	for i := range p.notes {
		normalize(p.cands[p.notes[i].first:p.notes[i].last])
	}
}

// least is from which probability of the first pass a candidate is weighed again.
const least = .003

// prune leaves out what the first pass finds unlikely.
func (p *page) prune() {
	for i := range p.cands {
		if c := &p.cands[i]; c.p < least {
			c.p, c.kept = 0, false
		}
	}
}

// normalize makes probabilities of the scores of a note's candidates: they and the
// case that it explains nothing make up one. A marker in the code needs no proof.
func normalize(list []candidate) {
	top := 0.0 // of "nothing"
	for i := range list {
		if list[i].kept {
			top = max(top, list[i].p)
		}
	}
	sum := math.Exp(-top)
	for i := range list {
		if !list[i].kept {
			list[i].p = 0
			continue
		}
		list[i].p = math.Exp(list[i].p - top)
		sum += list[i].p
	}
	for i := range list {
		if list[i].p /= sum; list[i].extent == markedLines {
			list[i].p = 1
		}
	}
}

var zeros [64]float64

// inContext is what the second pass makes of the contextual features.
func inContext(x []float64) float64 {
	sum := 0.0
	for i, w := range weights[firstWidth:] {
		sum += w.second * x[i]
	}
	return sum
}
