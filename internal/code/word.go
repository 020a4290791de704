package code

import (
	"strings"

	"docsite/internal/site"
)

// word makes a Word of a span.
func (b *builder) word(start, end int) Word {
	b.spend(wordWork + end - start)
	return Word{
		Text: unquote(b.flat[start:end], b.escape),
		Raw:  b.text[start:end],
		Span: site.Span{Start: start, End: end},
		Flag: end-start > 1 && b.text[start] == '-',
	}
}

// fields splits a span at blanks that are not quoted.
func (b *builder) fields(s site.Span) []Word {
	from := len(b.words)
	for i := s.Start; i < s.End; {
		if isBlank(b.flat[i]) {
			i++
			continue
		}
		end := b.field(i, s.End)
		b.words = append(b.words, b.word(i, end))
		i = end
	}
	return b.words[from:len(b.words):len(b.words)]
}

// field gives the end of the word that starts at i.
func (b *builder) field(i, end int) int {
	for quote := byte(0); i < end; i++ {
		switch c := b.flat[i]; {
		case c == b.escape && quote != '\'':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			if strings.IndexByte(b.flat[i+1:end], c) >= 0 { // an apostrophe alone quotes nothing
				quote = c
			}
		case isBlank(c):
			return i
		}
	}
	return min(i, end)
}

// unquote takes quotes and escapes away, as a shell does; variables stay, and so does
// "$(…)" with the quotes inside.
func unquote(raw string, escape byte) string {
	if strings.IndexByte(raw, escape) < 0 && strings.IndexByte(raw, '\'') < 0 && strings.IndexByte(raw, '"') < 0 {
		return raw
	}
	b := make([]byte, 0, len(raw))
	quote := byte(0)
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '$' && quote != '\'' && i+1 < len(raw) && raw[i+1] == '(':
			end := substitution(raw[i:])
			b = append(b, raw[i:i+end]...)
			i += end - 1
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

// substitution gives the length of the "$(…)" that s opens with; all of s where it has
// no end.
func substitution(s string) int {
	depth, quote := 0, byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quote != '\'':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// value adds the tokens of text that is not shell: quotes and variables.
func (b *builder) value(s site.Span) {
	plain := func(start, end int, quote byte) {
		if quote != 0 {
			b.token(StringToken, start, end)
		}
	}
	quote, from := byte(0), s.Start
	for i := s.Start; i < s.End; {
		switch c := b.flat[i]; {
		case c == b.escape && quote != '\'':
			i += 2
		case c == '$' && quote != '\'' && variable(b.flat[i:s.End]) > 0:
			plain(from, i, quote)
			end := i + variable(b.flat[i:s.End])
			b.token(VariableToken, i, end)
			i, from = end, end
		case quote != 0 && c == quote:
			i++
			b.token(StringToken, from, i)
			quote, from = 0, i
		case quote == 0 && (c == '"' || c == '\'') && strings.IndexByte(b.flat[i+1:s.End], c) >= 0:
			quote, from = c, i
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
func (b *builder) cut(start, end int) []Word {
	b.words = append(b.words, b.word(start, end))
	n := len(b.words)
	return b.words[n-1 : n : n]
}

// prose splits a comment at blanks; quotes mean nothing there.
func (b *builder) prose(s site.Span) []Word {
	from := len(b.words)
	for i := s.Start; i < s.End; {
		end := i
		for end < s.End && !isBlank(b.text[end]) {
			end++
		}
		if end > i {
			b.spend(wordWork + end - i)
			raw := b.text[i:end]
			b.words = append(b.words, Word{Text: raw, Raw: raw, Span: site.Span{Start: i, End: end}})
		}
		i = end + 1
	}
	return b.words[from:len(b.words):len(b.words)]
}
