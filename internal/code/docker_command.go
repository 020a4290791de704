package code

import (
	"strings"

	"docsite/internal/site"
)

// command reads RUN, CMD and ENTRYPOINT: a JSON array, a script in a
// heredoc, or a line for the shell.
func (r *dockerReader) command(in *instruction, args site.Span, parent int) []Word {
	if words := r.array(in, args, CommandPart, parent); words != nil {
		return words
	}
	whole := site.Span{Start: args.Start, End: max(args.End, in.end(args))}
	switch {
	case len(in.heredocs) > 0 && r.onlyHeredocs(args):
		for _, w := range r.fields(args) {
			r.token(DelimiterToken, w.Span.Start, w.Span.End)
		}
	case r.posix && r.escape == '\\' && r.shell.statements(whole, parent):
		return nil
	default:
		r.shell.chain(args, parent)
	}
	for _, doc := range in.heredocs {
		r.heredoc(doc, parent)
	}
	return nil
}

// onlyHeredocs reports whether the arguments are nothing but "<<EOF".
func (r *dockerReader) onlyHeredocs(args site.Span) bool {
	for _, word := range strings.Fields(r.flat[args.Start:args.End]) {
		if !strings.HasPrefix(word, "<<") {
			return false
		}
	}
	return true
}

// healthcheck reads HEALTHCHECK [flags] CMD … or NONE.
func (r *dockerReader) healthcheck(in *instruction, args site.Span, parent int) []Word {
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

// heredoc adds the body of a heredoc: a script when a shell would run it,
// else the text of a file.
func (r *dockerReader) heredoc(doc heredoc, parent int) {
	r.token(DelimiterToken, doc.end.Start, doc.end.End)
	if doc.body.Start == doc.body.End {
		return
	}
	part := r.part(HeredocPart, doc.body, doc.Name, nil, parent)
	if !r.isScript(doc, parent) || !r.shell.statements(doc.body, part) {
		r.token(HeredocToken, doc.body.Start, doc.body.End)
	}
}

// isScript reports whether the body of a heredoc is shell: by its "#!" line,
// else because RUN hands it to the shell.
func (r *dockerReader) isScript(doc heredoc, parent int) bool {
	if program, script := Interpreter([]byte(r.flat[doc.body.Start:doc.body.End])); script {
		return takesPOSIX(program)
	}
	return r.posix && r.code.Parts[parent].Name == "RUN"
}
