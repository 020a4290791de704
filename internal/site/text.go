package site

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// checkText reports a text that is not UTF-8, or holds what no text does.
func checkText(src *Source) Problems {
	text := src.Text
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return nil
	}
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return Problems{{File: src.Name, Severity: Warning, Message: "it is UTF-16", Hint: "save it as UTF-8"}}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == 0 {
			return Problems{src.Problem(Warning, at, "the byte 0x00 stands in no text: a replacement sign is shown", "is it a text? A picture or a program is not")}
		}
		if r == utf8.RuneError && size == 1 {
			return Problems{src.Problem(Warning, at, fmt.Sprintf("the byte 0x%02X is not UTF-8: a replacement sign is shown", text[at]), "save it as UTF-8")}
		}
		at += size
	}
	return nil
}
