// Package markup is HTML and SVG that grows, in which text and addresses mean
// themselves.
//
// Start from [Buffer]. What an author, a file or a registry wrote goes in as a text or
// as the value of an attribute, never by [Buffer.HTML]: it is then safe between tags
// and between double quotes.
package markup

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Buffer is markup that grows. Goldmark's renderers can write to it.
type Buffer struct {
	B []byte
}

// HTML adds markup of our own.
func (w *Buffer) HTML(s string) { w.B = append(w.B, s...) }

// Parts adds markup of our own that is in parts, without putting them together first.
func (w *Buffer) Parts(parts ...string) {
	for _, s := range parts {
		w.B = append(w.B, s...)
	}
}

// Text adds text, escaped.
func (w *Buffer) Text(s string) { w.B = AppendText(w.B, s) }

// TextBytes adds text, escaped.
func (w *Buffer) TextBytes(s []byte) { w.B = AppendText(w.B, util.BytesToReadOnlyString(s)) }

// Around adds text, escaped, between markup of our own.
func (w *Buffer) Around(open, text, end string) {
	w.HTML(open)
	w.Text(text)
	w.HTML(end)
}

// Int adds a number, or 0 for one below zero.
func (w *Buffer) Int(n int) { w.B = strconv.AppendInt(w.B, int64(max(n, 0)), 10) }

// Numbers adds markup of our own with a number for each "%d" in it, as [Buffer.Int] adds one.
func (w *Buffer) Numbers(format string, numbers ...int) {
	for _, n := range numbers {
		before, after, _ := strings.Cut(format, "%d")
		w.HTML(before)
		w.Int(n)
		format = after
	}
	w.HTML(format)
}

// Attr adds an attribute with its value, escaped. The name is our own.
func (w *Buffer) Attr(name, value string) {
	switch name {
	case "href", "src", "action", "data-root", "data-finder":
		value = Address(value)
	}
	w.B = append(w.B, ' ')
	w.B = append(w.B, name...)
	w.B = append(w.B, '=', '"')
	w.B = AppendText(w.B, value)
	w.B = append(w.B, '"')
}

// Tag adds a tag of our own with attributes, a name and a value each. Those without a
// value are left out.
func (w *Buffer) Tag(name string, attributes ...string) {
	w.Parts("<", name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.Attr(attributes[i], attributes[i+1])
		}
	}
	w.HTML(">")
}

// Element adds an element of our own that holds a text, with attributes as [Buffer.Tag] has them.
func (w *Buffer) Element(name, text string, attributes ...string) {
	w.Tag(name, attributes...)
	w.Text(text)
	w.Parts("</", name, ">")
}

// Address is an address in which what no URL can hold is percent-encoded.
func Address(dest string) string {
	for i := range len(dest) {
		if escaped[dest[i]] {
			return string(util.URLEscape([]byte(dest), false))
		}
	}
	return dest
}

// escaped are the bytes that may not stand in an address as they are. Percent
// signs are looked at in their context.
var escaped = func() (set [256]bool) {
	for c := range set {
		set[c] = c <= ' ' || c >= 0x7f || strings.IndexByte("\"%<>[\\]^`{|}", byte(c)) >= 0
	}
	return set
}()

// Size adds the attributes for the size of a picture in pixels, where it is
// known.
func (w *Buffer) Size(width, height int) {
	if width <= 0 || height <= 0 {
		return
	}
	w.Numbers(` width="%d" height="%d"`, width, height)
}

// The rest makes a Buffer goldmark's util.BufWriter.

func (w *Buffer) Write(p []byte) (int, error)       { w.B = append(w.B, p...); return len(p), nil }
func (w *Buffer) WriteString(s string) (int, error) { w.B = append(w.B, s...); return len(s), nil }
func (w *Buffer) WriteByte(c byte) error            { w.B = append(w.B, c); return nil }
func (w *Buffer) WriteRune(r rune) (int, error) {
	before := len(w.B)
	w.B = utf8.AppendRune(w.B, r)
	return len(w.B) - before, nil
}
func (w *Buffer) Flush() error   { return nil }
func (w *Buffer) Available() int { return cap(w.B) - len(w.B) }
func (w *Buffer) Buffered() int  { return len(w.B) }

// Escape writes an output as an address has it: the signs that end a path or
// escape others are percent-encoded. What no address can hold is left to whoever
// prints it.
func Escape(output string) string {
	if !strings.ContainsAny(output, "%#?") {
		return output // nearly all
	}
	return pathSigns.Replace(output)
}

var pathSigns = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F")

// Relative is the address of one output from another, escaped as by [Escape].
func Relative(from, to string) string {
	for {
		i := strings.IndexByte(from, '/')
		if i < 0 || !strings.HasPrefix(to, from[:i+1]) {
			break
		}
		from, to = from[i+1:], to[i+1:]
	}
	up := strings.Count(from, "/")
	to = Escape(to)
	if up == 0 {
		if i := strings.IndexByte(to, ':'); i >= 0 {
			return "./" + to
		}
		return to
	}
	return strings.Repeat("../", up) + to
}
