package search

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Shards is in how many files the terms are.
func (x *Index) Shards() int { return x.shards }

// Split is how many pages have their texts in one file.
func (x *Index) Split() int { return x.split }

// Files are the paths of the index's files in the site. They come last in a
// build, when the pages have been rendered.
func (x *Index) Files() []string {
	var names []string
	for _, kind := range []string{"terms", "texts"} {
		for i := range x.count(kind) {
			names = append(names, fileName(kind, i))
		}
	}
	return names
}

// count is how many files of a kind there are.
func (x *Index) count(kind string) int {
	switch kind {
	case "terms":
		return x.shards
	case "texts":
		return (len(x.texts) + x.split - 1) / x.split
	}
	return 0
}

func fileName(kind string, i int) string { return "docsite/" + kind + "/" + strconv.Itoa(i) + ".js" }

// File gives one of the index's files; false for the path of another file.
func (x *Index) File(name string) ([]byte, bool) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(name, "docsite/"), "/")
	n, err := strconv.Atoi(strings.TrimSuffix(rest, ".js"))
	if err != nil || n < 0 || n >= x.count(kind) || name != fileName(kind, n) {
		return nil, false
	}
	x.complete()
	w := []byte("docsiteSearch(" + strconv.Quote(kind+strconv.FormatInt(int64(n), 36)) + ",")
	if kind == "terms" {
		w = x.appendTerms(w, n)
	} else {
		w = x.appendTexts(w, n)
	}
	return append(w, ")\n"...), true
}

// appendTerms writes the terms of a file with the entries that have them: the
// distance from the entry before, in base 36, then the weight as a letter.
func (x *Index) appendTerms(w []byte, shard int) []byte {
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

func (x *Index) appendTexts(w []byte, n int) []byte {
	texts := slices.Clone(x.texts[n*x.split : min((n+1)*x.split, len(x.texts))])
	for i, text := range texts {
		if text == nil {
			texts[i] = []byte("null")
		}
	}
	return slices.Concat(w, []byte("["), bytes.Join(texts, []byte(",\n")), []byte("]"))
}

// pageText is what a page's results show, as JSON: that of its entries, behind
// where the page is and what it is called.
func pageText(output, title string, entries []byte) []byte {
	var room [256]byte
	head := appendJSON(append(room[:0], '['), output)
	head = append(appendJSON(append(head, ','), title), ",["...)
	text := make([]byte, 0, len(head)+len(entries)+len("]]")) // no more: it is kept until the end
	return append(append(append(text, head...), entries...), "]]"...)
}

// shard is the file of a term: terms with the same two characters stand
// together, so that what a reader has begun to write is found in one. Paths
// would all be in one file: of them it takes six. The script does the same sum.
func (x *Index) shard(term string) int {
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
