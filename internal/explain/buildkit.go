package explain

import (
	"bufio"
	"strings"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// parse is BuildKit's parser, but for its warnings and the comments that it
// keeps, at a third of the cost. BuildKit asks regular expressions about each
// line. Here an instruction becomes one line first; what then needs nothing
// but to be cut at blanks is cut, and BuildKit is asked about the others.
// FuzzParse holds it to what BuildKit says of the whole text.
func parse(text string) (*parser.Result, error) {
	all := cutInstructions(text)
	if len(all) == 0 {
		return parser.Parse(strings.NewReader(text))
	}
	var asked strings.Builder
	for i := range all {
		if all[i].node = plainNode(all[i].line); all[i].node == nil {
			asked.WriteString(all[i].line + "\n")
		}
	}
	result := &parser.Result{AST: &parser.Node{}, EscapeToken: parser.DefaultEscapeToken}
	var answers []*parser.Node
	if asked.Len() > 0 {
		var err error
		if result, err = parser.Parse(strings.NewReader(asked.String())); err != nil {
			return parser.Parse(strings.NewReader(text)) // its error names lines of the text
		}
		answers = result.AST.Children // one for each line
	}
	root := &parser.Node{StartLine: -1}
	for _, l := range all {
		if l.node == nil {
			l.node, answers = answers[0], answers[1:]
		}
		root.AddChild(l.node, l.first, l.last)
	}
	result.AST = root
	return result, nil
}

// logical is an instruction on one line.
type logical struct {
	first, last int    // lines in the file, from 1
	line        string // without the escapes at the ends of lines
	node        *parser.Node
}

// cutInstructions puts each instruction on one line, as BuildKit's Parse does
// before it looks into them. It gives none for text in which other things
// say where an instruction ends (a heredoc, an escape directive), that may
// have a wrong directive, or that is odd in a way that BuildKit must judge.
func cutInstructions(text string) []logical {
	if len(text) >= bufio.MaxScanTokenSize || strings.Contains(text, "<<") || strings.Contains(text, "\r") || strings.HasPrefix(text, "\ufeff") {
		return nil
	}
	all := make([]logical, 0, strings.Count(text, "\n")/2+1)
	directives := 0
	for n, rest := 1, text; rest != ""; n++ {
		var l logical
		l, rest = cutInstruction(rest, n)
		n = l.last
		switch {
		case l.line == "" && l.first == l.last:
		case strings.HasPrefix(l.line, "#") && l.first == l.last:
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

// cutInstruction cuts the lines of an instruction off text; a comment or an
// empty line is one of its own.
func cutInstruction(text string, n int) (logical, string) {
	line, rest, _ := strings.Cut(text, "\n")
	l := logical{first: n, last: n, line: strings.TrimLeftFunc(line, unicode.IsSpace)}
	at := continuation(l.line, '\\')
	if at < 0 || l.line[0] == '#' {
		return l, rest
	}
	joined := append(make([]byte, 0, 256), l.line[:at]...)
	for at >= 0 && rest != "" {
		line, rest, _ = strings.Cut(rest, "\n")
		l.last++
		if inner := strings.TrimLeftFunc(line, unicode.IsSpace); inner == "" || inner[0] == '#' {
			continue
		}
		if at = continuation(line, '\\'); at >= 0 {
			line = line[:at]
		}
		joined = append(joined, line...)
	}
	l.line = string(joined)
	return l, rest
}

// odd reports whether BuildKit would read the one line otherwise than those
// that it was made of.
func (l *logical) odd() bool {
	return l.line == "" || l.line[0] == '#' || strings.TrimLeftFunc(l.line, unicode.IsSpace) != l.line ||
		continuation(l.line, '\\') >= 0 || strings.Contains(l.line, "<<")
}

// plainNode makes the node of an instruction without flags whose arguments
// are one text, or words between blanks; nil for all others.
func plainNode(line string) *parser.Node {
	const blanks = " \t\v\f"
	i := max(strings.IndexAny(line, blanks), 0)
	args := strings.TrimSpace(strings.TrimLeft(line[i:], blanks))
	if args == "" || args[0] <= ' ' || args[0] > '~' || args[0] == '-' || args[0] == '[' {
		return nil
	}
	node := &parser.Node{Value: line[:i], Original: line, Flags: []string{}}
	switch strings.ToUpper(node.Value) {
	case "RUN", "CMD", "ENTRYPOINT", "WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER":
		node.Next = &parser.Node{Value: args}
	case "FROM", "EXPOSE", "COPY", "ADD", "VOLUME":
		end := &node.Next
		for _, word := range strings.FieldsFunc(args, func(c rune) bool { return strings.ContainsRune(blanks, c) }) {
			*end = &parser.Node{Value: word}
			end = &(*end).Next
		}
	default:
		return nil
	}
	return node
}
