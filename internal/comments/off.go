package comments

import (
	"bytes"
	"strings"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/phrases"
)

// Off gives the lines, from 1, of comments that hold code which the sign of the
// comment switches off: an instruction, a setting, a statement, with the syntax of the
// listing's language. Such a line says nothing of the code around it. Words of people
// that a parser would take as well ("make sure", "note: see below") are no code.
func Off(c *code.Code) map[int]bool {
	o := offReader{code: c, language: code.Canonical(c.Language), off: map[int]bool{}}
	if !code.IsRead(o.language) {
		o.plain()
		return o.off
	}
	for _, r := range runs(c) {
		if r.behind {
			continue
		}
		o.instruction = instructionAround(c, r.part)
		o.listed = isItem(c, r.lines.First-1) || isItem(c, r.lines.Last+1)
		lines := o.lines[:0]
		for line := r.lines.First; line <= r.lines.Last; line++ {
			s := c.Line(line)
			lines = append(lines, uncommented(c.Text[s.Start:min(s.End, r.span.End)], line))
		}
		o.read(lines)
		o.lines = lines
	}
	return o.off
}

// instructionAround names the instruction that a part stands inside; empty for none.
func instructionAround(c *code.Code, part int) string {
	for p := c.Parts[part].Parent; p >= 0; p = c.Parts[p].Parent {
		if c.Parts[p].Kind == code.InstructionPart {
			return c.Parts[p].Name
		}
	}
	return ""
}

// isItem reports whether a line, from 1, is an item of a list in YAML.
func isItem(c *code.Code, line int) bool {
	if line < 1 || line > len(c.Starts) {
		return false
	}
	text := bytes.TrimLeft(c.Text[c.Starts[line-1]:], " ")
	return bytes.HasPrefix(text, []byte("- "))
}

// offReader looks for code in the comments of a listing.
type offReader struct {
	code        *code.Code
	language    string // as readers are named
	off         map[int]bool
	instruction string          // that the comment stands inside
	listed      bool            // an item of a list stands above the comment or below it
	keys        map[string]bool // of a listing of YAML, nil until they are asked for
	lines       []commentLine   // memory
	scratch     code.Scratch
	titles      phrases.Titles
}

// commentLine is a line of a comment.
type commentLine struct {
	line   int // from 1
	text   string
	indent int // columns of the text behind the sign
}

// uncommented is a line without the sign of its comment and the blanks around it.
func uncommented(line []byte, number int) commentLine {
	text := strings.TrimRight(string(line), " \t\r\n")
	text = strings.TrimLeft(text, " \t")
	if text == "" {
		return commentLine{line: number}
	}
	sign := text[:1]
	text = strings.TrimLeft(text, sign)
	l := commentLine{line: number, text: strings.TrimLeft(text, " \t")}
	l.indent = len(text) - len(l.text)
	return l
}

// plain looks at the lines that open with the sign of a comment in a listing that no
// reader takes apart.
func (o *offReader) plain() {
	for i, start := range o.code.Starts {
		line, _, _ := bytes.Cut(o.code.Text[start:], []byte{'\n'})
		text := bytes.TrimLeft(line, " \t")
		if len(text) > 0 && (text[0] == '#' || text[0] == ';' || bytes.HasPrefix(text, []byte("//"))) {
			l := uncommented(text, i+1)
			o.off[i+1] = setting().MatchString(l.text) || statement().MatchString(l.text)
		}
	}
}

// read looks at a run of lines.
func (o *offReader) read(lines []commentLine) {
	above, prose := commentLine{}, false // the line above where it is code; whether people speak there
	for i := 0; i < len(lines); i++ {
		l, n := lines[i], 0
		switch {
		case l.text == "":
		case strings.HasPrefix(l.text, "#"): // a comment in code that is off
			o.off[l.line] = above.line > 0
			continue
		case joins(above.text) && (o.instruction == "" || !isProse(strings.Fields(l.text))):
			n = 1
		default:
			if n = o.block(lines[i:]); n == 0 && o.isCode(lines[i:], above, prose) {
				n = 1
			}
		}
		above, prose = commentLine{}, n == 0 && l.text != ""
		if n > 0 {
			for _, l := range lines[i : i+n] {
				o.off[l.line] = true
			}
			i += n - 1
			above = lines[i]
		}
	}
	o.keepExamples(lines)
}

// keepExamples takes back lines that stand deeper than words of people above and
// below: those show something, and belong to the words.
func (o *offReader) keepExamples(lines []commentLine) {
	for i := 1; i < len(lines); i++ {
		from, least := i, lines[i].indent
		for i < len(lines) && o.off[lines[i].line] {
			least = min(least, lines[i].indent)
			i++
		}
		if i == from || i == len(lines) {
			continue
		}
		if before, behind := lines[from-1], lines[i]; before.text != "" && behind.text != "" && max(before.indent, behind.indent) < least {
			for _, l := range lines[from:i] {
				delete(o.off, l.line)
			}
		}
	}
}

// joins reports whether code goes on behind the end of a line.
func joins(line string) bool {
	return strings.HasSuffix(line, `\`) || strings.HasSuffix(line, "&&") || strings.HasSuffix(line, "||")
}

// isCode reports whether the first of some lines is code in the listing's language.
// The line above is empty where it is none; prose tells that people speak there.
func (o *offReader) isCode(lines []commentLine, above commentLine, prose bool) bool {
	text := lines[0].text
	switch o.language {
	case "dockerfile":
		return o.isDocker(text)
	case "sh", "console", "makefile":
		return o.isShell(text) || above.line > 0 && o.runs(text)
	case "yaml":
		return o.isYAML(lines, above, prose)
	case "nginx":
		return statement().MatchString(text)
	}
	return setting().MatchString(text)
}

var (
	// setting matches NAME = value, as files of settings have it.
	setting = lazy.Pattern(`^(?:export )?[\w.-]+ ?= ?(?:"[^"]*"|'[^']*'|\S*[^\s:.])\s*(?:#.*)?$`)

	// statement matches a directive that ends, or opens a block, as those of nginx do.
	statement = lazy.Pattern(`^[a-z_]+(?: .*)?[;{]\s*$|^\}$|^(?:[a-z_]+ .*)?'.*';?$`)
)
