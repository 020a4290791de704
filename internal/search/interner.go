package search

import (
	"hash/maphash"
	"strings"
)

// interner numbers the words that pages are found by. It is kept from page to
// page: most words of a page stood on those before it, and need not be looked
// up among those of the whole site again.
type interner struct {
	seed  maphash.Seed
	slots []int32 // by hash: the number of a word and one; 0 for none. Their count is a power of two
	words []interned
}

// interned is a word with what is known of it.
type interned struct {
	word  string
	hash  uint32
	name  bool      // see isNamed
	last  int       // its last term, counted over all pages
	terms *postings // of the index; nil until the index was asked
	names *postings
}

// Limits of an interner, in words. One with more is begun anew before the next
// page: memory does not grow with the site.
const (
	maxInterned   = 8192
	firstInterned = 1024
)

// trim forgets the words when they are too many.
func (x *interner) trim() {
	switch {
	case x.slots == nil || len(x.slots) > 8*maxInterned: // an unusual page does not make memory grow for good
		*x = interner{seed: maphash.MakeSeed(), slots: make([]int32, 2*firstInterned), words: make([]interned, 0, firstInterned)}
	case len(x.words) > maxInterned:
		clear(x.slots)
		clear(x.words)
		x.words = x.words[:0]
	}
}

// number returns the number of a word, and gives it the next free one the
// first time that the word is seen.
func (x *interner) number(word []byte) int32 {
	hash := uint32(maphash.Bytes(x.seed, word))
	mask := uint32(len(x.slots) - 1)
	at := hash & mask
	for ; x.slots[at] != 0; at = (at + 1) & mask {
		if k := &x.words[x.slots[at]-1]; k.hash == hash && k.word == string(word) {
			return x.slots[at] - 1
		}
	}
	if 2*len(x.words) >= len(x.slots) {
		x.grow()
		return x.number(word)
	}
	s := string(word)
	x.words = append(x.words, interned{word: s, hash: hash, name: isNamed(s), last: -1})
	x.slots[at] = int32(len(x.words))
	return x.slots[at] - 1
}

// grow doubles the slots.
func (x *interner) grow() {
	x.slots = make([]int32, 2*len(x.slots))
	mask := uint32(len(x.slots) - 1)
	for i := range x.words {
		at := x.words[i].hash & mask
		for x.slots[at] != 0 {
			at = (at + 1) & mask
		}
		x.slots[at] = int32(i + 1)
	}
}

// isNamed reports whether a word of code is listed among the names of the
// site: a flag, a variable.
func isNamed(word string) bool {
	return strings.HasPrefix(word, "--") && len(word) > 2 && !strings.Contains(word, "=") || strings.HasPrefix(word, "$") && !strings.ContainsAny(word, "/:{") && len(word) > 2
}
