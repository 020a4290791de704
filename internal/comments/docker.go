package comments

import (
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
)

// isDocker reports whether a comment of a Dockerfile is an instruction, or inside
// one a piece of what it takes.
func (o *offReader) isDocker(text string) bool {
	name, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case o.instruction == "RUN" || o.instruction == "CMD" || o.instruction == "ENTRYPOINT":
		return o.isShell(text)
	case o.instruction != "":
		return strings.HasSuffix(text, `\`) && !isProse(strings.Fields(text)) || setting().MatchString(text)
	case !dockerfile.IsKeyword(name) || rest == "":
		return false
	case joins(rest):
		return true
	}
	args := strings.Fields(rest)
	for len(args) > 1 && strings.HasPrefix(args[0], "--") {
		args = args[1:]
	}
	return o.takes(name, args)
}

// takes reports whether an instruction takes arguments, by more than what a sentence
// that opens with the same word in capitals has: "COPY the source".
func (o *offReader) takes(name string, args []string) bool {
	one, last := len(args) == 1, args[len(args)-1]
	all := strings.Join(args, " ")
	if args[0][0] == '[' {
		return strings.HasSuffix(all, "]")
	}
	switch name {
	case "FROM":
		return one || len(args) == 3 && strings.EqualFold(args[1], "AS")
	case "ENV", "LABEL":
		return strings.IndexByte(args[0], '=') > 0 || !one && strings.ToUpper(args[0]) == args[0] && !isProse(args[1:])
	case "ARG":
		return one || strings.IndexByte(args[0], '=') > 0
	case "USER", "WORKDIR", "STOPSIGNAL":
		return one
	case "EXPOSE":
		return strings.Trim(args[0], "0123456789-") == "" || strings.ContainsAny(args[0], "$/")
	case "VOLUME":
		return strings.HasPrefix(args[0], "/") || args[0][0] == '$'
	case "COPY", "ADD": // of several files, the last is a folder that ends as one
		return len(args) == 2 && (isPath(last) || isPath(args[0])) || len(args) > 2 && (strings.HasSuffix(last, "/") || last == ".")
	case "HEALTHCHECK":
		return all == "NONE" || args[0] == "CMD" || args[0][0] == '-'
	case "ONBUILD":
		return dockerfile.IsKeyword(args[0]) && len(args) > 1 && o.takes(args[0], args[1:])
	case "MAINTAINER":
		return !isProse(args)
	}
	return o.runs(all) // RUN, CMD, ENTRYPOINT
}

// runs reports whether the words behind RUN are a command: what a shell's own syntax
// says, or a program that is known.
func (o *offReader) runs(text string) bool {
	if o.isShell(text) || isPath(text) {
		return true
	}
	c := o.parse(text)
	if c.Warning != "" {
		return false
	}
	for i := range c.Parts {
		if p := &c.Parts[i]; p.Kind == code.CommandPart {
			return o.isKnown(p) && !isProse(code.Texts(p.Words[1:]))
		}
	}
	return false
}

// isPath reports whether a word is one of files: it has a folder, a variable, a
// pattern, or an end that tells what it is.
func isPath(word string) bool {
	return strings.ContainsAny(word, "/$*") || strings.ContainsRune(word[:max(len(word)-1, 1)], '.')
}
