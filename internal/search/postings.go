package search

import "slices"

// maxPostings is how many postings of a term a site has: the best. So many more are
// kept in reserve, for a build that takes some away.
const (
	maxPostings = 1000
	reserve     = 1000
)

// maxPages is how many pages postings can tell apart.
const maxPages = 1 << 19

// posting is an entry that has a term: how far its weight is from the highest,
// in 5 bits, page in 19, entry of the page in 8. So less is better: a higher
// weight, then an earlier page.
type posting uint32

func newPosting(page, entry int, w weight) posting {
	return posting(31-w)<<27 | posting(page)<<8 | posting(entry)
}

func (p posting) id() int        { return int(p & (1<<27 - 1)) } // page and entry
func (p posting) weight() weight { return 31 - weight(p>>27) }

// byID is a posting that is ordered by its entry.
func (p posting) byID() posting     { return p<<5 | p>>27 }
func (p posting) byWeight() posting { return p>>5 | p<<27 }

// postings are the entries that a term describes.
type postings struct {
	list  []posting
	worst posting // of the list, when it was cut to its best: those behind it are not known
	full  bool    // there were more
}

// known reports whether the best are among those that are kept.
func (l *postings) known() bool { return !l.full || len(l.list) >= maxPostings }

// put adds a posting. A list that grew too long is cut to its best; which
// these are does not depend on the order in which pages come.
func (l *postings) put(p posting) {
	if l.full && l.worst < p {
		return
	}
	l.list = append(l.list, p)
	if len(l.list) >= 4*maxPostings {
		l.cut()
	}
}

// cut keeps the best, and those in reserve.
func (l *postings) cut() {
	if len(l.list) <= maxPostings {
		return
	}
	slices.Sort(l.list)
	if len(l.list) > maxPostings+reserve {
		l.list, l.full = l.list[:maxPostings+reserve], true
		l.worst = l.list[maxPostings+reserve-1]
	}
}

// best gives the best in the order of the pages, and whether there are more. They are
// appended to b. The list was cut before.
func (l *postings) best(b []posting) (list []posting, more bool) {
	b = append(b, l.list[:min(len(l.list), maxPostings)]...)
	for i, p := range b {
		b[i] = p.byID()
	}
	slices.Sort(b)
	for i, p := range b {
		b[i] = p.byWeight()
	}
	return b, l.full || len(l.list) > maxPostings
}
