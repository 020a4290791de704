package markup

import (
	"bytes"
	"html/template"
	"unicode/utf8"
)

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

// special are the bytes that AppendText has to look at.
var special = func() (set [256]bool) {
	for c := range set {
		set[c] = escapes[c] != "" || c >= utf8.RuneSelf
	}
	return set
}()

// Escaped is text for templates, which let control characters through.
func Escaped(text string) template.HTML { return template.HTML(AppendText(nil, text)) }

// AppendText appends s so that it means itself between tags and between
// quotes. Bytes that are no UTF-8 become U+FFFD.
func AppendText(b []byte, s string) []byte {
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

// Letters counts the letters of each paragraph in HTML of our own making, what is
// not shown left out.
func Letters(html []byte) (paragraphs []int) {
	n := 0
	for len(html) > 0 {
		text, rest, _ := bytes.Cut(html, []byte{'<'})
		n += utf8.RuneCount(text) - 4*bytes.Count(text, []byte{'&'})
		if tag, _, _ := bytes.Cut(rest, []byte{'>'}); bytes.HasPrefix(tag, []byte(`p class="`)) && bytes.HasSuffix(tag, []byte(`sr"`)) {
			_, rest, _ = bytes.Cut(rest, []byte("</p"))
		}
		tag, after, _ := bytes.Cut(rest, []byte{'>'})
		switch string(tag) {
		case "/p", "/li", "/pre", "/dd", "/tr", "br", "br /":
			if n > 1 {
				paragraphs = append(paragraphs, n)
			}
			n = 0
		}
		html = after
	}
	if n > 1 || len(paragraphs) == 0 {
		paragraphs = append(paragraphs, n)
	}
	return paragraphs
}

// IsMixed reports whether a text has letters that are written from right to left: those of
// Hebrew, Arabic and the scripts beside them, U+05C0 to U+07FF.
func IsMixed(text []byte) bool {
	for _, c := range text { // the first of two bytes of U+05C0 and above
		if c >= 0xd7 && c <= 0xdf {
			return true
		}
	}
	return false
}
