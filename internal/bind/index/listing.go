package index

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"docsite/internal/callout"
	"docsite/internal/code"
	"docsite/internal/comments"
	"docsite/internal/site"
)

// Listing is one of the page's listings; its Code is nil where no note may explain it.
type Listing struct {
	*code.Code
	From, To   int32                // its terms
	Node, Last int32                // its nodes; the first is the whole listing
	shape      []byte               // its text as it is read, see shapeOf
	Drawn      bool                 // it is a tree of folders that is drawn
	firsts     []int32              // by line, its first term
	Filled     int                  // lines that are not empty
	Flat       bool                 // no parser took it apart
	Drawing    bool                 // it is a picture made of characters, and has no posts
	Printed    map[int]int          // by number that a line carries, the line; nil where they carry none
	Marks      map[int][]site.Lines // by marker, the lines it stands for
	off        map[int]bool         // see IsOff; nil until it is asked for
}

// Span is lines without the blanks around them.
func (l *Listing) Span(lines site.Lines) site.Span {
	s := site.Span{Start: l.Line(lines.First).Start, End: l.Line(lines.Last).End}
	for s.End > s.Start && isBlank(l.Text[s.End-1]) {
		s.End--
	}
	for s.Start < s.End && isBlank(l.Text[s.Start]) {
		s.Start++
	}
	return s
}

// Empty reports whether a line, counted from 1, has nothing but blanks.
func (l *Listing) Empty(line int) bool {
	s := l.Line(line)
	return len(bytes.TrimSpace(l.Text[s.Start:s.End])) == 0
}

// lineAt is the line, from 1, that holds an offset.
func (l *Listing) lineAt(offset int) int { return sort.SearchInts(l.Starts, offset+1) }

// isDrawing reports whether a text without a parser is a picture made of
// characters: boxes, arrows. A folder's files are none.
func isDrawing(c *code.Code) bool {
	if c.Dockerfile != nil || code.Drawing(c.Language) != "" {
		return c.Dockerfile == nil
	}
	if len(c.Groups) > 0 && c.Groups[0].Kind != code.LineGroup {
		return false
	}
	signs := []string{"┌", "▼", "↓", "-->|", "--->", "<---"}
	return slices.ContainsFunc(signs, func(sign string) bool { return bytes.Contains(c.Text, []byte(sign)) })
}

// readPrinted reads the numbers that are printed at the head of a listing's
// lines: by number, the line; nil where most have none.
func (l *Listing) readPrinted() {
	var printed map[int]int
	n := 0
	for line := 1; line <= len(l.Starts); line++ {
		s := l.Line(line)
		text := bytes.TrimLeft(l.Text[s.Start:s.End], " \tL")
		end, value := 0, 0
		for end < len(text) && IsDigit(text[end]) && end < 6 {
			value = 10*value + int(text[end]-'0')
			end++
		}
		if end == 0 || end < len(text) && !strings.ContainsRune(" \t|:.)\n\r", rune(text[end])) {
			continue
		}
		if printed == nil {
			printed = map[int]int{}
		}
		if printed[value] == 0 {
			printed[value] = line
		}
		n++
	}
	if n > 1 && 2*n > l.Filled {
		l.Printed = printed
	}
}

// readMarks finds the markers: by number, the lines that they stand for.
func (x *Index) readMarks(l *Listing) {
	ascii, circled := bytes.Contains(l.Text, []byte("(1)")) || bytes.Contains(l.Text, []byte("<1>")), callout.Has(l.Text)
	if !ascii && !circled {
		return
	}
	for line := 1; line <= len(l.Starts); line++ {
		s := l.Line(line)
		code, marks := marksOf(string(l.Text[s.Start:s.End]), circled)
		if len(marks) == 0 {
			continue
		}
		lines := site.Lines{First: line, Last: line}
		if strings.TrimSpace(code) == "" {
			lines = x.Below(l, line)
		}
		for _, n := range marks {
			if l.Marks == nil {
				l.Marks = map[int][]site.Lines{}
			}
			if lines.First > 0 {
				l.Marks[n] = append(l.Marks[n], lines)
			}
		}
	}
}

// marksOf gives the markers of a line, and the line without them and the sign of their
// comment.
func marksOf(line string, circled bool) (code string, marks []int) {
	if circled {
		if marks, code = callout.AtEnd(line); len(marks) > 0 {
			return strings.TrimRight(code, " \t#/-;<!"), marks
		}
	}
	code, comment, ok := cutComment(line)
	if !ok {
		return line, nil
	}
	return code, numbers(comment)
}

// cutComment cuts a line at the last sign that opens a comment.
func cutComment(line string) (code, comment string, ok bool) {
	for _, sign := range [...]string{"#", "//", "--", "<!--"} {
		if i := strings.LastIndex(line, sign); i >= 0 {
			if rest := line[i+len(sign):]; len(numbers(rest)) > 0 {
				return line[:i], rest, true
			}
		}
	}
	return line, "", false
}

// numbers reads a comment of nothing but markers: "(1)!", "<1> <2>".
func numbers(s string) (list []int) {
	s = strings.TrimSpace(s)
	for s != "" {
		n, size, end := 0, 1, byte(')')
		switch s[0] {
		case '(':
		case '<':
			end = '>'
		default:
			return nil
		}
		for size < len(s) && IsDigit(s[size]) && size < 5 {
			n = 10*n + int(s[size]-'0')
			size++
		}
		if size == 1 || size >= len(s) || s[size] != end {
			return nil
		}
		list = append(list, n)
		s = strings.TrimLeft(s[size+1:], "! \t")
	}
	return list
}

// Below gives the lines of what follows a comment that stands alone: the widest
// node that opens there, or the line.
func (x *Index) Below(l *Listing, line int) site.Lines {
	for line++; line <= len(l.Starts); line++ {
		s := l.Line(line)
		if text := bytes.TrimSpace(l.Text[s.Start:s.End]); len(text) == 0 || text[0] == '#' {
			continue
		}
		for n := l.Node + 1; n < l.Last; n++ {
			if d := &x.Nodes[n]; int(d.First) == line && d.Kind != StageNode {
				return site.Lines{First: line, Last: int(d.Last)}
			}
		}
		return site.Lines{First: line, Last: line}
	}
	return site.Lines{}
}

// IsOff reports whether a line is code that a comment sign switches off: it says
// nothing of what stands below it.
func (l *Listing) IsOff(line int) bool {
	if l.off == nil {
		l.off = comments.Off(l.Code)
	}
	return l.off[line]
}

// Adjoin reports whether only empty lines and comments stand between two lines.
func (l *Listing) Adjoin(last, first int32) bool {
	for line := last + 1; line < first; line++ {
		s := l.Line(int(line))
		if text := bytes.TrimSpace(l.Text[s.Start:s.End]); len(text) > 0 && text[0] != '#' {
			return false
		}
	}
	return true
}
