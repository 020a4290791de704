package code

import (
	"strings"

	"docsite/internal/site"
)

// chain splits a line at "&&", "||", ";" and "|" outside quotes, for lines
// that no parser takes.
func (r *shellReader) chain(s site.Span, parent int) {
	start := s.Start
	for i := s.Start; i < s.End; {
		n := 0
		switch rest := r.flat[i:s.End]; {
		case strings.HasPrefix(rest, "&&"), strings.HasPrefix(rest, "||"):
			n = 2
		case rest[0] == ';', rest[0] == '|', rest[0] == '\n':
			n = 1
		case rest[0] == '\'', rest[0] == '"':
			i = r.field(i, s.End)
			continue
		default:
			i++
			continue
		}
		r.link(site.Span{Start: start, End: i}, parent)
		if r.flat[i] != '\n' {
			r.token(OperatorToken, i, i+n)
		}
		i += n
		start = i
	}
	r.link(site.Span{Start: start, End: s.End}, parent)
}

// link adds one command of a chain.
func (r *shellReader) link(s site.Span, parent int) {
	s = r.trim(s)
	if s.Start == s.End {
		return
	}
	words := r.fields(s)
	for i, w := range words {
		switch {
		case i == 0 && !strings.ContainsAny(w.Raw, "$'\"="):
			r.token(CommandToken, w.Span.Start, w.Span.End)
		case w.Flag && !strings.ContainsAny(w.Raw, "$'\"="):
			r.token(FlagToken, w.Span.Start, w.Span.End)
		default:
			r.value(w.Span)
		}
	}
	r.part(CommandPart, s, words[0].Text, words, parent)
}
