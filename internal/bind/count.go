package bind

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/site"
)

// counts adds the lines that a note counts: "Line 7", "L7–9", in any language,
// since only the numbers are read.
func (p *page) counts(n int32) {
	note := &p.notes[n]
	for fi := range note.Fragments {
		f := &note.Fragments[fi]
		if f.At > site.AsidePosition || f.Code && !isCount(f.Text) {
			continue
		}
		lines, letters := readCount(f.Text)
		if len(lines) == 0 {
			continue
		}
		for _, b := range note.reach {
			p.count1(n, b, lines, letters)
		}
	}
}

// count1 adds lines that are counted in one listing.
func (p *page) count1(n, b int32, lines []site.Lines, letters int) {
	l := &p.lists[b]
	c := candidate{note: n, block: b, match: -1, node: l.node, extent: countedLines, number: float64(letters), rating: -.5, frags: 1 << 15}
	from := len(p.ranges)
	for _, r := range lines {
		if r.Last > l.lines && l.printed == nil {
			return
		}
		if l.printed != nil {
			r = site.Lines{First: l.printed[r.First], Last: l.printed[r.Last]}
			if r.First == 0 || r.Last < r.First {
				return
			}
		}
		for r.Last > r.First && l.empty(r.Last) {
			r.Last--
		}
		p.ranges = append(p.ranges, r)
	}
	c.ranges = merge(p.ranges[from:len(p.ranges):len(p.ranges)])
	p.add(c)
}

func isCount(s string) bool {
	for _, r := range s {
		if !(r >= '0' && r <= '9') && !strings.ContainsRune("-–—, ~.L", r) {
			return false
		}
	}
	return true
}

// maxCounted is how many runs of lines one note may count.
const maxCounted = 4

// maxCountWord is how long the word for "line" may be in any language.
const maxCountWord = 10

// readCount reads the numbers of lines in a text, and how many letters it has
// beside them and the word in front.
func readCount(s string) (lines []site.Lines, letters int) {
	dash, words, word := false, 0, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < '0' || r > '9' {
			if unicode.IsLetter(r) {
				if word++; word == 1 {
					words++
				}
				if words > 1 || word > maxCountWord {
					letters++
				}
			} else if r != '(' && r != ')' {
				word = 0
			}
			if r == '-' || r == '–' || r == '—' || r == '~' || r == '～' {
				dash = len(lines) > 0
			} else if r != ' ' && r != 'L' && r != 0xa0 {
				dash = false
			}
			i += size
			continue
		}
		end, value := i, 0
		for end < len(s) && isDigit(s[end]) && value < 1<<20 {
			value = 10*value + int(s[end]-'0')
			end++
		}
		glued := end < len(s) && (s[end] == '.' && end+1 < len(s) && isDigit(s[end+1]) || s[end] == ':' && end+1 < len(s) && isDigit(s[end+1]) || isAlnum(s[end]) && s[end] < 0x80) ||
			i > 0 && (s[i-1] == '.' || s[i-1] == ':' && i > 1 && isDigit(s[i-2]) || s[i-1] == '=' || s[i-1] == '/' || isAlnum(s[i-1]) && s[i-1] != 'L' && s[i-1] < 0x80)
		switch {
		case glued || value == 0:
		case dash && lines[len(lines)-1].First <= value && lines[len(lines)-1].First == lines[len(lines)-1].Last:
			lines[len(lines)-1].Last = value
		case len(lines) < maxCounted:
			lines = append(lines, site.Lines{First: value, Last: value})
		}
		dash, word = false, 0
		i = end
	}
	return lines, letters
}

// readPrinted reads the numbers that are printed at the head of a listing's
// lines: by number, the line; nil where most have none.
func (l *listing) readPrinted() {
	printed, n := map[int]int{}, 0
	for line := 1; line <= l.lines; line++ {
		s := l.lineSpan(line)
		text := bytes.TrimLeft(l.Text[s.Start:s.End], " \tL")
		end, value := 0, 0
		for end < len(text) && isDigit(text[end]) && end < 6 {
			value = 10*value + int(text[end]-'0')
			end++
		}
		if end == 0 || end < len(text) && !strings.ContainsRune(" \t|:.)\n\r", rune(text[end])) {
			continue
		}
		if printed[value] == 0 {
			printed[value] = line
		}
		n++
	}
	if n > 1 && 2*n > l.filled {
		l.printed = printed
	}
}

// markers adds the lines that the markers in the comments of a listing stand
// for, "(1)!" and "<1>", to the note of a numbered list with that number.
func (p *page) markers(n int32) {
	note := &p.notes[n]
	if note.Number == 0 {
		return
	}
	for _, b := range note.reach {
		l := &p.lists[b]
		if l.Code == nil || l.marks == nil {
			continue
		}
		if lines := l.marks[note.Number]; len(lines) > 0 {
			from := len(p.ranges)
			p.ranges = append(p.ranges, lines...)
			p.add(candidate{note: n, block: b, match: -1, node: l.node, extent: markedLines, ranges: merge(p.ranges[from:len(p.ranges):len(p.ranges)]), rating: 2})
			return
		}
	}
}

// readMarks finds the markers: by number, the lines that they stand for.
func (p *page) readMarks(l *listing) {
	if !bytes.Contains(l.Text, []byte("(1)")) && !bytes.Contains(l.Text, []byte("<1>")) {
		return
	}
	for line := 1; line <= l.lines; line++ {
		s := l.lineSpan(line)
		code, comment, ok := cutComment(string(l.Text[s.Start:s.End]))
		if !ok {
			continue
		}
		lines := site.Lines{First: line, Last: line}
		if strings.TrimSpace(code) == "" {
			lines = p.below(l, line)
		}
		for _, n := range numbers(comment) {
			if l.marks == nil {
				l.marks = map[int][]site.Lines{}
			}
			if lines.First > 0 {
				l.marks[n] = append(l.marks[n], lines)
			}
		}
	}
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
		for size < len(s) && isDigit(s[size]) && size < 5 {
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

// below gives the lines of what follows a comment that stands alone: the widest
// node that opens there, or the line.
func (p *page) below(l *listing, line int) site.Lines {
	for line++; line <= l.lines; line++ {
		s := l.lineSpan(line)
		if text := bytes.TrimSpace(l.Text[s.Start:s.End]); len(text) == 0 || text[0] == '#' {
			continue
		}
		for n := l.node + 1; n < l.last; n++ {
			if d := &p.nodes[n]; int(d.first) == line && d.kind != stageNode {
				return site.Lines{First: line, Last: int(d.last)}
			}
		}
		return site.Lines{First: line, Last: line}
	}
	return site.Lines{}
}
