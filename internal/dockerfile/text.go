package dockerfile

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
)

const (
	maxFile    = 1 << 20 // bytes of a Dockerfile that is parsed
	maxTrigger = 100     // ONBUILDs in a Dockerfile: BuildKit copies the line for each level of nesting
)

// checkSize refuses a Dockerfile that would take BuildKit's parser too long.
func checkSize(text string) error {
	if len(text) > maxFile {
		return fmt.Errorf("the Dockerfile has %d bytes; at most %d are read", len(text), maxFile)
	}
	return CheckTriggers(text)
}

// CheckTriggers refuses a Dockerfile with so many ONBUILD instructions that
// BuildKit's parser, which copies the line for each, would take too long.
func CheckTriggers(text string) error {
	if n := triggers(text); n > maxTrigger {
		return fmt.Errorf("the Dockerfile has %d ONBUILD instructions; at most %d are read", n, maxTrigger)
	}
	return nil
}

// triggers counts ONBUILDs, wherever they stand.
func triggers(text string) int {
	n := 0
	for i := range len(text) - len("onbuild") + 1 {
		if text[i]|0x20 == 'o' && text[i+2]|0x20 == 'b' && strings.EqualFold(text[i:i+len("onbuild")], "onbuild") {
			n++
		}
	}
	return n
}

// Legible puts a "?" for each byte that is no UTF-8 and for NUL: the scanner
// that BuildKit looks for heredocs with would complain on standard error.
func Legible(text string) string {
	if utf8.ValidString(text) && !strings.Contains(text, "\x00") && !strings.Contains(text, "\ufeff") {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 || c == 0 || c == '\ufeff' && i > 0 {
			for j := range n {
				b[i+j] = '?'
			}
		}
		i += n
	}
	return string(b)
}

// Location gives the lines that an error of BuildKit is about. Errors in
// parser directives carry the number of the line before.
func Location(err error) site.Lines {
	var at *parser.LocationError
	if !errors.As(err, &at) || len(at.Locations) == 0 || len(at.Locations[0]) == 0 {
		return site.Lines{}
	}
	ranges := at.Locations[0]
	lines := site.Lines{First: ranges[0].Start.Line, Last: ranges[len(ranges)-1].End.Line}
	if strings.Contains(err.Error(), "parser directive") || strings.Contains(err.Error(), "escape token") {
		lines.First++
		lines.Last++
	}
	return lines
}

// Continuation gives the place of the escape that continues a line, -1 when
// there is none: the last character but for blanks, and not itself escaped.
// It is the regular expression of BuildKit's setEscapeToken.
func Continuation(line string, escape byte) int {
	i := len(line) - 1
	for i >= 0 && (line[i] == ' ' || line[i] == '\t') {
		i--
	}
	if i < 0 || line[i] != escape || i > 0 && line[i-1] == escape {
		return -1
	}
	return i
}
