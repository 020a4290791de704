package search

import (
	"bytes"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Folders and names of the index's files in a site.
const (
	termsFolder = "docsite/terms/"
	textsFolder = "docsite/texts/"
	boundsFile  = termsFolder + "index.js" // where each file of terms begins
)

// pagesAFile is how many pages have their terms in one file. The list of where
// files begin grows with their number and is loaded first, so that more files
// would not be less to load: for 10,000 pages of 8 kB it has 8 kB, a file 4 kB.
const (
	pagesAFile   = 12
	maxTermFiles = 1536
)

func termFiles(pages int) int { return min(pages/pagesAFile+1, maxTermFiles) }

// termFile has the terms from one to another.
type termFile struct {
	bound string // what all of them come after, or begin with
	terms []*postings
}

// Files are the paths of the index's files in the site but for those of texts.
// They come last in a build, when the pages have been rendered.
func (x *Index) Files() []string {
	names := []string{boundsFile}
	for i := range x.files {
		names = append(names, termsFolder+strconv.Itoa(i)+".js")
	}
	return names
}

// TextFile is the path of the file with the texts of a page. It is made when
// the page is rendered, and kept until it is asked for.
func TextFile(page int) string { return textsFolder + strconv.Itoa(page) + ".js" }

// File gives one of the index's files; false for the path of another file.
func (x *Index) File(name string) ([]byte, bool) {
	if name == boundsFile {
		x.complete()
		return script(name, x.bounds()), true
	}
	if n, ok := number(name, termsFolder, len(x.files)); ok {
		x.complete()
		return script(name, lists(x.files[n].terms)), true
	}
	if n, ok := number(name, textsFolder, len(x.added)); ok {
		return x.text(n), true
	}
	return nil, false
}

// number is that of a file in a folder.
func number(name, folder string, count int) (n int, ok bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(name, folder), ".js"))
	return n, err == nil && n >= 0 && n < count && name == folder+strconv.Itoa(n)+".js"
}

// script is a file that holds a text.
func script(name, text string) []byte {
	return append(appendQuoted(appendCall(nil, name), text), ")\n"...)
}

// text is the file of a page's texts.
func (x *Index) text(page int) []byte {
	x.mu.Lock()
	missing := x.texts[page] == nil
	x.mu.Unlock()
	if missing {
		x.render(page)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	text := x.texts[page]
	x.texts[page] = nil
	if text == nil {
		text = append(appendCall(nil, TextFile(page)), "null)\n"...) // a page with an error, which is reported
	}
	return text
}

// share gives each file a range of the terms. Where one begins depends on the words
// around that place alone: a page that changes has few files written again, unless one
// more comes to be. Sizes are about the same, and the last files may be empty.
func (x *Index) share() {
	x.sortWords()
	total := 0
	for _, l := range x.words {
		l.cut()
		total += l.size()
	}
	usual := usualSize(total, len(x.files))
	from := 0
	for i := range x.files {
		to := len(x.words)
		if i < len(x.files)-1 {
			to = x.cutAt(from, usual)
		}
		x.files[i].terms = x.words[from:to]
		if i > 0 {
			x.files[i].bound = bound(x.words, from)
		}
		from = to
	}
}

// sortWords sorts the words that pages have, of which those were sorted that were taken
// over from another index.
func (x *Index) sortWords() {
	old, added := x.before, x.words
	slices.SortFunc(added, func(a, b *postings) int { return strings.Compare(a.word, b.word) })
	all := make([]*postings, 0, len(old)+len(added))
	for _, l := range old {
		for len(added) > 0 && added[0].word < l.word {
			all, added = append(all, added[0]), added[1:]
		}
		if l.len() > 0 {
			all = append(all, l)
		}
	}
	x.words = append(all, added...)
}

// usualSize is the size of a file of which so many hold a total, with a little room. It
// is one of few: a total that grows a little has the same.
func usualSize(total, files int) int {
	return int(math.Exp2(math.Ceil(8*math.Log2(1.06*float64(total+1)/float64(files))) / 8))
}

// cutAt is the index behind the last word of a file that begins at another: of those at
// which the file has between a half and one and a half of the usual size, the one whose
// word has the least hash.
func (x *Index) cutAt(from, usual int) int {
	best, least := -1, uint64(0)
	i := from
	for sum := 0; i < len(x.words); i++ {
		if 2*sum > usual {
			if h := hash(x.words[i].word); best < 0 || h < least {
				best, least = i, h
			}
		}
		if sum += x.words[i].size(); 2*sum > 3*usual {
			break
		}
	}
	switch {
	case i == len(x.words):
		return i
	case best < 0:
		return max(i, from+1)
	}
	return best
}

// hash is FNV-1a of a word.
func hash(word string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(word)) // a hash takes all
	return h.Sum64()
}

// bounds lists where the files begin: each with how many letters it has in
// common with the one before, in base 36, and the rest.
func (x *Index) bounds() string {
	list := make([]string, len(x.files))
	last := ""
	for i, f := range x.files {
		n := 0
		for n < min(len(last), len(f.bound), 35) && last[n] == f.bound[n] && last[n] < utf8.RuneSelf {
			n++
		}
		list[i], last = strconv.FormatInt(int64(n), 36)+f.bound[n:], f.bound
	}
	return strings.Join(list, " ")
}

// bound is what tells the term at an index from the one before, as short as it
// can be. Behind the last term it is what no term comes after.
func bound(words []*postings, at int) string {
	switch at {
	case 0:
		return ""
	case len(words):
		return string(utf8.MaxRune)
	}
	word, n := words[at].word, 0
	for n < len(word) && strings.HasPrefix(words[at-1].word, word[:n]) {
		_, size := utf8.DecodeRuneInString(word[n:])
		n += size
	}
	return word[:n]
}

// lists writes terms with the entries that have them, each with a blank
// behind it: the distance from the entry before, in base 36, then the weight as
// a sign from "@" on. A list of which only the best is there begins with "+".
func lists(terms []*postings) string {
	var w []byte
	var list []posting
	for _, l := range terms {
		if len(w) > 0 {
			w = append(w, ' ')
		}
		w = append(append(w, l.word...), ' ')
		var more bool
		if list, more = l.best(list[:0]); more {
			w = append(w, '+')
		}
		last := 0
		for _, p := range list {
			w = strconv.AppendInt(w, int64(p.id()-last), 36)
			w = append(w, '@'+byte(p.weight()))
			last = p.id()
		}
	}
	return string(w)
}

// file is the file of the texts of the page of a number: where the page is, what
// it is called, and of each entry anchor, title, prose and code, as far as there
// is any.
func (p *Page) file(page int, output, title string) []byte {
	b := appendCall(p.text[:0], TextFile(page))
	b = appendQuoted(append(b, '['), output)
	b = append(appendQuoted(append(b, ','), title), ",["...)
	for i := range p.entries {
		if i > 0 {
			b = append(b, ',')
		}
		b = p.appendEntry(b, i)
	}
	p.text = append(b, "]])\n"...)
	return bytes.Clone(p.text)
}

func (p *Page) appendEntry(b []byte, i int) []byte {
	e, after := &p.entries[i], p.after(i)
	anchor, title := p.head(i)
	parts := [][]byte{anchor, title, p.prose[e.prose:after.prose], p.code[e.code:after.code]}
	for len(parts) > 0 && len(parts[len(parts)-1]) == 0 {
		parts = parts[:len(parts)-1]
	}
	b = append(b, '[')
	for i, part := range parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, part)
	}
	return append(b, ']')
}

// Renumber appends the file of a page's texts, made of the file that the page had when it
// had another number, to b. It reports whether that was such a file.
func Renumber(b, old []byte, was, page int) ([]byte, bool) {
	rest, ok := bytes.CutPrefix(old, appendCall(nil, TextFile(was)))
	if !ok {
		return b, false
	}
	return append(appendCall(b, TextFile(page)), rest...), true
}

// appendCall begins a file of the index. Each is a script that hands a value to
// docsiteSearch under the file's name, so that pages can load it from a disk, too.
func appendCall(b []byte, file string) []byte {
	b = append(b, "docsiteSearch("...)
	return append(appendQuoted(b, strings.TrimSuffix(strings.TrimPrefix(file, "docsite/"), ".js")), ',')
}

// appendQuoted appends a text as a string of JSON. encoding/json would take two
// hundredths of a build's time more.
func appendQuoted[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(append(b, s[from:i]...), '\\')
			from = i
		case c < ' ':
			b = append(append(b, s[from:i]...), `\u00`...)
			b = strconv.AppendInt(append(b, '0'+c>>4), int64(c&15), 16)
			from = i + 1
		}
	}
	return append(append(b, s[from:]...), '"')
}
