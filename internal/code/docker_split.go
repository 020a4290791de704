package code

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
	"docsite/internal/site"
)

// maxRefused is how many instructions BuildKit may refuse before a Dockerfile
// is plain lines.
const maxRefused = 16

// dockerSplitter finds the instructions of a Dockerfile and the lines on which
// they stand.
type dockerSplitter struct {
	*builder
	refused []site.Lines // that BuildKit does not take
}

// read parses the Dockerfile. A line that BuildKit refuses is left out: one
// broken instruction must not take the colours from the others. A file of
// comments has no instructions.
func (r *dockerSplitter) read() ([]dockerfile.Instruction, error) {
	if err := dockerfile.CheckTriggers(r.text); err != nil {
		return nil, fmt.Errorf("shown as plain lines: %w", err)
	}
	text := dockerfile.Legible(r.withoutInnerComments(r.withoutLongLines()))
	for {
		all, escape, err := dockerfile.Instructions(text)
		if err == nil {
			r.escape = escape
			return all, nil
		}
		if strings.Contains(err.Error(), "file with no instructions") {
			return nil, nil
		}
		lines := dockerfile.Location(err)
		if len(r.refused) == maxRefused || lines.First < 1 || lines.First > len(r.starts) {
			return nil, fmt.Errorf("shown as plain lines: %v", err)
		}
		lines.Last = min(max(lines.Last, lines.First), len(r.starts))
		if full := r.withoutElisions(text, lines); full != text {
			text = full
			continue
		}
		if without := r.withoutComments(text, lines.First-1, err.Error(), func(line string, _ int) bool { return dockerfile.Continuation(line, '\\') < 0 }); without != text {
			text = without
			continue
		}
		text = r.refuse(text, lines, err.Error())
	}
}

// withoutLongLines leaves out the lines that BuildKit's scanner is too small for.
func (r *dockerSplitter) withoutLongLines() string {
	text := r.text
	for i := range r.starts {
		if r.lineEnd(i)-r.starts[i] >= bufio.MaxScanTokenSize {
			text = r.refuse(text, site.Lines{First: i + 1, Last: i + 1}, "it is longer than 65,535 bytes")
		}
	}
	return text
}

// elision is what says in a form that there may be more of the same: ENV A=b ...
var elision = lazy.Pattern(`([ \t])\.\.\.([ \t\n]|$)`)

// withoutElisions gives the text with a pair such as ENV and LABEL take in the
// place of each elision on some lines.
func (r *dockerSplitter) withoutElisions(text string, lines site.Lines) string {
	start, end := r.starts[lines.First-1], r.lineEnd(lines.Last-1)
	return text[:start] + elision().ReplaceAllString(text[start:end], "${1}_=_$2") + text[end:]
}

// refuse gives the text with blanks for some lines, so that the others keep
// their numbers.
func (r *dockerSplitter) refuse(text string, lines site.Lines, reason string) string {
	r.warnLine(lines.First-1, reason)
	r.refused = append(r.refused, lines)
	b := []byte(text)
	for i := r.starts[lines.First-1]; i < r.lineEnd(lines.Last-1); i++ {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}

// instruction is an instruction of a Dockerfile with the bytes it stands on.
type instruction struct {
	of       *dockerfile.Instruction
	first    int       // its first line, from 0
	last     int       // its last line, the ends of heredocs included
	head     site.Span // in flat: the instruction as one line, without its newline
	heredocs []heredoc // in order
}

// heredoc is the body of a heredoc.
type heredoc struct {
	parser.Heredoc
	body site.Span // without the line that ends it
	end  site.Span // the word that ends it
}

// end is the offset behind an instruction with its heredocs, of which the head
// is a part at least.
func (in *instruction) end(head site.Span) int {
	if n := len(in.heredocs); n > 0 {
		return max(in.heredocs[n-1].end.End, in.heredocs[n-1].body.End)
	}
	return head.End
}

// instructions finds the bytes on which instructions stand, and blanks the joints of
// their lines in flat: the escape at the end of a line, comments and empty lines
// between. The rest of flat keeps its place, so that an offset in a joined line is an
// offset in the file.
func (r *dockerSplitter) instructions(all []dockerfile.Instruction) []instruction {
	flat := append(r.scratch.flat[:0], r.flat...)
	instructions := r.scratch.instructions[:0]
	for i := range all {
		in := instruction{of: &all[i], first: all[i].Lines.First - 1}
		if in.first < 0 || in.first >= len(r.starts) {
			continue
		}
		in.last = r.join(flat, &in)
		in.head = site.Span{Start: r.starts[in.first], End: r.line(in.last).End}
		for _, doc := range in.of.Heredocs {
			in.heredocs = append(in.heredocs, r.heredoc(doc, &in.last))
		}
		instructions = append(instructions, in)
	}
	r.flat = string(flat)
	r.scratch.instructions, r.scratch.flat = instructions, flat
	return instructions
}

// join blanks the joints of an instruction and gives its last line, heredocs
// not counted.
func (r *dockerSplitter) join(flat []byte, in *instruction) int {
	for i := in.first; i < len(r.starts); i++ {
		s := r.line(i)
		if i > in.first && isJoint(r.flat[s.Start:s.End]) {
			blankOut(flat[s.Start:r.lineEnd(i)])
			continue
		}
		at := s.Start + dockerfile.Continuation(r.flat[s.Start:s.End], r.escape)
		if at < s.Start {
			return i
		}
		r.token(PunctuationToken, at, at+1)
		blankOut(flat[at:r.lineEnd(i)])
	}
	return len(r.starts) - 1
}

// isJoint reports whether a line between continued lines adds nothing to them.
func isJoint(line string) bool {
	for i := range len(line) {
		if !isBlank(line[i]) {
			return line[i] == '#'
		}
	}
	return true
}

func blankOut(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}

// heredoc finds the body of a heredoc that begins after line last, and moves
// last to the line that ends it.
func (r *dockerSplitter) heredoc(doc parser.Heredoc, last *int) heredoc {
	h := heredoc{Heredoc: doc, body: site.Span{Start: r.lineEnd(*last), End: r.lineEnd(*last)}}
	for *last+1 < len(r.starts) {
		*last++
		s := r.line(*last)
		if doc.Chomp {
			for s.Start < s.End && r.text[s.Start] == '\t' {
				s.Start++
			}
		}
		if line := r.text[s.Start:s.End]; line == doc.Name || strings.Contains(doc.Name, "?") && dockerfile.Legible(line) == doc.Name {
			h.end = s
			return h
		}
		h.body.End = r.lineEnd(*last)
	}
	return h
}

// A trailing comment stands behind an instruction: "EXPOSE 80  # the site".
// Dockerfiles have no such comments, BuildKit takes them for arguments, but
// people who explain an instruction write them all the same.

// trailingComment gives the offset of the "#" that opens a trailing comment in
// a line of an instruction; -1 when there is none.
func trailingComment(line string) int {
	if !strings.Contains(line, "#") || isJoint(line) {
		return -1
	}
	return CommentStart(line)
}

// CommentStart gives the offset of the "#" outside quotes, behind a blank,
// that opens a comment; -1 when there is none.
func CommentStart(line string) int {
	quote := byte(0)
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#' && i > 0 && isBlank(line[i-1]):
			return i
		}
	}
	return -1
}

// trailing adds a trailing comment. The part of its instruction is not there
// yet.
func (b *builder) trailing(s site.Span) {
	s = trim(b.text, s)
	b.token(CommentToken, s.Start, s.End)
	b.comment(s, -1)
}

// withoutInnerComments blanks the trailing comments that stand behind a
// backslash, which then goes on to the next line as its author meant it to.
func (r *dockerSplitter) withoutInnerComments(text string) string {
	if !strings.Contains(text, `\ `) && !strings.Contains(text, "\\\t") {
		return text
	}
	return r.withoutComments(text, 0, "the backslash continues nothing", func(line string, at int) bool {
		return dockerfile.Continuation(line[:at], '\\') >= 0
	})
}

// withoutComments blanks trailing comments, in text and in flat, from a line
// on. It does so for all lines at once: BuildKit names one fault at a time,
// and a page may have thousands.
func (r *dockerSplitter) withoutComments(text string, from int, reason string, drop func(line string, at int) bool) string {
	var b, flat []byte
	for i := from; i < len(r.starts); i++ {
		s := r.line(i)
		line := text[s.Start:s.End]
		at := trailingComment(line)
		if at < 0 || !drop(line, at) {
			continue
		}
		if b == nil {
			b, flat = []byte(text), []byte(r.flat)
			r.warnComment(i, reason)
		}
		r.trailing(site.Span{Start: s.Start + at, End: s.End})
		blankOut(b[s.Start+at : s.End])
		blankOut(flat[s.Start+at : s.End])
	}
	if b == nil {
		return text
	}
	r.flat = string(flat)
	return string(b)
}

func (r *dockerSplitter) warnComment(line int, reason string) {
	if r.code.Warning == "" {
		r.code.Warning = fmt.Sprintf("line %d has a comment behind an instruction, which BuildKit takes for a part of it: %s", line+1, reason)
	}
}

// cutTrailing takes the trailing comment off the end of an instruction. Shell
// text has comments of its own; there a comment is cut behind a JSON array only.
func (r *dockerReader) cutTrailing(name string, head site.Span) site.Span {
	at := trailingComment(r.flat[head.Start:head.End])
	if at < 0 {
		return head
	}
	switch name {
	case "RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD":
		if !strings.HasSuffix(strings.TrimRight(r.flat[head.Start:head.Start+at], " \t"), "]") {
			return head
		}
	}
	r.trailing(site.Span{Start: head.Start + at, End: head.End})
	return r.trim(site.Span{Start: head.Start, End: head.Start + at})
}

// adoptComments puts the trailing comments inside an instruction below its
// part. Parts are sorted.
func adoptComments(parts []Part) {
	around := -1
	for i := range parts {
		p := &parts[i]
		switch {
		case p.Kind == InstructionPart && p.Parent < 0:
			around = i
		case p.Kind == CommentPart && p.Parent < 0 && around >= 0 && p.Span.End <= parts[around].Span.End:
			p.Parent = around
		}
	}
}
