package code

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/site"
)

// Limits on the shell text that the parser is given.
const (
	maxShell    = 1 << 18 // bytes: the longest script of Docker's official images has 16 KiB
	maxBrackets = 200     // open brackets and compound commands around one place; the parser has a stack frame for each
	maxChain    = 10_000  // commands of one pipe or list, for the same reason
	maxBroken   = 32      // lines that the shell's parser may refuse before a script is plain lines
)

// shellReader reads shell text, in a script of its own or in another listing.
// The zero reader but for its builder is ready.
type shellReader struct {
	*builder
	parser *syntax.Parser // nil until text needs it
}

// statements reads shell text in flat into parts below parent. It reports
// false, with nothing added, when no shell would take the text.
func (r *shellReader) statements(s site.Span, parent int) bool {
	return r.plainStatements(s, parent) || r.parsedStatements(s, parent)
}

// parsedStatements is statements by the shell's parser.
func (r *shellReader) parsedStatements(s site.Span, parent int) bool {
	text := r.flat[s.Start:s.End]
	if len(text) > maxShell || tooDeep(text) {
		return false
	}
	file, err := r.parse(text)
	if err != nil {
		return false
	}
	w := walker{builder: r.builder, base: s.Start}
	w.stmts(file.Stmts, file.Last, parent)
	return true
}

// dialects are asked in turn. Bash takes all of POSIX but for some corners;
// the parser's zsh takes some of Bash that its Bash does not, such as
// ([3.12]=x).
var dialects = [...]syntax.LangVariant{syntax.LangBash, syntax.LangPOSIX, syntax.LangZsh, syntax.LangMirBSDKorn}

// parsers are the shell's parsers that have finished a listing.
var parsers = sync.Pool{New: func() any { return syntax.NewParser(syntax.KeepComments(true)) }}

// parse reads shell text. The error is that of Bash.
func (r *shellReader) parse(text string) (*syntax.File, error) {
	if r.parser == nil {
		r.parser = parsers.Get().(*syntax.Parser)
	}
	var first error
	for _, dialect := range dialects {
		syntax.Variant(dialect)(r.parser)
		file, err := r.parser.Parse(strings.NewReader(text), "")
		if err == nil {
			return file, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// release gives the parser back. A parser that panicked is never given back.
func (r *shellReader) release() {
	if r.parser != nil {
		parsers.Put(r.parser)
	}
}

// nesting are the bytes that tooDeep counts by.
var nesting = func() (set [256]bool) {
	for _, c := range []byte("({[`<)}]>|&!\n") {
		set[c] = true
	}
	return set
}()

// tooDeep reports whether text might nest deeper than the parser's stack
// allows. Every opening that has no closing counts, quoted or not: a real
// script never comes near the limits.
func tooDeep(text string) bool {
	if len(text) <= maxBrackets {
		return false
	}
	depth, chain := 0, 0
	for i := range len(text) {
		if !nesting[text[i]] {
			continue
		}
		switch text[i] {
		case '(', '{', '[', '`', '<':
			depth++
		case ')', '}', ']', '>':
			depth = max(depth-1, 0)
		case '|', '&', '!':
			chain++
		case '\n':
			if i > 0 && text[i-1] == '\n' {
				depth, chain = max(depth-1, 0), 0
			}
		}
		if depth > maxBrackets || chain > maxChain {
			return true
		}
	}
	return false
}

// readScript reads a listing of shell. Each statement at the top is a row. A
// statement that the parser refuses is a line as it stands, and the reading
// goes on behind that line.
func readScript(b *builder) error {
	if b.isSession() {
		return readConsole(b)
	}
	r := shellReader{builder: b}
	if len(r.text) > maxShell {
		return fmt.Errorf("a script of %d bytes is shown as plain lines; at most %d are read", len(r.text), maxShell)
	}
	if tooDeep(r.text) {
		return errors.New("shown as plain lines: its brackets nest too deep")
	}
	rows := r.interpreter()
	from := 0
	if len(rows) > 0 {
		from = r.lineEnd(0)
	}
	for broken := 0; from < len(r.text); {
		file, err := r.parse(r.flat[from:])
		if err == nil {
			rows = append(rows, r.scriptRows(file, from)...)
			break
		}
		if broken++; broken > maxBroken {
			return errors.New("shown as plain lines: " + message(err))
		}
		rows, from = r.broken(rows, from, err)
	}
	r.rows(rows)
	r.release()
	return nil
}

// interpreter makes a row of the "#!" line.
func (r *shellReader) interpreter() []row {
	if !strings.HasPrefix(strings.TrimLeft(r.flat, " "), "#!") { // blanks stand for a byte order mark
		return nil
	}
	s := r.trim(r.line(0))
	r.token(DirectiveToken, s.Start, s.End)
	r.part(DirectivePart, s, "#!", r.prose(s), -1)
	return []row{{group: Group{Kind: DirectiveGroup, Name: "#!", Title: shorten(r.flat[s.Start:s.End]), Stage: -1}}}
}

// scriptRows makes a row of each statement of a file that begins at base.
func (r *shellReader) scriptRows(file *syntax.File, base int) []row {
	w := walker{builder: r.builder, base: base}
	rows := make([]row, 0, len(file.Stmts))
	for _, stmt := range file.Stmts {
		rows = append(rows, w.row(stmt))
	}
	w.comments(file.Last, -1)
	return rows
}

// broken deals with text that the parser refuses: the statements before the
// fault are read, the line where the faulty statement begins stands as it is,
// and reading goes on behind that line.
func (r *shellReader) broken(rows []row, from int, fault error) ([]row, int) {
	good := from
	text := r.flat[from:]
	syntax.Variant(syntax.LangBash)(r.parser)
	file := &syntax.File{}
	for stmt, err := range r.parser.StmtsSeq(strings.NewReader(text)) {
		if err != nil || stmt == nil {
			break
		}
		file.Stmts = append(file.Stmts, stmt)
	}
	if n := len(file.Stmts); n > 0 {
		rows = append(rows, r.scriptRows(file, from)...)
		good = r.lineEnd(rows[len(rows)-1].last)
	}
	line := r.lineAt(min(good, len(r.text)-1))
	for good < len(r.text) && line+1 < len(r.starts) && (r.blankLine(line) || r.flat[r.trim(r.line(line)).Start] == '#') {
		line++
	}
	if good < len(r.text) {
		r.linePart(line)
		rows = append(rows, row{first: line, last: line, group: Group{Kind: LineGroup, Stage: -1}})
		r.warnLine(line, message(fault))
	}
	return rows, r.lineEnd(line)
}

// message is the text of a parser's error without its position, which counts
// from where the parser was started.
func message(err error) string {
	return strings.TrimLeft(err.Error(), "0123456789: ")
}
