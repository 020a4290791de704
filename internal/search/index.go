package search

import "sync"

// Index is what the search knows of a site. It is cut into files, so that a
// search loads little of it: the terms in their order, and a file of texts for
// each page. Terms of code are kept whole, with hyphens, dollars and slashes.
//
// It takes form while pages are rendered and is complete when all were. It is
// safe for use by several goroutines.
type Index struct {
	render func(page int) // adds a page, which was added before or not

	mu    sync.Mutex
	terms map[string]*postings // but for those of before
	names map[string]*Name
	named [][]int     // by page: the names that it has, by their rows; a name for each use
	added []bool      // by page
	texts [][]byte    // by page: what its results show, from when it was added until it was asked for
	words []*postings // sorted when the index is complete

	before []*postings // of the earlier index that was taken over, sorted
	ends   []int       // where the terms of each of its files end in before

	once  sync.Once
	files []termFile // set when the index is complete
}

// New makes the index of a site of so many pages. render adds, by [Index.Add],
// the page of a number, from 0. It is called when a file is asked for, for
// pages that nobody has added.
func New(pages int, render func(page int)) *Index {
	return &Index{render: render, terms: map[string]*postings{}, names: map[string]*Name{},
		named: make([][]int, pages), added: make([]bool, pages), texts: make([][]byte, pages), files: make([]termFile, termFiles(pages))}
}

// Add takes in what was found on the page of a number, with its path in the
// site and its title.
func (x *Index) Add(page int, output, title string, found *Page) {
	text := found.file(page, output, title)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.texts[page] = text
	if x.added[page] || page >= maxPages {
		return
	}
	x.added[page] = true
	words := found.words.words
	for i := range found.entries {
		for _, t := range found.of(i) {
			k := &words[t.word]
			if k.terms == nil {
				k.terms = x.postingsOf(k.word)
			}
			k.terms.put(newPosting(page, i, found.entries[i].weigh(t)))
		}
	}
	for _, n := range found.names {
		x.use(words[n.word].word, Use{Output: output, PageTitle: title, at: page<<8 | n.entry}, found)
	}
}

// Has reports whether the texts of a page wait to be asked for.
func (x *Index) Has(page int) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.texts[page] != nil
}

// postingsOf are those of a word.
func (x *Index) postingsOf(word string) *postings {
	if l := x.keptOf(word); l != nil {
		return l
	}
	l := x.terms[word]
	if l == nil {
		l = &postings{word: word}
		x.terms[word], x.words = l, append(x.words, l)
	}
	return l
}

// complete adds the pages that nobody has opened yet, and shares the terms out
// among their files. From then on nothing is added.
func (x *Index) complete() {
	x.once.Do(func() {
		for i := range x.added {
			x.mu.Lock()
			missing := !x.added[i]
			x.mu.Unlock()
			if missing {
				x.render(i)
			}
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		for i := range x.added {
			x.added[i] = true
		}
		x.share()
	})
}
