package dockerfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
)

// Refusal is what BuildKit says of a line that it does not take.
type Refusal struct {
	Line   int // from 1
	Reason string
}

func (r *Refusal) Error() string { return fmt.Sprintf("line %d: %s", r.Line, r.Reason) }

// Parse reads a Dockerfile for its stages and instructions with their lines.
// It needs a file that BuildKit takes as a whole; a [Refusal] names the line
// that it does not.
func Parse(src []byte) (*File, error) {
	if err := checkSize(string(src)); err != nil {
		return nil, err
	}
	all, _, err := Instructions(Legible(string(src)))
	if err != nil {
		return nil, &Refusal{Location(err).First, err.Error()}
	}
	return New(all), nil
}

// New sorts instructions into the stages that they belong to, which share their memory.
func New(all []Instruction) *File {
	df := &File{}
	named := map[string]int{} // the last stage of each name
	for i := range all {
		in := &all[i]
		switch {
		case in.Keyword == "FROM":
			s := stage(in, named)
			s.Index, s.Instructions = len(df.Stages), all[i:i+1:i+1]
			if s.Name != "" {
				named[s.Name] = s.Index
			}
			df.Stages = append(df.Stages, s)
		case len(df.Stages) > 0:
			s := &df.Stages[len(df.Stages)-1]
			s.Instructions = all[i-len(s.Instructions) : i+1 : i+1]
		case in.Keyword == "ARG":
			df.Args = append(df.Args, *in)
		default:
			df.Early = append(df.Early, *in)
		}
	}
	return df
}

// stage makes the stage that a FROM opens; named are those above it.
func stage(in *Instruction, named map[string]int) Stage {
	s := Stage{FromStage: -1}
	words := strings.FieldsFunc(in.Args, isBlank)
	if len(words) > 0 {
		s.From = words[0]
	}
	if len(words) >= 3 && strings.EqualFold(words[1], "as") {
		s.Name = strings.ToLower(words[2])
	}
	for _, flag := range in.Flags {
		if name, value, _ := strings.Cut(flag, "="); name == "--platform" {
			s.Platform = value
		}
	}
	if i, ok := named[strings.ToLower(s.From)]; ok {
		s.FromStage = i
	}
	return s
}

// isBlank reports whether a character stands between the words of a FROM.
func isBlank(r rune) bool { return r < utf8.RuneSelf && unicode.IsSpace(r) }

func toInstruction(node *parser.Node, lines site.Lines) Instruction {
	in := Instruction{Keyword: strings.ToUpper(node.Value), Flags: node.Flags, Args: arguments(node), Heredocs: node.Heredocs, Lines: lines}
	for _, doc := range node.Heredocs {
		in.Args += "\n" + doc.Content + doc.Name
	}
	if node.Attributes["json"] {
		in.Exec = exec(in.Keyword, node.Next)
	}
	if words := values(node.Next); in.Keyword == "FROM" && !slices.Equal(words, strings.FieldsFunc(in.Args, isBlank)) {
		in.Args = strings.Join(words, " ") // its flags are written in a way that BuildKit alone reads
	}
	if in.Keyword == "ONBUILD" && node.Next != nil && len(node.Next.Children) > 0 {
		child := *node.Next.Children[0]
		child.Heredocs = node.Heredocs
		trigger := toInstruction(&child, lines)
		in.Trigger = &trigger
	}
	return in
}

// exec gives the elements of the JSON form. HEALTHCHECK has its CMD before.
func exec(keyword string, first *parser.Node) []string {
	if keyword == "HEALTHCHECK" && first != nil {
		first = first.Next
	}
	return append([]string{}, values(first)...)
}

func values(node *parser.Node) []string {
	var all []string
	for ; node != nil; node = node.Next {
		all = append(all, node.Value)
	}
	return all
}

// arguments is what follows the keyword and the flags, on one line.
func arguments(node *parser.Node) string {
	line := strings.TrimSpace(node.Original)
	line = strings.TrimSpace(line[min(len(node.Value), len(line)):])
	for range node.Flags {
		line = strings.TrimSpace(line[flagEnd(line):])
	}
	return line
}

// flagEnd is the end of the word that a line opens with, its quoted blanks
// included.
func flagEnd(line string) int {
	quote := byte(0)
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && strings.IndexByte(" \t\r\n\v\f", c) >= 0:
			return i
		}
	}
	return len(line)
}

const (
	maxFile    = 1 << 20 // bytes of a Dockerfile that is parsed
	maxTrigger = 100     // ONBUILDs in a Dockerfile: BuildKit copies the line for each level of nesting
)

// checkSize refuses a Dockerfile that would take BuildKit's parser too long.
func checkSize(text string) error {
	if len(text) > maxFile {
		return fmt.Errorf("the Dockerfile has %d bytes; at most %d are read", len(text), maxFile)
	}
	return CheckTriggers(text)
}

// CheckTriggers refuses a Dockerfile with so many ONBUILD instructions that
// BuildKit's parser, which copies the line for each, would take too long.
func CheckTriggers(text string) error {
	if n := triggers(text); n > maxTrigger {
		return fmt.Errorf("the Dockerfile has %d ONBUILD instructions; at most %d are read", n, maxTrigger)
	}
	return nil
}

// triggers counts ONBUILDs, wherever they stand.
func triggers(text string) int {
	n := 0
	for i := range len(text) - len("onbuild") + 1 {
		if text[i]|0x20 == 'o' && text[i+2]|0x20 == 'b' && strings.EqualFold(text[i:i+len("onbuild")], "onbuild") {
			n++
		}
	}
	return n
}

// Legible puts a "?" for each byte that is no UTF-8 and for NUL: the scanner
// that BuildKit looks for heredocs with would complain on standard error.
func Legible(text string) string {
	if utf8.ValidString(text) && !strings.Contains(text, "\x00") && !strings.Contains(text, "\ufeff") {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 || c == 0 || c == '\ufeff' && i > 0 {
			for j := range n {
				b[i+j] = '?'
			}
		}
		i += n
	}
	return string(b)
}

// Location gives the lines that an error of BuildKit is about. Errors in
// parser directives carry the number of the line before.
func Location(err error) site.Lines {
	at, ok := errors.AsType[*parser.LocationError](err)
	if !ok || len(at.Locations) == 0 || len(at.Locations[0]) == 0 {
		return site.Lines{}
	}
	ranges := at.Locations[0]
	lines := site.Lines{First: ranges[0].Start.Line, Last: ranges[len(ranges)-1].End.Line}
	if strings.Contains(err.Error(), "parser directive") || strings.Contains(err.Error(), "escape token") {
		lines.First++
		lines.Last++
	}
	return lines
}

// Continuation gives the place of the escape that continues a line, -1 when
// there is none: the last character but for blanks, and not itself escaped.
// It is the regular expression of BuildKit's setEscapeToken.
func Continuation(line string, escape byte) int {
	i := len(line) - 1
	for i >= 0 && (line[i] == ' ' || line[i] == '\t') {
		i--
	}
	if i < 0 || line[i] != escape || i > 0 && line[i-1] == escape {
		return -1
	}
	return i
}
