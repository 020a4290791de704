package markdown

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"docsite/internal/site"
)

// Reordered reports the first character of the page's listings that changes the direction
// of text: code with one may run otherwise than it reads (CVE-2021-42574).
func (d *Document) Reordered() (site.Problem, bool) {
	for i := range d.Listings {
		span := d.Listings[i].Span
		for at := span.Start; ; at++ {
			next := bytes.IndexByte(d.Source.Text[at:span.End], 0xe2) // the first byte of each in UTF-8
			if next < 0 {
				break
			}
			at += next
			if r, _ := utf8.DecodeRune(d.Source.Text[at:span.End]); unicode.Is(unicode.Bidi_Control, r) && r > 0x200f {
				return d.Source.Problem(site.Warning, at, fmt.Sprintf("the code has the character %U, which changes the direction of text: it may run otherwise than it reads", r), "delete it"), true
			}
		}
	}
	return site.Problem{}, false
}
