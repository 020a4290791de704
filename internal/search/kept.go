package search

import (
	"maps"
	"slices"

	"docsite/internal/record"
)

// Encode writes what the index knows of its pages as a record, for [Index.Restore]. The
// index is complete from then on.
func (x *Index) Encode() string {
	x.complete()
	x.mu.Lock()
	defer x.mu.Unlock()
	w := &record.Writer{B: make([]byte, 0, x.recordSize())}
	w.Number(len(x.terms))
	for _, word := range x.words {
		l := x.terms[word]
		w.Text(word)
		w.Flag(l.full)
		w.Number(int(l.worst))
		w.Number(len(l.list))
		for _, p := range l.list {
			w.Number(int(p))
		}
	}
	names := slices.SortedFunc(maps.Values(x.names), func(a, b *Name) int { return a.row - b.row })
	w.Number(len(names))
	for _, n := range names {
		n.write(w)
	}
	w.Number(len(x.named))
	for _, rows := range x.named {
		w.Number(len(rows))
		for _, row := range rows {
			w.Number(row)
		}
	}
	return string(w.B)
}

// recordSize is about how many bytes the record has: growing step by step would take
// as much again, when the build has the most in memory.
func (x *Index) recordSize() int {
	size := 0
	for _, word := range x.words {
		size += len(word) + 8 + 5*len(x.terms[word].list)
	}
	for _, rows := range x.named {
		size += 1 + 2*len(rows)
	}
	return size + 64*len(x.names)
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

// Restore takes in what an index of the same pages knew, but for those that are to be
// added again. place gives a page's path in the site and its title. It reports whether
// the index is as if the others had just been added; where it is not, the index is of
// no use.
func (x *Index) Restore(kept string, again func(page int) bool, place func(page int) (output, title string)) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	r := record.NewReader(kept)
	good := true
	for range r.Count() {
		word, l := r.Text(), postings{full: r.Flag(), worst: posting(r.Number())}
		l.list = make([]posting, 0, r.Count())
		for range cap(l.list) {
			if p := posting(r.Number()); !again(p.id() >> 8) {
				l.list = append(l.list, p)
			}
		}
		good = good && l.known()
		if len(l.list) > 0 {
			*x.postingsOf(word) = l
		}
	}
	rows := make([]*Name, r.Count())
	for i := range rows {
		rows[i] = x.nameOf(r.Text())
		rows[i].read(r, again, place)
	}
	if r.Count() != len(x.named) {
		return false
	}
	for page := range x.named {
		list := make([]int, r.Count())
		for i := range list {
			if list[i] = r.Number(); list[i] < 0 || list[i] >= len(rows) {
				return false
			}
		}
		if again(page) {
			for _, row := range list {
				rows[row].Count--
			}
			continue
		}
		x.named[page], x.added[page] = list, true
	}
	for _, n := range rows {
		good = good && n.known()
	}
	return good && r.Whole()
}

func (n *Name) read(r *record.Reader, again func(page int) bool, place func(page int) (output, title string)) {
	n.Count, n.last = r.Number(), r.Number()
	for range r.Count() {
		u := Use{at: r.Number(), Anchor: r.Text(), Title: r.Text()}
		if !again(u.at >> 8) {
			u.Output, u.PageTitle = place(u.at >> 8)
			n.Uses = append(n.Uses, u)
		}
	}
}
