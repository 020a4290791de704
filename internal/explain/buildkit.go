package explain

import (
	"bufio"
	"strings"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// standIn is an instruction that BuildKit is given in fewer bytes than it has.
type standIn struct {
	first, last int    // lines, from 1
	line        string // the instruction as one line, its escapes taken out
	args        string // its arguments, where BuildKit is shown but one letter of them
}

// parse is BuildKit's parser but for its warnings, in half the time. BuildKit
// asks a regular expression about each line, so it is given an instruction
// on one line, and of text for the shell, where it looks at nothing but the
// ends of the lines, one letter. An error is that of the text as it stands.
func parse(text string) (*parser.Result, error) {
	short, all := abridge(text)
	result, err := parser.Parse(strings.NewReader(short))
	if len(all) == 0 {
		return result, err
	}
	if err != nil {
		return parser.Parse(strings.NewReader(text))
	}
	for _, node := range result.AST.Children {
		if len(all) > 0 && all[0].first == node.StartLine {
			all[0].restore(node)
			all = all[1:]
		}
		result.AST.EndLine = node.EndLine
	}
	return result, nil
}

// restore gives a node what the instruction has in the file.
func (s *standIn) restore(node *parser.Node) {
	node.EndLine, node.Original = s.last, s.line
	if s.args != "" {
		node.Next.Value = s.args
	}
}

// abridge shortens instructions and leaves each its first line. Text with
// heredocs, an escape directive or very long lines is left as it is: there
// the lines of an instruction cannot be told without BuildKit.
func abridge(text string) (string, []standIn) {
	if len(text) >= bufio.MaxScanTokenSize || strings.Contains(text, "<<") || strings.Contains(text, "\r") || strings.HasPrefix(text, "\ufeff") {
		return text, nil
	}
	var short strings.Builder
	short.Grow(len(text))
	all := make([]standIn, 0, strings.Count(text, "\n")/2+1)
	for n, rest := 1, text; rest != ""; {
		s, after := cutInstruction(rest, n)
		line := s.standing()
		switch {
		case strings.HasPrefix(s.line, "#") && strings.Contains(strings.ToLower(s.line), "escape"), strings.Contains(s.line, "<<"):
			return text, nil
		case line == "":
			short.WriteString(rest[:len(rest)-len(after)])
		default:
			short.WriteString(line)
			for range s.last - s.first + 1 {
				short.WriteByte('\n')
			}
			all = append(all, s)
		}
		n, rest = s.last+1, after
	}
	return short.String(), all
}

// cutInstruction cuts the lines of an instruction off text, as BuildKit's
// Parse does. A comment or an empty line is one of its own.
func cutInstruction(text string, n int) (standIn, string) {
	line, rest, _ := strings.Cut(text, "\n")
	s := standIn{first: n, last: n, line: strings.TrimLeftFunc(line, unicode.IsSpace)}
	at := continuation(s.line, '\\')
	if at < 0 || s.line[0] == '#' {
		return s, rest
	}
	joined := append(make([]byte, 0, 256), s.line[:at]...)
	for at >= 0 && rest != "" {
		line, rest, _ = strings.Cut(rest, "\n")
		s.last++
		if inner := strings.TrimLeftFunc(line, unicode.IsSpace); inner == "" || inner[0] == '#' {
			continue
		}
		if at = continuation(line, '\\'); at >= 0 {
			line = line[:at]
		}
		joined = append(joined, line...)
	}
	s.line = string(joined)
	return s, rest
}

// standing gives the line that stands for an instruction, and keeps its
// arguments when they are left out; empty for what has to stay as it is.
func (s *standIn) standing() string {
	if s.line == "" || s.line[0] == '#' || strings.TrimLeftFunc(s.line, unicode.IsSpace) != s.line || continuation(s.line, '\\') >= 0 {
		return ""
	}
	i := strings.IndexAny(s.line, " \t")
	if i < 0 {
		i = len(s.line)
	}
	word := s.line[:i]
	for i < len(s.line) && blank(s.line[i]) {
		i++
	}
	shell := strings.EqualFold(word, "RUN") || strings.EqualFold(word, "CMD") || strings.EqualFold(word, "ENTRYPOINT")
	if shell && i < len(s.line) && s.line[i] > ' ' && s.line[i] < 0x7f && s.line[i] != '[' && s.line[i] != '-' {
		s.args = strings.TrimSpace(s.line[i:])
		return s.line[:i] + "x"
	}
	if s.first == s.last {
		return ""
	}
	return s.line
}
