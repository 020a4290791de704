package code

import (
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// argumentsOf says how the arguments of each instruction are read, but for
// ONBUILD, which holds another instruction.
//
// Each function takes the span behind the flags and returns its words; nil
// stands for the words between blanks.
var argumentsOf = map[string]func(r *dockerReader, in *instruction, args site.Span, parent int) []Word{
	"ADD": (*dockerReader).copyArgs, "COPY": (*dockerReader).copyArgs,
	"ARG": (*dockerReader).assignments, "ENV": (*dockerReader).assignments, "LABEL": (*dockerReader).assignments,
	"CMD": (*dockerReader).command, "ENTRYPOINT": (*dockerReader).command, "RUN": (*dockerReader).command,
	"EXPOSE": (*dockerReader).ports, "FROM": (*dockerReader).from, "HEALTHCHECK": (*dockerReader).healthcheck,
	"MAINTAINER": (*dockerReader).argument, "SHELL": (*dockerReader).setShell,
	"STOPSIGNAL": (*dockerReader).arguments, "USER": (*dockerReader).arguments,
	"VOLUME": (*dockerReader).arguments, "WORKDIR": (*dockerReader).argument,
}

// from reads FROM image [AS name].
func (r *dockerReader) from(_ *instruction, args site.Span, parent int) []Word {
	return r.each(args, parent, func(i int, w Word) bool {
		if i == 1 && strings.EqualFold(w.Text, "as") {
			r.token(KeywordToken, w.Span.Start, w.Span.End)
			return false
		}
		r.plainOr(ImageToken, w)
		return true
	})
}

// each reads the words of an instruction, of which each can be named alone. colour adds
// the tokens of a word, and is false for one that names nothing.
func (r *dockerReader) each(args site.Span, parent int, colour func(i int, w Word) bool) []Word {
	words := r.fields(args)
	for i, w := range words {
		if colour(i, w) {
			r.part(ArgumentPart, w.Span, w.Text, words[i:i+1:i+1], parent)
		}
	}
	return words
}

// plainOr adds a token of a kind for a word without variables and quotes, else the tokens
// of these.
func (r *dockerReader) plainOr(kind TokenKind, w Word) {
	if strings.ContainsAny(w.Text, "$'\"") {
		r.value(w.Span)
	} else {
		r.token(kind, w.Span.Start, w.Span.End)
	}
}

// arguments reads words that can each be named alone, or a JSON array.
func (r *dockerReader) arguments(in *instruction, args site.Span, parent int) []Word {
	if words := r.array(in, args, "", parent); words != nil {
		return words
	}
	return r.each(args, parent, func(_ int, w Word) bool { r.value(w.Span); return true })
}

// argument reads an instruction whose one argument may hold blanks.
func (r *dockerReader) argument(_ *instruction, args site.Span, parent int) []Word {
	if args.Start == args.End {
		return nil
	}
	r.value(args)
	words := r.cut(args.Start, args.End)
	r.part(ArgumentPart, args, words[0].Text, words, parent)
	return words
}

// ports reads EXPOSE.
func (r *dockerReader) ports(_ *instruction, args site.Span, parent int) []Word {
	return r.each(args, parent, func(_ int, w Word) bool { r.plainOr(NumberToken, w); return true })
}

// copyArgs reads the sources and the target of COPY and ADD, and files that
// the instruction holds as heredocs.
func (r *dockerReader) copyArgs(in *instruction, args site.Span, parent int) []Word {
	for _, doc := range in.heredocs {
		r.heredoc(doc, parent)
	}
	if words := r.array(in, args, "", parent); words != nil {
		return words
	}
	return r.each(args, parent, func(_ int, w Word) bool {
		if strings.HasPrefix(w.Raw, "<<") {
			r.token(DelimiterToken, w.Span.Start, w.Span.End)
			return false
		}
		r.value(w.Span)
		return true
	})
}

// assignments reads ENV, ARG and LABEL, in the form NAME=value and in the
// older form ENV NAME value, where the value is the rest of the line.
func (r *dockerReader) assignments(_ *instruction, args site.Span, parent int) []Word {
	words := r.fields(args)
	if len(words) == 0 {
		return nil
	}
	old := !strings.Contains(words[0].Raw, "=") && r.code.Parts[parent].Name != "ARG"
	if old {
		r.token(KeyToken, words[0].Span.Start, words[0].Span.End)
		r.value(site.Span{Start: words[0].Span.End, End: args.End})
		r.part(AssignmentPart, args, words[0].Text, r.cut(args.Start, args.End), parent)
		return words
	}
	for i, w := range words {
		r.assignment(w, words[i:i+1:i+1], parent)
	}
	return words
}

func (r *dockerReader) assignment(w Word, words []Word, parent int) {
	flat := r.flat[w.Span.Start:w.Span.End]
	eq := strings.IndexByte(flat, '=')
	if eq < 0 { // ARG NAME
		r.token(KeyToken, w.Span.Start, w.Span.End)
		r.part(AssignmentPart, w.Span, w.Text, words, parent)
		return
	}
	at := w.Span.Start + eq
	if strings.ContainsAny(flat[:eq], "\"'$") {
		r.value(site.Span{Start: w.Span.Start, End: at})
	} else {
		r.token(KeyToken, w.Span.Start, at)
	}
	r.token(OperatorToken, at, at+1)
	r.value(site.Span{Start: at + 1, End: w.Span.End})
	r.part(AssignmentPart, w.Span, unquote(flat[:eq], r.escape), words, parent)
}

// setShell reads SHELL, which says whether RUN is POSIX from here on.
func (r *dockerReader) setShell(in *instruction, args site.Span, parent int) []Word {
	words := r.array(in, args, "", parent)
	if len(words) == 0 {
		return nil
	}
	r.posix = takesPOSIX(words[0].Text)
	if len(words) > 1 && strings.HasSuffix(words[0].Text, "env") {
		r.posix = takesPOSIX(words[1].Text)
	}
	return words
}

// takesPOSIX reports whether a path names a shell that takes POSIX text.
func takesPOSIX(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return name == "busybox" || Canonical(name) == "sh"
}

// array reads the JSON form of an instruction: ["gunicorn", "--bind"]. The
// elements are returned as words; nil when there is no array of strings. A
// kind makes the whole array a part as well, such as a command.
func (r *dockerReader) array(in *instruction, args site.Span, kind PartKind, parent int) []Word {
	if args.Start >= args.End || r.flat[args.Start] != '[' {
		return nil
	}
	elements := in.of.Exec
	if elements == nil { // of ONBUILD, or before a comment
		elements = dockerfile.Strings(r.flat[args.Start:args.End])
	}
	if len(elements) == 0 {
		return nil
	}
	whole := -1
	if kind != "" {
		whole = r.part(kind, args, elements[0], nil, parent)
	}
	from, at := len(r.words), args.Start
	for _, text := range elements {
		start := at + strings.IndexByte(r.flat[at:args.End], '"')
		if start < at { // what was taken for a comment has the rest
			break
		}
		end := stringEnd(r.flat, start, args.End)
		r.punctuation(at, start)
		r.token(StringToken, start, end)
		r.words = append(r.words, Word{
			Text: text,
			Raw:  r.text[start:end],
			Span: site.Span{Start: start, End: end},
			Flag: len(text) > 1 && text[0] == '-',
		})
		at = end
	}
	r.punctuation(at, args.End)
	words := r.words[from:len(r.words):len(r.words)]
	for i, w := range words {
		r.part(ElementPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	if whole >= 0 {
		r.code.Parts[whole].Words = words
	}
	return words
}

// stringEnd gives the end of the JSON string that opens at i.
func stringEnd(text string, i, end int) int {
	for i++; i < end; i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return end
}

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
	for word := range strings.FieldsSeq(r.flat[args.Start:args.End]) {
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
