package bind

import (
	"math/bits"

	"docsite/internal/site"
)

// conditions say when a feature can be another number than zero: where all of the
// circumstances hold and, if it names extents, the candidate has one of them. Most
// features of a candidate are zero by its conditions, and nobody works them out.
type conditions uint64

// always are the conditions of a feature that may be any number.
const always conditions = 0

// Circumstances of a candidate.
const (
	quoted        conditions = 1 << (iota + extents) // words agree with it
	unquoted                                         // none do
	piece                                            // the fragment is one of several that a piece of the note names
	opens                                            // the words open the construct
	more                                             // and it has more lines than are taken
	oneLine                                          // it is a single line
	severalLines                                     // it has more
	echo                                             // the note's text has words of its lines
	echoElsewhere                                    // it has words of other lines
	inScope                                          // it lies inside what the notes around name
)

// Circumstances of a match.
const (
	inexact    conditions = 1 << (iota + extents) // the words do not stand there word for word
	capitals                                      // they open with one in capitals
	single                                        // it is one word
	inCode                                        // it is a code span
	inRest                                        // it stands behind the label
	open                                          // a sentence opens with it
	codeLabel                                     // the note's label has code
	firstPiece                                    // it is the first piece of the note
	laterPiece                                    // it is not
	opensLine                                     // the words open their line
)

// Circumstances of a candidate in the second pass.
const (
	grouped   conditions = 1 << (iota + extents) // the group has other notes
	related                                      // notes stand around the group
	preceded                                     // a note before in the group is sure of a place
	followed                                     // a note behind in the group is
	enclosed                                     // a note above opens code around other candidates
	alike                                        // it is one of several places that open constructs of one depth, or all of them
	elsewhere                                    // notes of other groups are at the same lines
)

// of are the conditions of a feature of some extents.
func of(list ...extent) (set conditions) {
	for _, e := range list {
		set |= 1 << e
	}
	return set
}

// when chooses between circumstances.
func when(b bool, yes, no conditions) conditions {
	if b {
		return yes
	}
	return no
}

// holds gives the circumstances of a match.
func (v *matchView) holds() conditions {
	return when(v.m.Exact, 0, inexact) | when(v.f.InCapitals(), capitals, 0) | when(len(v.f.Terms) == 1, single, 0) |
		when(v.f.Code, inCode, 0) | when(v.f.At == site.RestPosition, inRest, 0) | when(v.f.Open, open, 0) |
		when(v.n.code, codeLabel, 0) | when(v.m.Fragment == v.n.fragFirst, firstPiece, laterPiece) |
		when(v.p.OpensLine(v.m.Used[0]), opensLine, 0)
}

// holds gives the circumstances of a candidate.
func (v *view) holds() conditions {
	return when(v.m != nil, quoted, unquoted) | when(v.m != nil && v.f.Part > 0 && v.f.Part < 1, piece, 0) |
		when(v.c.opens, opens, 0) | when(v.more, more, 0) | when(v.lines == 1, oneLine, severalLines) |
		when(v.inside > 0, echo, 0) | when(v.outside > 0, echoElsewhere, 0) | when(v.scope, inScope, 0)
}

// holds gives the circumstances of a candidate in the second pass.
func (a *around) holds() conditions {
	return when(a.others > 0, grouped, 0) | when(a.p.groups[a.n.group].Under != nil, related, 0) |
		when(a.before.sure > 0, preceded, 0) | when(a.behind.sure > 0, followed, 0) |
		when(a.above > 0, enclosed, 0) | when(a.outer.elsewhere > 0, elsewhere, 0) |
		when(a.c.match >= 0 && a.p.Matches[a.c.match].Alike, alike, 0)
}

// may gives the features of the second pass that may be other than zero.
func (a *around) may() uint64 { return contextual.may(0, a.holds()) }

// may gives the features of a match that may be other than zero.
func (v *matchView) may() uint64 { return matchFeatures.may(0, v.holds()) }

// may gives the features of a candidate that may be other than zero.
func (v *view) may() uint64 { return candidateFeatures.may(v.c.extent, v.holds()) }

// table is the features of one kind of view, at most 64, in the order of their
// weights. Sets of them are bits by index.
type table[V any] struct {
	features []feature[V]
	values   []func(v *V) float64 // of the features
	of       [extents]uint64      // by extent, the features that may be other than zero
	needing  [64]uint64           // by circumstance, the features that need it
	needed   conditions           // circumstances that some feature needs
}

func newTable[V any](features []feature[V]) *table[V] {
	t := &table[V]{features: features}
	for i := range features {
		t.values = append(t.values, features[i].value)
		named := features[i].when & (1<<extents - 1)
		for e := range t.of {
			if named == 0 || named&(1<<e) != 0 {
				t.of[e] |= 1 << i
			}
		}
		t.needed |= features[i].when &^ named
		for rest := features[i].when &^ named; rest != 0; rest &= rest - 1 {
			t.needing[bits.TrailingZeros64(uint64(rest))] |= 1 << i
		}
	}
	return t
}

// all gives the features of a table without conditions.
func (t *table[V]) all() uint64 { return t.of[0] }

// may gives the features that may be other than zero for an extent where
// circumstances hold.
func (t *table[V]) may(e extent, holds conditions) uint64 {
	set := t.of[e]
	for lacks := t.needed &^ holds; lacks != 0; lacks &= lacks - 1 {
		set &^= t.needing[bits.TrailingZeros64(uint64(lacks))]
	}
	return set
}

// sum adds those of a set of features, whose weights begin at an index, to a score.
func (t *table[V]) sum(set uint64, v *V, at int, s score) score {
	values, weights := t.values, weights[at:at+len(t.values)]
	for ; set != 0; set &= set - 1 {
		i, x := bits.TrailingZeros64(set), 1.0
		if value := values[i]; value != nil {
			x = value(v)
		}
		s[0] += weights[i].first * x
		s[1] += weights[i].second * x
	}
	return s
}

// fill puts those of a set of features into the first elements of a vector of zeros and
// gives the rest.
func (t *table[V]) fill(set uint64, v *V, out []float64) []float64 {
	for ; set != 0; set &= set - 1 {
		i, x := bits.TrailingZeros64(set), 1.0
		if value := t.values[i]; value != nil {
			x = value(v)
		}
		out[i] = x
	}
	return out[len(t.features):]
}
