package render

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"docsite/internal/code"
)

// joining are the words by which a title joins those of the code.
var joining = map[string]bool{"to": true, "from": true, "and": true, "of": true, "the": true, "in": true}

// echoes reports whether a row's title says what stands beside it in the code
// and nothing more: the code itself, perhaps cut, without its quotes; or, of an
// instruction that runs nothing, only words of it.
func (r *row) echoes(listing []byte) bool {
	text := listing[r.group.Span.Start:r.group.Span.End]
	for range r.comments {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	title := orElse(r.group.Title, r.group.Name)
	if startsLike(text, strings.TrimSuffix(title, "…")) {
		return true
	}
	if r.group.Kind != code.InstructionGroup || r.group.Name == "RUN" || strings.HasSuffix(title, "…") {
		return false
	}
	_, about, _ := strings.Cut(title, ":")
	for word := range strings.FieldsFuncSeq(about, notNaming) {
		if !joining[word] && !bytes.Contains(text, []byte(word)) {
			return false
		}
	}
	return true
}

// startsLike reports whether text starts with the letters and digits of start,
// in their order.
func startsLike(text []byte, start string) bool {
	at := 0
	for _, r := range start {
		if !naming(r) {
			continue
		}
		for at < len(text) && !naming(rune(text[at])) {
			at++
		}
		if at == len(text) {
			return false
		}
		c, size := rune(text[at]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(text[at:])
		}
		if c != r {
			return false
		}
		at += size
	}
	return true
}

// naming reports whether a rune is a letter or a digit. Everything outside
// ASCII counts: punctuation there is rare in code.
func naming(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r >= 0x80
}

func notNaming(r rune) bool { return !naming(r) }
