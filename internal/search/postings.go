package search

import (
	"cmp"
	"slices"
)

// maxPostings is how many postings of a term are kept: the best.
const maxPostings = 1000

// posting packs an entry and its weight: page, entry of the page, weight.
// Smaller is better within a weight.
type posting uint32

func newPosting(page, entry int, w Weight) posting {
	return posting(page<<12 | entry<<4 | int(w))
}

func (p posting) id() int        { return int(p >> 4) }
func (p posting) page() int      { return int(p >> 12) }
func (p posting) entry() int     { return int(p >> 4 & 255) }
func (p posting) weight() Weight { return Weight(p & 15) }

// postings are the entries that a term describes.
type postings struct {
	list  []posting
	worst posting // of the list, once it was cut to its best
	full  bool
}

// put adds a posting. A list that grew too long is cut to its best; which
// these are does not depend on the order in which pages come.
func (l *postings) put(p posting) {
	if l.full && better(l.worst, p) < 0 {
		return
	}
	l.list = append(l.list, p)
	if len(l.list) >= 4*maxPostings {
		l.cut()
	}
}

// better orders postings: the higher weight, then the earlier page.
func better(a, b posting) int {
	return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a, b))
}

// cut keeps the best.
func (l *postings) cut() {
	if len(l.list) <= maxPostings {
		return
	}
	slices.SortFunc(l.list, better)
	l.list, l.full = l.list[:maxPostings], true
	l.worst = l.list[maxPostings-1]
}
