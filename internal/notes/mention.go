package notes

import (
	"strings"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// How many letters may stand before the code that a sentence is about: in the
// item of a list, which is about one thing, and in a paragraph.
const (
	maxItemLead      = 48
	maxParagraphLead = 24
)

// maxLate is how many pieces of code are read of the rest of an item.
const maxLate = 6

// mentions is the first code of a sentence that soon comes to it, with what is
// joined to it, then the code that comes late, and the letters before the
// first. What a question asks for is none. What stands above a list, too, is
// passed over.
func mentions(pieces []piece, above string) (list []site.Fragment, lead int) {
	parted, late, letters := false, false, 0
	var repeated []site.Fragment
	if n := len(pieces); n > 0 && asks(pieces[n-1].text) {
		return nil, 0
	}
	for i := 0; i < len(pieces) && len(list) < maxLate; i++ {
		p := &pieces[i]
		switch {
		case p.code && p.text == above:
			if !parted || !onlyOrnament(pieces[i+1:]) {
				// A name in capitals is an instruction; anything else is believed
				// where it is known what it means.
				repeated = []site.Fragment{{Text: p.text, Span: p.span, Code: true, Value: !opensInCapitals(above + " ")}}
			}
			letters = 0
		case p.code:
			end := codeRun(pieces, i)
			value := parted && !opensInCapitals(p.text) && onlyOrnament(pieces[end:])
			for ; i < end; i++ {
				if p := &pieces[i]; p.code && strings.TrimSpace(p.text) != "" {
					list = append(list, site.Fragment{Text: p.text, Span: p.span, Code: true, Value: value && !late, Late: late})
				}
			}
			i--
			if !late {
				late, lead = true, letters
			}
		default:
			parted = parted || separator(p.text) >= 0
			letters += width(p.text)
			late = late || letters > maxItemLead || markdown.SentenceEnd(p.text, 0) >= 0
		}
	}
	if len(list) == 0 || list[0].Late {
		list = append(repeated, list...)
	}
	return list, lead
}

// onlyOrnament reports whether nothing of what stands behind a label says
// anything.
func onlyOrnament(pieces []piece) bool {
	for i := range pieces {
		if pieces[i].code || !ornament(strings.Trim(pieces[i].text, " .,;:)。）")) {
			return false
		}
	}
	return true
}

// width counts the letters of a text, those of Chinese, Japanese and Korean
// twice, since they say as much as two.
func width(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// asks reports whether a text ends as a question.
func asks(s string) bool {
	s = strings.TrimRight(s, " *_)）」")
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "؟")
}

// inCapitals is what follows from a word in capitals on, in a line without code
// that soon comes to it: "The EXPOSE 80 line says …".
func inCapitals(pieces []piece) (list []site.Fragment, lead int) {
	text := pieces[0].text
	for at := 0; at <= min(maxItemLead, len(text)-3); at++ {
		if !isCapital(text[at]) || !isCapital(text[at+1]) || at > 0 && isLetter(text[at-1]) || !opensInCapitals(text[at:]) {
			continue
		}
		if anyCode(pieces) {
			break
		}
		return []site.Fragment{{Text: lineOf(append([]piece{{text: text[at:], end: pieces[0].end}}, pieces[1:]...)), Span: pieces[0].span}}, at
	}
	return nil, 0
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || isCapital(c) || c >= 0x80 }

// opensInCapitals reports whether a text opens with a word of at least three
// capitals.
func opensInCapitals(s string) bool {
	word, _, found := strings.Cut(strings.TrimLeft(s, " "), " ")
	for i := range len(word) {
		if !isCapital(word[i]) {
			return false
		}
	}
	return found && len(word) > 2
}
