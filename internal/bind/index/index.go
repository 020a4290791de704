package index

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/site"
)

// How says which piece of a listing's word a key is made of.
type How uint8

// Pieces of words that are keys of the index.
const (
	FullKey    How = iota // the word, without "./" and a final "/", in lower case
	MaskedKey             // with its numbers masked
	PathKey               // the path of a name in a tree of folders
	TailKey               // what follows its last "/"
	HeadKey               // what stands before its first ":", "@" or "="
	FirstKey              // its first piece of letters and digits
	PieceKey              // any other
	ClusterKey            // one of several short flags that are written together
)

// Post is an entry of the index: a term of a listing under one of its keys.
type Post struct {
	Key  uint64 // a [Hash]
	Term int32
	Next int32 // the post before it of the same slot; 0 for none
	How  How
}

// Index is the terms of a page's listings, the tree of their scopes, and by key the
// posts that name them. The zero Index is ready; a term, a node and a listing are
// called by their indices.
type Index struct {
	Listings []Listing
	Terms    []Term  // of all listings, in order
	Nodes    []Node  // the same; each before those that it holds
	Globs    []int32 // terms that are patterns
	Posts    []Post  // begins with one that is none
	heads    []int32 // by slot of a key, the last post
	firsts   []int32 // of all listings, by line: the first term there or behind
}

// Capacity is that of the largest array of the index, in elements.
func (x *Index) Capacity() int { return max(cap(x.Terms), cap(x.Posts)/4, cap(x.firsts)) }

// Clear lets go of the listings.
func (x *Index) Clear() { clear(x.Listings) }

// Read makes the index of a page's listings in place of what it held; nil stands
// for a listing that no note may explain.
func (x *Index) Read(codes []*code.Code) {
	x.Terms, x.Nodes, x.Posts, x.Globs = x.Terms[:0], x.Nodes[:0], x.Posts[:0], x.Globs[:0]
	x.firsts = x.firsts[:0]
	x.Listings = slices.Grow(x.Listings[:0], len(codes))[:len(codes)]
	clear(x.Listings)
	size := 0
	for _, c := range codes {
		if c != nil {
			size += len(c.Text)
		}
	}
	x.Terms = slices.Grow(x.Terms, size/6+8)
	x.Nodes = slices.Grow(x.Nodes, size/12+8)
	for b, c := range codes {
		if c == nil {
			x.Listings[b] = Listing{From: int32(len(x.Terms)), To: int32(len(x.Terms))}
			continue
		}
		l := &x.Listings[b]
		l.Code = c
		for line := 1; line <= len(l.Starts); line++ {
			if !l.Empty(line) {
				l.Filled++
			}
		}
		l.Drawing = isDrawing(c)
		l.From = int32(len(x.Terms))
		l.shape, l.Drawn = shapeOf(l)
		s := scanner{text: string(l.shape), line: 1, start: true, terms: x.Terms}
		s.read()
		x.Terms = s.terms
		l.To = int32(len(x.Terms))
		x.countLines(l)
		x.tree(l)
		l.readPrinted()
		x.readMarks(l)
	}
	x.post()
}

// post fills the index.
func (x *Index) post() {
	size := 16
	for size < 4*len(x.Terms) {
		size *= 2
	}
	x.heads = slices.Grow(x.heads[:0], size)[:size]
	clear(x.heads)
	x.Posts = append(slices.Grow(x.Posts, 4*len(x.Terms)+8), Post{})
	for b := range x.Listings {
		l := &x.Listings[b]
		if l.Drawing {
			continue
		}
		for i := l.From; i < l.To; i++ {
			x.postTerm(i)
		}
		if l.Flat {
			for n := l.Node + 1; n < l.Last; n++ {
				x.postPath(l, n)
			}
		}
	}
}

// Head is where the posts of a key begin, among which are those of other keys of
// the same slot; 0 for none.
func (x *Index) Head(key uint64) int32 { return x.heads[key&uint64(len(x.heads)-1)] }

// putWord adds a post under the hash of a piece of a term.
func (x *Index) putWord(word string, term int32, h How) { x.put(Hash(word), term, h) }

func (x *Index) put(key uint64, term int32, h How) {
	slot := &x.heads[key&uint64(len(x.heads)-1)]
	x.Posts = append(x.Posts, Post{Key: key, Term: term, How: h, Next: *slot})
	*slot = int32(len(x.Posts) - 1)
}

// Tag is where what follows a name begins, a tag, a digest or a value; -1 for
// nowhere.
func Tag(s string) int {
	for i := range len(s) {
		if signs[s[i]]&tagging != 0 {
			return i
		}
	}
	return -1
}

// maxGlobs is how many patterns of a page stand for other words.
const maxGlobs = 32

// maxPieces is how many pieces of one word are in the index.
const maxPieces = 12

func (x *Index) postTerm(i int32) {
	t := &x.Terms[i]
	x.put(t.Hash, i, FullKey)
	if t.Op {
		return
	}
	if t.Signs&Digit != 0 {
		x.put(MaskedHash(t.Bare), i, MaskedKey)
	}
	if t.Signs&Sign == 0 {
		return // it has no pieces
	}
	if at := strings.LastIndexByte(t.Bare, '/'); at >= 0 && at+1 < len(t.Bare) {
		name := t.Bare[at+1:]
		x.putWord(name, i, TailKey)
		if end := Tag(name); end > 1 {
			x.putWord(name[:end], i, TailKey) // an image, an action, without its tag
		}
	}
	if at := strings.LastIndexByte(t.Bare, ':'); at > 0 && at+2 < len(t.Bare) && t.Bare[at+1] == '/' && t.Bare[at+2] != '/' {
		x.putWord(t.Bare[at+1:], i, TailKey) // a folder that is mounted: "./config:/config"
	}
	if t.Key && t.Signs&Digit == 0 || strings.Count(t.Bare, ".") > 2 {
		x.postTails(i)
	}
	if strings.Count(t.Bare, ":") > 1 {
		x.postFields(i)
	}
	head := Tag(t.Bare)
	if dir := strings.IndexByte(t.Bare, '/'); dir > 3 && (head < 0 || dir < head) {
		if head > dir+1 {
			x.putWord(t.Bare[:head], i, HeadKey) // a folder that is mounted, all of its path; an image without its tag
		}
		head = dir
	}
	if head > 0 {
		x.putWord(t.Bare[:head], i, HeadKey)
	}
	if t.Flag && len(t.Bare) > 2 && len(t.Bare) <= 6 && t.Bare[1] != '-' {
		for k := 1; k < len(t.Bare); k++ {
			x.putWord("-"+t.Bare[k:k+1], i, ClusterKey)
		}
	}
	if t.Signs&Star != 0 && t.Text[0] != '*' && len(x.Globs) < maxGlobs {
		x.Globs = append(x.Globs, i)
	}
	x.postPieces(i, head)
}

// postTails adds the ends of a name of several in a row: "routers.web.rule" and "rule" of
// "traefik.http.routers.web.rule".
func (x *Index) postTails(i int32) {
	bare := x.Terms[i].Bare
	if end := strings.IndexByte(bare, '='); end > 0 {
		bare = bare[:end]
	}
	for n := 0; n < maxPieces; n++ {
		dot := strings.IndexByte(bare, '.')
		if dot < 1 || dot+1 >= len(bare) {
			return
		}
		bare = bare[dot+1:]
		x.putWord(bare, i, TailKey)
	}
}

// postFields adds the fields of a record that are names: "object_r" of
// "system_u:object_r:etc_t:s0", "ro" of "./a:/b:ro". An image's address has colons, too.
func (x *Index) postFields(i int32) {
	n := 0
	for field := range strings.SplitSeq(x.Terms[i].Bare, ":") {
		if strings.IndexByte(field, '/') > 1 {
			return
		}
		if n++; n > maxPieces {
			return
		}
		if len(field) > 1 && SignsOf(field)&NoCapital != 0 && strings.Trim(field, "0123456789.") != "" && field[0] != '/' {
			x.putWord(field, i, TailKey)
		}
	}
}

// postPieces adds the pieces of a term that has signs, of which those from head on are
// a value: names with "_" or "-" in them, then letters and digits.
func (x *Index) postPieces(i int32, head int) {
	bare, n := x.Terms[i].Bare, 0
	for at := 0; at < len(bare) && n < maxPieces && x.Terms[i].Signs&joint != 0; {
		end, joined := at, false
		for end < len(bare) && (IsAlnum(bare[end]) || bare[end] == '_' || bare[end] == '-' && end > at) {
			joined = joined || !IsAlnum(bare[end])
			end++
		}
		if joined && end-at > 2 && end-at < len(bare) && (end != head || at > 0) {
			x.putWord(bare[at:end], i, FirstKey)
			n++
		}
		at = max(end, at+1)
	}
	how := FirstKey
	for at := 0; at < len(bare) && n < maxPieces; {
		end := at
		for end < len(bare) && IsAlnum(bare[end]) {
			end++
		}
		if end-at > 1 && end-at < len(bare) && (end != head || at > 0) {
			x.putWord(bare[at:end], i, how)
			n++
		}
		if end > at {
			how = PieceKey
		}
		at = end + 1
		for at < len(bare) && !IsAlnum(bare[at]) {
			at++
		}
	}
}

// TermsIn counts the words of lines.
func (x *Index) TermsIn(l *Listing, r site.Lines) int {
	return int(x.FirstTerm(l, r.Last+1) - x.FirstTerm(l, r.First))
}

// countLines finds the first term of each line of a listing.
func (x *Index) countLines(l *Listing) {
	x.firsts = slices.Grow(x.firsts, len(l.Starts)+3)
	from, at := len(x.firsts), l.From
	for line := int32(0); line <= int32(max(len(l.Starts), 1))+1; line++ {
		for at < l.To && x.Terms[at].Line < line {
			at++
		}
		x.firsts = append(x.firsts, at)
	}
	l.firsts = x.firsts[from:len(x.firsts):len(x.firsts)]
}

// FirstTerm is the first word on a line or behind it; the line may be one more than
// the listing has.
func (x *Index) FirstTerm(l *Listing, line int) int32 { return l.firsts[line] }

// TermsOf are the words of a listing that hold the bytes from one offset of its text up
// to another, from the first up to, but not with, the last, and what these words have
// before and behind.
func (x *Index) TermsOf(l *Listing, from, to int) (first, last int32, around []byte) {
	first = x.FirstTerm(l, l.lineAt(from))
	for first < l.To && int(x.Terms[first].end) <= from {
		first++
	}
	for last = first; last < l.To && int(x.Terms[last].start) < to; {
		last++
	}
	if last == first {
		return first, last, nil
	}
	around = append(around, l.Text[min(int(x.Terms[first].start), from):from]...)
	return first, last, append(around, l.Text[to:max(to, int(x.Terms[last-1].end))]...)
}
