package search

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// fill adds pages to an index: each has words that all have, words of its own, and
// names. The text of one is told from another by its version.
func fill(x *Index, pages int, version func(page int) int) {
	var p Page
	for i := range pages {
		if x.added[i] {
			continue
		}
		pageOf(&p, i, version(i))
		x.Add(i, fmt.Sprint(i, ".html"), fmt.Sprint("Page ", i), &p)
	}
}

// pageOf makes a page of a number and a version.
func pageOf(p *Page, i, version int) {
	p.Reset()
	p.Open(nil, []byte("page"))
	for entry := range 3 + version%2 {
		p.Open(fmt.Append(nil, "L", entry), fmt.Append(nil, "RUN ", entry))
		p.Name("RUN")
		p.Code(fmt.Appendf(nil, "apt-get --flag%d --version%d $VAR%d", i%5, version, i/100))
		p.Prose(fmt.Appendf(nil, "common words and word%d of version%d", i, version))
	}
}

// files are all files of an index but for those of texts, and its names.
func filesOf(x *Index) (all []any) {
	for _, name := range x.Files() {
		text, _ := x.File(name)
		all = append(all, string(text))
	}
	for _, n := range x.Names() {
		all = append(all, fmt.Sprint(n.Word, n.Count, n.Uses))
	}
	return all
}

// TestRestore changes pages, some of them again and again, and compares the index that
// took over the others with one that is made from nothing.
func TestRestore(t *testing.T) {
	const pages = 700
	const rounds = 30
	versions := make([]int, pages)
	version := func(i int) int { return versions[i] }
	place := func(i int) (string, string) { return fmt.Sprint(i, ".html"), fmt.Sprint("Page ", i) }
	whole := func() *Index {
		x := New(pages, func(int) { t.Error("a page is asked for") })
		fill(x, pages, version)
		return x
	}
	last, stand := whole(), 0
	kept := last.Encode()
	fewFilesChange(t, whole, versions)
	restored := 0
	for round := range rounds {
		again := all(pages)
		for i := range 1 + round {
			page := (round*37 + i*i) % pages
			again[page] = -1
			versions[page] = round % 7
		}
		want := whole()
		x := New(pages, func(int) { t.Error("a page is asked for") })
		if !x.Restore(kept, again, place) {
			kept, last = want.Encode(), want
			continue
		}
		restored++
		fill(x, pages, version)
		if !reflect.DeepEqual(filesOf(x), filesOf(want)) {
			t.Fatalf("round %d: another index", round)
		}
		stand += standing(t, x, last)
		last = want
		kept = x.Encode()
	}
	if stand == 0 {
		t.Error("no file of terms is the same")
	}
	if restored != rounds {
		t.Errorf("%d of %d could be restored", restored, rounds)
	}
	most := all(pages)
	for i := range pages - 20 {
		most[i] = -1
	}
	if New(pages, nil).Restore(kept, most, place) {
		t.Error("the best are known, though most of what was kept is gone")
	}
	x := New(pages, nil)
	if x.Restore(kept[:len(kept)-1], all(pages), place) {
		t.Error("a record that is cut off")
	}
	if New(pages+1, nil).Restore(kept, all(pages+1), place) {
		t.Error("a record of fewer pages")
	}
}

// all numbers pages as they were.
func all(pages int) []int {
	now := make([]int, pages)
	for i := range now {
		now[i] = i
	}
	return now
}

// TestRenumber takes pages out of an index and puts others in, round after round, and
// compares it with one that is made from nothing.
func TestRenumber(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	list := all(900) // what tells the pages apart, in their order
	added := func(x *Index) *Index {
		var p Page
		for i, id := range list {
			if !x.added[i] {
				pageOf(&p, id, id%3)
				x.Add(i, fmt.Sprint(id, ".html"), fmt.Sprint("Page ", id), &p)
			}
		}
		return x
	}
	index := func() *Index { return New(len(list), func(int) { t.Error("a page is asked for") }) }
	kept, next, restored := added(index()).Encode(), len(list), 0
	for round := range 40 {
		before := slices.Clone(list)
		for range r.IntN(5) {
			i := r.IntN(len(list))
			list = slices.Delete(list, i, i+1)
		}
		for range r.IntN(4) {
			list = slices.Insert(list, r.IntN(len(list)), next)
			next++
		}
		now := numbersIn(before, list)
		want, x := added(index()), index()
		if !x.Restore(kept, now, func(i int) (string, string) { return fmt.Sprint(list[i], ".html"), fmt.Sprint("Page ", list[i]) }) {
			kept = want.Encode()
			continue
		}
		restored++
		if added(x); !reflect.DeepEqual(filesOf(x), filesOf(want)) {
			t.Fatalf("round %d: another index", round)
		}
		kept = x.Encode()
	}
	if restored < 20 {
		t.Errorf("%d of 40 could be restored", restored)
	}
	if index().Restore(kept, append([]int{1, 0}, all(len(list))[2:]...), nil) {
		t.Error("pages in another order are taken over")
	}
}

// numbersIn numbers the pages of one list as they come in another; -1 for none.
func numbersIn(before, list []int) []int {
	now := []int{}
	for _, id := range before {
		now = append(now, slices.Index(list, id))
	}
	return now
}

// standing counts the files of terms that an index says are those of the index before.
func standing(t *testing.T, x, before *Index) (n int) {
	t.Helper()
	for _, name := range x.Files() {
		is, _ := x.File(name)
		was, _ := before.File(name)
		switch same := x.Same(name); {
		case same && string(is) != string(was):
			t.Errorf("%s is said to be the same", name)
		case same:
			n++
		}
	}
	return n
}

// fewFilesChange changes a page: few files of terms begin at other places then. Each has
// about the usual size.
func fewFilesChange(t *testing.T, whole func() *Index, versions []int) {
	t.Helper()
	versions[300] = 2
	begins := map[string]bool{}
	was := whole()
	was.complete()
	for _, f := range was.files {
		begins[f.bound] = true
	}
	versions[300] = 0
	x := whole()
	x.complete()
	other := 0
	for _, f := range x.files {
		if !begins[f.bound] {
			other++
		}
	}
	if len(x.files) < 50 || other > 3 {
		t.Errorf("%d of %d files begin elsewhere once a page has changed", other, len(x.files))
	}
	words, largest, total := 0, 0, 0
	for _, f := range x.files {
		size := 0
		for _, l := range f.terms {
			size += l.size()
		}
		words, largest, total = words+len(f.terms), max(largest, size), total+size
	}
	if words != len(x.terms) || largest > 3*total/len(x.files)+5*maxPostings {
		t.Errorf("%d of %d words are in files; the largest has %d, all have %d", words, len(x.terms), largest, total)
	}
}
