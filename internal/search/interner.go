package search

import (
	"hash/maphash"
	"strings"
)

// interner numbers the words that pages are found by. It is kept from page to
// page: most words of a page stood on those before it, and need not be looked
// up among those of the whole site again.
type interner struct {
	numbers map[string]int32
	words   []interned
	recent  [4096]int32 // numbers of words that were asked for, by hash: most are asked for again
	seed    maphash.Seed
}

// interned is a word with what is known of it.
type interned struct {
	word  string
	name  bool      // see isNamed
	last  int       // its last term, counted over all pages
	terms *postings // of the index; nil until the index was asked
}

// maxInterned is how many words are kept: memory does not grow with the site.
const maxInterned = 8192

// trim forgets the words when they are too many.
func (x *interner) trim() {
	switch {
	case x.numbers == nil || len(x.words) > 8*maxInterned: // an unusual page does not make memory grow for good
		*x = interner{numbers: make(map[string]int32, maxInterned/8), seed: maphash.MakeSeed()}
	case len(x.words) > maxInterned:
		clear(x.numbers)
		clear(x.words)
		x.words = x.words[:0]
	}
}

// number returns the number of a word, and gives it the next free one the
// first time that the word is seen.
func (x *interner) number(word []byte) int32 {
	recent := &x.recent[maphash.Bytes(x.seed, word)%uint64(len(x.recent))]
	if n := *recent; int(n) < len(x.words) && x.words[n].word == string(word) {
		return n
	}
	n, known := x.numbers[string(word)]
	if !known {
		s := string(word)
		n = int32(len(x.words))
		x.words = append(x.words, interned{word: s, name: isNamed(s), last: -1})
		x.numbers[s] = n
	}
	*recent = n
	return n
}

// isNamed reports whether a word of code is listed among the names of the
// site: a flag, a variable.
func isNamed(word string) bool {
	return strings.HasPrefix(word, "--") && len(word) > 2 || strings.HasPrefix(word, "$") && !strings.ContainsAny(word, "/:") && len(word) > 2
}
