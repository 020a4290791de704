package render

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"docsite/render/markup"
)

// buffer is HTML that grows. It is what goldmark's renderers write to.
//
// Text that an author or a registry wrote goes in through text, and nothing
// else: it is then safe between tags and between double quotes.
type buffer struct{ b []byte }

// html adds markup of our own.
func (w *buffer) html(s string) { w.b = append(w.b, s...) }

// text adds text, escaped.
func (w *buffer) text(s string) { w.b = markup.AppendText(w.b, s) }

// textBytes adds text, escaped.
func (w *buffer) textBytes(s []byte) { w.b = markup.AppendText(w.b, util.BytesToReadOnlyString(s)) }

// int adds a number.
func (w *buffer) int(n int) { w.b = markup.AppendInt(w.b, n) }

// attr adds an attribute with its value, escaped. name is our own.
func (w *buffer) attr(name, value string) {
	w.b = append(w.b, ' ')
	w.b = append(w.b, name...)
	w.b = append(w.b, '=', '"')
	w.b = markup.AppendText(w.b, value)
	w.b = append(w.b, '"')
}

// href adds an attribute that leads somewhere.
func (w *buffer) href(name, dest string) { w.attr(name, markup.Address(dest)) }

// size adds the attributes for a picture's size, where it is known.
func (w *buffer) size(s size) {
	b := markup.Buffer{B: w.b}
	b.Size(s.w, s.h)
	w.b = b.B
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
