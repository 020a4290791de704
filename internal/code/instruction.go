package code

import (
	"fmt"
	"strings"

	"docsite/internal/site"
)

// argumentsOf says how the arguments of each instruction are read, but for
// ONBUILD, which holds another instruction.
//
// Each reader gets what follows the flags, and gives it as words; nil stands
// for the words between blanks.
var argumentsOf = map[string]func(r *reader, in *instruction, args site.Span, parent int) []Word{
	"ADD": (*reader).copyArgs, "COPY": (*reader).copyArgs,
	"ARG": (*reader).assignments, "ENV": (*reader).assignments, "LABEL": (*reader).assignments,
	"CMD": (*reader).command, "ENTRYPOINT": (*reader).command, "RUN": (*reader).command,
	"EXPOSE": (*reader).ports, "FROM": (*reader).from, "HEALTHCHECK": (*reader).healthcheck,
	"MAINTAINER": (*reader).argument, "SHELL": (*reader).setShell,
	"STOPSIGNAL": (*reader).arguments, "USER": (*reader).arguments,
	"VOLUME": (*reader).arguments, "WORKDIR": (*reader).argument,
}

// instruction adds the parts and tokens of one instruction and gives its row.
func (r *reader) instruction(in *instruction, stage int) row {
	w := row{first: in.first, last: in.last, group: Group{Kind: InstructionGroup, Stage: stage}}
	part := r.keyword(in, in.head, -1)
	if part < 0 { // a word that is no instruction: a misspelling, a template, an elision
		if name := r.keywordText(in.head); isCapital(name) {
			r.refuse(site.Lines{First: r.lineAt(in.head.Start) + 1}, fmt.Sprintf("%q is no instruction", name))
		}
		w.group.Kind = LineGroup
		r.noInstruction(in)
		return w
	}
	headLast := r.lineAt(in.head.End)
	r.commentLines(in.first+1, headLast+1, part)
	w.group.Name = r.code.Parts[part].Name
	w.group.Title = r.title(part)
	return w
}

// noInstruction adds lines that open with no keyword. Those that go on with
// a chain of commands were cut off by a comment behind a backslash.
func (r *reader) noInstruction(in *instruction) {
	for i := in.first; i <= in.last; i++ {
		if r.blankLine(i) {
			continue
		}
		r.linePart(i)
		if s := r.trim(r.line(i)); r.flat[s.Start] == '&' || r.flat[s.Start] == '|' {
			r.chain(s, len(r.code.Parts)-1)
		}
	}
}

// keywordText is the first word of an instruction.
func (r *reader) keywordText(head site.Span) string {
	name, _, _ := strings.Cut(strings.TrimLeft(r.text[head.Start:head.End], " \t"), " ")
	return strings.TrimSpace(name)
}

// isCapital reports whether a word is written as instructions are. What
// template languages and authors put between them is not.
func isCapital(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) > 1
}

// unglued splits a span at blanks and leaves out the ";" that ends a word.
func (r *reader) unglued(s site.Span) []Word {
	words := r.fields(s)
	for i, w := range words {
		if n := len(w.Raw) - 1; n > 0 && w.Raw[n] == ';' && w.Raw[n-1] != ';' && w.Raw[n-1] != '\\' {
			words[i] = r.word(w.Span.Start, w.Span.End-1)
		}
	}
	return words
}

// keyword reads an instruction from its keyword on and gives its part; -1
// for a keyword that Dockerfiles do not have.
func (r *reader) keyword(in *instruction, head site.Span, parent int) int {
	head = r.trim(head)
	end := head.Start
	for end < head.End && !Blank(r.flat[end]) {
		end++
	}
	name := strings.ToUpper(r.flat[head.Start:end])
	read := argumentsOf[name]
	if read == nil && name != "ONBUILD" {
		return -1
	}
	r.token(KeywordToken, head.Start, end)
	if parent < 0 {
		head = r.cutRemark(name, head)
	}
	whole := head
	if n := len(in.docs); n > 0 {
		whole.End = max(in.docs[n-1].end.End, in.docs[n-1].body.End)
	}
	part := r.part(InstructionPart, whole, name, nil, parent)
	rest := r.trim(site.Span{Start: end, End: head.End})
	from := len(r.words)
	args := r.flags(rest, part)
	flags := r.words[from:len(r.words):len(r.words)]
	var words []Word
	if read != nil {
		words = read(r, in, args, part)
	} else if stored := r.keyword(in, args, part); stored >= 0 { // of ONBUILD
		trigger := &r.code.Parts[stored]
		words = append(r.cut(trigger.Span.Start, trigger.Span.Start+len(trigger.Name)), trigger.Words...)
	}
	switch {
	case words == nil:
		words = r.unglued(rest)
	case len(flags) > 0:
		words = append(flags, words...)
	}
	r.code.Parts[part].Words = words
	return part
}

// flags reads the flags that precede the arguments of an instruction and
// gives what is left.
func (r *reader) flags(args site.Span, parent int) site.Span {
	for args.End-args.Start > 2 && r.flat[args.Start:args.Start+2] == "--" {
		end := r.field(args.Start, args.End)
		flag := r.flat[args.Start:end]
		if flag == "--" {
			args.Start = end
			break
		}
		name, _, assigned := strings.Cut(flag, "=")
		nameEnd := args.Start + len(name)
		r.token(FlagToken, args.Start, nameEnd)
		r.part(FlagPart, site.Span{Start: args.Start, End: end}, name, r.cut(args.Start, end), parent)
		if assigned {
			r.token(OperatorToken, nameEnd, nameEnd+1)
			r.flagValue(name, site.Span{Start: nameEnd + 1, End: end})
		}
		args.Start = end
		args = r.trim(args)
	}
	return r.trim(args)
}

func (r *reader) flagValue(name string, s site.Span) {
	if name == "--from" && !strings.ContainsAny(r.flat[s.Start:s.End], "$'\"") {
		r.token(ImageToken, s.Start, s.End)
		return
	}
	r.value(s)
}

// from reads FROM image [AS name].
func (r *reader) from(_ *instruction, args site.Span, parent int) []Word {
	words := r.fields(args)
	for i, w := range words {
		switch {
		case i == 1 && strings.EqualFold(w.Text, "as"):
			r.token(KeywordToken, w.Span.Start, w.Span.End)
			continue
		case strings.ContainsAny(w.Text, "$'\""):
			r.value(w.Span)
		default:
			r.token(ImageToken, w.Span.Start, w.Span.End)
		}
		r.part(ArgumentPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	return words
}

// arguments reads words that can each be named alone, or a JSON array.
func (r *reader) arguments(_ *instruction, args site.Span, parent int) []Word {
	if words := r.array(args, "", parent); words != nil {
		return words
	}
	words := r.fields(args)
	for i, w := range words {
		r.value(w.Span)
		r.part(ArgumentPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	return words
}

// argument reads an instruction whose one argument may hold blanks.
func (r *reader) argument(_ *instruction, args site.Span, parent int) []Word {
	if args.Start == args.End {
		return nil
	}
	r.value(args)
	words := r.cut(args.Start, args.End)
	r.part(ArgumentPart, args, words[0].Text, words, parent)
	return words
}

// ports reads EXPOSE.
func (r *reader) ports(_ *instruction, args site.Span, parent int) []Word {
	words := r.fields(args)
	for i, w := range words {
		if strings.ContainsAny(w.Text, "$'\"") {
			r.value(w.Span)
		} else {
			r.token(NumberToken, w.Span.Start, w.Span.End)
		}
		r.part(ArgumentPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	return words
}

// copyArgs reads the sources and the target of COPY and ADD, and the files
// that stand in it as heredocs.
func (r *reader) copyArgs(in *instruction, args site.Span, parent int) []Word {
	for _, doc := range in.docs {
		r.document(doc, parent)
	}
	if words := r.array(args, "", parent); words != nil {
		return words
	}
	words := r.fields(args)
	for i, w := range words {
		if strings.HasPrefix(w.Raw, "<<") {
			r.token(DelimiterToken, w.Span.Start, w.Span.End)
			continue
		}
		r.value(w.Span)
		r.part(ArgumentPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	return words
}

// assignments reads ENV, ARG and LABEL, in the form NAME=value and in the
// older form ENV NAME value, where the value is the rest of the line.
func (r *reader) assignments(_ *instruction, args site.Span, parent int) []Word {
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

func (r *reader) assignment(w Word, words []Word, parent int) {
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
func (r *reader) setShell(_ *instruction, args site.Span, parent int) []Word {
	words := r.array(args, "", parent)
	if len(words) == 0 {
		return nil
	}
	r.posix = isShell(words[0].Text)
	if len(words) > 1 && strings.HasSuffix(words[0].Text, "env") {
		r.posix = isShell(words[1].Text)
	}
	return words
}

// isShell reports whether a path names a shell that takes POSIX text.
func isShell(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch name {
	case "sh", "bash", "ash", "dash", "ksh", "mksh", "zsh", "busybox":
		return true
	}
	return false
}
