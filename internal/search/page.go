package search

import (
	"bytes"
	"unicode/utf8"
)

// Page is what can be found on one page: entries, such as an instruction, a
// statement or a section, each with the words that it is found by. It is used
// again for the next page.
type Page struct {
	entries []entry
	terms   []term // those of an entry follow one another
	words   interner
	before  int    // terms of the pages before
	texts   []byte // what a result shows of the entries, as JSON
	waiting bool   // the last entry has no excerpt yet
	text    []byte // a text that came as a string, or code on one line
	low     []byte // a word in lower case
	folded  []byte // a word with signs that are not ASCII
	short   []byte // an excerpt, shortened

	codeExcerpt int // bytes of code that a result has
}

// entry is a thing that can be found.
type entry struct {
	first int // of its terms; see of
}

// term is a word that an entry can be found by.
type term struct {
	word   int32 // among the page's words
	weight Weight
}

// Weight says how well a word describes an entry; the higher, the better.
type Weight uint32

const (
	inPart    Weight = 1 + iota // a part of a word of code
	InProse                     // a word of a note or of a section
	InHeading                   // a word of a heading
	inCode                      // a whole word of code
	isName                      // the name of the instruction itself
)

// MaxEntries is how many entries of a page can be found.
const MaxEntries = 200

// Reset forgets the page before, and begins one for an index.
func (p *Page) Reset(x *Index) {
	p.codeExcerpt = x.codeExcerpt
	p.before += len(p.terms)
	p.words.trim()
	p.entries, p.terms, p.texts, p.waiting = p.entries[:0], p.terms[:0], p.texts[:0], false
}

// Len is how many entries the page has.
func (p *Page) Len() int { return len(p.entries) }

// Open starts an entry, which has an anchor on the page, without "#", and a
// title. The words and the excerpt that come next belong to it.
func (p *Page) Open(anchor, title []byte) {
	p.close()
	if len(p.entries) > 0 {
		p.texts = append(p.texts, ',')
	}
	p.texts = appendJSON(append(p.texts, '['), anchor)
	p.texts = append(appendJSON(append(p.texts, ','), title), ',')
	p.entries = append(p.entries, entry{len(p.terms)})
	p.waiting = true
}

// Excerpt gives the entry that is open the text that its result shows, unless
// it has one.
func (p *Page) Excerpt(text []byte) { p.excerpt(text, maxExcerpt) }

// CodeExcerpt is Excerpt with code, which is shown on one line.
func (p *Page) CodeExcerpt(code []byte) {
	p.short = appendCut(p.short[:0], bytes.TrimSpace(code), 2*p.codeExcerpt)
	p.text = appendOneLine(p.text[:0], p.short)
	p.excerpt(p.text, p.codeExcerpt)
}

func (p *Page) excerpt(text []byte, size int) {
	if p.waiting && len(text) > 0 {
		p.short = appendCut(p.short[:0], text, size)
		p.texts = append(appendJSON(p.texts, p.short), ']')
		p.waiting = false
	}
}

// close ends the entry that is open.
func (p *Page) close() {
	if p.waiting {
		p.texts = append(p.texts, `""]`...)
		p.waiting = false
	}
}

// of are the terms of an entry.
func (p *Page) of(i int) []term {
	end := len(p.terms)
	if i+1 < len(p.entries) {
		end = p.entries[i+1].first
	}
	return p.terms[p.entries[i].first:end]
}

// Name adds the name of the instruction that the entry is.
func (p *Page) Name(name string) {
	p.text = append(p.text[:0], name...)
	p.put(p.lower(p.text, upper), isName)
}

// ProseString adds the words of a text.
func (p *Page) ProseString(text string, w Weight) {
	p.text = append(p.text[:0], text...)
	p.Prose(p.text, w)
}

// put adds a word to the entry that is open, once with its highest weight.
func (p *Page) put(word []byte, w Weight) {
	if len(word) < 2 {
		return
	}
	n := p.words.number(word)
	k := &p.words.words[n]
	if i := k.last - p.before; i >= p.entries[len(p.entries)-1].first {
		p.terms[i].weight = max(p.terms[i].weight, w)
		return
	}
	k.last = p.before + len(p.terms)
	p.terms = append(p.terms, term{n, w})
}

// appendCut appends at most size bytes of a text, to the start of a character.
func appendCut(b, text []byte, size int) []byte {
	if len(text) <= size {
		return append(b, text...)
	}
	if text = text[:size]; !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, nil)
	}
	return append(append(b, text...), "…"...)
}

// appendOneLine appends text with a blank for each run of white space.
func appendOneLine(b, text []byte) []byte {
	for word := range bytes.FieldsSeq(text) {
		b = append(append(b, word...), ' ')
	}
	return bytes.TrimSuffix(b, []byte{' '})
}
