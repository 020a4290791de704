package dockerfile

import (
	"bufio"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// Nodes is BuildKit's parser, but for its warnings and the comments that it
// keeps, at a small part of the cost. BuildKit asks regular expressions about
// each line. Here an instruction becomes one line first; the usual ones, which
// can be read in one way only, are cut into words, and BuildKit is asked about
// the others. FuzzParse holds it to what BuildKit says of the whole text.
func Nodes(text string) (*parser.Result, error) {
	all := cutInstructions(text)
	if len(all) == 0 {
		return parser.Parse(strings.NewReader(text))
	}
	var asked strings.Builder
	lines := 0 // of asked
	for i := range all {
		if all[i].node = plainNode(all[i].line); all[i].node == nil {
			asked.WriteString(all[i].line + "\n")
			lines++
		}
	}
	result := &parser.Result{EscapeToken: parser.DefaultEscapeToken}
	var answers []*parser.Node
	if lines > 0 {
		var err error
		if result, err = parser.Parse(strings.NewReader(asked.String())); err != nil || len(result.AST.Children) != lines {
			return parser.Parse(strings.NewReader(text)) // its error names lines of the text
		}
		answers = result.AST.Children
	}
	root := &parser.Node{StartLine: -1, Children: make([]*parser.Node, 0, len(all))}
	for _, l := range all {
		if l.node == nil {
			l.node, answers = answers[0], answers[1:]
		}
		root.AddChild(l.node, l.first, l.last)
	}
	result.AST = root
	return result, nil
}

// joinedLine is an instruction on one line.
type joinedLine struct {
	first, last int    // lines in the file, from 1
	line        string // without the escapes at the ends of lines
	node        *parser.Node
}

// cutInstructions puts each instruction on one line, as BuildKit's Parse does
// before it looks into them. It gives none for text in which other things
// say where an instruction ends (a heredoc, an escape directive), that may
// have a wrong directive, or that is odd in a way that BuildKit must judge.
func cutInstructions(text string) []joinedLine {
	if hasLongLine(text) || strings.Contains(text, "<<") || strings.Contains(text, "\r") || strings.HasPrefix(text, "\ufeff") {
		return nil
	}
	var all []joinedLine
	directives := 0
	for n, rest := 1, text; rest != ""; n++ {
		var l joinedLine
		l, rest = cutInstruction(rest, n)
		n = l.last
		switch {
		case l.line == "":
		case l.line[0] == '#':
			if len(all) == 0 && strings.Contains(l.line, "=") {
				directives++
			}
			if directives > 1 || directives > 0 && strings.Contains(strings.ToLower(l.line), "escape") {
				return nil
			}
		case l.odd():
			return nil
		default:
			all = append(all, l)
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

// cutInstruction cuts the lines of an instruction off text. An empty line, a
// comment and a line that is nothing but an escape are each one of their own.
func cutInstruction(text string, n int) (joinedLine, string) {
	line, rest, _ := strings.Cut(text, "\n")
	l := joinedLine{first: n, last: n, line: strings.TrimLeftFunc(line, unicode.IsSpace)}
	at := Continuation(l.line, '\\')
	if at <= 0 || l.line[0] == '#' {
		return l, rest
	}
	joined := append(make([]byte, 0, 256), l.line[:at]...)
	for at >= 0 && rest != "" {
		line, rest, _ = strings.Cut(rest, "\n")
		l.last++
		if inner := strings.TrimLeftFunc(line, unicode.IsSpace); inner == "" || inner[0] == '#' {
			continue
		}
		if at = Continuation(line, '\\'); at >= 0 {
			line = line[:at]
		}
		joined = append(joined, line...)
	}
	l.line = string(joined)
	return l, rest
}

// odd reports whether BuildKit would read the one line otherwise than those
// that it was made of.
func (l *joinedLine) odd() bool {
	return Continuation(l.line, '\\') >= 0 || strings.Contains(l.line, "<<")
}

// plainNode makes the node of an instruction that is ASCII, has no escapes and
// is as it should be; nil for all others.
func plainNode(line string) *parser.Node {
	for i := range len(line) {
		if line[i] >= utf8.RuneSelf {
			return nil
		}
	}
	end := strings.IndexFunc(line, unicode.IsSpace)
	if end < 0 {
		return nil
	}
	node := &parser.Node{Value: line[:end], Original: line, Flags: []string{}}
	args := strings.TrimSpace(line[end:])
	for strings.HasPrefix(args, "--") {
		flag := strings.Fields(args)[0]
		if flag == "--" || strings.ContainsAny(flag, `"'\`) {
			return nil
		}
		node.Flags = append(node.Flags, flag)
		args = strings.TrimSpace(args[len(flag):])
	}
	if args == "" || !setArguments(node, args) {
		return nil
	}
	return node
}

// setArguments hangs the arguments on a node and reports whether it could.
func setArguments(node *parser.Node, args string) bool {
	keyword := strings.ToUpper(node.Value)
	words := []string{args}
	switch keyword {
	case "RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME":
		if args[0] == '[' {
			node.Attributes = map[string]bool{"json": true}
			words = Strings(args)
		} else if keyword == "COPY" || keyword == "ADD" || keyword == "VOLUME" {
			words = strings.Fields(args)
		}
	case "WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER":
	case "FROM", "EXPOSE":
		words = strings.Fields(args)
	case "ARG":
		words = QuotedWords(args)
	case "ENV", "LABEL":
		words = pairs(QuotedWords(args))
	default:
		return false
	}
	nodes := make([]parser.Node, len(words))
	end := &node.Next
	for i, word := range words {
		nodes[i].Value = word
		*end = &nodes[i]
		end = &nodes[i].Next
	}
	return len(words) > 0
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

// pairs cuts NAME=value as BuildKit does; none unless all words are that.
func pairs(words []string) []string {
	all := make([]string, 0, 3*len(words))
	for _, word := range words {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			return nil
		}
		all = append(all, name, value, "=")
	}
	return all
}
