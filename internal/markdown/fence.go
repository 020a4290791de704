package markdown

import "strings"

// FenceOf is the run of backticks or tildes with which a line starts, after
// the marks of quotes; "" when it starts with none.
func FenceOf(line []byte) string {
	text := strings.TrimLeft(string(line), " \t>")
	rest := strings.TrimLeft(text, "`")
	if len(rest) == len(text) {
		rest = strings.TrimLeft(text, "~")
	}
	if n := len(text) - len(rest); n >= 3 {
		return text[:n]
	}
	return ""
}

// FenceFor is a fence that no line of the code closes: the one given, or a
// longer one of its kind.
func FenceFor(code []byte, fence string) string {
	n := len(fence)
	for line := range strings.Lines(string(code)) {
		if other := FenceOf([]byte(line)); other != "" && other[0] == fence[0] {
			n = max(n, len(other)+1)
		}
	}
	return strings.Repeat(fence[:1], n)
}
