package code

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"docsite/internal/site"
)

// builder is a [Code] in the making: the text of a listing for the readers of
// all languages, and the parts, tokens, words and rows that they add. Offsets
// are those of text, which has no carriage return before a newline; finish
// turns them into offsets of Code.Text.
type builder struct {
	code    *Code
	text    string
	flat    string // text with continuations and the comments between them blanked, for the parsers
	starts  []int  // of the lines of text; a final newline starts none
	crs     []int  // offsets in text of the newlines behind a dropped carriage return
	escape  byte   // quotes the next character, and continues a line at its end
	words   []Word // that the parts' words are cut from
	work    int    // steps that may still be spent on the listing
	scratch *Scratch
}

func newBuilder(c *Code, m *Scratch) *builder {
	b := &builder{code: c, scratch: m, escape: '\\'}
	text := c.Text
	if bytes.Contains(text, []byte("\r\n")) {
		text, b.crs = dropReturns(text)
	}
	b.starts = site.AppendLineStarts(m.starts.Reserve(1+bytes.Count(text, []byte{'\n'})), text)
	if last := len(b.starts) - 1; b.starts[last] == len(text) { // a final newline starts no line
		b.starts = b.starts[:last]
	}
	if b.text = string(text); strings.HasPrefix(b.text, "\ufeff") {
		b.text = "   " + b.text[3:]
	}
	b.flat = b.text
	b.work = min(minWork+maxWork*len(b.text), mostWork)
	return b
}

// The work on a listing is limited, in steps: a byte that the shell's parser
// reads, or one that becomes part of a word. Listings of people take a few steps
// a byte; one that is made to be slow lets the parser begin again and again, or
// has words inside words.
const (
	minWork = 1 << 12
	maxWork = 80 // steps a byte

	mostWork = 10 << 20 // steps of any listing

	wordWork = 32 // steps of a word, beside those of its bytes
)

// errWork refuses a listing that takes too many steps.
var errWork = errors.New("shown as plain lines: it takes too long to read")

// spend counts steps. It panics with [errWork] where too many were spent.
func (b *builder) spend(steps int) {
	if b.work -= steps; b.work < 0 {
		panic(errWork)
	}
}

// reserve takes memory for what a listing of a Dockerfile or a script usually
// holds: growing step by step costs more than all else here.
func (b *builder) reserve() {
	n := len(b.text)
	b.code.Parts = b.scratch.parts.Reserve(n/18 + 4)
	b.code.Tokens = b.scratch.tokens.Reserve(n/8 + 4)
	b.words = b.scratch.words.Reserve(n/7 + 8)
}

// dropReturns takes the carriage returns before newlines out of text, and gives
// the offsets of the newlines behind a dropped return.
func dropReturns(text []byte) ([]byte, []int) {
	b := make([]byte, 0, len(text))
	var crs []int
	for i := range len(text) {
		if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
			crs = append(crs, len(b))
			continue
		}
		b = append(b, text[i])
	}
	return b, crs
}

// line is the span of a line, counted from 0, without its newline.
func (b *builder) line(i int) site.Span {
	s := site.Span{Start: b.starts[i], End: b.lineEnd(i)}
	if s.End > s.Start && b.text[s.End-1] == '\n' {
		s.End--
	}
	return s
}

// written gives the lines that are not blank, without the blanks around them.
func (b *builder) written() iter.Seq2[int, site.Span] {
	return func(yield func(int, site.Span) bool) {
		for i := range b.starts {
			if s := trim(b.text, b.line(i)); s.Start < s.End && !yield(i, s) {
				return
			}
		}
	}
}

// lineEnd is the offset behind a line and its newline.
func (b *builder) lineEnd(i int) int {
	if i+1 < len(b.starts) {
		return b.starts[i+1]
	}
	return len(b.text)
}

// lineAt is the line, counted from 0, that holds an offset.
func (b *builder) lineAt(offset int) int {
	return max(sort.SearchInts(b.starts, offset+1)-1, 0)
}

func (b *builder) blankLine(i int) bool {
	s := b.line(i)
	return strings.TrimSpace(b.flat[s.Start:s.End]) == ""
}

// trim takes the blanks off both ends of a span.
func (b *builder) trim(s site.Span) site.Span { return trim(b.flat, s) }

func trim(text string, s site.Span) site.Span {
	for s.Start < s.End && isBlank(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && isBlank(text[s.End-1]) {
		s.End--
	}
	return s
}

// isBlank reports whether a byte of ASCII is white space.
func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'
}

func (b *builder) token(kind TokenKind, start, end int) {
	if start < end {
		b.code.Tokens = append(b.code.Tokens, Token{Span: site.Span{Start: start, End: end}, Kind: kind})
	}
}

// punctuation adds a token for each character of a span that is no blank.
func (b *builder) punctuation(start, end int) {
	s := b.trim(site.Span{Start: start, End: end})
	for i := s.Start; i < s.End; i++ {
		if !isBlank(b.flat[i]) {
			b.token(PunctuationToken, i, i+1)
		}
	}
}

// part adds a part and gives its index, the parent of parts inside it.
func (b *builder) part(kind PartKind, span site.Span, name string, words []Word, parent int) int {
	b.code.Parts = append(b.code.Parts, Part{Kind: kind, Span: span, Name: name, Words: words, Parent: parent})
	return len(b.code.Parts) - 1
}

// linePart makes a part of one line.
func (b *builder) linePart(i int) {
	s := b.trim(b.line(i))
	b.part(LinePart, s, "", b.fields(s), -1)
}

// comment makes a part of a comment; none of an empty span.
func (b *builder) comment(s site.Span, parent int) {
	if s.End > s.Start {
		b.part(CommentPart, s, "", b.prose(s), parent)
	}
}

// warnLine warns of the first line, counted from 0, that stays plain.
func (b *builder) warnLine(line int, reason string) {
	if b.code.Warning == "" {
		b.code.Warning = fmt.Sprintf("line %d is shown as it stands: %s", line+1, reason)
	}
}

// finish brings tokens and parts into order, gives each part its group, and
// turns all offsets into those of Code.Text.
func (b *builder) finish() {
	b.sortTokens()
	b.sortParts()
	if b.code.Dockerfile != nil {
		adoptComments(b.code.Parts)
	}
	g := 0
	groups, parts := b.code.Groups, b.code.Parts
	for i := range parts {
		for g+1 < len(groups) && parts[i].Span.Start >= groups[g].Span.End {
			g++
		}
		parts[i].Group = g
	}
	if len(b.crs) > 0 {
		b.restoreReturns()
	}
}

// sortTokens also drops a token that overlaps the one before: where two
// readers claim a text, the first has it.
func (b *builder) sortTokens() {
	tokens := b.code.Tokens
	slices.SortStableFunc(tokens, func(a, b Token) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	end, kept := 0, tokens[:0]
	for _, t := range tokens {
		if t.Span.Start >= end && t.Span.End <= len(b.text) {
			kept, end = append(kept, t), t.Span.End
		}
	}
	b.code.Tokens = kept
}

// sortParts sorts by start, the wider first, and keeps Parent right.
func (b *builder) sortParts() {
	parts := b.code.Parts
	order := func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	}
	if slices.IsSortedFunc(parts, order) {
		return
	}
	from := make([]int, len(parts)) // new index → old
	for i := range from {
		from[i] = i
	}
	slices.SortStableFunc(from, func(a, b int) int { return order(parts[a], parts[b]) })
	to := make([]int, len(parts)) // old index → new
	sorted := make([]Part, len(parts))
	for i, old := range from {
		to[old], sorted[i] = i, parts[old]
	}
	for i := range sorted {
		if p := sorted[i].Parent; p >= 0 {
			sorted[i].Parent = to[p]
		}
	}
	copy(parts, sorted)
}

// restoreReturns makes offsets in Code.Text of those in text.
func (b *builder) restoreReturns() {
	fix := func(s *site.Span) {
		s.Start += sort.SearchInts(b.crs, s.Start)
		s.End += sort.SearchInts(b.crs, s.End)
	}
	for i, start := range b.starts {
		b.starts[i] += sort.SearchInts(b.crs, start)
	}
	c := b.code
	for i := range c.Groups {
		fix(&c.Groups[i].Span)
	}
	for i := range c.Tokens {
		fix(&c.Tokens[i].Span)
	}
	fixed := map[*Word]bool{} // an instruction shares its words with its arguments
	for i := range c.Parts {
		fix(&c.Parts[i].Span)
		for j := range c.Parts[i].Words {
			if w := &c.Parts[i].Words[j]; !fixed[w] {
				fixed[w] = true
				fix(&w.Span)
			}
		}
	}
}
