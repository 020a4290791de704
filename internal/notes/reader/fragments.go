package reader

import (
	"strings"
	"unicode"

	"docsite/internal/code"
	"docsite/internal/site"
)

// Limits on what is read of one note: more is prose.
const (
	maxFragments = 12  // fragments
	maxOpen      = 120 // bytes of a sentence that may open with code
)

// style is how words are written.
type style uint8

const (
	inProse style = iota
	inBold
	inCode
)

// fragmenter collects the fragments of one note.
type fragmenter struct {
	list []site.Fragment
}

// fragmenter begins the fragments of a note; those of the note before have been taken.
func (f *Reader) fragmenter() fragmenter {
	return fragmenter{list: f.fragments.Reserve(maxFragments)}
}

// take gives the fragments of a note that is kept.
func (f *Reader) take(all fragmenter) []site.Fragment { return f.fragments.Commit(all.list) }

func (f *fragmenter) add(text string, dress style, at site.Position, open bool) {
	if text = strings.TrimSpace(text); text == "" || len(f.list) >= maxFragments {
		return
	}
	if dress != inCode && len(text) > maxPlain {
		return
	}
	f.list = append(f.list, site.Fragment{Text: text, Code: dress == inCode, Bold: dress == inBold, At: at, Open: open})
}

// whole reads a heading, a cell or a term, all of which may name code: its code
// spans, and its other words as a whole and between colons and dashes.
func (f *fragmenter) whole(pieces []piece) {
	var room [8]string
	plain, dress, at := room[:0], inProse, site.LabelPosition
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.code:
			f.add(p.text, inCode, at, false)
			continue
		case p.strong() && !ornament(p.text):
			dress = inBold
		}
		plain = append(plain, p.text)
	}
	if len(pieces) == 0 {
		return
	}
	if len(f.list) > 0 {
		at = site.AsidePosition
	}
	f.words(strings.Join(plain, ""), dress, at)
}

// words adds words that are no code span: all of them, and what colons and
// dashes part.
func (f *fragmenter) words(text string, dress style, at site.Position) {
	if text = trimOrnament(text); text == "" {
		return
	}
	f.add(withoutGloss(text), dress, at, false)
	if isOtherScript(text) {
		f.latin(text, dress, site.AsidePosition)
	}
	if opensInCapitals(text) {
		f.add(text[:openEnd(text)], dress, at, true)
	}
	if name, _, ok := strings.Cut(text, " ("); ok && strings.Contains(name, " ") {
		f.add(name, dress, at, false)
	}
	for range 3 {
		cut := separator(text)
		if cut < 0 {
			break
		}
		if left := trimOrnament(text[:cut]); left != "" {
			f.add(left, dress, at, false)
		}
		next := strings.TrimLeft(text[cut:], ":：-–—=→> ")
		if len(next) == len(text) {
			break
		}
		if text = trimOrnament(next); separator(text) < 0 && text != "" {
			f.add(text, dress, at, false)
		}
	}
}

// line reads an item or a paragraph: what it opens with, then the code and the
// words that no prose has behind.
func (f *fragmenter) line(pieces []piece, opening opening) {
	first, end, cut, sentence := opening.first, opening.end, opening.cut, opening.sentence
	if first == len(pieces) {
		return
	}
	var room [8]string
	plain, dress := room[:0], inProse
	for i := first; i <= end && i < len(pieces); i++ {
		p, text := &pieces[i], pieces[i].text
		if i == end {
			text = text[:cut]
		}
		switch {
		case i < end && p.code:
			f.add(text, inCode, site.LabelPosition, false)
			continue
		case p.strong():
			dress = inBold
		}
		plain = append(plain, text)
	}
	at := site.LabelPosition
	if len(f.list) > 0 {
		at = site.AsidePosition
	}
	label := strings.Join(plain, "")
	if sentence = sentence || at == site.LabelPosition && len(label) > maxPlain; !sentence {
		f.words(label, dress, at)
	} else if text := lineOf(pieces[first:]); text != "" {
		f.add(text[:openEnd(text)], dress, at, true)
	}
	if sentence {
		end, cut = first, 0
	}
	if end < len(pieces) {
		f.rest(pieces[end:], cut)
	}
}

// openEnd is where the words end that a sentence may open with.
func openEnd(text string) int {
	if len(text) <= maxOpen {
		return len(text)
	}
	return max(strings.LastIndexByte(text[:maxOpen], ' '), 0)
}

// rest adds what may name code behind a label.
func (f *fragmenter) rest(pieces []piece, cut int) {
	for i := range pieces {
		p, text := &pieces[i], pieces[i].text
		if i == 0 {
			text = text[cut:]
		}
		switch {
		case p.code:
			f.add(text, inCode, site.RestPosition, false)
		case p.strong():
			f.add(trimOrnament(text), inBold, site.RestPosition, false)
		case isOtherScript(text):
			f.latin(text, inProse, site.RestPosition)
		default:
			f.prose(text)
		}
	}
}

// What a word has that may be no prose.
const (
	hasSmall uint8 = 1 << iota // small letters: it is not of capitals
	hasSign                    // signs that names, flags and quoted words have
)

// proseBytes has these by byte.
var proseBytes = func() (set [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		set[c] = hasSmall
	}
	for _, c := range "'\"/_=$@-" {
		set[c] = hasSign
	}
	return set
}()

// prose adds the words that no prose has, and what follows a word in capitals.
func (f *fragmenter) prose(text string) {
	capitals := false
	for at := 0; at < len(text) && len(f.list) < maxFragments; {
		end, has := at, uint8(0)
		for ; end < len(text) && text[end] != ' '; end++ {
			has |= proseBytes[text[end]]
		}
		if has != hasSmall {
			capitals = f.word(text, at, end, capitals)
		}
		at = end + 1
	}
}

// word adds a word of a text if no prose has it, or what follows if it is the first in
// capitals; it reports whether one was there.
func (f *fragmenter) word(text string, at, end int, capitals bool) bool {
	word := text[at:end]
	name := strings.Trim(word, ".,:;()\"'“”‘’«»„*?!")
	switch {
	case !capitals && len(name) > 2 && isUpper(name):
		rest := text[at+strings.Index(word, name):]
		f.add(rest[:openEnd(rest)], inProse, site.RestPosition, true)
		return true
	case name != "" && isQuoted(word):
		f.add(name, inProse, site.RestPosition, false)
	case strings.ContainsAny(name, "/_=$@") && !strings.Contains(name, "://") || len(name) > 2 && strings.HasPrefix(name, "--"):
		f.add(name, inProse, site.RestPosition, false)
	}
	return capitals
}

// isQuoted reports whether a word stands in quotation marks.
func isQuoted(word string) bool {
	word = strings.TrimRight(word, ".,;:!?)")
	return len(word) > 2 && strings.IndexByte("'\"", word[0]) >= 0 && word[len(word)-1] == word[0]
}

// isUpper reports whether a word is of capitals.
func isUpper(s string) bool { return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

// opensInCapitals reports whether a text opens with a word of at least three
// capitals.
func opensInCapitals(s string) bool {
	word, _, found := strings.Cut(strings.TrimLeft(s, " "), " ")
	return found && len(word) > 2 && isUpper(word)
}

// column adds the code of a cell beside the one that names it.
func (f *fragmenter) column(pieces []piece) {
	for i := range pieces {
		if p := &pieces[i]; p.code {
			f.add(p.text, inCode, site.ColumnPosition, false)
		}
	}
}

// lastLatin is the last character of the blocks in which most letters of Latin lie.
const lastLatin = 0x24f

// isOtherScript reports whether a text is written in letters that no code has: Cyrillic,
// Han, Arabic and others, with words of Latin among them or none.
func isOtherScript(text string) bool {
	if strings.IndexFunc(text, func(r rune) bool { return r > lastLatin }) < 0 {
		return false // most texts
	}
	latin, other := 0, 0
	for _, r := range text {
		switch {
		case isLatinLetter(r):
			latin++
		case r > lastLatin && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			other++
		}
	}
	return other > 2 && 8*other > latin // a letter of Han is a word
}

func isLatinLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// latin adds the runs of Latin words of a text in another script: what no prose of its
// language has.
func (f *fragmenter) latin(text string, dress style, at site.Position) {
	for start := 0; start < len(text) && len(f.list) < maxFragments; {
		end := latinEnd(text, start)
		name := strings.Trim(text[start:end], " .,:;()\"'*?!")
		if len(name) > 1 && strings.ContainsFunc(name, isLatinLetter) {
			f.add(name, dress, at, false)
		}
		start = max(end, start+1)
	}
}

// latinEnd is the end of the ASCII characters, of the single blanks between them and of
// placeholders in any letters (<主机端口>), from an offset of a text on.
func latinEnd(text string, start int) int {
	end := start
	for end < len(text) && (isVisible(text[end]) || text[end] == ' ' && end > start && end+1 < len(text) && isVisible(text[end+1])) {
		end += max(1, code.Placeholder(text[end:]))
	}
	return end
}

func isVisible(c byte) bool { return c > ' ' && c < 0x7f }
