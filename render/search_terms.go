package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/explain"
)

// collect lists what can be found on the page: every row of code by its
// instruction, every section by its words.
func (p *printer) collect() []entry {
	list := p.sections()
	for _, l := range p.order {
		if l.code == nil || !l.numbered {
			continue
		}
		n := 0
		for i := range l.code.Groups {
			g := &l.code.Groups[i]
			if g.Kind == explain.LineGroup || g.Kind == explain.CommentGroup || len(list) >= maxEntries {
				continue
			}
			list = append(list, codeEntry(l, g))
			for n < len(l.rows) && l.rows[n].last < g.Lines.First {
				n++
			}
			if n < len(l.rows) {
				list[len(list)-1].notes(&l.rows[n])
			}
		}
	}
	return list
}

// longestExcerpt is how much of the code a result shows, in bytes.
const longestExcerpt = 160

func codeEntry(l *listing, g *explain.Group) entry {
	r := rowOf(l, g)
	code := strings.TrimSpace(string(l.Code[g.Span.Start:g.Span.End]))
	e := entry{anchor: l.lineID(r.first, r.end), title: orElse(g.Title, g.Name)}
	e.excerpt = cut(oneLine(cut(code, 2*longestExcerpt)), longestExcerpt)
	name := ""
	if g.Kind == explain.InstructionGroup {
		name = strings.ToLower(g.Name)
		e.put(name, isName)
	}
	eachWord(strings.ToLower(code), &codeBytes, func(word string) { e.code(name, word) })
	return e
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
)

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
func (e *entry) code(instruction, word string) {
	word = strings.TrimRight(word, ".:")
	word = strings.ReplaceAll(strings.ReplaceAll(word, "${", "$"), "}", "")
	if len(word) < 2 || len(word) > 64 {
		return
	}
	e.put(word, inCode)
	name, value, found := strings.Cut(word, "=")
	if found {
		e.put(name, inCode)
		e.put(value, inCode)
	}
	if instruction != "" && name != instruction {
		e.put(instruction+" "+name, inPair)
	}
	for i := strings.IndexByte(word, '$'); i >= 0; {
		end := i + 1
		for end < len(word) && (isLetter(word[end]) || word[end] == '_') {
			end++
		}
		e.put(word[i:end], inCode)
		next := strings.IndexByte(word[end:], '$')
		if next < 0 {
			break
		}
		i = end + next
	}
	if strings.ContainsAny(word, "-_./:=$@+{}") {
		eachWord(word, &partBytes, func(part string) { e.put(part, inPart) })
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func (e *entry) put(word string, w weight) {
	if len(word) >= 2 {
		e.terms = append(e.terms, term{word, w})
	}
}

// words adds the words of prose.
func (e *entry) words(text string, w weight) {
	eachWord(strings.ToLower(text), &proseBytes, func(word string) {
		word = strings.Trim(word, "./_")
		if len(word) < 2 || len(word) > 64 || common[word] {
			return
		}
		e.put(word, w)
		if strings.ContainsAny(word, "-_./") {
			eachWord(word, &partBytes, func(part string) { e.put(part, inPart) })
		}
	})
}

// common are words that stand in every text; nobody looks for them.
var common = map[string]bool{"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true, "for": true,
	"has": true, "in": true, "is": true, "it": true, "its": true, "of": true, "on": true, "or": true, "so": true, "that": true,
	"the": true, "then": true, "this": true, "to": true, "was": true, "with": true}

// notes adds the words of a row's notes.
func (e *entry) notes(r *row) {
	for _, n := range r.notes {
		e.words(n.Label, inProse)
		e.words(n.Text, inProse)
	}
}

// sections are the entries of the page's prose, one a heading.
func (p *printer) sections() []entry {
	list := []entry{{title: p.page.Title}}
	list[0].words(p.page.Title, inHeading)
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		last := &list[len(list)-1]
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		case ast.KindHeading:
			text := p.doc.Text(n)
			if len(list) < maxEntries/2 && n.(*ast.Heading).Level > 1 {
				list = append(list, entry{anchor: headingID(n.(*ast.Heading)), title: text})
				last = &list[len(list)-1]
			}
			last.words(text, inHeading)
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell, extast.KindDefinitionTerm:
			text := p.doc.Text(n)
			if last.excerpt == "" {
				last.excerpt = cut(text, longestExcerpt)
			}
			last.words(text, inProse)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return list
}

// named reports whether a term is listed among the names on the search page:
// a flag, a variable, an image with its tag.
func named(term string) bool {
	return strings.HasPrefix(term, "--") && !strings.Contains(term, "=") || strings.HasPrefix(term, "$") && !strings.ContainsAny(term, "/:{") && len(term) > 2
}
