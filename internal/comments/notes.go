package comments

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/site"
)

// Comment is what a comment of a listing says of the line below it, or of the
// line that it stands behind.
type Comment struct {
	Span  site.Span  // in the listing's text, from the first sign of the comment
	Lines site.Lines // of Span, from 1
	At    int        // the line that it explains
	Text  string     // Markdown, without the signs of the comment
}

// IsBehind reports whether the comment stands behind code.
func (c *Comment) IsBehind() bool { return c.At == c.Lines.First }

// Find finds the comments of a listing that can be read as notes: runs of
// lines right above an instruction or a statement, and those behind one. What
// speaks to programs, only draws a line, or stands for itself is none, and neither is
// code that is switched off, with what is said of that code above it.
func Find(of *code.Code) (list []Comment) {
	starts := site.LineStarts(of.Text)
	off := Off(of, starts)
	for _, r := range runs(of, starts) {
		c := Comment{Span: r.span, Lines: r.lines, At: r.lines.Last + 1}
		if r.behind {
			c.At = c.Lines.First
		} else if g := of.Groups[r.group]; c.At > g.Lines.Last || c.At > len(starts) || isBlank(of.Text[starts[c.At-1]:]) {
			continue
		}
		for line := c.Lines.Last; line >= c.Lines.First; line-- {
			if off[line] {
				c.Lines.First = line + 1
				break
			}
		}
		if c.Lines.First > c.Lines.Last {
			continue
		}
		if c.Lines.First > r.lines.First {
			c.Span.Start = starts[c.Lines.First-1]
		}
		if c.Text = commentText(of.Text[c.Span.Start:c.Span.End]); c.Text != "" {
			list = append(list, c)
		}
	}
	return list
}

// isBlank reports whether a text starts with a line without signs.
func isBlank(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return len(bytes.TrimSpace(line)) == 0
}

// toPrograms matches what programs read in comments.
var toPrograms = lazy.Pattern(`(?i)^(docsite:|shellcheck |hadolint |syntax=|escape=|check=|vim?:|-\*-|!|nolint|renovate:|https?://\S+$)`)

// commentText is what a comment says, without its signs and the lines that only
// draw something; empty for one that is no note.
func commentText(comment []byte) string {
	var lines []string
	for line := range bytes.Lines(comment) {
		text := strings.TrimRight(strings.TrimLeft(strings.TrimSpace(string(line)), "#/;"), " \t")
		text = strings.TrimPrefix(text, " ")
		switch trimmed := strings.TrimSpace(text); {
		case toPrograms().MatchString(trimmed), strings.Contains(text, "```"), strings.Contains(text, "~~~"), strings.Contains(text, "[^"):
			return ""
		case trimmed != "" && strings.Trim(trimmed, "-=*~_+.<>|# ") == "":
			return "" // a line that is drawn
		case strings.HasPrefix(trimmed, "--") || strings.HasPrefix(trimmed, "=="):
			return "" // the title of a part
		}
		lines = append(lines, text)
	}
	return strings.TrimSpace(joined(lines))
}

// joined puts the lines of a comment together. A line ends where its author ended it:
// one that had room for the word that follows was not broken because it was full.
func joined(lines []string) string {
	var b strings.Builder
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	for i, line := range lines {
		b.WriteString(line)
		if i+1 < len(lines) && line != "" {
			word, _, _ := strings.Cut(strings.TrimLeft(lines[i+1], " \t"), " ")
			if word != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width-slack {
				b.WriteString("  ") // of Markdown
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// slack is the room, in columns, that people leave at the end of a full line.
const slack = 8
