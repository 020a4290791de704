// Package mentions finds in the text of a page what it may name, without parsing it: files,
// places of other pages, and labels of its own headings.
//
// Start from [Quotes], [Anchors] and [Labels]. The parser says which of them are.
package mentions

import "bytes"

// Quotes lists what stands behind "file=", without its quotation marks.
func Quotes(text []byte) []string {
	var list []string
	for {
		_, after, found := bytes.Cut(text, []byte("file="))
		if !found {
			return list
		}
		name := after
		if end := bytes.IndexAny(after, " \t\r\n"); end >= 0 {
			name = after[:end]
		}
		list = append(list, string(bytes.Trim(name, `"'`)))
		text = after
	}
}

// Anchors lists the words with a "#" inside that can be the destination of a
// link to another page.
func Anchors(text []byte) []string {
	var list []string
	for at := 0; ; at++ {
		i := bytes.IndexByte(text[at:], '#')
		if i < 0 {
			return list
		}
		at += i
		start := bytes.LastIndexAny(text[:at], aroundDestination) + 1
		end := at + bytes.IndexAny(text[at:], aroundDestination)
		if end < at {
			end = len(text)
		}
		if start < at && end > at+1 && !bytes.Contains(text[start:at], []byte("://")) {
			list = append(list, string(text[start:end]))
		}
		at = end - 1
	}
}

// aroundDestination are the bytes that can stand before and behind a link's
// destination.
const aroundDestination = " \t\r\n()<>\"'"
