package notes

import (
	"bytes"
	"slices"
	"sort"
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

// Comments finds the comments of a listing that can be read as notes: runs of
// lines right above an instruction or a statement, and those behind one. What
// speaks to programs, only draws a line, or stands for itself is none.
func Comments(of *code.Code) (list []Comment) {
	starts := site.LineStarts(of.Text)
	for _, r := range commentRuns(of, starts) {
		c := Comment{Span: r.span, Lines: r.lines, At: r.lines.Last + 1}
		if r.behind {
			c.At = c.Lines.First
		} else if g := of.Groups[r.group]; c.At > g.Lines.Last || c.At > len(starts) || isBlank(of.Text[starts[c.At-1]:]) {
			continue
		}
		if c.Text = commentText(of.Text[c.Span.Start:c.Span.End]); c.Text != "" {
			list = append(list, c)
		}
	}
	return list
}

// commentRun is a comment as its author sees it: lines of their own that follow one
// another, or what stands behind code.
type commentRun struct {
	span   site.Span
	lines  site.Lines
	group  int // of its last line
	behind bool
}

// commentRuns puts the comments of a listing together. Inside a function or a block
// each line is a part of its own.
func commentRuns(of *code.Code, starts []int) (list []commentRun) {
	for i := range of.Parts {
		p := &of.Parts[i]
		if p.Kind != code.CommentPart {
			continue
		}
		r := commentRun{span: p.Span, group: p.Group}
		r.lines = site.Lines{First: numberOf(starts, p.Span.Start), Last: numberOf(starts, p.Span.End-1)}
		r.behind = len(bytes.TrimSpace(of.Text[starts[r.lines.First-1]:p.Span.Start])) > 0
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b commentRun) int { return a.span.Start - b.span.Start })
	n := 0
	for i, r := range list {
		if last := max(n-1, 0); i > 0 && !r.behind && !list[last].behind && r.lines.First == list[last].lines.Last+1 {
			list[last].span.End, list[last].lines.Last, list[last].group = r.span.End, r.lines.Last, r.group
			continue
		}
		list[n] = r
		n++
	}
	return list[:n]
}

// numberOf is the number from 1 of the line that has an offset.
func numberOf(starts []int, offset int) int { return sort.SearchInts(starts, offset+1) }

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
