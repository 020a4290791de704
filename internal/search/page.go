package search

import (
	"strings"
	"unicode/utf8"
)

// Page is what can be found on one page: entries, such as an instruction, a
// statement or a section, each with the words that it is found by and the text
// that its result shows. The first entry is the page itself. It is used again
// for the next page.
type Page struct {
	entries []entry
	terms   []term // those of an entry follow one another
	words   interner
	before  int // terms of the pages before
	names   []name

	heads, prose, code []byte // the anchors and titles of the entries, their prose, their code

	text   []byte // a text that came as a string, or a file
	low    []byte // a word in lower case
	folded []byte // a word with signs that are not ASCII
}

// entry is a thing that can be found: where its parts begin. They end where
// those of the next entry begin.
type entry struct {
	term, anchor, title, prose, code int
	proseWords, codeWords            int
}

// term is a word that an entry can be found by.
type term struct {
	word   int32  // among the page's words
	count  uint16 // how often the entry's prose has the word
	weight weight
}

// name is an instruction, a flag or a variable in an entry.
type name struct {
	word  int32
	entry int
}

// weight says as what a word stands in an entry: as one of these, as several, or
// as none of them, when it is only a part of a word.
type weight uint8

const (
	isTheme   weight = 1 << iota // one of few words of the entry's code, or often in its prose
	inProse                      // in a note, in a section, in code that is no entry of its own
	inCode                       // a whole word of code
	inHeading                    // in the title of the entry, or the name of the instruction that it is
	onPage                       // in the page's title or path, by which all entries of the page are found

	inPart weight = 0
)

// What an entry is about is, of its words, one in so many.
const (
	proseTheme = 32
	codeTheme  = 8
)

// Limits of a page.
const (
	MaxEntries = 200      // that can be found
	maxEntry   = 4 << 10  // bytes that an entry keeps of its prose, and of its code
	maxText    = 64 << 10 // bytes that all entries keep
)

// Reset forgets the page before.
func (p *Page) Reset() {
	p.before += len(p.terms)
	p.words.trim()
	p.entries, p.terms, p.names = p.entries[:0], p.terms[:0], p.names[:0]
	p.heads, p.prose, p.code = p.heads[:0], p.prose[:0], p.code[:0]
}

// Len is how many entries the page has.
func (p *Page) Len() int { return len(p.entries) }

// Open starts an entry, which has an anchor on the page, without "#", and a
// title. What comes next belongs to it.
func (p *Page) Open(anchor, title []byte) {
	e := p.after(len(p.entries) - 1)
	e.title = e.anchor + len(anchor)
	p.entries = append(p.entries, e)
	p.heads = append(append(p.heads, anchor...), title...)
}

// Place adds the words of the page's title and of its path in the site.
func (p *Page) Place(title, output string) {
	p.text = append(p.text[:0], title...)
	p.each(&proseBytes, p.text, inHeading|onPage, (*Page).proseWord)
	p.text = append(p.text[:0], output...)
	p.each(&partBytes, p.text, inPart|onPage, (*Page).proseWord)
}

// Heading adds the words of the entry's title.
func (p *Page) Heading(title []byte) { p.each(&proseBytes, title, inHeading, (*Page).proseWord) }

// Name adds the name of the instruction that the entry is.
func (p *Page) Name(word string) {
	p.text = append(p.text[:0], word...)
	n := p.put(p.lower(p.text, upper), inCode|inHeading)
	p.names = append(p.names, name{n, len(p.entries) - 1})
}

// Prose adds a text.
func (p *Page) Prose(text []byte) {
	p.each(&proseBytes, text, inProse, (*Page).proseWord)
	p.prose = p.keep(p.prose, text, p.entries[len(p.entries)-1].prose)
}

// Note adds a note on the code that the entry is, with the label that names
// the code.
func (p *Page) Note(label, text string) {
	p.text = append(p.text[:0], label...)
	p.codeWords(p.text, inCode)
	p.prose = p.keep(p.prose, p.text, p.entries[len(p.entries)-1].prose)
	p.text = append(p.text[:0], text...)
	p.Prose(p.text)
}

// Code adds the code that the entry is.
func (p *Page) Code(code []byte) {
	p.codeWords(code, inCode)
	p.keepCode(code)
}

// Comment adds a comment at the code that the entry is: what it mentions is
// not what the code does.
func (p *Page) Comment(text []byte) {
	p.each(&proseBytes, text, inProse, (*Page).proseWord)
	p.keepCode(text)
}

// Sample adds code that belongs to a text: a command to type, a part of a file,
// what a program prints.
func (p *Page) Sample(code []byte) {
	p.codeWords(code, inProse)
	p.keepCode(code)
}

func (p *Page) keepCode(code []byte) {
	p.code = p.keep(p.code, code, p.entries[len(p.entries)-1].code)
}

// keep appends a text of the entry that is open, whose own begins at start, with
// a blank for each run of white space, as far as there is room for it.
func (p *Page) keep(b, text []byte, start int) []byte {
	end := len(b) + min(maxEntry-(len(b)-start), maxText-len(p.prose)-len(p.code))
	for len(text) > 0 {
		n := 0
		for n < len(text) && text[n] > ' ' {
			n++
		}
		if n > 0 && len(b) > start {
			b = append(b, ' ')
		}
		if len(b)+n > end {
			return append(b, firstBytes(text[:n], end-len(b))...)
		}
		b = append(b, text[:n]...)
		for n < len(text) && text[n] <= ' ' {
			n++
		}
		text = text[n:]
	}
	return b
}

// firstBytes are so many bytes of a text at most, of whole characters.
func firstBytes(text []byte, most int) []byte {
	for most = max(most, 0); most > 0 && !utf8.RuneStart(text[most]); most-- {
	}
	return text[:most]
}

// after is the entry behind another, or where the next one will begin.
func (p *Page) after(i int) entry {
	if i+1 < len(p.entries) {
		return p.entries[i+1]
	}
	return entry{term: len(p.terms), anchor: len(p.heads), prose: len(p.prose), code: len(p.code)}
}

// head is the anchor and the title of an entry.
func (p *Page) head(i int) (anchor, title []byte) {
	e := &p.entries[i]
	return p.heads[e.anchor:e.title], p.heads[e.title:p.after(i).anchor]
}

// of are the terms of an entry.
func (p *Page) of(i int) []term { return p.terms[p.entries[i].term:p.after(i).term] }

// weigh is as what a term stands in an entry.
func (e *entry) weigh(t term) weight {
	if t.weight&inProse != 0 && proseTheme*int(t.count) >= e.proseWords || t.weight&inCode != 0 && codeTheme >= e.codeWords {
		return t.weight | isTheme
	}
	return t.weight
}

// put adds a word to the entry that is open, and returns the word's number.
func (p *Page) put(word []byte, w weight) int32 {
	if !isWord(word) {
		return -1
	}
	n := p.words.number(word)
	k := &p.words.words[n]
	at := k.last - p.before
	if at < p.entries[len(p.entries)-1].term {
		at = len(p.terms)
		k.last = p.before + at
		p.terms = append(p.terms, term{word: n})
	}
	if k.name && w == inCode && p.terms[at].weight&inCode == 0 {
		p.names = append(p.names, name{n, len(p.entries) - 1})
	}
	p.terms[at].weight |= w
	switch e := &p.entries[len(p.entries)-1]; w {
	case inProse:
		p.terms[at].count++
		e.proseWords++
	case inCode:
		e.codeWords++
	}
	return n
}

// interner numbers the words that pages are found by. It is kept from page to
// page: most words of a page stood on those before it, and need not be looked
// up among those of the whole site again.
type interner struct {
	numbers map[string]int32
	words   []interned
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
		*x = interner{numbers: make(map[string]int32, maxInterned/8)}
	case len(x.words) > maxInterned:
		clear(x.numbers)
		clear(x.words)
		x.words = x.words[:0]
	}
}

// number returns the number of a word, and gives it the next free one the
// first time that the word is seen.
func (x *interner) number(word []byte) int32 {
	n, known := x.numbers[string(word)]
	if !known {
		s := string(word)
		n = int32(len(x.words))
		x.words = append(x.words, interned{word: s, name: isNamed(s), last: -1})
		x.numbers[s] = n
	}
	return n
}

// isNamed reports whether a word of code is listed among the names of the
// site: a flag, a variable.
func isNamed(word string) bool {
	return strings.HasPrefix(word, "--") && len(strings.Trim(word, "-")) > 0 || strings.HasPrefix(word, "$") && !strings.ContainsAny(word, "/:") && len(word) > 2
}
