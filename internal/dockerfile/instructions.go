package dockerfile

import (
	"bufio"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
)

// Instructions reads the instructions of a Dockerfile and tells the character that
// escapes another. It is BuildKit's parser at a small part of the cost. BuildKit asks
// regular expressions about each line. Here an instruction becomes one line first; the
// usual ones, which can be read in one way only, are read here, and BuildKit is asked
// about the others. FuzzParse holds it to what BuildKit says of the whole text.
func Instructions(text string) (all []Instruction, escape byte, err error) {
	all = cutInstructions(text)
	if len(all) == 0 {
		return askAll(text)
	}
	var lines strings.Builder
	var asked []*Instruction
	for i := range all {
		if in := &all[i]; !in.readPlain() {
			lines.WriteString(in.Args + "\n")
			asked = append(asked, in)
		}
	}
	if len(asked) == 0 {
		return all, parser.DefaultEscapeToken, nil
	}
	result, err := parser.Parse(strings.NewReader(lines.String()))
	if err != nil || len(result.AST.Children) != len(asked) {
		return askAll(text) // its error names lines of the text
	}
	for i, node := range result.AST.Children {
		*asked[i] = toInstruction(node, asked[i].Lines)
	}
	return all, parser.DefaultEscapeToken, nil
}

// askAll has BuildKit read all of a text.
func askAll(text string) (all []Instruction, escape byte, err error) {
	result, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return nil, 0, err
	}
	all = make([]Instruction, len(result.AST.Children))
	for i, node := range result.AST.Children {
		all[i] = toInstruction(node, site.Lines{First: node.StartLine, Last: node.EndLine})
	}
	return all, byte(result.EscapeToken), nil
}

// cutInstructions puts each instruction on one line, its Args, as BuildKit's Parse does
// before it looks into them. It gives none for text in which other things
// say where an instruction ends (a heredoc, an escape directive), that may
// have a wrong directive, or that is odd in a way that BuildKit must judge.
func cutInstructions(text string) []Instruction {
	if hasLongLine(text) || strings.Contains(text, "<<") || strings.Contains(text, "\r") || strings.HasPrefix(text, "\ufeff") {
		return nil
	}
	all := make([]Instruction, 0, len(text)/64+2)
	directives := 0
	for n, rest := 1, text; rest != ""; n++ {
		var in Instruction
		in, rest = cutInstruction(rest, n)
		n = in.Lines.Last
		switch line := in.Args; {
		case line == "":
		case line[0] == '#':
			if len(all) == 0 && strings.Contains(line, "=") {
				directives++
			}
			if directives > 1 || directives > 0 && strings.Contains(strings.ToLower(line), "escape") {
				return nil
			}
		case Continuation(line, '\\') >= 0, strings.Contains(line, "<<"):
			return nil // BuildKit would read the one line otherwise than those that it was made of
		default:
			all = append(all, in)
		}
	}
	return all
}

// hasLongLine reports whether a line may be too long for BuildKit.
func hasLongLine(text string) bool {
	for len(text) >= bufio.MaxScanTokenSize {
		end := strings.IndexByte(text[:bufio.MaxScanTokenSize-1], '\n')
		if end < 0 {
			return true
		}
		text = text[end+1:]
	}
	return false
}

// cutInstruction cuts the lines of an instruction off text, of which the first has a
// number. An empty line, a comment and a line that is nothing but an escape are each one
// of their own.
func cutInstruction(text string, first int) (in Instruction, rest string) {
	line, rest, _ := strings.Cut(text, "\n")
	in.Args, in.Lines = strings.TrimLeftFunc(line, unicode.IsSpace), site.Lines{First: first, Last: first}
	at := Continuation(in.Args, '\\')
	if at <= 0 || in.Args[0] == '#' {
		return in, rest
	}
	joined := append(make([]byte, 0, 256), in.Args[:at]...)
	for at >= 0 && rest != "" {
		line, rest, _ = strings.Cut(rest, "\n")
		in.Lines.Last++
		if inner := strings.TrimLeftFunc(line, unicode.IsSpace); inner == "" || inner[0] == '#' {
			continue
		}
		if at = Continuation(line, '\\'); at >= 0 {
			line = line[:at]
		}
		joined = append(joined, line...)
	}
	in.Args = string(joined)
	return in, rest
}

// readPlain reads the line of an instruction that is ASCII, has no escapes and is as it
// should be. It reports false for all others, which it leaves as they are.
func (in *Instruction) readPlain() bool {
	line := in.Args
	for i := range len(line) {
		if line[i] >= utf8.RuneSelf {
			return false
		}
	}
	end := strings.IndexFunc(line, unicode.IsSpace)
	if end < 0 {
		return false
	}
	flags, args := []string{}, strings.TrimSpace(line[end:])
	for strings.HasPrefix(args, "--") {
		flag := args[:flagEnd(args)]
		if flag == "--" || strings.ContainsAny(flag, `"'\`) {
			return false
		}
		flags = append(flags, flag)
		args = strings.TrimSpace(args[len(flag):])
	}
	keyword := strings.ToUpper(line[:end])
	exec, ok := plainArguments(keyword, args)
	if ok {
		*in = Instruction{Keyword: keyword, Flags: flags, Args: args, Exec: exec, Lines: in.Lines}
	}
	return ok
}

// plainArguments gives the elements of arguments in JSON, and reports whether arguments
// can be read in one way only.
func plainArguments(keyword, args string) (exec []string, ok bool) {
	if args == "" {
		return nil, false
	}
	switch keyword {
	case "RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME":
		if args[0] == '[' {
			exec = Strings(args)
			return exec, len(exec) > 0
		}
		return nil, true
	case "FROM", "EXPOSE", "WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER":
		return nil, true
	case "ARG", "ENV", "LABEL":
		words := QuotedWords(args)
		return nil, len(words) > 0 && (keyword == "ARG" || !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(word, "=") }))
	}
	return nil, false
}

// Strings gives the elements of a JSON array of strings; none for all else.
func Strings(text string) []string {
	var elements []*string
	if json.Unmarshal([]byte(text), &elements) != nil {
		return nil
	}
	all := make([]string, len(elements))
	for i, e := range elements {
		if e == nil { // null
			return nil
		}
		all[i] = *e
	}
	return all
}

// QuotedWords cuts text at the blanks outside quotes; none for text with escapes.
func QuotedWords(text string) []string {
	if strings.Contains(text, `\`) {
		return nil
	}
	var words []string
	for text != "" {
		end := flagEnd(text)
		words = append(words, text[:end])
		text = strings.TrimSpace(text[end:])
	}
	return words
}
