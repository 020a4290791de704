package code

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/site"
)

const (
	maxShell  = 1 << 18 // bytes of shell text: the longest script of Docker's official images has 16 KiB
	maxBroken = 32      // lines that the shell's parser may refuse before a script is plain lines
	maxAsked  = 4       // refused lines behind which all dialects are asked again
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
	text := r.flat[s.Start:s.End]
	if len(text) > maxShell {
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

// parse reads shell text. The error is that of Bash, or [errDepth].
func (r *shellReader) parse(text string) (*syntax.File, error) { return r.parseAs(text, dialects[:]) }

// parseAs is parse for some dialects. The error is that of the first.
func (r *shellReader) parseAs(text string, dialects []syntax.LangVariant) (*syntax.File, error) {
	if r.parser == nil {
		r.parser = parsers.Get().(*syntax.Parser)
	}
	var first error
	for _, dialect := range dialects {
		syntax.Variant(dialect)(r.parser)
		file, err := r.parser.Parse(r.source(text), "")
		if err == nil || err == errDepth {
			return file, err
		}
		if first == nil {
			first = err
		}
	}
	if filled := fillIn(text); filled != text {
		return r.parseAs(filled, dialects)
	}
	return nil, first
}

// release gives the parser back. A parser that panicked is never given back.
func (r *shellReader) release() {
	if r.parser != nil {
		parsers.Put(r.parser)
	}
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
	rows := r.interpreter()
	from := 0
	if len(rows) > 0 {
		from = r.lineEnd(0)
	}
	file, err := r.parse(r.flat[from:])
	if err == nil {
		rows = append(rows, r.scriptRows(file, from)...)
	} else if rows, err = r.brokenRows(rows, from, err); err != nil {
		return err
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

// brokenRows reads text that the parser refuses. The statements up to the fault
// are read, the line where the faulty statement begins stands as it is, and
// reading goes on behind that line.
func (r *shellReader) brokenRows(rows []row, from int, fault error) ([]row, error) {
	for broken := 1; ; broken++ {
		if fault == errDepth {
			return nil, fault
		}
		if broken > maxBroken {
			return nil, errors.New("shown as plain lines: " + message(fault))
		}
		file := r.untilFault(r.flat[from:])
		rows = append(rows, r.scriptRows(file, from)...)
		if len(file.Stmts) > 0 {
			from = r.lineEnd(rows[len(rows)-1].last)
		}
		if rows, from = r.faultyLine(rows, from, fault); from >= len(r.text) {
			return rows, nil
		}
		asked := dialects[:]
		if broken > maxAsked {
			asked = dialects[:1]
		}
		if file, fault = r.parseAs(r.flat[from:], asked); fault == nil {
			return append(rows, r.scriptRows(file, from)...), nil
		}
	}
}

// untilFault gives the statements before the first that is not Bash.
func (r *shellReader) untilFault(text string) *syntax.File {
	syntax.Variant(syntax.LangBash)(r.parser)
	file := &syntax.File{}
	for stmt, err := range r.parser.StmtsSeq(r.source(text)) {
		if err != nil {
			break
		}
		file.Stmts = append(file.Stmts, stmt)
	}
	return file
}

// faultyLine adds the first line from an offset that is neither blank nor a
// comment, and gives the offset behind the line.
func (r *shellReader) faultyLine(rows []row, from int, fault error) ([]row, int) {
	if from >= len(r.text) {
		return rows, from
	}
	line := r.lineAt(from)
	for line+1 < len(r.starts) && (r.blankLine(line) || r.flat[r.trim(r.line(line)).Start] == '#') {
		line++
	}
	r.linePart(line)
	reason := message(fault)
	if r.code.Warning == "" && strings.HasSuffix(reason, "closing quote \"`\"") && strings.Contains(string(r.text), " `\n") {
		reason = "a line that goes on behind ` is PowerShell's, which the fence may name"
	}
	r.warnLine(line, reason)
	return append(rows, row{first: line, last: line, group: Group{Kind: LineGroup, Stage: -1}}), r.lineEnd(line)
}

// message is the text of a parser's error without its position, which counts
// from where the parser was started.
func message(err error) string {
	return strings.TrimLeft(err.Error(), "0123456789: ")
}

// maxFrames is how many functions may be active in the shell's parser, which
// has some ten for each command, list or word around a place, and one for each
// line of a run of comments: far more than a script needs. Time quadratic in the
// depth is spent on text that nests deeper.
const maxFrames = 10_000

// errDepth refuses shell text that nests deeper.
var errDepth = errors.New("shown as plain lines: its commands nest too deep")

// shellSource is text for the shell's parser. It ends where the parser nests
// too deep. Nothing else can tell: only the parser knows which brackets of a
// text are code.
type shellSource struct {
	*builder
	rest   string
	frames int // of the functions that are active around the parser
}

func (b *builder) source(text string) *shellSource { return &shellSource{builder: b, rest: text} }

// Read gives the parser its next bytes, a kilobyte at a time. The error is
// [io.EOF] or [errDepth].
func (s *shellSource) Read(p []byte) (int, error) {
	var frames [128]uintptr
	switch {
	case s.rest == "":
		return 0, io.EOF
	case s.frames > 0:
		if runtime.Callers(s.frames+maxFrames, frames[:1]) > 0 {
			return 0, errDepth
		}
	case len(s.rest) > len(p):
		s.frames = runtime.Callers(0, frames[:])
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	s.spend(n)
	return n, nil
}

// chain splits a line at "&&", "||", ";" and "|" outside quotes, for lines
// that no parser takes.
func (r *shellReader) chain(s site.Span, parent int) {
	start := s.Start
	for i := s.Start; i < s.End; {
		n := 0
		switch rest := r.flat[i:s.End]; {
		case strings.HasPrefix(rest, "&&"), strings.HasPrefix(rest, "||"):
			n = 2
		case rest[0] == ';', rest[0] == '|', rest[0] == '\n':
			n = 1
		case rest[0] == '\'', rest[0] == '"':
			i = r.field(i, s.End)
			continue
		default:
			i++
			continue
		}
		r.link(site.Span{Start: start, End: i}, parent)
		if r.flat[i] != '\n' {
			r.token(OperatorToken, i, i+n)
		}
		i += n
		start = i
	}
	r.link(site.Span{Start: start, End: s.End}, parent)
}

// link adds one command of a chain.
func (r *shellReader) link(s site.Span, parent int) {
	s = r.trim(s)
	if s.Start == s.End {
		return
	}
	words := r.fields(s)
	for i, w := range words {
		switch {
		case i == 0 && !strings.ContainsAny(w.Raw, "$'\"="):
			r.token(CommandToken, w.Span.Start, w.Span.End)
		case w.Flag && !strings.ContainsAny(w.Raw, "$'\"="):
			r.token(FlagToken, w.Span.Start, w.Span.End)
		default:
			r.value(w.Span)
		}
	}
	r.part(CommandPart, s, words[0].Text, words, parent)
}
