package code

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/site"
)

// Limits on what the parsers are given. A listing past them is plain lines.
const (
	maxSize  = 1 << 20 // bytes of a listing
	maxShell = 1 << 18 // bytes of shell text: the longest script of Docker's official images has 16 KiB
)

// languages says which reader takes the listings of which language.
var languages = map[string]func(*reader) error{
	"dockerfile": (*reader).dockerfile, "docker": (*reader).dockerfile, "containerfile": (*reader).dockerfile,
	"sh": (*reader).script, "bash": (*reader).script, "shell": (*reader).script, "ash": (*reader).script,
	"dash": (*reader).script, "ksh": (*reader).script, "mksh": (*reader).script, "zsh": (*reader).script,
	"console": (*reader).console, "shell-session": (*reader).console, "shellsession": (*reader).console,
	"sh-session": (*reader).console, "terminal": (*reader).console,
	"yaml": (*reader).yaml, "yml": (*reader).yaml, "docker-compose": (*reader).yaml, "compose": (*reader).yaml,
	"nginx": (*reader).nginx, "nginxconf": (*reader).nginx,
	"ini": (*reader).ini, "toml": (*reader).ini, "systemd": (*reader).ini, "properties": (*reader).ini,
	"env": (*reader).ini, "dotenv": (*reader).ini,
	"makefile": (*reader).makefile, "make": (*reader).makefile,
}

// Read takes a listing apart. It never fails: what no parser takes becomes
// plain lines, and Code.Warning says why where a parser was asked. Language
// is the first word of the fence's info string; where there is none, or the
// code cannot be that, it is guessed, for the languages that cannot be taken
// for anything else. Of a file's name it is that of the file.
func Read(language string, code []byte) *Code { return new(Scratch).Read(language, code) }

// Read is the function [Read]. Its result is valid until the scratch is cleared.
func (m *Scratch) Read(language string, code []byte) *Code {
	c := &Code{Language: strings.ToLower(language), Text: code}
	warning := ""
	if strings.ContainsAny(c.Language, "./") {
		c.Language = fileLanguage(c.Language)
	}
	if c.Language == "" {
		c.Language = guess(code)
	} else if guessed := misnamed(c.Language, code); guessed != "" {
		warning = fmt.Sprintf("the fence says %q; what stands in it is read as %s", language, guessed)
		c.Language = guessed
	}
	read := languages[c.Language]
	r := newReader(c, m)
	switch {
	case read == nil:
		r.plain()
	case len(code) > maxSize:
		c.Warning = fmt.Sprintf("a listing of %d bytes is shown as plain lines; at most %d are read", len(code), maxSize)
		r.plain()
	default:
		r.reserve()
		if err := r.try(read); err != nil {
			c.reset()
			c.Warning = err.Error()
			r = newReader(c, m)
			r.plain()
		}
		if r.shell != nil {
			shells.Put(r.shell)
		}
	}
	r.finish()
	if warning != "" {
		c.Warning = warning
	}
	c.Parts, c.Tokens, c.Groups = m.parts.Commit(c.Parts), m.tokens.Commit(c.Tokens), m.groups.Commit(c.Groups)
	m.words.Commit(r.words)
	return c
}

func (c *Code) reset() {
	c.Groups, c.Tokens, c.Parts, c.Dockerfile, c.Warning = nil, nil, nil, nil, ""
}

// reader is a listing that is being taken apart. Its offsets are those of
// text, which has no carriage returns before newlines; finish turns them into
// offsets of Code.Text.
type reader struct {
	code    *Code
	text    string
	flat    string // text with continuations and the comments between them blanked: what the parsers see
	starts  []int  // of the lines of text; a final newline starts none
	crs     []int  // offsets in text of the newlines that had a carriage return before them
	escape  byte   // of a Dockerfile
	posix   bool   // the shell in force takes POSIX text; false after SHELL ["powershell"]
	words   []Word // that the parts' words are cut from
	scratch *Scratch
	shell   *syntax.Parser
}

func newReader(c *Code, m *Scratch) *reader {
	r := &reader{code: c, scratch: m, escape: '\\', posix: true, text: string(c.Text)}
	if strings.Contains(r.text, "\r\n") {
		r.text, r.crs = dropReturns(r.text)
	}
	if strings.HasPrefix(r.text, "\ufeff") {
		r.text = "   " + r.text[3:]
	}
	r.flat = r.text
	r.starts = lineStarts(r.text)
	return r
}

// reserve takes memory for what a listing of a Dockerfile or a script usually
// holds: growing step by step costs more than all else here.
func (r *reader) reserve() {
	n := len(r.text)
	r.code.Parts = r.scratch.parts.Reserve(n/18 + 4)
	r.code.Tokens = r.scratch.tokens.Reserve(n/8 + 4)
	r.words = r.scratch.words.Reserve(n/7 + 8)
}

// dropReturns takes the carriage returns before newlines out of text and
// tells where the newlines stand that had one.
func dropReturns(text string) (string, []int) {
	b := make([]byte, 0, len(text))
	var crs []int
	for i := range len(text) {
		if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
			crs = append(crs, len(b))
			continue
		}
		b = append(b, text[i])
	}
	return string(b), crs
}

// lineStarts is site.LineStarts without the empty line after a final newline.
func lineStarts(text string) []int {
	starts := make([]int, 0, 1+strings.Count(text, "\n"))
	for i := 0; i < len(text); {
		starts = append(starts, i)
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
	}
	return starts
}

// try runs a reader and makes an error of a panic: a parser must not take
// the site down with it.
func (r *reader) try(read func(*reader) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("shown as plain lines: the parser stopped with %q", fmt.Sprint(p))
		}
	}()
	return read(r)
}

// line is the span of a line, counted from 0, without its newline.
func (r *reader) line(i int) site.Span {
	s := site.Span{Start: r.starts[i], End: r.lineEnd(i)}
	if s.End > s.Start && r.text[s.End-1] == '\n' {
		s.End--
	}
	return s
}

// lineEnd is the offset behind a line and its newline.
func (r *reader) lineEnd(i int) int {
	if i+1 < len(r.starts) {
		return r.starts[i+1]
	}
	return len(r.text)
}

// lineAt is the line, counted from 0, that holds an offset.
func (r *reader) lineAt(offset int) int {
	return max(sort.SearchInts(r.starts, offset+1)-1, 0)
}

func (r *reader) token(kind TokenKind, start, end int) {
	if start < end {
		r.code.Tokens = append(r.code.Tokens, Token{Span: site.Span{Start: start, End: end}, Kind: kind})
	}
}

// part adds a part and gives its index, for those inside it.
func (r *reader) part(kind PartKind, span site.Span, name string, words []Word, parent int) int {
	r.code.Parts = append(r.code.Parts, Part{Kind: kind, Span: span, Name: name, Words: words, Parent: parent})
	return len(r.code.Parts) - 1
}

// finish brings tokens and parts into order, gives each part its group, and
// turns all offsets into those of Code.Text.
func (r *reader) finish() {
	r.sortTokens()
	r.sortParts()
	if r.code.Dockerfile != nil {
		r.adoptRemarks()
	}
	g := 0
	groups, parts := r.code.Groups, r.code.Parts
	for i := range parts {
		for g+1 < len(groups) && parts[i].Span.Start >= groups[g].Span.End {
			g++
		}
		parts[i].Group = g
	}
	if len(r.crs) > 0 {
		r.restoreReturns()
	}
}

func (r *reader) sortTokens() {
	tokens := r.code.Tokens
	order := func(a, b Token) int { return cmp.Compare(a.Span.Start, b.Span.Start) }
	if !slices.IsSortedFunc(tokens, order) {
		r.scratch.sort(tokens)
	}
	end, kept := 0, tokens[:0]
	for _, t := range tokens {
		if t.Span.Start < end || t.Span.End > len(r.text) {
			continue // two readers claimed the same text: the first has it
		}
		kept, end = append(kept, t), t.Span.End
	}
	r.code.Tokens = kept
}

// sort sorts tokens by their start, those with the same in the order in which
// they came: a number holds both, and numbers are sorted fast.
func (m *Scratch) sort(tokens []Token) {
	m.keys = m.keys[:0]
	for i, t := range tokens {
		m.keys = append(m.keys, uint64(t.Span.Start)<<32|uint64(i))
	}
	slices.Sort(m.keys)
	m.unsorted = append(m.unsorted[:0], tokens...)
	for i, key := range m.keys {
		tokens[i] = m.unsorted[uint32(key)]
	}
}

// sortParts sorts by start, the wider first, and keeps Parent right.
func (r *reader) sortParts() {
	parts := r.code.Parts
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

func (r *reader) restoreReturns() {
	fix := func(s *site.Span) {
		s.Start += sort.SearchInts(r.crs, s.Start)
		s.End += sort.SearchInts(r.crs, s.End)
	}
	c := r.code
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
