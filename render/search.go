package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"docsite/internal/site"
)

// The index of the search is cut into files, so that a search loads little of
// it: the terms by their first two characters, the texts of what was found by
// pages. Terms of code are kept whole, with hyphens, dollars and slashes.
//
// It takes form while pages are rendered and is complete when all were.

// entry is a thing that can be found: an instruction, a statement, a section.
type entry struct {
	first int // of its terms; see finds
}

// term is a word that an entry can be found by.
type term struct {
	word   int32 // among the page's words
	weight weight
}

// weight says how well a term describes an entry; the higher, the better.
type weight uint32

const (
	inPart    weight = 1 + iota // a part of a word of code
	inProse                     // a word of a note or of a section
	inHeading                   // a word of a heading
	inCode                      // a whole word of code
	isName                      // the name of the instruction itself
)

// Limits of the index.
const (
	maxEntries  = 200  // of a page
	maxPostings = 1000 // of a term; the best are kept
	pagesAFile  = 16   // whose texts one file holds, on a large site
)

// posting packs an entry and its weight: page, entry of the page, weight.
// Smaller is better within a weight.
type posting uint32

func newPosting(page, entry int, w weight) posting {
	return posting(page<<12 | entry<<4 | int(w))
}

func (p posting) id() int        { return int(p >> 4) }
func (p posting) weight() weight { return weight(p & 15) }

// index is what the search knows.
type index struct {
	site   *Site
	shards int // files of terms
	split  int // pages whose texts one file holds
	most   int // bytes of code that a result has

	mu    sync.Mutex
	terms map[string]*hits
	texts [][]byte // by page, as it stands in its file; nil until it was rendered
	names map[string]*hits
	room  []hits // for words to come
	once  sync.Once

	shared [][]string // the terms of each file, in no order; set when the index is complete
}

func newIndex(s *Site) *index {
	pages := len(s.site.Pages)
	x := &index{site: s, shards: 1, split: max(pages, 1), most: longestExcerpt, terms: make(map[string]*hits, 16*pages), names: map[string]*hits{}, texts: make([][]byte, pages)}
	if pages <= fewPages {
		x.most = longestCode
	}
	if pages > 60 {
		x.split = pagesAFile
		for x.shards < 256 && x.shards*20 < pages {
			x.shards *= 2
		}
	}
	return x
}

// add takes in what was found on a page. Rendering it again changes nothing.
func (x *index) add(page *site.Page, found *finds) {
	at := x.site.place[page].order
	text := pageText(page, found.texts)
	words := found.words.words
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.texts[at] != nil || x.shared != nil {
		return
	}
	x.texts[at] = text
	for i := range found.entries {
		for _, t := range found.of(i) {
			k := &words[t.word]
			if k.terms == nil {
				k.terms = x.hitsOf(x.terms, k.word)
			}
			k.terms.put(newPosting(at, i, t.weight))
			if t.weight == inCode && k.name || t.weight == isName {
				if k.names == nil {
					k.names = x.hitsOf(x.names, k.word)
				}
				k.names.put(newPosting(at, i, t.weight))
			}
		}
	}
}

// hits are the entries that a term describes.
type hits struct {
	list  []posting
	worst posting // of the list, once it was cut to its best
	full  bool
}

// hitsOf are those of a word.
func (x *index) hitsOf(all map[string]*hits, word string) *hits {
	h := all[word]
	if h == nil {
		if len(x.room) == 0 {
			x.room = make([]hits, 256)
		}
		h, x.room = &x.room[0], x.room[1:]
		all[word] = h
	}
	return h
}

// put adds a posting. A list that grew too long is cut to its best; which
// these are does not depend on the order in which pages come.
func (h *hits) put(p posting) {
	if h.full && better(h.worst, p) < 0 {
		return
	}
	h.list = append(h.list, p)
	if len(h.list) >= 4*maxPostings {
		h.cut()
	}
}

// better orders postings: the higher weight, then the earlier page.
func better(a, b posting) int {
	return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a, b))
}

// cut keeps the best.
func (h *hits) cut() {
	if len(h.list) <= maxPostings {
		return
	}
	slices.SortFunc(h.list, better)
	h.list, h.full = h.list[:maxPostings], true
	h.worst = h.list[maxPostings-1]
}

// pageText is what a page's results show, as JSON: that of its entries, behind
// where it is and what it is called.
func pageText(page *site.Page, entries []byte) []byte {
	var room [256]byte
	head := appendJSON(append(room[:0], '['), page.Output)
	head = append(appendJSON(append(head, ','), page.Title), ",["...)
	text := make([]byte, 0, len(head)+len(entries)+len("]]")) // no more: it is kept until the end
	return append(append(append(text, head...), entries...), "]]"...)
}

// appendJSON appends a string as encoding/json writes it, < > and & escaped
// too. What is rare is left to it.
func appendJSON[T string | []byte](b []byte, s T) []byte {
	start, plain := len(b), 0
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if size == 1 || r == '\u2028' || r == '\u2029' {
				return appendMarshalled(b[:start], string(s))
			}
			i += size - 1
		case c < ' ' || c > '~':
			return appendMarshalled(b[:start], string(s))
		case c == '"' || c == '\\':
			b = append(append(b, s[plain:i]...), '\\')
			plain = i
		case c == '<' || c == '>' || c == '&':
			b = append(append(b, s[plain:i]...), `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
			plain = i + 1
		}
	}
	return append(append(b, s[plain:]...), '"')
}

func appendMarshalled(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string
	}
	return append(b, text...)
}

// files are the index's files. They come last in a build, when the pages have
// been rendered.
func (x *index) files() []string {
	var names []string
	for _, kind := range []string{"terms", "texts"} {
		for i := range x.count(kind) {
			names = append(names, shardName(kind, i))
		}
	}
	return names
}

// count is how many files of a kind there are.
func (x *index) count(kind string) int {
	switch kind {
	case "terms":
		return x.shards
	case "texts":
		return (len(x.texts) + x.split - 1) / x.split
	}
	return 0
}

func shardName(kind string, i int) string { return "docsite/" + kind + "/" + strconv.Itoa(i) + ".js" }

// file renders one of the index's files.
func (x *index) file(name string) ([]byte, bool) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(name, "docsite/"), "/")
	n, err := strconv.Atoi(strings.TrimSuffix(rest, ".js"))
	if err != nil || n < 0 || n >= x.count(kind) || name != shardName(kind, n) {
		return nil, false
	}
	x.complete() // from here on nothing changes
	w := []byte("docsiteSearch(" + strconv.Quote(kind+n36(n)) + ",")
	if kind == "terms" {
		w = x.appendTerms(w, n)
	} else {
		w = x.appendTexts(w, n)
	}
	return append(w, ")\n"...), true
}

func n36(n int) string { return strconv.FormatInt(int64(n), 36) }

// complete renders the pages that nobody has opened yet.
func (x *index) complete() {
	x.once.Do(func() {
		for i, page := range x.site.site.Pages {
			x.mu.Lock()
			missing := x.texts[i] == nil
			x.mu.Unlock()
			if missing {
				_, _ = x.site.appendPage(nil, page) // its problems are reported with it
			}
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		for _, terms := range []map[string]*hits{x.terms, x.names} {
			for _, h := range terms {
				h.cut()
				slices.Sort(h.list)
			}
		}
		x.shared = make([][]string, x.shards)
		for word := range x.terms {
			n := x.shard(word)
			x.shared[n] = append(x.shared[n], word)
		}
	})
}

// appendTerms writes the terms of a file with the entries that have them: the
// distance from the entry before, in base 36, then the weight as a letter.
func (x *index) appendTerms(w []byte, shard int) []byte {
	terms := slices.Clone(x.shared[shard])
	slices.Sort(terms)
	w = append(w, '{')
	for i, term := range terms {
		if i > 0 {
			w = append(w, ',')
		}
		w = append(appendJSON(w, term), ":\""...)
		last := 0
		for _, p := range x.terms[term].list {
			w = strconv.AppendInt(w, int64(p.id()-last), 36)
			w = append(w, 'A'+byte(p.weight()))
			last = p.id()
		}
		w = append(w, '"')
	}
	return append(w, '}')
}

func (x *index) appendTexts(w []byte, n int) []byte {
	texts := slices.Clone(x.texts[n*x.split : min((n+1)*x.split, len(x.texts))])
	for i, text := range texts {
		if text == nil {
			texts[i] = []byte("null")
		}
	}
	return slices.Concat(w, []byte("["), bytes.Join(texts, []byte(",\n")), []byte("]"))
}

// shard is the file of a term: terms with the same two characters stand
// together, so that what a reader has begun to write is found in one. Paths
// would all be in one file: of them it takes six. The script does the same sum.
func (x *index) shard(term string) int {
	sum := 0
	n := 2
	if strings.HasPrefix(term, "/") {
		n = 6
	}
	for _, r := range term {
		if n--; n < 0 {
			break
		}
		sum = (sum*31 + int(r)) & 0xffffff
	}
	return sum % x.shards
}
