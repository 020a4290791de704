package render

import (
	"hash/maphash"
	"strings"
)

// lexicon numbers the words that pages are found by. It is kept from page to
// page: most words of a page stood on those before it, and need not be looked
// up among those of the whole site again.
type lexicon struct {
	seed  maphash.Seed
	slots []int32 // by hash: the number of a word and one; 0 for none. Their count is a power of two
	words []known
}

// known is a word with what is known of it.
type known struct {
	word  string
	hash  uint32
	name  bool  // see named
	last  int   // its last term, counted over all pages
	terms *hits // of the index; nil until the index was asked
	names *hits
}

// Limits of a lexicon, in words. One with more is begun anew before the next
// page: memory does not grow with the site.
const (
	maxLexicon   = 8192
	firstLexicon = 1024
)

// trim forgets the words when they are too many.
func (x *lexicon) trim() {
	switch {
	case x.slots == nil || len(x.slots) > 8*maxLexicon: // an unusual page does not make memory grow for good
		*x = lexicon{seed: maphash.MakeSeed(), slots: make([]int32, 2*firstLexicon), words: make([]known, 0, firstLexicon)}
	case len(x.words) > maxLexicon:
		clear(x.slots)
		clear(x.words)
		x.words = x.words[:0]
	}
}

// number is that of a word, which it may give it.
func (x *lexicon) number(word []byte) int32 {
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
	x.words = append(x.words, known{word: s, hash: hash, name: named(s), last: -1})
	x.slots[at] = int32(len(x.words))
	return x.slots[at] - 1
}

// grow makes room for twice as many words.
func (x *lexicon) grow() {
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

// named reports whether a term is listed among the names on the search page:
// a flag, a variable, an image with its tag.
func named(term string) bool {
	return strings.HasPrefix(term, "--") && len(term) > 2 && !strings.Contains(term, "=") || strings.HasPrefix(term, "$") && !strings.ContainsAny(term, "/:{") && len(term) > 2
}
