package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/explain"
)

// finds are the entries of a page with their terms. It is used again for the
// next page.
type finds struct {
	entries []entry
	terms   []term           // those of an entry follow one another
	words   []string         // of the page, each once
	last    []int            // of each of words, its last term
	known   map[string]int32 // words → where they stand among them
	most    int              // bytes of code that a result has
}

// reset forgets the page before.
func (f *finds) reset() {
	if f.known == nil || len(f.known) > 10_000 { // an unusual page does not make the next ones slow
		f.known = map[string]int32{}
	}
	clear(f.known)
	clear(f.words) // parts of its text
	f.entries, f.terms, f.words, f.last = f.entries[:0], f.terms[:0], f.words[:0], f.last[:0]
}

// open starts an entry; what is put from now on belongs to it.
func (f *finds) open(anchor, title, excerpt string) {
	f.entries = append(f.entries, entry{anchor, title, excerpt, len(f.terms)})
}

// of are the terms of an entry.
func (f *finds) of(i int) []term {
	end := len(f.terms)
	if i+1 < len(f.entries) {
		end = f.entries[i+1].first
	}
	return f.terms[f.entries[i].first:end]
}

// collect lists what can be found on the page: every section by its words,
// every row of code by its instruction.
func (p *printer) collect() *finds {
	f := &p.finds
	f.reset()
	f.most = p.site.search.most
	p.sections(f)
	for _, l := range p.order {
		if !l.numbered {
			continue
		}
		n := 0
		for i := range l.code.Groups {
			g := &l.code.Groups[i]
			if g.Kind == explain.LineGroup || g.Kind == explain.CommentGroup || len(f.entries) >= maxEntries {
				continue
			}
			f.instruction(l, g)
			for n < len(l.rows) && l.rows[n].last < g.Lines.First {
				n++
			}
			if n < len(l.rows) {
				f.notes(&l.rows[n])
			}
		}
	}
	return f
}

// longestExcerpt is how much of a text or of code a result has, in bytes. On a
// site of few pages it has nearly all of an instruction, and the script looks
// in it for what was typed.
const (
	longestExcerpt = 160
	longestCode    = 4096
	fewPages       = 20
)

// instruction adds a row of code. The comments above it are prose: what they
// mention is not what it does.
func (f *finds) instruction(l *listing, g *explain.Group) {
	r := rowOf(l, g)
	code := strings.TrimSpace(string(l.Code[g.Span.Start:g.Span.End]))
	f.open(l.lineID(r.first, r.end), orElse(g.Title, g.Name), cut(oneLine(cut(code, 2*f.most)), f.most))
	if g.Kind == explain.InstructionGroup {
		f.put(strings.ToLower(g.Name), isName)
	}
	at := max(l.starts[r.codeFirst()-1], g.Span.Start)
	f.prose(string(l.Code[g.Span.Start:at]), inProse)
	eachWord(strings.ToLower(string(l.Code[at:g.Span.End])), &codeBytes, f.code)
}

// cut shortens text to at most size bytes, at the start of a character.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "") + "…"
}

// byteSet says which bytes belong to a word.
type byteSet [256]bool

func newByteSet(all bool, but string) (set byteSet) {
	for c := range set {
		letter := c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
		set[c] = letter || all && c > ' '
	}
	for _, c := range []byte(but) {
		set[c] = !all
	}
	return set
}

var (
	codeBytes  = newByteSet(true, "\"'`,;()[]<>|&\\")
	proseBytes = newByteSet(false, "-_$./")
	partBytes  = newByteSet(false, "")

	codeJoints  = setOf("-_./:=$@+{}") // between the parts of a word of code
	proseJoints = setOf("-_./")
	codeEnds    = setOf(".:") // what ends a sentence, not a word
	proseEnds   = setOf("./_")
	proseStarts = setOf("._")
)

func setOf(bytes string) (set byteSet) {
	for _, c := range []byte(bytes) {
		set[c] = true
	}
	return set
}

// The following do what package strings does with a set that it works out
// anew for every word.

func (set *byteSet) inside(word string) bool {
	for i := range len(word) {
		if set[word[i]] {
			return true
		}
	}
	return false
}

func (set *byteSet) trimRight(word string) string {
	for word != "" && set[word[len(word)-1]] {
		word = word[:len(word)-1]
	}
	return word
}

func (set *byteSet) trimLeft(word string) string {
	for word != "" && set[word[0]] {
		word = word[1:]
	}
	return word
}

// eachWord calls do with the runs of bytes of a set.
func eachWord(text string, set *byteSet, do func(string)) {
	start := -1
	for i := 0; i < len(text); i++ {
		switch {
		case set[text[i]]:
			if start < 0 {
				start = i
			}
		case start >= 0:
			do(text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		do(text[start:])
	}
}

// code adds a word of code: whole, its name when it is a flag or a setting
// with a value, its variables, and its parts.
func (f *finds) code(word string) {
	word = codeEnds.trimRight(word)
	if strings.Contains(word, "${") {
		word = strings.ReplaceAll(strings.ReplaceAll(word, "${", "$"), "}", "")
	}
	if len(word) < 2 || len(word) > 64 {
		return
	}
	name, value, found := strings.Cut(word, "=")
	f.put(name, inCode)
	if found { // together they would be one of thousands, and nobody looks for both
		f.put(strings.TrimLeft(value, "="), inCode)
	}
	for i := strings.IndexByte(word, '$'); i >= 0; {
		end := i + 1
		for end < len(word) && (isLetter(word[end]) || word[end] == '_') {
			end++
		}
		f.put(word[i:end], inCode)
		next := strings.IndexByte(word[end:], '$')
		if next < 0 {
			break
		}
		i = end + next
	}
	if codeJoints.inside(word) {
		eachWord(word, &partBytes, func(part string) { f.put(part, inPart) })
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// put adds a word to the entry that is open, once with its highest weight.
func (f *finds) put(word string, w weight) {
	if len(word) < 2 {
		return
	}
	at, ok := f.known[word]
	if !ok {
		at = int32(len(f.words))
		f.known[word] = at
		f.words, f.last = append(f.words, word), append(f.last, -1)
	}
	if i := f.last[at]; i >= f.entries[len(f.entries)-1].first {
		f.terms[i].weight = max(f.terms[i].weight, w)
		return
	}
	f.last[at] = len(f.terms)
	f.terms = append(f.terms, term{at, w})
}

// prose adds its words.
func (f *finds) prose(text string, w weight) {
	eachWord(strings.ToLower(text), &proseBytes, func(word string) {
		word = proseStarts.trimLeft(proseEnds.trimRight(word))
		if len(word) < 2 || len(word) > 64 || common(word) {
			return
		}
		f.put(word, w)
		if proseJoints.inside(word) {
			eachWord(word, &partBytes, func(part string) { f.put(part, inPart) })
		}
	})
}

// common reports whether a word stands in every text; nobody looks for it.
func common(word string) bool {
	switch word {
	case "a", "an", "and", "are", "as", "at", "be", "by", "for", "has", "in", "is", "it", "its", "of", "on", "or", "so",
		"that", "the", "then", "this", "to", "was", "with":
		return true
	}
	return false
}

// notes adds the words of a row's notes.
func (f *finds) notes(r *row) {
	for _, n := range r.notes {
		f.prose(n.Label, inProse)
		f.prose(n.Text, inProse)
	}
}

// sections adds the page's prose, an entry a heading.
func (p *printer) sections(f *finds) {
	f.open("", p.page.Title, "")
	f.prose(p.page.Title, inHeading)
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			text := p.doc.Text(n)
			if h := n.(*ast.Heading); len(f.entries) < maxEntries/2 && h.Level > 1 {
				f.open(headingID(h), text, "")
			}
			f.prose(text, inHeading)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			text := p.doc.Text(n)
			if last := &f.entries[len(f.entries)-1]; last.excerpt == "" {
				last.excerpt = cut(text, longestExcerpt)
			}
			f.prose(text, inProse)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// named reports whether a term is listed among the names on the search page:
// a flag, a variable, an image with its tag.
func named(term string) bool {
	return strings.HasPrefix(term, "--") && len(term) > 2 && !strings.Contains(term, "=") || strings.HasPrefix(term, "$") && !strings.ContainsAny(term, "/:{") && len(term) > 2
}
