package markdown

import (
	"bytes"
	"fmt"

	"docsite/internal/front"
	"docsite/internal/markdown/block"
	"docsite/internal/site"
)

// What a page may hold. goldmark takes time quadratic in these, and no
// context that could stop it: 100 KB of "- " take it 8 s, 20,000 definitions
// 4 s, a table of 20 KB 2 s and 1.5 GB. No page that a person wrote comes near.
const (
	maxNesting     = 100     // lists and quotes inside one another
	maxCells       = 100_000 // of all tables together
	maxDelimiters  = 10_000  // runs of emphasis, code and brackets in one block
	maxPairs       = 3e8     // of delimiters that stand in one block, of the page
	maxBlocks      = 100_000 // lines that are not blank, and lists and quotes inside one another on a line
	maxLines       = 30_000  // of one block with a bracket: a link's text and its title may have all of them
	maxDefinitions = 2_000   // of links and footnotes
	maxFences      = 8_000   // lines that open or close a listing
	maxAddresses   = 50_000  // that text becomes a link for
)

// maxUncounted is the length of a page, in bytes, up to which blocks cannot
// have too many pairs unless one has too many delimiters.
const maxUncounted = 1 << 16

// Check refuses a page that would take the parser too long. It reads each
// line once and errs on the side of counting too much: code counts too, since
// only the parser knows for certain what is code.
func Check(src *site.Source) site.Problems {
	_, body := front.Split(src.Text)
	return check(src, body)
}

// check is Check for a text whose Markdown starts at body.
func check(src *site.Source, body int) site.Problems {
	if len(src.Text) > site.MaxPage {
		return site.Problems{src.Problem(site.Error, 0,
			fmt.Sprintf("%d bytes are more than a page may have (1 MiB)", len(src.Text)), "split the page")}
	}
	s := scan{src: src, began: body, counted: body}
	for at := body; at < len(src.Text); {
		end := LineEnd(src.Text, at)
		if !s.line(at, src.Text[at:end]) {
			break // one limit is enough to refuse the page
		}
		at = end
	}
	return s.problems
}

// scan is what has been counted so far.
type scan struct {
	src         *site.Source
	problems    site.Problems
	began       int // offset of the block that a line belongs to
	counted     int // offset up to which its delimiters were counted
	delimiters  int // of the block, as far as counted
	pairs       int // of the delimiters of each block above
	blocks      int
	lines       int // of the block
	columns     int // of the table that may be here
	cells       int
	definitions int
	fences      int
	addresses   int
	alerts      int // that are open, with fences
}

func (s *scan) line(at int, line []byte) bool {
	text, nesting := containers(line)
	if len(text) == 0 && nesting <= maxNesting {
		s.begin(at + len(line))
		s.columns = 0
		return true
	}
	s.blocks += max(1, nesting)
	if startsBlock(line) {
		s.begin(at)
	}
	s.lines++
	s.countDelimiters(at + len(line))
	s.countAlerts(text)
	s.cells += s.columns
	if n := tableColumns(text); n > s.columns {
		s.columns = n
		s.cells += 2 * n
	}
	if bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")) {
		s.fences++
	}
	if len(s.src.Text) > maxAddresses { // a page of fewer bytes cannot have so many
		s.addresses += bytes.Count(text, []byte("@")) + bytes.Count(text, []byte("www.")) + bytes.Count(text, []byte("://"))
	}
	if bytes.HasPrefix(text, []byte("[")) && bytes.Contains(text, []byte("]:")) {
		s.definitions++
	}
	switch {
	case nesting > maxNesting:
		return s.refuse(at, "lists and quotes stand %d deep; the limit is %d", nesting, maxNesting)
	case s.blocks > maxBlocks:
		return s.refuse(at, "there are more than %d lines and items of lists", maxBlocks)
	case s.delimiters > maxDelimiters:
		return s.refuse(at, "one block has %d marks of emphasis, code or links; the limit is %d", s.delimiters, maxDelimiters)
	case s.lines > maxLines && s.lines%1000 == 1 && s.columns == 0 && bytes.IndexByte(s.src.Text[s.began:at], '[') >= 0:
		return s.refuse(at, "a block with brackets has more than %d lines", maxLines)
	case s.pairs+s.delimiters*s.delimiters > maxPairs:
		return s.refuse(at, "many blocks have thousands of marks of emphasis, code or links, this one %d", s.delimiters)
	case s.alerts > maxNesting:
		return s.refuse(at, "alerts stand %d deep; the limit is %d", s.alerts, maxNesting)
	case s.cells > maxCells:
		return s.refuse(at, "the tables have more than %d cells, at %d columns here", maxCells, s.columns)
	case s.fences > maxFences:
		return s.refuse(at, "there are more than %d listings", maxFences/2)
	case s.addresses > maxAddresses:
		return s.refuse(at, "there are more than %d addresses", maxAddresses)
	case s.definitions > maxDefinitions:
		return s.refuse(at, "there are more than %d definitions of links and footnotes", maxDefinitions)
	}
	return true
}

// countAlerts counts an alert that a line opens or closes with a fence.
func (s *scan) countAlerts(line []byte) {
	switch {
	case len(line) < 3 || line[0] != ':' && line[0] != '/' || line[1] != line[0] || line[2] != line[0]:
	case len(bytes.Trim(line, string(line[:1]))) == 0:
		s.alerts = max(0, s.alerts-1)
	default:
		if block.OpensAlert(line) {
			s.alerts++
		}
	}
}

// begin starts a block.
func (s *scan) begin(at int) {
	s.pairs += s.delimiters * s.delimiters
	s.began, s.counted, s.delimiters, s.lines = at, at, 0, 0
}

// countDelimiters counts the delimiters of the block up to end, once the block is long
// enough to have too many, at most three of them in two bytes, or the page is.
func (s *scan) countDelimiters(end int) {
	if 3*(end-s.began) > 2*maxDelimiters || len(s.src.Text) > maxUncounted {
		s.delimiters += delimiters(s.src.Text[s.counted:end])
		s.counted = end
	}
}

func (s *scan) refuse(at int, format string, args ...any) bool {
	s.problems = append(s.problems, s.src.Problem(site.Error, at, fmt.Sprintf(format, args...), "split the page"))
	return false
}

// containers takes the marks of quotes and lists from the head of a line and
// counts them. Two columns of indentation before a mark may be one more list
// that an earlier line opened.
func containers(line []byte) (text []byte, depth int) {
	text = line
	for n := len(text); n > 0 && (text[n-1] == ' ' || text[n-1] == '\t' || text[n-1] == '\r' || text[n-1] == '\n'); n-- {
		text = text[:n-1]
	}
	spaces := 0
	for len(text) > 0 {
		switch c := text[0]; {
		case c == ' ':
			spaces++
			text = text[1:]
		case c == '\t':
			spaces += 4
			text = text[1:]
		case markLength(text) > 0:
			depth += 1 + spaces/2
			spaces = 0
			text = text[markLength(text):]
		default:
			return text, depth
		}
	}
	return text, depth
}

// markLength is the length of the mark of a quote, a list item or a
// definition with which text starts; 0 when there is none.
func markLength(text []byte) int {
	switch text[0] {
	case '>':
		return 1
	case '-', '+', '*', ':':
		return endsMark(text, 1)
	}
	n := 0
	for n < len(text) && n < 9 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 || n == len(text) || text[n] != '.' && text[n] != ')' {
		return 0
	}
	return endsMark(text, n+1)
}

func endsMark(text []byte, n int) int {
	if n == len(text) || text[n] == ' ' || text[n] == '\t' {
		return n
	}
	return 0
}

// startsBlock reports whether a line is sure to end the paragraph above it: a
// bullet with words after it, at most three spaces in.
func startsBlock(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	return len(line)-len(text) <= 3 && len(text) > 2 && bytes.IndexByte([]byte("-+*"), text[0]) >= 0 &&
		text[1] == ' ' && len(bytes.TrimSpace(text[2:])) > 0
}

// delimiters counts what the parser must pair up: runs of the same mark, and
// every bracket.
func delimiters(text []byte) int {
	n, run := 0, 0
	var before byte
	for _, c := range text {
		if run++; c != before {
			run = 1
		}
		switch c {
		case '=', '^':
			if run == 2 {
				n++
			}
		case '*', '_', '~', '`':
			if c != before {
				n++
			}
		case '[', ']', '<':
			n++
		case '(':
			if before == ']' { // each may open a destination that runs to the end
				n += 2
			}
		}
		before = c
	}
	return n
}

// tableColumns is the number of columns if text can be the line of hyphens
// below a table's header; 0 when it cannot.
func tableColumns(text []byte) int {
	pipes := bytes.Count(text, []byte{'|'})
	if pipes == 0 || len(bytes.Trim(text, "|:- \t")) > 0 || bytes.IndexByte(text, '-') < 0 {
		return 0
	}
	return pipes + 1
}
