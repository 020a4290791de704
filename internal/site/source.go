package site

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"
)

// Span is a half-open range of bytes, [Start, End), in a source.
type Span struct{ Start, End int }

// Lines is a range of physical lines, both ends included, counted from 1.
type Lines struct{ First, Last int }

// Source is a text with the name that people know it by: a slash path
// relative to the project, such as "content/image/dockerfile.md".
type Source struct {
	Name string
	Text []byte

	starts []int // offset of each line; worked out when first asked for
	of     *Source
	origin func(offset int) int // where in of a byte of a revised text stood
}

// Revised is a text that is read in the place of the source's. Its positions are
// those of the source: origin gives for a byte of the text where in the source it
// stands, or where that stands which it came for.
func (s *Source) Revised(text []byte, origin func(offset int) int) *Source {
	return &Source{Name: s.Name, Text: text, of: s, origin: origin}
}

// again is the same text, which works out lines of its own.
func (s *Source) again() *Source {
	c := &Source{Name: s.Name, Text: s.Text, origin: s.origin}
	if s.of != nil {
		c.of = s.of.again()
	}
	return c
}

// Position gives the line and the column of the byte at offset, both counted
// from 1. A column is a byte in its line, as compilers count it. A newline
// ends its own line; an offset past the end is the end.
func (s *Source) Position(offset int) (line, col int) {
	if s.of != nil {
		return s.of.Position(s.origin(min(max(offset, 0), len(s.Text))))
	}
	if s.starts == nil {
		s.starts = LineStarts(s.Text)
	}
	offset = min(max(offset, 0), len(s.Text))
	i := sort.SearchInts(s.starts, offset+1) - 1
	return i + 1, offset - s.starts[i] + 1
}

// Problem reports what is wrong at the byte offset.
func (s *Source) Problem(severity Severity, offset int, message, hint string) Problem {
	line, col := s.Position(offset)
	return Problem{File: s.Name, Line: line, Col: col, Severity: severity, Message: message, Hint: hint}
}

// LineStarts gives the offset of the first byte of each line of text. Every
// text has at least one line; a final newline starts one more, an empty one.
func LineStarts(text []byte) []int {
	return AppendLineStarts(make([]int, 0, 1+bytes.Count(text, []byte{'\n'})), text)
}

// AppendLineStarts adds the starts of lines to others.
func AppendLineStarts(starts []int, text []byte) []int {
	starts = append(starts, 0)
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			return starts
		}
		i += n + 1
		starts = append(starts, i)
	}
}

// checkText reports a text that is not UTF-8, or holds what no text does.
func checkText(src *Source) Problems {
	text := src.Text
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return nil
	}
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return Problems{{File: src.Name, Severity: Warning, Message: "it is UTF-16", Hint: "save it as UTF-8"}}
	}
	for at, size := 0, 0; at < len(text); at += size {
		var r rune
		switch r, size = utf8.DecodeRune(text[at:]); {
		case r == 0:
			return Problems{src.Problem(Warning, at, "the byte 0x00 stands in no text: a replacement sign is shown", "is it a text? A picture or a program is not")}
		case r == utf8.RuneError && size == 1:
			return Problems{src.Problem(Warning, at, fmt.Sprintf("the byte 0x%02X is not UTF-8: a replacement sign is shown", text[at]), "save it as UTF-8")}
		}
	}
	return nil
}
