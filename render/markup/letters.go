package markup

import (
	"bytes"
	"unicode/utf8"
)

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
