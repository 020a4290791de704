package console

import (
	"fmt"
	"io"
	"strings"
)

// Sheet prints lines of code with a number before and words behind them.
type Sheet struct {
	io.Writer
	Width int // of the terminal, in characters; at least 40
}

// Row prints a line of code, and words behind so many columns.
func (s Sheet) Row(number, code, words string, left int) {
	line := fmt.Sprintf("%5s %s", number, code)
	if words != "" {
		line += strings.Repeat(" ", max(left-Columns(code), 0)) + " │ " + words
	}
	fmt.Fprintln(s, strings.TrimRight(line, " "))
}

// Wrapped prints text after a prefix, further lines below its start.
func (s Sheet) Wrapped(prefix, text string) {
	for i, line := range Wrap(text, s.Width-len(prefix)) {
		if i > 0 {
			prefix = strings.Repeat(" ", len(prefix))
		}
		fmt.Fprintf(s, "%s%s\n", prefix, line)
	}
}

// Count is a number with its noun: "1 page", "2 pages".
func Count(n int, noun string) string { return fmt.Sprintf("%d %s", n, Plural(n, noun)) }

// Plural is a noun as it follows a number.
func Plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
