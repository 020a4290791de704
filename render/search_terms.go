package render

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/code"
)

// finds are the entries of a page with their terms. It is used again for the
// next page.
type finds struct {
	entries []entry
	terms   []term // those of an entry follow one another
	words   lexicon
	before  int    // terms of the pages before
	texts   []byte // what is shown of the entries, as JSON
	waiting bool   // the last entry has no excerpt yet
	most    int    // bytes of code that a result has
	room    []byte // a text
	low     []byte // another, or a word in lower case
	short   []byte // a text, shortened
}

// reset forgets the page before.
func (f *finds) reset() {
	f.before += len(f.terms)
	f.words.trim()
	f.entries, f.terms, f.texts, f.waiting = f.entries[:0], f.terms[:0], f.texts[:0], false
}

// open starts an entry; what is put from now on belongs to it.
func (f *finds) open(anchor, title []byte) {
	f.close()
	if len(f.entries) > 0 {
		f.texts = append(f.texts, ',')
	}
	f.texts = appendJSON(append(f.texts, '['), anchor)
	f.texts = append(appendJSON(append(f.texts, ','), title), ',')
	f.entries = append(f.entries, entry{len(f.terms)})
	f.waiting = true
}

// excerpt gives the entry that is open the text of which so many bytes are
// shown, unless it has one.
func (f *finds) excerpt(text []byte, size int) {
	if f.waiting && len(text) > 0 {
		f.short = appendCut(f.short[:0], text, size)
		f.texts = append(appendJSON(f.texts, f.short), ']')
		f.waiting = false
	}
}

// close ends the entry that is open.
func (f *finds) close() {
	if f.waiting {
		f.texts = append(f.texts, `""]`...)
		f.waiting = false
	}
}

// of are the terms of an entry.
func (f *finds) of(i int) []term {
	end := len(f.terms)
	if i+1 < len(f.entries) {
		end = f.entries[i+1].first
	}
	return f.terms[f.entries[i].first:end]
}

// collect lists what can be found on the page: every section by its words,
// every row of code by its instruction.
func (p *printer) collect() *finds {
	f := &p.finds
	f.reset()
	f.most = p.site.search.most
	p.sections(f)
	for _, l := range p.order {
		if !l.numbered {
			continue
		}
		n := 0
		for i := range l.code.Groups {
			g := &l.code.Groups[i]
			if g.Kind == code.LineGroup || g.Kind == code.CommentGroup || len(f.entries) >= maxEntries {
				continue
			}
			for n < len(l.rows) && l.rows[n].last < g.Lines.First {
				n++
			}
			if n < len(l.rows) && l.rows[n].group == g && g.Kind != code.DirectiveGroup { // no other row was joined to it
				f.instruction(l, &l.rows[n])
			} else {
				r := rowOf(l, g)
				f.instruction(l, &r)
			}
			if n < len(l.rows) {
				f.notes(&l.rows[n])
			}
		}
	}
	f.close()
	return f
}

// longestExcerpt is how much of a text or of code a result has, in bytes. On a
// site of few pages it has nearly all of an instruction, and the script looks
// in it for what was typed.
const (
	longestExcerpt = 160
	longestCode    = 4096
	fewPages       = 20
)

// instruction adds a row of code. The comments above it are prose: what they
// mention is not what it does.
func (f *finds) instruction(l *listing, r *row) {
	g := r.group
	f.room = l.appendLineID(f.room[:0], r.first, r.end)
	f.low = append(f.low[:0], orElse(g.Title, g.Name)...)
	f.open(f.room, f.low)
	f.room = appendCut(f.room[:0], bytes.TrimSpace(l.Code[g.Span.Start:g.Span.End]), 2*f.most)
	f.low = appendOneLine(f.low[:0], f.room)
	f.excerpt(f.low, f.most)
	if g.Kind == code.InstructionGroup {
		f.room = append(f.room[:0], g.Name...)
		f.put(f.lower(f.room, upper|foreign), isName)
	}
	at := max(l.starts[r.codeFirst()-1], g.Span.Start)
	f.prose(l.Code[g.Span.Start:at], inProse)
	f.code(l.Code[at:g.Span.End])
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

// lower gives a word in lower case, where its marks say that it is not.
func (f *finds) lower(word []byte, marks mark) []byte {
	if marks&(upper|foreign) == 0 {
		return word
	}
	f.low = f.low[:0]
	if marks&foreign != 0 {
		f.low = append(f.low, strings.ToLower(string(word))...)
		return f.low
	}
	for _, c := range word {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.low = append(f.low, c)
	}
	return f.low
}

// byteSet says which bytes belong to a word, and marks some of them.
type byteSet [256]mark

// mark is what is to be known of a byte in a word, and of a word: the marks of
// all its bytes.
type mark uint8

const (
	inWord mark = 1 << iota
	joint       // stands between the parts of a word
	dollar
	equals
	upper   // a capital letter
	foreign // not ASCII
)

func newByteSet(all bool, but, joints string) (set byteSet) {
	for c := range set {
		switch {
		case c >= 'A' && c <= 'Z':
			set[c] = inWord | upper
		case c >= utf8.RuneSelf:
			set[c] = inWord | foreign
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || all && c > ' ':
			set[c] = inWord
		}
	}
	for _, c := range []byte(but) {
		set[c] ^= inWord
	}
	for _, c := range []byte(joints) {
		set[c] |= joint
	}
	set['$'] |= dollar
	set['='] |= equals
	return set
}

var (
	codeBytes  = newByteSet(true, "\"'`,;()[]<>|&\\", "-_./:=$@+{}")
	proseBytes = newByteSet(false, "-_$./", "-_./")
	partBytes  = newByteSet(false, "", "")

	codeEnds    = setOf(".:") // what ends a sentence, not a word
	proseEnds   = setOf("./_")
	proseStarts = setOf("._")
)

func setOf(bytes string) (set byteSet) {
	for _, c := range []byte(bytes) {
		set[c] = inWord
	}
	return set
}

// The following do what package bytes does with a set that it works out
// anew for every word.

// has reports whether a word has a byte with a mark.
func (set *byteSet) has(word []byte, m mark) bool {
	for _, c := range word {
		if set[c]&m != 0 {
			return true
		}
	}
	return false
}

func (set *byteSet) trimRight(word []byte) []byte {
	for len(word) > 0 && set[word[len(word)-1]] != 0 {
		word = word[:len(word)-1]
	}
	return word
}

func (set *byteSet) trimLeft(word []byte) []byte {
	for len(word) > 0 && set[word[0]] != 0 {
		word = word[1:]
	}
	return word
}

// next cuts the first run of bytes of the set out of text: with the marks that
// it has, and what follows it. There is none when the word is empty.
func (set *byteSet) next(text []byte) (word []byte, marks mark, rest []byte) {
	start := 0
	for start < len(text) && set[text[start]]&inWord == 0 {
		start++
	}
	end := start
	for ; end < len(text); end++ {
		m := set[text[end]]
		if m&inWord == 0 {
			break
		}
		marks |= m
	}
	return text[start:end], marks, text[end:]
}

// code adds the words of code.
func (f *finds) code(code []byte) {
	for word, marks, rest := codeBytes.next(code); len(word) > 0; word, marks, rest = codeBytes.next(rest) {
		f.codeWord(f.lower(word, marks), marks)
	}
}

// codeWord adds a word of code: whole, its name when it is a flag or a setting
// with a value, its variables, and its parts.
func (f *finds) codeWord(word []byte, marks mark) {
	word = codeEnds.trimRight(word)
	if marks&dollar != 0 && bytes.Contains(word, []byte("${")) {
		word = bytes.ReplaceAll(bytes.ReplaceAll(word, []byte("${"), []byte("$")), []byte("}"), nil)
	}
	if len(word) < 2 || len(word) > 64 {
		return
	}
	if marks&equals == 0 {
		f.put(word, inCode)
	} else { // together they would be one of thousands, and nobody looks for both
		name, value, _ := bytes.Cut(word, []byte("="))
		f.put(name, inCode)
		f.put(bytes.TrimLeft(value, "="), inCode)
	}
	if marks&dollar != 0 {
		f.variables(word)
	}
	if marks&joint != 0 && codeBytes.has(word, joint) {
		f.parts(word)
	}
}

// variables adds the variables in a word of code.
func (f *finds) variables(word []byte) {
	for i := bytes.IndexByte(word, '$'); i >= 0; {
		end := i + 1
		for end < len(word) && (isLetter(word[end]) || word[end] == '_') {
			end++
		}
		f.put(word[i:end], inCode)
		next := bytes.IndexByte(word[end:], '$')
		if next < 0 {
			break
		}
		i = end + next
	}
}

// parts adds the parts of a word.
func (f *finds) parts(word []byte) {
	for part, _, rest := partBytes.next(word); len(part) > 0; part, _, rest = partBytes.next(rest) {
		f.put(part, inPart)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// put adds a word to the entry that is open, once with its highest weight.
func (f *finds) put(word []byte, w weight) {
	if len(word) < 2 {
		return
	}
	n := f.words.number(word)
	k := &f.words.words[n]
	if i := k.last - f.before; i >= f.entries[len(f.entries)-1].first {
		f.terms[i].weight = max(f.terms[i].weight, w)
		return
	}
	k.last = f.before + len(f.terms)
	f.terms = append(f.terms, term{n, w})
}

// proseString adds the words of a text.
func (f *finds) proseString(text string, w weight) {
	f.room = append(f.room[:0], text...)
	f.prose(f.room, w)
}

// prose adds the words of a text.
func (f *finds) prose(text []byte, w weight) {
	for word, marks, rest := proseBytes.next(text); len(word) > 0; word, marks, rest = proseBytes.next(rest) {
		word = proseStarts.trimLeft(proseEnds.trimRight(f.lower(word, marks)))
		if len(word) < 2 || len(word) > 64 || common(word) {
			continue
		}
		f.put(word, w)
		if marks&joint != 0 && proseBytes.has(word, joint) {
			f.parts(word)
		}
	}
}

// common reports whether a word stands in every text; nobody looks for it.
func common(word []byte) bool {
	switch string(word) {
	case "a", "an", "and", "are", "as", "at", "be", "by", "for", "has", "in", "is", "it", "its", "of", "on", "or", "so",
		"that", "the", "then", "this", "to", "was", "with":
		return true
	}
	return false
}

// notes adds the words of a row's notes.
func (f *finds) notes(r *row) {
	for _, n := range r.notes {
		f.proseString(n.Label, inProse)
		f.proseString(n.Text, inProse)
	}
}

// sections adds the page's prose, an entry a heading.
func (p *printer) sections(f *finds) {
	f.room = append(f.room[:0], p.page.Title...)
	f.open(nil, f.room)
	f.proseString(p.page.Title, inHeading)
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			f.room = p.doc.AppendText(f.room[:0], n)
			if h := n.(*ast.Heading); len(f.entries) < maxEntries/2 && h.Level > 1 {
				f.low = append(f.low[:0], headingID(h)...)
				f.open(f.low, f.room)
			}
			f.prose(f.room, inHeading)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			f.room = p.doc.AppendText(f.room[:0], n)
			f.excerpt(f.room, longestExcerpt)
			f.prose(f.room, inProse)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}
