package sanitize

import (
	"bytes"

	"golang.org/x/net/html"
)

// endless are the elements that have no end, or may be written without one, by the
// standard: beside those of pages also what is left out of them.
var endless = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true,
	"p": true, "li": true, "dd": true, "dt": true, "td": true, "th": true, "tr": true,
}

// IsBalanced reports whether HTML ends the elements that it begins, and no others.
func IsBalanced(raw []byte) bool {
	depth := 0
	for z := html.NewTokenizer(bytes.NewReader(raw)); depth >= 0; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		switch {
		case endless[string(name)]:
		case kind == html.StartTagToken:
			depth++
		case kind == html.EndTagToken:
			depth--
		}
	}
	return depth == 0
}
