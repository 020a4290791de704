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
func (p posting) page() int      { return p.id() >> 8 }
func (p posting) weight() weight { return 31 - weight(p>>27) }

// postings are the entries that a term describes.
type postings struct {
	word  string
	list  []posting
	first [1]posting // the list, while it has one: most words stand in one entry
	worst posting    // of the list, when it was cut to its best: those behind it are not known
	full  bool       // there were more

	earlier *earlier // nil for a term that was not taken over
}

// earlier is a term as another index wrote it.
type earlier struct {
	kept    string // all of the term
	packed  string // its list
	more    bool   // there were more than the best; set when the term changes
	changed bool   // the term is not so any more
}

// stands reports whether a term was taken over and is as it was.
func (l *postings) stands() bool { return l.earlier != nil && !l.earlier.changed }

// len is how many postings are kept.
func (l *postings) len() int {
	if l.stands() {
		return len(l.earlier.packed) / packedSize
	}
	return len(l.list)
}

// size is about how many bytes a term with its postings has in a file.
func (l *postings) size() int { return len(l.word) + 4*min(l.len(), maxPostings) }

// known reports whether the best are among those that are kept.
func (l *postings) known() bool { return !l.full || l.len() >= maxPostings }

// put adds a posting. A list that grew too long is cut to its best; which
// these are does not depend on the order in which pages come.
func (l *postings) put(p posting) {
	if l.stands() {
		l.unpack()
	}
	if l.full && l.worst < p {
		return
	}
	if l.list == nil {
		l.list = l.first[:0]
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
	more = l.full || l.len() > maxPostings
	if l.stands() {
		return l.earlier.best(b), more
	}
	return byPlace(append(b, l.list[:min(len(l.list), maxPostings)]...)), more
}

// best gives the best that there were in the order of the pages, appended to b.
func (e *earlier) best(b []posting) []posting {
	return byPlace(appendPacked(b, e.packed[:min(len(e.packed), maxPostings*packedSize)]))
}

// byPlace sorts postings by their pages and entries.
func byPlace(list []posting) []posting {
	slices.SortFunc(list, func(a, b posting) int { return a.id() - b.id() })
	return list
}

// packedSize is how many bytes a posting has in a record.
const packedSize = 4

// unpacked is the posting that a record has at its beginning.
func unpacked(packed string) posting {
	return posting(packed[0]) | posting(packed[1])<<8 | posting(packed[2])<<16 | posting(packed[3])<<24
}

func appendPacked(list []posting, packed string) []posting {
	for ; len(packed) >= packedSize; packed = packed[packedSize:] {
		list = append(list, unpacked(packed))
	}
	return list
}

// unpack reads the list of a term that changes.
func (l *postings) unpack() {
	e := l.earlier
	e.more = l.full || l.len() > maxPostings
	l.list = appendPacked(make([]posting, 0, l.len()+1), e.packed)
	e.changed = true
}

// same reports whether a term that was taken over has the best that it had.
func (l *postings) same() bool {
	if l.stands() {
		return true
	}
	now, more := l.best(nil)
	return more == l.earlier.more && slices.Equal(l.earlier.best(nil), now)
}
