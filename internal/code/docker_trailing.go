package code

import (
	"fmt"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

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

// endsInstruction reports whether no backslash at the end of a line goes on to
// the next line.
func endsInstruction(line string, _ int) bool { return dockerfile.Continuation(line, '\\') < 0 }

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
