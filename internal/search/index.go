package search

import (
	"encoding/json"
	"slices"
	"sync"
)

// Index is what the search knows of a site. It is cut into files, so that a
// search loads little of it: the terms by their first two characters, the texts
// of what was found by pages. Terms of code are kept whole, with hyphens,
// dollars and slashes.
//
// It takes form while pages are rendered and is complete when all were. It is
// safe for use by several goroutines.
type Index struct {
	render      func(page int) // adds a page that nobody has opened
	shards      int            // files of terms
	split       int            // pages whose texts one file holds
	codeExcerpt int            // bytes of code that a result has

	mu    sync.Mutex
	terms map[string]*postings
	names map[string]*postings
	texts [][]byte   // by page, as it stands in its file; nil until it was added
	spare []postings // for words to come
	once  sync.Once

	shared [][]string // the terms of each file, in no order; set when the index is complete
}

// Sizes of the index.
const (
	pagesAFile = 16   // whose texts one file holds, on a large site
	maxExcerpt = 160  // bytes of a text or of code that a result has
	maxCode    = 4096 // of code on a site of few pages: nearly all of an instruction, in which the script looks for what was typed
	fewPages   = 20
)

// New makes the index of a site of so many pages. render adds, by [Index.Add],
// the page of a number, from 0; it is called for pages that nobody has added
// when a file is asked for.
func New(pages int, render func(page int)) *Index {
	x := &Index{render: render, shards: 1, split: max(pages, 1), codeExcerpt: maxExcerpt, terms: make(map[string]*postings, 16*pages), names: map[string]*postings{}, texts: make([][]byte, pages)}
	if pages <= fewPages {
		x.codeExcerpt = maxCode
	}
	if pages > 60 {
		x.split = pagesAFile
		for x.shards < 256 && x.shards*20 < pages {
			x.shards *= 2
		}
	}
	return x
}

// Add takes in what was found on the page of a number, with its path in the
// site and its title. Adding it again changes nothing.
func (x *Index) Add(page int, output, title string, found *Page) {
	found.close()
	text := pageText(output, title, found.texts)
	words := found.words.words
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.texts[page] != nil || x.shared != nil {
		return
	}
	x.texts[page] = text
	for i := range found.entries {
		for _, t := range found.of(i) {
			k := &words[t.word]
			if k.terms == nil {
				k.terms = x.postingsOf(x.terms, k.word)
			}
			k.terms.put(newPosting(page, i, t.weight))
			if t.weight == inCode && k.name || t.weight == isName {
				if k.names == nil {
					k.names = x.postingsOf(x.names, k.word)
				}
				k.names.put(newPosting(page, i, t.weight))
			}
		}
	}
}

// postingsOf are those of a word.
func (x *Index) postingsOf(all map[string]*postings, word string) *postings {
	l := all[word]
	if l == nil {
		if len(x.spare) == 0 {
			x.spare = make([]postings, 256)
		}
		l, x.spare = &x.spare[0], x.spare[1:]
		all[word] = l
	}
	return l
}

// complete adds the pages that nobody has opened yet. From then on nothing
// changes.
func (x *Index) complete() {
	x.once.Do(func() {
		for i := range x.texts {
			x.mu.Lock()
			missing := x.texts[i] == nil
			x.mu.Unlock()
			if missing {
				x.render(i)
			}
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		for _, terms := range []map[string]*postings{x.terms, x.names} {
			for _, l := range terms {
				l.cut()
				slices.Sort(l.list)
			}
		}
		x.shared = make([][]string, x.shards)
		for word := range x.terms {
			n := x.shard(word)
			x.shared[n] = append(x.shared[n], word)
		}
	})
}

// Name is an instruction, a flag or a variable, in lower case, with the
// entries that have it.
type Name struct {
	Word string
	uses []posting
}

// Len is how many entries have the name.
func (n Name) Len() int { return len(n.uses) }

// Names are those of the site, in no order.
func (x *Index) Names() []Name {
	x.complete()
	x.mu.Lock()
	defer x.mu.Unlock()
	names := make([]Name, 0, len(x.names))
	for word, l := range x.names {
		names = append(names, Name{word, l.list})
	}
	return names
}

// Use is an entry as a place to go to.
type Use struct {
	Output, Anchor   string // the page's path in the site; without "#"
	PageTitle, Title string
}

// Uses are the entries that have a name, in the order of the pages, at most so
// many.
func (x *Index) Uses(name Name, most int) []Use {
	var uses []Use
	for _, p := range name.uses[:min(len(name.uses), most)] {
		var use Use
		var entries [][3]string
		if json.Unmarshal(x.texts[p.page()], &[]any{&use.Output, &use.PageTitle, &entries}) == nil && p.entry() < len(entries) {
			use.Anchor, use.Title = entries[p.entry()][0], entries[p.entry()][1]
			uses = append(uses, use)
		}
	}
	return uses
}
