package bind

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/bind/index"
	"docsite/internal/site"
)

// counts adds the lines that a note counts: "Line 7", "L7–9", in any language,
// since only the numbers are read.
func (cs *candidates) counts(note *note) {
	for fi := range note.Fragments {
		f := &note.Fragments[fi]
		if f.At > site.AsidePosition || !index.HasDigit(f.Text) || f.Code && !isCount(f.Text) {
			continue
		}
		var room [maxCounted]site.Lines
		lines, letters := readCount(f.Text, room[:0])
		if len(lines) == 0 || cs.countsThere(note, f) {
			continue
		}
		for _, b := range note.reach {
			cs.count1(b, lines, letters)
		}
	}
}

// countsThere reports whether a listing has a number with the word in front of it as a
// fragment does: "Stage 2" of a comment counts what the listing counts, not its lines.
func (cs *candidates) countsThere(note *note, f *site.Fragment) bool {
	for fi := note.fragFirst; fi < note.fragLast; fi++ {
		own := &cs.Fragments[fi]
		if own.Fragment != f || len(own.Terms) < 2 || own.Open {
			continue
		}
		for m := own.First; m < own.Last; m++ {
			if cs.Matches[m].Agreement > .99 {
				return true
			}
		}
	}
	return false
}

// count1 adds lines that are counted in one listing.
func (cs *candidates) count1(b int32, lines []site.Lines, letters int) {
	l := &cs.Listings[b]
	c := candidate{block: b, match: -1, node: l.Node, extent: countedLines, number: float64(letters), rating: -.5, frags: 1 << 15}
	from := len(cs.ranges)
	for _, r := range lines {
		if r.Last > len(l.Starts) && l.Printed == nil {
			return
		}
		if l.Printed != nil {
			r = site.Lines{First: l.Printed[r.First], Last: l.Printed[r.Last]}
			if r.First == 0 || r.Last < r.First {
				return
			}
		}
		for r.Last > r.First && l.Empty(r.Last) {
			r.Last--
		}
		cs.ranges = append(cs.ranges, r)
	}
	c.ranges = merge(cs.ranges[from:len(cs.ranges):len(cs.ranges)])
	cs.add(&c)
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

// readCount adds the numbers of lines in a text to lines, and says how many letters it
// has beside them and the word in front.
func readCount(s string, lines []site.Lines) (all []site.Lines, letters int) {
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
		for end < len(s) && index.IsDigit(s[end]) && value < 1<<20 {
			value = 10*value + int(s[end]-'0')
			end++
		}
		glued := end < len(s) && (end+1 < len(s) && strings.IndexByte(".:/", s[end]) >= 0 && index.IsDigit(s[end+1]) || s[end] == '%' || index.IsAlnum(s[end]) && s[end] < 0x80) ||
			i > 0 && (s[i-1] == '.' || s[i-1] == ':' && i > 1 && index.IsDigit(s[i-2]) || s[i-1] == '=' || s[i-1] == '/' || index.IsAlnum(s[i-1]) && s[i-1] != 'L' && s[i-1] < 0x80)
		switch {
		case glued || value == 0 || s[i] == '0': // "01" is a name
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

// markers adds the lines that the markers in the comments of a listing stand
// for, "(1)!" and "<1>", to the note of a numbered list with that number.
func (cs *candidates) markers(note *note) {
	if note.Number == 0 {
		return
	}
	for _, b := range note.reach {
		l := &cs.Listings[b]
		if l.Code == nil || l.Marks == nil {
			continue
		}
		if lines := l.Marks[note.Number]; len(lines) > 0 {
			from := len(cs.ranges)
			cs.ranges = append(cs.ranges, lines...)
			cs.add(&candidate{block: b, match: -1, node: l.Node, extent: markedLines, ranges: merge(cs.ranges[from:len(cs.ranges):len(cs.ranges)]), rating: 2})
			return
		}
	}
}
