package bind

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/site"
)

// listing is one of the page's listings read for comparison.
type listing struct {
	*code.Code
	from, to   int32 // of its terms in page.terms
	node, last int32 // of its nodes in page.nodes; the first is the whole listing
	starts     []int // of its lines
	lines      int   // how many it has
	endings    []int32
	filled     int // lines that are not empty
	flat       bool
	drawing    bool
	printed    map[int]int          // by number that a line carries, the line; nil where they carry none
	marks      map[int][]site.Lines // by marker, the lines it stands for
}

// how says which piece of a listing's word a key is made of.
type how uint8

const (
	fullKey    how = iota // the word, without "./" and a final "/", in lower case
	maskedKey             // with its numbers masked
	tailKey               // what follows its last "/"
	headKey               // what stands before its first ":", "@" or "="
	firstKey              // its first piece of letters and digits
	pieceKey              // any other
	clusterKey            // one of several short flags that are written together
)

// post is an entry of the page's index: a word of a listing under one of its keys.
type post struct {
	key  uint64
	term int32
	next int32
	how  how
}

// hash is FNV-1a of a text in lower case; masked makes one sign of each number.
func hash(s string, masked bool) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if masked && isDigit(c) {
			for i+1 < len(s) && (isDigit(s[i+1]) || s[i+1] == '.' && i+2 < len(s) && isDigit(s[i+2])) {
				i++
			}
			c = '0'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlnum(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

// read reads the listings into the index of the page.
func (p *page) read(codes []*code.Code) {
	p.lists = slices.Grow(p.lists[:0], len(codes))[:len(codes)]
	clear(p.lists)
	size := 0
	for _, c := range codes {
		if c != nil {
			size += len(c.Text)
		}
	}
	p.terms = slices.Grow(p.terms, size/6+8)
	p.nodes = slices.Grow(p.nodes, size/12+8)
	for b, c := range codes {
		if c == nil {
			p.lists[b] = listing{from: int32(len(p.terms)), to: int32(len(p.terms))}
			continue
		}
		l := &p.lists[b]
		l.Code = c
		l.starts = site.LineStarts(c.Text)
		if l.lines = len(l.starts); l.lines > 0 && l.starts[l.lines-1] == len(c.Text) {
			l.lines--
		}
		for line := 1; line <= l.lines; line++ {
			if !l.empty(line) {
				l.filled++
			}
		}
		l.drawing = isDrawing(c)
		l.from = int32(len(p.terms))
		s := scanner{text: string(c.Text), line: 1, start: true, terms: p.terms}
		s.read()
		p.terms, l.endings = s.terms, s.endings
		l.to = int32(len(p.terms))
		p.tree(l)
		l.readPrinted()
		p.readMarks(l)
	}
	p.post()
}

// post fills the index.
func (p *page) post() {
	size := 16
	for size < 4*len(p.terms) {
		size *= 2
	}
	p.heads = slices.Grow(p.heads[:0], size)[:size]
	clear(p.heads)
	p.posts = append(slices.Grow(p.posts, 4*len(p.terms)+8), post{})
	for b := range p.lists {
		l := &p.lists[b]
		if l.drawing {
			continue
		}
		for i := l.from; i < l.to; i++ {
			p.postTerm(i)
		}
	}
}

func (p *page) put(key uint64, term int32, h how) {
	slot := &p.heads[key&uint64(len(p.heads)-1)]
	p.posts = append(p.posts, post{key: key, term: term, how: h, next: *slot})
	*slot = int32(len(p.posts) - 1)
}

// maxGlobs is how many patterns of a page stand for other words.
const maxGlobs = 32

// maxPieces is how many pieces of one word are in the index.
const maxPieces = 12

func (p *page) postTerm(i int32) {
	t := &p.terms[i]
	p.put(hash(t.bare, false), i, fullKey)
	if t.op {
		return
	}
	if hasDigit(t.bare) {
		p.put(hash(t.bare, true), i, maskedKey)
	}
	if at := strings.LastIndexByte(t.bare, '/'); at >= 0 && at+1 < len(t.bare) {
		p.put(hash(t.bare[at+1:], false), i, tailKey)
	}
	head := strings.IndexAny(t.bare, ":@=")
	if dir := strings.IndexByte(t.bare, '/'); dir > 3 && (head < 0 || dir < head) {
		head = dir
	}
	if head > 0 {
		p.put(hash(t.bare[:head], false), i, headKey)
	}
	if t.flag && len(t.bare) > 2 && len(t.bare) <= 6 && t.bare[1] != '-' {
		for k := 1; k < len(t.bare); k++ {
			p.put(hash("-"+t.bare[k:k+1], false), i, clusterKey)
		}
	}
	if t.glob && len(p.globs) < maxGlobs {
		p.globs = append(p.globs, i)
	}
	n, h := 0, firstKey
	for at := 0; at < len(t.bare) && n < maxPieces; { // names with "_" in them
		end, under := at, false
		for end < len(t.bare) && (isAlnum(t.bare[end]) || t.bare[end] == '_' || t.bare[end] == '-' && end > at) {
			under = under || !isAlnum(t.bare[end])
			end++
		}
		if under && end-at > 2 && end-at < len(t.bare) && (end != head || at > 0) {
			p.put(hash(t.bare[at:end], false), i, h)
			n++
		}
		at = max(end, at+1)
	}
	h = firstKey
	for at := 0; at < len(t.bare) && n < maxPieces; {
		end := at
		for end < len(t.bare) && isAlnum(t.bare[end]) {
			end++
		}
		if end-at > 1 && end-at < len(t.bare) && (end != head || at > 0) {
			p.put(hash(t.bare[at:end], false), i, h)
			n++
		}
		if end > at {
			h = pieceKey
		}
		at = max(end, at+1)
		for at < len(t.bare) && !isAlnum(t.bare[at]) {
			at++
		}
	}
}

// lineSpan is a line, counted from 1, without its end.
func (l *listing) lineSpan(line int) site.Span {
	s := site.Span{Start: l.starts[line-1], End: len(l.Text)}
	if line < len(l.starts) {
		s.End = l.starts[line]
	}
	return s
}

func (l *listing) empty(line int) bool {
	s := l.lineSpan(line)
	return len(bytes.TrimSpace(l.Text[s.Start:s.End])) == 0
}

// lineAt is the line, from 1, that holds an offset.
func (l *listing) lineAt(offset int) int {
	i, ok := slices.BinarySearch(l.starts, offset)
	if ok {
		return i + 1
	}
	return i
}

// isDrawing reports whether a text without a parser is a picture made of
// characters: boxes, arrows. A folder's files are none.
func isDrawing(c *code.Code) bool {
	if c.Dockerfile != nil || drawn[c.Language] {
		return c.Dockerfile == nil
	}
	if len(c.Groups) > 0 && c.Groups[0].Kind != code.LineGroup {
		return false
	}
	for _, sign := range [...]string{"┌", "▼", "↓", "-->|", "--->", "<---"} {
		if bytes.Contains(c.Text, []byte(sign)) {
			return true
		}
	}
	return false
}

// drawn are languages that describe pictures.
var drawn = map[string]bool{"mermaid": true, "plantuml": true, "puml": true, "dot": true, "graphviz": true, "d2": true, "svgbob": true}

func barePath(s string) string {
	s = strings.TrimPrefix(s, "./")
	if len(s) > 1 {
		s = strings.TrimSuffix(s, "/")
	}
	return s
}
