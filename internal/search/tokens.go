package search

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Code is cut into words here, and what somebody looks for by words.js, which
// gets the same table: [Script] puts it there. testdata/words.json holds what
// both must give.

// gaps are the signs that stand between words of code, beside white space.
const gaps = "\"'`,;()[]<>|&\\={}"

// codeEnd are the signs, all of them joints, that end a sentence, not a word of code.
const codeEnd = ".:"

// unspaced are the characters of scripts that are written without spaces
// between words, first and last: Thai and Lao, Myanmar, Hangul, Khmer, Kana and
// Han. A run of these is found by each two that stand together.
var unspaced = [][2]rune{
	{0xe00, 0xeff}, {0x1000, 0x109f}, {0x1100, 0x11ff}, {0x1780, 0x17ff}, {0x3005, 0x3007}, {0x3040, 0x30ff}, {0x3130, 0x318f},
	{0x31f0, 0x31ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xac00, 0xd7af}, {0xf900, 0xfaff}, {0x20000, 0x3ffff},
}

// marks are accents, the points of Hebrew and Arabic, and the stroke that only
// makes an Arabic word longer: nobody types them.
var marks = [][2]rune{
	{0x300, 0x36f}, {0x591, 0x5bd}, {0x5bf, 0x5bf}, {0x5c1, 0x5c2}, {0x5c4, 0x5c5}, {0x5c7, 0x5c7}, {0x610, 0x61a},
	{0x640, 0x640}, {0x64b, 0x65f}, {0x670, 0x670},
}

// in reports whether a table that begins with the least has a character.
func in(table [][2]rune, r rune) bool {
	return r >= table[0][0] && slices.ContainsFunc(table, func(s [2]rune) bool { return s[0] <= r && r <= s[1] })
}

// common are the words of every text, for which nobody looks.
const (
	common    = "a an and are as at be by for has in is it its of on or so that the then this to was with"
	maxCommon = 4 // letters
)

// byteSet says which bytes belong to a word, and marks some of them.
type byteSet [256]mark

// mark is a set of properties of a byte in a word. Those of a word are the properties of
// all its bytes.
type mark uint8

const (
	inWord mark = 1 << iota
	joint       // stands between the parts of a word
	dollar
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
	return set
}

var (
	codeBytes  = newByteSet(true, gaps, "-_./:$@+")
	proseBytes = newByteSet(false, "-_$./", "-_./")
	partBytes  = newByteSet(false, "", "")
)

// has reports whether a word has a byte with a mark.
func (set *byteSet) has(word []byte, m mark) bool {
	for _, c := range word {
		if set[c]&m != 0 {
			return true
		}
	}
	return false
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

// each calls do with the words of a text in lower case. Where a word has signs
// that are not ASCII, these are gaps unless they are letters or digits, and a
// run in a script without spaces is put as pairs.
func (p *Page) each(set *byteSet, text []byte, w weight, do func(p *Page, word []byte, marks mark, w weight)) {
	for word, marks, rest := set.next(text); len(word) > 0; word, marks, rest = set.next(rest) {
		if marks&foreign == 0 {
			do(p, p.lower(word, marks), marks, w)
			continue
		}
		for word, marks, rest := set.next(p.fold(word)); len(word) > 0; word, marks, rest = set.next(rest) {
			for len(word) > 0 {
				n, pairs := runOf(word)
				if pairs {
					p.pairs(word[:n], w)
				} else {
					do(p, word[:n], marks, w)
				}
				word = word[n:]
			}
		}
	}
}

// lower gives an ASCII word in lower case.
func (p *Page) lower(word []byte, marks mark) []byte {
	if marks&upper == 0 {
		return word
	}
	p.low = p.low[:0]
	for _, c := range word {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		p.low = append(p.low, c)
	}
	return p.low
}

// fold gives a text as texts are compared: in lower case, without accents and
// vowel points, in letters of one width, and with a blank for each sign that is
// neither ASCII nor a letter, a digit or a mark on one.
func (p *Page) fold(text []byte) []byte {
	p.folded = norm.NFKD.Append(p.folded[:0], text...)
	bare := p.folded[:0]
	for _, r := range string(p.folded) {
		if !in(marks, r) {
			bare = utf8.AppendRune(bare, r)
		}
	}
	composed := string(norm.NFC.Bytes(bare))
	p.folded = p.folded[:0]
	for _, r := range composed {
		switch {
		case r == 'ς':
			r = 'σ'
		case r >= utf8.RuneSelf && !unicode.In(r, unicode.L, unicode.N, unicode.M):
			r = ' '
		}
		p.folded = utf8.AppendRune(p.folded, unicode.ToLower(r))
	}
	return p.folded
}

// runOf is how many bytes at the start of a word are in scripts with spaces
// between words, or in those without.
func runOf(word []byte) (n int, pairs bool) {
	for i, r := range string(word) {
		if i == 0 {
			pairs = in(unspaced, r)
		} else if in(unspaced, r) != pairs {
			return i, pairs
		}
	}
	return len(word), pairs
}

// pairs adds each two characters of a run, and the last one, by which it is
// found alone: that another begins a pair.
func (p *Page) pairs(run []byte, w weight) {
	for len(run) > 0 {
		_, one := utf8.DecodeRune(run)
		_, two := utf8.DecodeRune(run[one:])
		p.put(run[:one+two], w)
		run = run[one:]
	}
}

// isWord reports whether a word is one to look for: two letters, or a digit.
func isWord(word []byte) bool {
	return len(word) >= 2 && len(word) <= 64 || len(word) == 1 && word[0] >= '0' && word[0] <= '9'
}

// codeWords adds the words of code.
func (p *Page) codeWords(code []byte, w weight) {
	if bytes.Contains(code, []byte("${")) {
		code = bytes.ReplaceAll(code, []byte("${"), []byte("$"))
	}
	p.each(&codeBytes, code, w, (*Page).codeWord)
}

// codeWord adds a word of code: whole, its variables, and its parts.
func (p *Page) codeWord(word []byte, marks mark, w weight) {
	if marks&joint != 0 {
		word = bytes.TrimRight(word, codeEnd)
	}
	if !isWord(word) {
		return
	}
	p.put(word, w)
	if marks&dollar != 0 {
		p.variables(word, w)
	}
	if marks&joint != 0 && codeBytes.has(word, joint) {
		p.parts(word, inPart)
	}
}

// variables adds the variables in a word of code.
func (p *Page) variables(word []byte, w weight) {
	for i := bytes.IndexByte(word, '$'); i >= 0; {
		end := i + 1
		for end < len(word) && (isLetter(word[end]) || word[end] == '_') {
			end++
		}
		p.put(word[i:end], w)
		next := bytes.IndexByte(word[end:], '$')
		if next < 0 {
			break
		}
		i = end + next
	}
}

// parts adds the parts of a word.
func (p *Page) parts(word []byte, w weight) {
	for part, _, rest := partBytes.next(word); len(part) > 0; part, _, rest = partBytes.next(rest) {
		p.put(part, w)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// proseWord adds a word of a text and its parts. Those of a title are words of
// it, too: "entrypoint.sh" is a page about an entrypoint.
func (p *Page) proseWord(word []byte, marks mark, w weight) {
	if marks&joint != 0 {
		word = bytes.TrimLeft(bytes.TrimRight(word, "./_"), "._")
	}
	if !isWord(word) || len(word) <= maxCommon && isCommon[string(word)] {
		return
	}
	p.put(word, w)
	if marks&joint == 0 || !proseBytes.has(word, joint) {
		return
	}
	if w&inHeading == 0 {
		w = inPart
	}
	p.parts(word, w)
}

var isCommon = func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(common) {
		set[word] = true
	}
	return set
}()

//go:embed words.js
var wordsJS []byte

// Script puts docsiteWords, the function that cuts a text into the words of the
// index, in front of the script of the search.
func Script(script []byte) []byte {
	return slices.Concat([]byte("const docsiteTable = "), table(), []byte(", docsiteWords = ("), bytes.TrimSpace(wordsJS), []byte(")(docsiteTable);\n"), script)
}

// class is a table as a class of signs in a regular expression.
func class(table [][2]rune) string {
	var b strings.Builder
	for _, r := range table {
		fmt.Fprintf(&b, `\u{%x}-\u{%x}`, r[0], r[1])
	}
	return b.String()
}

// table is the tables of this file for words.js, as JSON.
func table() []byte {
	text, err := json.Marshal(map[string]string{"gaps": gaps, "ends": codeEnd, "unspaced": class(unspaced), "marks": class(marks), "common": common})
	if err != nil {
		panic(err) // strings
	}
	return text
}
