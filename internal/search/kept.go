package search

import (
	"maps"
	"slices"
	"strings"

	"docsite/internal/record"
)

// Encode writes what the index knows of its pages as a record, for [Index.Restore]. The
// index is complete from then on.
func (x *Index) Encode() string {
	x.complete()
	x.mu.Lock()
	defer x.mu.Unlock()
	var all strings.Builder // a record as bytes would be copied to be a text, all megabytes of it
	all.Grow(x.recordSize())
	var w record.Writer
	next := func() {
		all.Write(w.B)
		w.B = w.B[:0]
	}
	w.Number(len(x.words))
	for _, l := range x.words {
		l.write(&w)
		next()
	}
	w.Number(len(x.files))
	for _, f := range x.files {
		w.Number(len(f.terms))
	}
	names := slices.SortedFunc(maps.Values(x.names), func(a, b *Name) int { return a.row - b.row })
	w.Number(len(names))
	for _, n := range names {
		n.write(&w)
		next()
	}
	w.Number(len(x.named))
	for _, rows := range x.named {
		w.Number(len(rows))
		for _, row := range rows {
			w.Number(row)
		}
	}
	next()
	return all.String()
}

// recordSize is about how many bytes the record has: growing step by step would take
// as much again, when the build has the most in memory.
func (x *Index) recordSize() int {
	size := 0
	for _, l := range x.words {
		size += len(l.word) + 12 + packedSize*l.len()
	}
	for _, rows := range x.named {
		size += 1 + 2*len(rows)
	}
	return size + 1<<12 + 64*len(x.names)
}

func (l *postings) write(w *record.Writer) {
	if l.stands() {
		w.B = append(w.B, l.earlier.kept...)
		return
	}
	w.Text(l.word)
	w.Flag(l.full)
	w.Number(int(l.worst))
	w.Number(packedSize * len(l.list))
	for _, p := range l.list {
		w.B = append(w.B, byte(p), byte(p>>8), byte(p>>16), byte(p>>24))
	}
}

func (n *Name) write(w *record.Writer) {
	w.Text(n.Word)
	w.Number(n.Count)
	w.Number(n.last)
	w.Number(len(n.Uses))
	for _, u := range n.Uses {
		w.Number(u.at)
		w.Text(u.Anchor)
		w.Text(u.Title)
	}
}

// Restore takes in what an index knew of the pages of an earlier site: now gives, for
// each of these, its number in this one, -1 of a page that is gone or to be added again.
// The others come in the order in which they came. place gives a page's path in the site
// and its title. It reports whether the index is as if the others had just been added;
// where it is not, the index is of no use.
func (x *Index) Restore(kept string, now []int, place func(page int) (output, title string)) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	r, to := record.NewReader(kept), newNumbers(now)
	if !to.inOrder() || !x.restoreWords(r, kept, to) {
		return false
	}
	rows := make([]*Name, r.Count())
	for i := range rows {
		rows[i] = x.nameOf(r.Text())
		if !rows[i].read(r, to, place) {
			return false
		}
	}
	if r.Count() != len(now) {
		return false
	}
	for _, page := range now {
		list := make([]int, r.Count())
		for i := range list {
			if list[i] = r.Number(); list[i] < 0 || list[i] >= len(rows) {
				return false
			}
		}
		if page < 0 {
			for _, row := range list {
				rows[row].Count--
			}
			continue
		}
		x.named[page], x.added[page] = list, true
	}
	for _, n := range rows {
		if !n.known() {
			return false
		}
	}
	return r.Whole()
}

// restoreWords reads the words with their postings, and which of them were in one file.
func (x *Index) restoreWords(r *record.Reader, kept string, to *numbers) bool {
	all := make([]postings, r.Count())
	earliers := make([]earlier, len(all))
	x.before = make([]*postings, len(all))
	for i := range all {
		l, e, from := &all[i], &earliers[i], r.Left()
		l.word, l.full, l.worst, e.packed = r.Text(), r.Flag(), posting(r.Number()), r.Text()
		l.earlier, e.kept = e, kept[len(kept)-from:len(kept)-r.Left()]
		if !l.renumber(to) || i > 0 && all[i-1].word >= l.word {
			return false
		}
		x.before[i] = l
	}
	x.ends = make([]int, r.Count())
	end := 0
	for i := range x.ends {
		n := r.Number()
		if n < 0 || n > len(all)-end {
			return false
		}
		end += n
		x.ends[i] = end
	}
	return end == len(all)
}

// keptOf are the postings of a word that were taken over; nil for none.
func (x *Index) keptOf(word string) *postings {
	if i, ok := slices.BinarySearchFunc(x.before, word, func(l *postings, word string) int { return strings.Compare(l.word, word) }); ok {
		return x.before[i]
	}
	return nil
}

// Same reports whether a file of terms is the one that the index had which was taken
// over. The index is complete from then on.
func (x *Index) Same(name string) bool {
	n, ok := number(name, termsFolder, len(x.files))
	if !ok || n >= len(x.ends) {
		return false
	}
	x.complete()
	from := 0
	if n > 0 {
		from = x.ends[n-1]
	}
	terms := x.files[n].terms
	return slices.Equal(terms, x.before[from:x.ends[n]]) && !slices.ContainsFunc(terms, func(l *postings) bool { return !l.same() })
}

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
