package code

import (
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// instruction adds the parts and tokens of one instruction and gives its row.
func (r *dockerReader) instruction(in *instruction, stage int) row {
	w := row{first: in.first, last: in.last, group: Group{Kind: InstructionGroup, Stage: stage}}
	part := r.keyword(in, in.head, -1)
	if part < 0 { // a word that is no instruction: a misspelling, a template, an elision
		name, _, _ := strings.Cut(strings.TrimSpace(r.text[in.head.Start:in.head.End]), " ")
		if isCapital(name) {
			r.warnLine(r.lineAt(in.head.Start), dockerfile.NoKeyword(name))
		}
		w.group.Kind = LineGroup
		r.noInstruction(in)
		return w
	}
	headLast := r.lineAt(in.head.End)
	r.commentLines(in.first+1, headLast+1, part)
	w.group.Name = r.code.Parts[part].Name
	w.group.Title = titler{r.builder}.title(part)
	return w
}

// noInstruction adds lines that open with no keyword. Lines that go on with a
// chain of commands were cut off by a comment behind a backslash.
func (r *dockerReader) noInstruction(in *instruction) {
	for i := in.first; i <= in.last; i++ {
		if r.blankLine(i) {
			continue
		}
		r.linePart(i)
		if s := r.trim(r.line(i)); r.flat[s.Start] == '&' || r.flat[s.Start] == '|' {
			r.shell.chain(s, len(r.code.Parts)-1)
		}
	}
}

// isCapital reports whether a word is written as instructions are. The words
// that template languages and authors put between instructions are not.
func isCapital(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) > 1
}

// fieldsWithoutSemicolons splits a span at blanks and leaves out a ";" at the end of a
// word.
func (r *dockerReader) fieldsWithoutSemicolons(s site.Span) []Word {
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
func (r *dockerReader) keyword(in *instruction, head site.Span, parent int) int {
	head = r.trim(head)
	end := head.Start
	for end < head.End && !isBlank(r.flat[end]) {
		end++
	}
	name := strings.ToUpper(r.flat[head.Start:end])
	read := argumentsOf[name]
	if read == nil && name != "ONBUILD" {
		return -1
	}
	r.token(KeywordToken, head.Start, end)
	if parent < 0 {
		head = r.cutTrailing(name, head)
	}
	whole := site.Span{Start: head.Start, End: in.end(head)}
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
		words = r.fieldsWithoutSemicolons(rest)
	case len(flags) > 0:
		words = append(flags, words...)
	}
	r.code.Parts[part].Words = words
	return part
}

// flags reads the flags that precede the arguments of an instruction and
// gives the span of the arguments.
func (r *dockerReader) flags(args site.Span, parent int) site.Span {
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

func (r *dockerReader) flagValue(name string, s site.Span) {
	if name == "--from" && !strings.ContainsAny(r.flat[s.Start:s.End], "$'\"") {
		r.token(ImageToken, s.Start, s.End)
		return
	}
	r.value(s)
}
