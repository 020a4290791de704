package bind

import (
	"bytes"
	"net/netip"
	"sort"
	"strings"
	"unicode/utf8"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Bind puts the notes of a page beside the lines that they explain. codes are
// the page's listings by Listing.Block, nil for one that no note may explain;
// the result has one binding for each note of each group. It looks at nothing
// else, so the same page gives the same bindings.
func Bind(codes []*code.Code, groups []site.NoteGroup) [][]site.Binding {
	return new(Scratch).Bind(codes, groups)
}

// Bind is the function [Bind]. Its result is not part of the scratch.
func (m *Scratch) Bind(codes []*code.Code, groups []site.NoteGroup) [][]site.Binding {
	b := binder{scratch: m, codes: codes, indexes: make([]*index, len(codes)), groups: groups, work: maxWork}
	b.out = make([][]site.Binding, len(groups))
	b.queries = make([][]query, len(groups))
	b.shares = make([]float64, len(groups))
	b.hints = make([][]site.Lines, len(groups))
	b.adopt()
	for block, c := range codes {
		if c != nil && (codes[b.longest] == nil || len(c.Text) > len(codes[b.longest].Text)) {
			b.longest = block
		}
	}
	for g := range groups {
		b.out[g] = make([]site.Binding, len(groups[g].Notes))
		for i := range b.out[g] {
			b.out[g][i].State = site.NoCode
		}
		b.group(g)
	}
	b.families()
	b.sortNames()
	for g := range groups {
		b.write(g) // when all is known that notes name
		b.counted(g, b.hints[g])
	}
	return b.out
}

// maxWork is how many words are compared for one page at most, about half a
// second's worth. A real page needs less than a hundredth.
const maxWork = 50_000_000

// binder holds what the groups of one page share.
type binder struct {
	scratch  *Scratch
	codes    []*code.Code
	indexes  []*index
	groups   []site.NoteGroup
	children [][]int   // by group, those that stand below its notes
	queries  [][]query // by group
	named    []name    // what the notes of the whole page name
	sorted   bool      // named is complete and in order
	shares   []float64 // by group, of the notes that found a place
	hints    [][]site.Lines
	longest  int // the listing with the most bytes
	work     int // comparisons left before a hostile page is given up
	out      [][]site.Binding
}

// name is the first word of the place that a note names.
type name struct {
	group, note, block int
	offset             int
	line               int32
	terms              int
	text               string
}

// index is a listing read for comparison.
type index struct {
	*code.Code
	scratch *Scratch
	terms   []term
	edges   [][2]byte // of each term, see edge
	heads   []int32   // of each term, the widest part that it opens; -1 for none
	endings []int32   // lines that a backslash continues
	starts  []int     // of lines
	drawing bool
	tree    []branch // of files; nil for another listing
	laid    []int32  // the place that is tried
	work    *int     // comparisons left
}

// index reads a listing when it is first asked for; nil for none.
func (b *binder) index(block int) *index {
	if block < 0 || block >= len(b.codes) || b.codes[block] == nil {
		return nil
	}
	if b.indexes[block] == nil {
		b.indexes[block] = newIndex(b.codes[block], b.scratch)
		b.indexes[block].work = &b.work
	}
	if b.indexes[block].drawing {
		return nil
	}
	return b.indexes[block]
}

// isDrawing reports whether a text without a parser is a picture made of
// characters: boxes, trees, arrows.
func isDrawing(c *code.Code) bool {
	if c.Dockerfile != nil || drawn[c.Language] {
		return c.Dockerfile == nil
	}
	for _, sign := range [...]string{"├", "└", "│", "┌", "▼", "↓", "──", "-->|", "--->", "<---"} {
		if bytes.Contains(c.Text, []byte(sign)) {
			return len(c.Groups) == 0 || c.Groups[0].Kind == code.LineGroup
		}
	}
	return false
}

// drawn are languages that describe pictures.
var drawn = map[string]bool{"mermaid": true, "plantuml": true, "puml": true, "dot": true, "graphviz": true, "d2": true, "svgbob": true}

func newIndex(c *code.Code, scratch *Scratch) *index {
	s := readTerms(string(c.Text), scratch)
	x := &index{Code: c, scratch: scratch, terms: scratch.terms.Commit(s.terms), endings: s.endings, starts: site.LineStarts(c.Text)}
	if isFileTree(c) {
		x.tree = x.readTree()
	}
	x.drawing = x.tree == nil && isDrawing(c)
	g := 0
	for i := range x.terms {
		t := &x.terms[i]
		for g+1 < len(c.Groups) && t.span.Start >= c.Groups[g].Span.End {
			g++
		}
		t.group = int32(g)
		if t.comment && i > 0 && x.terms[i-1].comment && x.terms[i-1].line == t.line {
			t.dead = x.terms[i-1].dead
		} else if t.comment {
			t.dead = dockerfile.IsKeyword(t.text) && (i == 0 || x.terms[i-1].line != t.line)
		}
	}
	x.edges = make([][2]byte, len(x.terms))
	for i := range x.terms {
		x.edges[i] = edge(x.terms[i].bare)
	}
	x.heads = make([]int32, len(x.terms))
	for i := range x.heads {
		x.heads[i] = -1
	}
	at := 0
	for p := range c.Parts {
		part := &c.Parts[p]
		if part.Kind == code.HeredocPart {
			continue // its first command is not all of it
		}
		start := part.NameStart()
		for at > 0 && x.terms[at-1].span.Start >= start {
			at--
		}
		for at < len(x.terms) && (x.terms[at].span.Start < start || x.terms[at].op) {
			at++
		}
		if at < len(x.terms) && x.terms[at].span.Start < part.Span.End && x.heads[at] < 0 {
			x.heads[at] = int32(p)
			x.terms[at].start = true
		}
	}
	return x
}

// query is a fragment that looks for its place.
type query struct {
	fragment
	note     int
	opener   string // the operator that the fragment opens with: "||"
	repeated int    // notes of the group that quote the same
	found    []candidate
	chosen   int   // index in found; -1 for none
	rivals   []int // of the chosen one, when it is ambiguous
	doubt    int   // 1 + the index in found of a place given up because few others of the group found theirs
}

// group binds the notes of one group.
func (b *binder) group(g int) {
	group := &b.groups[g]
	queries, hints := read(group, b.scratch)
	if mark := b.markers(g); mark {
		return
	}
	if len(queries) > 0 {
		b.search(group, queries, hints)
		b.choose(queries)
		b.narrow(queries)
		b.believe(g, queries)
		b.queries[g] = queries
		b.name(g, queries)
		if b.leads(g) {
			b.write(g)
		}
	}
	b.hints[g] = hints
}

// leads reports whether other groups stand below notes of this one.
func (b *binder) leads(g int) bool {
	for i := g + 1; i < len(b.groups); i++ {
		if under := b.groups[i].Under; under != nil && under.Group == g {
			return true
		}
	}
	return false
}

// read turns the notes' fragments into queries. hints are the lines that a
// note counts.
func read(group *site.NoteGroup, scratch *Scratch) (queries []query, hints []site.Lines) {
	hints = make([]site.Lines, len(group.Notes))
	queries = scratch.queries.Reserve(len(group.Notes))
	for n := range group.Notes {
		code, before := false, len(queries)
		for _, f := range group.Notes[n].Fragments {
			code = code || f.Code
		}
		for _, f := range apart(group.Notes[n].Fragments) {
			part := readFragment(f, scratch)
			if part.lines.First > 0 {
				hints[n] = part.lines
			}
			if len(part.terms) == 0 || code && !f.Code {
				continue
			}
			if !f.Code && !plainCode(&part) {
				if part.word = isKeyWord(&part); !part.word && !isPlainName(&part) && !isEntry(&part) {
					if part.title = isTitle(&group.Notes[n]); !part.title {
						continue
					}
				}
			}
			if group.Notes[n].Kind == site.HeadingNote && isFile(&part) {
				continue // the title of a listing
			}
			part.whole = part.text == strings.TrimSpace(group.Notes[n].Label)
			queries = append(queries, newQuery(part, n))
		}
		if len(queries) == before {
			queries = appendMentions(queries, &group.Notes[n], n, scratch)
		}
		for i := before; i < len(queries); i++ {
			if queries[i].bare {
				queries[i].nth = which(&group.Notes[n])
			}
		}
	}
	queries = scratch.queries.Commit(queries)
	countRepeated(queries)
	return queries, hints
}

// apart cuts the only fragment of a note, in plain words, where it joins names
// that no prose has: "DB_USER and DB_HOST".
func apart(fragments []site.Fragment) []site.Fragment {
	if len(fragments) != 1 || fragments[0].Code || !strings.Contains(fragments[0].Text, "_") {
		return fragments
	}
	var out []site.Fragment
	for _, word := range strings.Fields(fragments[0].Text) {
		word = strings.Trim(word, ",")
		if strings.Contains(word, "_") {
			out = append(out, site.Fragment{Text: word, Span: fragments[0].Span})
		} else if utf8.RuneCountInString(word) > 3 {
			return fragments
		}
	}
	return out
}

// isTitle reports whether a note stands above a listing of its own and names no
// code.
func isTitle(note *site.Note) bool { return len(note.Own) > 0 && len(note.Mentions) == 0 }

// ofNote gives the queries of one note, which follow one another.
func ofNote(queries []query, note int) []query {
	first := sort.Search(len(queries), func(i int) bool { return queries[i].note >= note })
	end := first
	for end < len(queries) && queries[end].note == note {
		end++
	}
	return queries[first:end]
}

// countRepeated counts the notes that quote the same.
func countRepeated(queries []query) {
	times := make(map[string]int, len(queries))
	for i := range queries {
		if !queries[i].mention {
			times[queries[i].text]++
		}
	}
	for i := range queries {
		queries[i].repeated = times[queries[i].text]
	}
}

func newQuery(f fragment, note int) query {
	q := query{fragment: f, note: note, chosen: -1}
	if f.terms[0].op && len(f.terms) > 1 {
		q.opener = f.terms[0].text
		q.terms = f.terms[1:]
	}
	return q
}

// plainCode reports whether words outside a code span may name code: they
// open with an instruction, or look like a command with its flags.
func plainCode(f *fragment) bool {
	if dockerfile.IsKeyword(f.terms[0].text) {
		return true
	}
	for i := range f.terms {
		if f.terms[i].flag {
			return true
		}
	}
	return false
}

// isKeyWord reports whether a fragment in plain words is one word in small
// letters, such as a key of YAML.
func isKeyWord(f *fragment) bool {
	if len(f.terms) != 1 || f.terms[0].text != f.text {
		return false
	}
	for i := range len(f.text) {
		if c := f.text[i]; (c < 'a' || c > 'z') && c != '_' && c != '-' && !isDigit(c) {
			return false
		}
	}
	return true
}

// isPlainName reports whether a fragment in plain words is one word that no
// prose has: an image with its tag, a setting, an address.
func isPlainName(f *fragment) bool {
	return len(f.terms) == 1 && f.terms[0].text == f.text && (hasAny(f.text[:len(f.text)-1], ":_=@") && (!hasAny(f.text, "/") || isMapping(f.text)) || isAddress(f.text))
}

// isMapping reports whether a word maps one path to another: "./a:/b".
func isMapping(s string) bool {
	from, to, ok := strings.Cut(s, ":")
	return ok && from != "" && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//")
}

// isEntry reports whether a fragment in plain words is a key with its value:
// "image: mysql:8.0".
func isEntry(f *fragment) bool {
	return len(f.terms) > 1 && f.terms[0].key && f.text[len(f.terms[0].text)] == ':'
}

// isFile reports whether a fragment is nothing but the name of a file.
func isFile(f *fragment) bool {
	if len(f.terms) != 1 || f.terms[0].flag || f.terms[0].key || f.terms[0].comment || f.call {
		return false
	}
	t := f.terms[0].text
	for i := range len(t) {
		switch t[i] {
		case '$', ':', '@', '*':
			return false
		}
	}
	return hasAny(t, "./") && !isAddress(t) || t == "Dockerfile" || t == "Makefile"
}

// isAddress reports whether a word is an IPv4 address.
func isAddress(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is4()
}

func hasAny(s, chars string) bool {
	for i := range len(s) {
		for j := range len(chars) {
			if s[i] == chars[j] {
				return true
			}
		}
	}
	return false
}
