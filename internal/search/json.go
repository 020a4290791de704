package search

import (
	"encoding/json"
	"unicode/utf8"
)

// appendJSON appends a string as encoding/json writes it, < > and & escaped
// too. What is rare is left to it.
func appendJSON[T string | []byte](b []byte, s T) []byte {
	start, plain := len(b), 0
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if size == 1 || r == '\u2028' || r == '\u2029' {
				return appendMarshalled(b[:start], string(s))
			}
			i += size - 1
		case c < ' ' || c > '~':
			return appendMarshalled(b[:start], string(s))
		case c == '"' || c == '\\':
			b = append(append(b, s[plain:i]...), '\\')
			plain = i
		case c == '<' || c == '>' || c == '&':
			b = append(append(b, s[plain:i]...), `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
			plain = i + 1
		}
	}
	return append(append(b, s[plain:]...), '"')
}

func appendMarshalled(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string
	}
	return append(b, text...)
}
