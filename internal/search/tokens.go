package search

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// lower gives a word in lower case, where its marks say that it is not.
func (p *Page) lower(word []byte, marks mark) []byte {
	if marks&(upper|foreign) == 0 {
		return word
	}
	p.low = p.low[:0]
	if marks&foreign != 0 {
		p.low = append(p.low, strings.ToLower(string(word))...)
		return p.low
	}
	for _, c := range word {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		p.low = append(p.low, c)
	}
	return p.low
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

// Code adds the words of code.
func (p *Page) Code(code []byte) {
	for word, marks, rest := codeBytes.next(code); len(word) > 0; word, marks, rest = codeBytes.next(rest) {
		p.codeWord(p.lower(word, marks), marks)
	}
}

// codeWord adds a word of code: whole, its name when it is a flag or a setting
// with a value, its variables, and its parts.
func (p *Page) codeWord(word []byte, marks mark) {
	word = codeEnds.trimRight(word)
	if marks&dollar != 0 && bytes.Contains(word, []byte("${")) {
		word = bytes.ReplaceAll(bytes.ReplaceAll(word, []byte("${"), []byte("$")), []byte("}"), nil)
	}
	if len(word) < 2 || len(word) > 64 {
		return
	}
	if marks&equals == 0 {
		p.put(word, inCode)
	} else { // together they would be one of thousands, and nobody looks for both
		name, value, _ := bytes.Cut(word, []byte("="))
		p.put(name, inCode)
		p.put(bytes.TrimLeft(value, "="), inCode)
	}
	if marks&dollar != 0 {
		p.variables(word)
	}
	if marks&joint != 0 && codeBytes.has(word, joint) {
		p.parts(word)
	}
}

// variables adds the variables in a word of code.
func (p *Page) variables(word []byte) {
	for i := bytes.IndexByte(word, '$'); i >= 0; {
		end := i + 1
		for end < len(word) && (isLetter(word[end]) || word[end] == '_') {
			end++
		}
		p.put(word[i:end], inCode)
		next := bytes.IndexByte(word[end:], '$')
		if next < 0 {
			break
		}
		i = end + next
	}
}

// parts adds the parts of a word.
func (p *Page) parts(word []byte) {
	for part, _, rest := partBytes.next(word); len(part) > 0; part, _, rest = partBytes.next(rest) {
		p.put(part, inPart)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// Prose adds the words of a text.
func (p *Page) Prose(text []byte, w Weight) {
	for word, marks, rest := proseBytes.next(text); len(word) > 0; word, marks, rest = proseBytes.next(rest) {
		word = proseStarts.trimLeft(proseEnds.trimRight(p.lower(word, marks)))
		if len(word) < 2 || len(word) > 64 || common(word) {
			continue
		}
		p.put(word, w)
		if marks&joint != 0 && proseBytes.has(word, joint) {
			p.parts(word)
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
