package reader

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// label is the beginning of a line that names something, and the rest.
type label struct {
	label   string
	rest    string
	strong  bool // it stands out: code, or bold
	capital bool // it is a sentence that opens with a word in capitals, as instructions are written
	parted  bool // a colon or a dash parts it from the rest
}

// withoutGloss takes off what brackets say of a name: "db (the database)".
func withoutGloss(s string) string {
	if name, gloss, ok := strings.Cut(s, " ("); ok && strings.HasSuffix(gloss, ")") && !strings.Contains(name, " ") {
		return name
	}
	return s
}

// maxPlain is the longest label, in bytes, that can name code without being
// written as code.
const maxPlain = 200

// readLabel reads the beginning of a line, of a list item or of a paragraph: the
// code spans it opens with, or what is bold, or what stands before a colon or a
// dash.
func readLabel(pieces []piece, at opening) label {
	if at.first == len(pieces) {
		return label{}
	}
	first, end, cut := at.first, at.end, at.cut
	l := label{strong: pieces[first].code || pieces[first].bold, capital: at.sentence && opensInCapitals(pieces[first].text)}
	for i := first; i <= end && i < len(pieces); i++ {
		text := pieces[i].text
		if i == end {
			text = text[:cut]
		}
		l.label += text
	}
	l.label = strings.TrimSpace(l.label)
	if at.sentence {
		end, cut = first, 0 // the words are part of what it says
	}
	l.parted = !at.sentence && isParted(pieces, end, cut)
	l.rest = restOf(pieces, end, cut)
	return l
}

// lineOf is the text of the first source line, as far as a label may reach.
func lineOf(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
		if p.end {
			break
		}
	}
	text := strings.TrimSpace(b.String())
	return text[:min(len(text), maxPlain)]
}

// isParted reports whether what follows a label opens with a sign that parts
// the two, inside the bold lead or behind it.
func isParted(pieces []piece, end, cut int) bool {
	before := ""
	if end > 0 && !pieces[end-1].code {
		before = strings.TrimRight(pieces[end-1].text, " ")
	}
	after := ""
	if end < len(pieces) {
		after = strings.TrimLeft(pieces[end].text[cut:], " *\")")
	}
	return strings.HasSuffix(before, ":") || strings.HasSuffix(before, "：") || separator(after) == 0
}

// opening is where the label of a line begins, behind ornaments, and where it ends:
// before pieces[end], of which cut bytes still belong to it. sentence tells that
// nothing parts it from the rest. A line without a label begins behind its end.
type opening struct {
	first, end, cut int
	sentence        bool
}

func openingOf(pieces []piece) (at opening) {
	for at.first < len(pieces) && !pieces[at.first].code && ornament(pieces[at.first].text) {
		at.first++
	}
	if at.first < len(pieces) {
		at.end, at.cut, at.sentence = labelEnd(pieces, at.first)
	}
	return at
}

// labelEnd is where a label ends: before pieces[end], of which cut bytes still
// belong to it. sentence tells that nothing parts it from the rest.
func labelEnd(pieces []piece, first int) (end, cut int, sentence bool) {
	end = first
	if pieces[first].code {
		return codeRun(pieces, first), 0, false
	}
	for end < len(pieces) && pieces[end].bold {
		end++
	}
	if end > first && slices.ContainsFunc(pieces[first:end], func(p piece) bool { return p.code }) {
		return end, 0, false
	}
	return untilSeparator(pieces, end)
}

// codeRun is the end of a run of code spans with at most a short joining word
// between them: "`a` / `b`", "`a`, `b` und `c`".
func codeRun(pieces []piece, i int) int {
	for i < len(pieces) {
		i++ // the code span
		j := i
		joint := ""
		for j < len(pieces) && !pieces[j].code {
			joint += pieces[j].text
			if pieces[j].end {
				return i
			}
			j++
		}
		if j == len(pieces) || !isJoint(joint) {
			return i
		}
		i = j
	}
	return i
}

// isJoint reports whether text between two code spans joins them in any
// language: at most six letters, and nothing that ends a label.
func isJoint(s string) bool {
	s = strings.TrimSpace(s)
	if s == "→" || s == "->" {
		return true // one, then the other
	}
	return utf8.RuneCountInString(s) <= 6 && !strings.ContainsAny(s, ":：=-–—→.;(")
}

// untilSeparator finds the colon or the dash that ends a label in words. It
// gives the piece and the bytes of it that belong to the label. Without one,
// the label is the first words of the line.
func untilSeparator(pieces []piece, from int) (end, cut int, sentence bool) {
	for i := from; i < len(pieces); i++ {
		p := pieces[i]
		if !p.code {
			if at := separator(p.text); at >= 0 {
				return i, at, false
			}
		}
		if p.end {
			break
		}
	}
	if from > 0 && pieces[from-1].bold || from >= len(pieces) || pieces[from].code {
		return from, 0, false
	}
	return from, firstWords(pieces[from].text, 4), true
}

// separator is the offset of what ends a label; -1 where there is none.
func separator(s string) int {
	for i := range len(s) {
		switch c := s[i]; c {
		case "："[0], "—"[0]:
			r, _ := utf8.DecodeRuneInString(s[i:])
			if strings.ContainsRune("：—–→", r) && !between(s, i, r) { // no range of lines
				return i
			}
		case '\t': // columns of a table that was pasted as text
			return i
		case ':', '-', '=':
			if i+1 >= len(s) || s[i+1] == ' ' || s[i+1] == '>' {
				if c == ':' || i == 0 || s[i-1] == ' ' {
					return i
				}
				if c == '-' && s[i-1] == '-' && (i == 1 || s[i-2] == ' ') {
					return i - 1
				}
			}
		}
	}
	return -1
}

// between reports whether a dash stands between two digits.
func between(s string, i int, r rune) bool {
	next := strings.TrimLeft(s[i+utf8.RuneLen(r):], " ")
	last := strings.TrimRight(s[:i], " ")
	return next != "" && last != "" && strings.IndexByte(digits, next[0]) >= 0 && strings.IndexByte(digits, last[len(last)-1]) >= 0
}

func firstWords(s string, n int) int {
	inside := false
	for i, r := range s {
		if unicode.IsSpace(r) {
			if inside {
				n--
			}
			inside = false
			if n == 0 {
				return i
			}
			continue
		}
		inside = true
	}
	return len(s)
}

// restOf is what stands after a label, without what separates them.
func restOf(pieces []piece, end, cut int) string {
	if end == len(pieces)-1 {
		return trimRest(pieces[end].text[cut:])
	}
	var b strings.Builder
	for i := end; i < len(pieces); i++ {
		text := pieces[i].text
		if i == end {
			text = text[cut:]
		}
		b.WriteString(text)
		if pieces[i].end {
			b.WriteByte(' ')
		}
	}
	return trimRest(b.String())
}

func trimRest(s string) string {
	return strings.TrimLeft(strings.TrimSpace(s), ":：-–—=→.\"”)» ")
}

// ornament reports whether text names nothing: an emoji, a quotation mark, a
// number in front of a label.
func ornament(s string) bool {
	if s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') {
		return false // most texts
	}
	return trimOrnament(s) == ""
}

// trimOrnament takes emoji, bullets and punctuation off both ends.
func trimOrnament(s string) string {
	left := strings.TrimLeftFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("$./-\\&|<#@[{", r) || r >= 0x1F000
	})
	if i := strings.IndexAny(left[:min(len(left), 4)], ".)"); i > 0 && strings.Trim(left[:i], digits) == "" && (i+1 == len(left) || left[i+1] == ' ') {
		return trimOrnament(left[i+1:])
	}
	return strings.TrimRightFunc(left, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(":：—–,;", r) || r >= 0x1F000 || unicode.In(r, unicode.So, unicode.Mn, unicode.Cf)
	})
}

const digits = "0123456789"
