package render

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// buffer is HTML that grows. It is what goldmark's renderers write to.
//
// Text that an author or a registry wrote goes in through text, and nothing
// else: it is then safe between tags and between double quotes.
type buffer struct{ b []byte }

// html adds markup of our own.
func (w *buffer) html(s string) { w.b = append(w.b, s...) }

// text adds text, escaped.
func (w *buffer) text(s string) { w.b = appendText(w.b, s) }

// textBytes adds text, escaped.
func (w *buffer) textBytes(s []byte) { w.b = appendText(w.b, util.BytesToReadOnlyString(s)) }

// int adds a number.
func (w *buffer) int(n int) { w.b = appendInt(w.b, n) }

// attr adds an attribute with its value, escaped. name is our own.
func (w *buffer) attr(name, value string) {
	w.b = append(w.b, ' ')
	w.b = append(w.b, name...)
	w.b = append(w.b, '=', '"')
	w.b = appendText(w.b, value)
	w.b = append(w.b, '"')
}

func appendInt(b []byte, n int) []byte {
	if n < 0 {
		return append(b, '0')
	}
	if n >= 10 {
		b = appendInt(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

// escapes has what stands in HTML for a byte; "" for the byte itself. A
// carriage return would be taken for a newline, NUL for nothing; the other
// control characters and DEL have no meaning in text and a bad one in some
// terminals that people paste into.
var escapes = func() (table [256]string) {
	for c := range 0x20 {
		table[c] = "\ufffd"
	}
	table[0x7f] = "\ufffd"
	table['\t'], table['\n'], table['\r'] = "", "", "&#13;"
	table['&'], table['<'], table['>'], table['"'], table['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	return table
}()

// special are the bytes that appendText has to look at.
var special = func() (set [256]bool) {
	for c := range set {
		set[c] = escapes[c] != "" || c >= utf8.RuneSelf
	}
	return set
}()

// appendText appends s so that it means itself between tags and between
// quotes. Bytes that are no UTF-8 become U+FFFD.
func appendText(b []byte, s string) []byte {
	plain := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[plain:i]...)
			b = append(b, escapes[c]...)
			plain = i + 1
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			b = append(b, s[plain:i]...)
			b = append(b, "\ufffd"...)
			plain = i + size
		}
		i += size - 1
	}
	return append(b, s[plain:]...)
}

// The rest makes a buffer goldmark's util.BufWriter.

func (w *buffer) Write(p []byte) (int, error)       { w.b = append(w.b, p...); return len(p), nil }
func (w *buffer) WriteString(s string) (int, error) { w.b = append(w.b, s...); return len(s), nil }
func (w *buffer) WriteByte(c byte) error            { w.b = append(w.b, c); return nil }
func (w *buffer) WriteRune(r rune) (int, error) {
	before := len(w.b)
	w.b = utf8.AppendRune(w.b, r)
	return len(w.b) - before, nil
}
func (w *buffer) Flush() error   { return nil }
func (w *buffer) Available() int { return cap(w.b) - len(w.b) }
func (w *buffer) Buffered() int  { return len(w.b) }

// decode is what a destination in Markdown means: escapes and entities
// resolved, as a browser would see it.
func decode(s []byte) string {
	if bytes.ContainsAny(s, "\\&") {
		s = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
	}
	return string(s)
}
