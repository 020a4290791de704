// Package console is the only way by which text reaches standard output and
// standard error. Pages, file names, labels and registries are hostile: what
// they hold must neither drive a terminal nor become a command of the log that
// continuous integration keeps.
//
// Start from [New], around what main writes to, and from [Line] for a name or a
// message that must stay on one line.
package console

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Writer passes text on, a line at a time, with control characters,
// bidirectional marks and commands of a log shown as escapes: "\u001b". The
// escapes are those of JSON, so that JSON stays what it was. It is safe for use
// by several goroutines.
type Writer struct {
	mu     sync.Mutex
	w      io.Writer
	buffer []byte // a line that has no end yet
	inside bool   // some of that line has been passed on
	err    error  // the first of the writer below
}

// New returns a writer around w; one that New has made is returned as it is.
func New(w io.Writer) *Writer {
	if c, ok := w.(*Writer); ok {
		return c
	}
	return &Writer{w: w}
}

// maxLine is how much of a line is held back until it ends, in bytes.
const maxLine = 1 << 16

// Write implements io.Writer. The error is that of the writer below.
func (c *Writer) Write(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.buffer = append(c.buffer, p...)
	end := bytes.LastIndexByte(c.buffer, '\n') + 1
	if end == 0 && len(c.buffer) > maxLine {
		end = len(c.buffer) - utf8.UTFMax // a character or a command may be cut there
	}
	return len(p), c.pass(end)
}

// Flush passes on a line that has no end. The error is the first of the writer below,
// whichever text it was about: who prints often does not look at each.
func (c *Writer) Flush() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.pass(len(c.buffer))
	return c.err
}

// Command writes a line that may be a command of a log, which opens with "::".
// Anywhere else "::" at the start of a line is shown as an escape.
func (c *Writer) Command(line string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.pass(len(c.buffer)); err != nil {
		return err
	}
	return c.below(appendSafe(nil, []byte(Line(line)+"\n"), true))
}

// Raw is the file below, for what draws on a terminal; nil where there is none.
func (c *Writer) Raw() *os.File {
	f, _ := c.w.(*os.File)
	return f
}

// pass writes the first n bytes of the buffer.
func (c *Writer) pass(n int) error {
	if n == 0 {
		return nil
	}
	out := appendSafe(make([]byte, 0, n+64), c.buffer[:n], c.inside)
	c.inside = c.buffer[n-1] != '\n'
	c.buffer = append(c.buffer[:0], c.buffer[n:]...)
	return c.below(out)
}

// below writes to the writer below.
func (c *Writer) below(text []byte) error {
	_, err := c.w.Write(text)
	c.err = cmp.Or(c.err, err)
	return err
}

// runner is what opens a command anywhere in a line of a log, as GitHub's runner
// reads it (actions/runner, ActionCommand.cs).
const runner = "##["

// appendSafe appends text as it may be printed. inside tells that the text goes
// on with a line, or that its first line may be a command.
func appendSafe(out, text []byte, inside bool) []byte {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case !inside && bytes.HasPrefix(text, []byte("::")):
			out = append(out, `\u003a`...)
		case bytes.HasPrefix(text, []byte(runner)):
			out = append(out, `\u0023`...)
		case r == utf8.RuneError && n == 1:
			out = append(out, `\ufffd`...)
		case isHostile(r):
			out = append(out, escaped(r)...)
		default:
			out = append(out, text[:n]...)
		}
		inside = r != '\n' && (inside || !unicode.IsSpace(r))
		text = text[n:]
	}
	return out
}

// isHostile reports whether a character changes how the text around it is shown:
// control characters but tab and newline, marks of direction, separators of
// lines.
func isHostile(r rune) bool {
	return r != '\t' && r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

func escaped(r rune) []byte {
	if r == '\r' {
		return []byte(`\r`)
	}
	return fmt.Appendf(nil, `\u%04x`, r)
}

// Line shows line breaks and whatever else [Writer] does not pass on as escapes:
// a file's name, a label or a registry's words stay on the line that speaks of
// them.
func Line(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '\n' || isHostile(r) }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case isHostile(r):
			b.Write(escaped(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
