package code

import (
	"fmt"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// A remark is a comment behind an instruction: "EXPOSE 80  # the site".
// Dockerfiles have no such comments, BuildKit takes them for arguments, but
// people who explain an instruction write them all the same.

// remark gives the offset of the "#" that opens a remark in a line of an
// instruction; -1 when there is none.
func remark(line string) int {
	if !strings.Contains(line, "#") || joint(line) {
		return -1
	}
	return commentStart(line)
}

// commentStart gives the offset of the "#" outside quotes, behind a blank,
// that opens a comment; -1 when there is none.
func commentStart(line string) int {
	quote := byte(0)
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#' && i > 0 && Blank(line[i-1]):
			return i
		}
	}
	return -1
}

// mended blanks the remarks that stand behind a backslash, which then goes on
// to the next line as its author meant it to.
func (r *reader) mended(text string) string {
	if !strings.Contains(text, `\ `) && !strings.Contains(text, "\\\t") {
		return text
	}
	return r.withoutRemarks(text, 0, "the backslash continues nothing", func(line string, at int) bool {
		return dockerfile.Continuation(line[:at], '\\') >= 0
	})
}

// withoutRemarks blanks remarks, in text and in flat, from a line on. It
// does so for all lines at once: BuildKit names one fault at a time, and a
// page may have thousands.
func (r *reader) withoutRemarks(text string, from int, reason string, drop func(line string, at int) bool) string {
	var b, flat []byte
	for i := from; i < len(r.starts); i++ {
		s := r.line(i)
		line := text[s.Start:s.End]
		at := remark(line)
		if at < 0 || !drop(line, at) {
			continue
		}
		if b == nil {
			b, flat = []byte(text), []byte(r.flat)
			r.warnRemark(i, reason)
		}
		r.addRemark(site.Span{Start: s.Start + at, End: s.End})
		blankOut(b[s.Start+at : s.End])
		blankOut(flat[s.Start+at : s.End])
	}
	if b == nil {
		return text
	}
	r.flat = string(flat)
	return string(b)
}

// endsLine reports whether a remark ends its instruction: a backslash at its
// own end goes on to the next line.
func endsLine(line string, _ int) bool { return dockerfile.Continuation(line, '\\') < 0 }

func (r *reader) warnRemark(line int, reason string) {
	if r.code.Warning == "" {
		r.code.Warning = fmt.Sprintf("line %d has a comment behind an instruction, which BuildKit takes for a part of it: %s", line+1, reason)
	}
}

func (r *reader) addRemark(s site.Span) {
	s = trim(r.text, s)
	r.token(CommentToken, s.Start, s.End)
	r.comment(s, -1)
}

// cutRemark takes the remark off the end of an instruction. What a shell
// reads has comments of its own; only behind a JSON array is one cut there.
func (r *reader) cutRemark(name string, head site.Span) site.Span {
	at := remark(r.flat[head.Start:head.End])
	if at < 0 {
		return head
	}
	switch name {
	case "RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD":
		if !strings.HasSuffix(strings.TrimRight(r.flat[head.Start:head.Start+at], " \t"), "]") {
			return head
		}
	}
	r.addRemark(site.Span{Start: head.Start + at, End: head.End})
	return r.trim(site.Span{Start: head.Start, End: head.Start + at})
}

// adoptRemarks puts the remarks that stand inside an instruction below its
// part. Parts are sorted.
func (r *reader) adoptRemarks() {
	around := -1
	for i := range r.code.Parts {
		p := &r.code.Parts[i]
		switch {
		case p.Kind == InstructionPart && p.Parent < 0:
			around = i
		case p.Kind == CommentPart && p.Parent < 0 && around >= 0 && p.Span.End <= r.code.Parts[around].Span.End:
			p.Parent = around
		}
	}
}
