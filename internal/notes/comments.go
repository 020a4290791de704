package notes

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"docsite/internal/code"
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
	for i := range of.Parts {
		p := &of.Parts[i]
		if p.Kind != code.CommentPart {
			continue
		}
		c := Comment{Span: p.Span, Lines: site.Lines{First: numberOf(starts, p.Span.Start), Last: numberOf(starts, p.Span.End-1)}}
		c.At = c.Lines.Last + 1
		before := of.Text[starts[c.Lines.First-1]:p.Span.Start]
		if len(bytes.TrimSpace(before)) > 0 {
			c.At = c.Lines.First
		} else if g := of.Groups[p.Group]; c.At > g.Lines.Last || c.At > len(starts) || isBlank(of.Text[starts[c.At-1]:]) {
			continue
		}
		if c.Text = commentText(of.Text[p.Span.Start:p.Span.End]); c.Text != "" {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b Comment) int { return a.Span.Start - b.Span.Start })
	return list
}

func numberOf(starts []int, offset int) int {
	i, found := slices.BinarySearch(starts, offset)
	if found {
		i++
	}
	return i
}

// isBlank reports whether a text starts with a line without signs.
func isBlank(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return len(bytes.TrimSpace(line)) == 0
}

// toPrograms matches what programs read in comments.
var toPrograms = regexp.MustCompile(`(?i)^(docsite:|shellcheck |hadolint |syntax=|escape=|check=|vim?:|-\*-|!|nolint|renovate:|https?://\S+$)`)

// commentText is what a comment says, without its signs and the lines that only
// draw something; empty for one that is no note.
func commentText(comment []byte) string {
	var b strings.Builder
	for line := range bytes.Lines(comment) {
		text := strings.TrimRight(strings.TrimLeft(strings.TrimSpace(string(line)), "#/;"), " \t")
		text = strings.TrimPrefix(text, " ")
		switch trimmed := strings.TrimSpace(text); {
		case toPrograms.MatchString(trimmed), strings.Contains(text, "```"), strings.Contains(text, "~~~"), strings.Contains(text, "[^"):
			return ""
		case trimmed != "" && strings.Trim(trimmed, "-=*~_+.<>|# ") == "":
			return "" // a line that is drawn
		case strings.HasPrefix(trimmed, "--") || strings.HasPrefix(trimmed, "=="):
			return "" // the title of a part
		}
		b.WriteString(text + "\n")
	}
	return strings.TrimSpace(b.String())
}
