package code

import (
	"strings"

	"docsite/internal/site"
)

// command reads RUN, CMD and ENTRYPOINT: a JSON array, a script in a
// heredoc, or a line for the shell.
func (r *reader) command(in *instruction, args site.Span, parent int) []Word {
	if words := r.array(args, CommandPart, parent); words != nil {
		return words
	}
	whole := args
	if n := len(in.docs); n > 0 {
		whole.End = max(in.docs[n-1].end.End, in.docs[n-1].body.End, args.End)
	}
	switch {
	case len(in.docs) > 0 && r.onlyDocuments(args):
		for _, w := range r.fields(args) {
			r.token(DelimiterToken, w.Span.Start, w.Span.End)
		}
	case r.posix && r.escape == '\\' && r.statements(whole, parent):
		return nil
	default:
		r.chain(args, parent)
	}
	for _, doc := range in.docs {
		r.document(doc, parent)
	}
	return nil
}

// onlyDocuments reports whether the arguments are nothing but "<<EOF".
func (r *reader) onlyDocuments(args site.Span) bool {
	for _, word := range strings.Fields(r.flat[args.Start:args.End]) {
		if !strings.HasPrefix(word, "<<") {
			return false
		}
	}
	return true
}

// healthcheck reads HEALTHCHECK [flags] CMD … or NONE.
func (r *reader) healthcheck(in *instruction, args site.Span, parent int) []Word {
	end := r.field(args.Start, args.End)
	r.token(KeywordToken, args.Start, end)
	rest := r.trim(site.Span{Start: end, End: args.End})
	var words []Word
	if rest.Start < rest.End {
		words = r.command(in, rest, parent)
	}
	if words != nil {
		words = append(r.cut(args.Start, end), words...)
	}
	return words
}

// document adds the body of a heredoc: a script when a shell would run it,
// else the text of a file.
func (r *reader) document(doc heredoc, parent int) {
	r.token(DelimiterToken, doc.end.Start, doc.end.End)
	if doc.body.Start == doc.body.End {
		return
	}
	part := r.part(HeredocPart, doc.body, doc.Name, nil, parent)
	if !r.isScript(doc, parent) || !r.statements(doc.body, part) {
		r.token(HeredocToken, doc.body.Start, doc.body.End)
	}
}

// isScript reports whether the body of a heredoc is shell: by its "#!" line,
// else because RUN hands it to the shell.
func (r *reader) isScript(doc heredoc, parent int) bool {
	body := r.flat[doc.body.Start:doc.body.End]
	if strings.HasPrefix(body, "#!") {
		line, _, _ := strings.Cut(body[2:], "\n")
		words := strings.Fields(line)
		if len(words) > 1 && strings.HasSuffix(words[0], "/env") {
			words = words[1:]
		}
		return len(words) > 0 && isShell(words[0])
	}
	return r.posix && r.code.Parts[parent].Name == "RUN"
}

// chain splits a line at "&&", "||", ";" and "|" outside quotes, for lines
// that no parser takes.
func (r *reader) chain(s site.Span, parent int) {
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
func (r *reader) link(s site.Span, parent int) {
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
