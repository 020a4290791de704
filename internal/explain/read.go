package explain

import (
	"strings"

	"docsite/internal/site"
)

// Read takes a listing apart. It never fails: what no parser takes becomes
// plain lines, and Code.Warning says why where a parser was asked. Language
// is the first word of the fence's info string.
func Read(language string, code []byte) *Code {
	c := &Code{Language: strings.ToLower(language), Text: code}
	c.plain()
	return c
}

// plain makes a row of every run of lines without a blank line between them.
func (c *Code) plain() {
	c.Groups, c.Tokens, c.Parts = nil, nil, nil
	starts := site.LineStarts(c.Text)
	if n := len(starts); starts[n-1] == len(c.Text) {
		starts = starts[:n-1] // a final newline starts no line of a listing
	}
	for i, start := range starts {
		end := len(c.Text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		c.Groups = append(c.Groups, Group{
			Span:  site.Span{Start: start, End: end},
			Lines: site.Lines{First: i + 1, Last: i + 1},
			Kind:  LineGroup,
			Stage: -1,
		})
		line := trim(c.Text, site.Span{Start: start, End: end})
		c.Parts = append(c.Parts, Part{Kind: LinePart, Span: line, Words: c.words(line), Parent: -1, Group: i})
	}
}

// trim takes the blanks off both ends of a span.
func trim(text []byte, s site.Span) site.Span {
	for s.Start < s.End && blank(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && blank(text[s.End-1]) {
		s.End--
	}
	return s
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// words splits a span at blanks.
func (c *Code) words(s site.Span) []Word {
	var words []Word
	for i := s.Start; i < s.End; {
		for i < s.End && blank(c.Text[i]) {
			i++
		}
		start := i
		for i < s.End && !blank(c.Text[i]) {
			i++
		}
		if i > start {
			raw := string(c.Text[start:i])
			words = append(words, Word{Text: raw, Raw: raw, Span: site.Span{Start: start, End: i}, Flag: len(raw) > 1 && raw[0] == '-'})
		}
	}
	return words
}
