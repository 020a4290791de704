package search

import (
	"slices"

	"docsite/internal/record"
)

// numbers are the new numbers of the pages of an earlier site.
type numbers struct {
	now    []int  // of each page; -1 of one that is gone or to be added again
	last   []int  // of each page or, where that is gone, of the last before it; -1 for none
	stay   []bool // pages that have the number that they had
	stable bool   // all have that are not gone
}

func newNumbers(now []int) *numbers {
	to := &numbers{now: now, last: make([]int, len(now)), stay: make([]bool, len(now)), stable: true}
	last := -1
	for was, is := range now {
		if is >= 0 {
			last = is
		}
		to.last[was], to.stay[was] = last, is == was
		to.stable = to.stable && (is < 0 || is == was)
	}
	return to
}

// renumber gives the postings of pages their new numbers, and takes out those of pages
// that are gone. It reports whether the best are known.
func (l *postings) renumber(to *numbers) bool {
	if to.all(l.earlier.packed) && (to.stable || !l.full) {
		return true
	}
	l.unpack()
	kept := l.list[:0]
	for _, p := range l.list {
		was := p.page()
		if was >= len(to.now) {
			return false
		}
		if is := to.now[was]; is >= 0 {
			kept = append(kept, p.on(is))
		}
	}
	l.list = kept
	if l.full && !to.stable {
		was := l.worst.page()
		if was >= len(to.last) || to.last[was] < 0 {
			return false
		}
		if l.worst = l.worst.on(to.last[was]); to.now[was] < 0 {
			l.worst |= 255 // what comes behind the last page before it is not known
		}
	}
	return l.known()
}

// all reports whether all postings of a list have the numbers that they had.
func (to *numbers) all(packed string) bool {
	for ; len(packed) >= packedSize; packed = packed[packedSize:] {
		if page := unpacked(packed).page(); page >= len(to.stay) || !to.stay[page] {
			return false
		}
	}
	return true
}

// on is the posting of the same entry of the page that has another number.
func (p posting) on(page int) posting { return p&(31<<27|255) | posting(page)<<8 }

// read reads a name, and reports whether its first uses are known as far as they were.
func (n *Name) read(r *record.Reader, to *numbers, place func(page int) (output, title string)) bool {
	n.Count, n.last = r.Number(), r.Number()
	if n.last > 0 && !to.stable {
		was := n.last >> 8
		if was >= len(to.last) || to.last[was] < 0 {
			return false
		}
		if n.last = to.last[was]<<8 | n.last&255; to.now[was] < 0 {
			n.last |= 255
		}
	}
	for range r.Count() {
		u := Use{at: r.Number(), Anchor: r.Text(), Title: r.Text()}
		was := u.at >> 8
		if was < 0 || was >= len(to.now) {
			return false
		}
		if is := to.now[was]; is >= 0 {
			u.at = is<<8 | u.at&255
			u.Output, u.PageTitle = place(is)
			n.Uses = append(n.Uses, u)
		}
	}
	return true
}

// inOrder reports whether pages come in the order in which they came.
func (to *numbers) inOrder() bool { return slices.IsSorted(to.last) }
