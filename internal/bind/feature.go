package bind

import (
	"math"

	"docsite/internal/bind/index"
	"docsite/internal/bind/match"
	"docsite/internal/site"
)

// A feature is one piece of evidence: a number that says something about a
// candidate. None knows a kind of document or a language of prose. V is what it
// looks at: features of a note are asked once a note, those of a listing once for
// each listing that the note may explain, those of a match once a match.
type feature[V any] struct {
	name  string
	doc   string
	when  conditions         // without these it is zero
	value func(v *V) float64 // nil for one that is 1 wherever they hold
}

// noteView is a note with its group.
type noteView struct {
	p    *page
	n    *note
	g    *site.NoteGroup
	sums *groupSums
}

// listingView is a listing that a note may explain.
type listingView struct {
	*noteView
	block  int32
	l      *index.Listing
	stat   *blockStat // of the note in the listing
	group  *groupStat // of the group in the listing
	others float64    // share of the group's other notes that find their words there
	nearer int        // nearer listings in which the group finds at least half as much
}

// matchView is a place of a fragment in a listing; m and f are nil where no words
// agree.
type matchView struct {
	*listingView
	m       *match.Match
	f       *match.Fragment
	repeats int // notes of the page that quote the same
}

// view is a candidate.
type view struct {
	*matchView
	c       *candidate
	terms   int     // words of its lines
	lines   int     // how many lines it has
	covered float64 // share of their words that are quoted
	more    bool    // the words open a construct of more lines than are taken
	scope   bool    // they lie inside what the notes around name
	inside  int     // words of its lines that the note's text has
	outside int     // words of the listing's other lines that it has
}

// firstWidth is how many features the first pass has.
var firstWidth = len(noteFeatures.features) + len(listingFeatures.features) + len(matchFeatures.features) + len(candidateFeatures.features)

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// logs are the logarithms that nearly all counts have.
var logs = func() (list [64]float64) {
	for n := range list {
		list[n] = math.Log1p(float64(n))
	}
	return list
}()

func log1(n int) float64 {
	if n >= 0 && n < len(logs) {
		return logs[n]
	}
	return math.Log1p(float64(n))
}
