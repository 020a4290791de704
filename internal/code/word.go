package code

import (
	"strings"

	"docsite/internal/site"
)

// word makes a Word of a span.
func (r *reader) word(start, end int) Word {
	return Word{
		Text: unquote(r.flat[start:end], r.escape),
		Raw:  r.text[start:end],
		Span: site.Span{Start: start, End: end},
		Flag: end-start > 1 && r.text[start] == '-',
	}
}

// fields splits a span at blanks that are not quoted.
func (r *reader) fields(s site.Span) []Word {
	from := len(r.words)
	for i := s.Start; i < s.End; {
		if Blank(r.flat[i]) {
			i++
			continue
		}
		end := r.field(i, s.End)
		r.words = append(r.words, r.word(i, end))
		i = end
	}
	return r.words[from:len(r.words):len(r.words)]
}

// field gives the end of the word that starts at i.
func (r *reader) field(i, end int) int {
	for quote := byte(0); i < end; i++ {
		switch b := r.flat[i]; {
		case b == r.escape && quote != '\'':
			i++
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '\'' || b == '"':
			if strings.IndexByte(r.flat[i+1:end], b) >= 0 { // an apostrophe alone quotes nothing
				quote = b
			}
		case Blank(b):
			return i
		}
	}
	return min(i, end)
}

// unquote takes quotes and escapes away, as a shell does; variables stay.
func unquote(raw string, escape byte) string {
	if strings.IndexByte(raw, escape) < 0 && strings.IndexByte(raw, '\'') < 0 && strings.IndexByte(raw, '"') < 0 {
		return raw
	}
	b := make([]byte, 0, len(raw))
	quote := byte(0)
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == escape && quote != '\'' && i+1 < len(raw):
			i++
			if quote == '"' && strings.IndexByte("$`\"\\\n", raw[i]) < 0 {
				b = append(b, c)
			}
			if raw[i] != '\n' {
				b = append(b, raw[i])
			}
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// value adds the tokens of a word that is not shell: quotes and variables.
func (r *reader) value(s site.Span) {
	plain := func(start, end int, quote byte) {
		if quote != 0 {
			r.token(StringToken, start, end)
		}
	}
	quote, from := byte(0), s.Start
	for i := s.Start; i < s.End; {
		switch b := r.flat[i]; {
		case b == r.escape && quote != '\'':
			i += 2
		case b == '$' && quote != '\'' && variable(r.flat[i:s.End]) > 0:
			plain(from, i, quote)
			end := i + variable(r.flat[i:s.End])
			r.token(VariableToken, i, end)
			i, from = end, end
		case quote != 0 && b == quote:
			i++
			r.token(StringToken, from, i)
			quote, from = 0, i
		case quote == 0 && (b == '"' || b == '\'') && strings.IndexByte(r.flat[i+1:s.End], b) >= 0:
			quote, from = b, i
			i++
		default:
			i++
		}
	}
	plain(from, s.End, quote)
}

// maxVariable bounds the search for the end of "${", which an author may
// have left out a thousand times.
const maxVariable = 1 << 9

// variable gives the length of the variable that s opens with, "$NAME" or
// "${…}"; 0 when there is none.
func variable(s string) int {
	if len(s) < 2 {
		return 0
	}
	if s[1] == '{' {
		depth := 0
		for i := 1; i < min(len(s), maxVariable); i++ {
			switch s[i] {
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
		return 0
	}
	i := 1
	for i < len(s) && nameByte(s[i]) {
		i++
	}
	if i == 1 {
		return 0
	}
	return i
}

func nameByte(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// cut makes one word of a span and gives it as a slice.
func (r *reader) cut(start, end int) []Word {
	r.words = append(r.words, r.word(start, end))
	n := len(r.words)
	return r.words[n-1 : n : n]
}
