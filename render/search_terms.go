package render

import (
	"strings"
	"unicode"

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
		for i := range l.code.Groups {
			g := &l.code.Groups[i]
			if g.Kind == explain.LineGroup || g.Kind == explain.CommentGroup || len(list) >= maxEntries {
				continue
			}
			list = append(list, codeEntry(l, g))
		}
		for i := range l.rows {
			addNotes(list, l, &l.rows[i])
		}
	}
	return list
}

// longestExcerpt is how much of the code a result shows, in bytes.
const longestExcerpt = 160

func codeEntry(l *listing, g *explain.Group) entry {
	r := rowOf(l, g)
	code := strings.TrimSpace(string(l.Code[g.Span.Start:g.Span.End]))
	e := entry{anchor: l.lineID(r.first, r.end), title: orElse(g.Title, g.Name), terms: map[string]weight{}}
	e.excerpt = cut(strings.Join(strings.Fields(code), " "), longestExcerpt)
	name := ""
	if g.Kind == explain.InstructionGroup {
		name = strings.ToLower(g.Name)
		e.put(name, isName)
	}
	for word := range strings.FieldsFuncSeq(code, notInWord) {
		e.code(name, strings.ToLower(word))
	}
	return e
}

// cut shortens text to at most size bytes, at the start of a character.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "") + "…"
}

func notInWord(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"'`,;()[]<>|&\\", r)
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
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		e.put(part, inPart)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func (e *entry) put(term string, w weight) {
	if len(term) < 2 {
		return
	}
	if e.terms[term] < w {
		e.terms[term] = w
	}
}

// words adds the words of prose.
func (e *entry) words(text string, w weight) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-_$./", r)
	}) {
		word = strings.ToLower(strings.Trim(word, "./_"))
		if len(word) < 2 || len(word) > 64 || common[word] {
			continue
		}
		e.put(word, w)
		if i := strings.IndexAny(word, "-_./"); i > 0 && w < inCode {
			for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune("-_./", r) }) {
				e.put(part, inPart)
			}
		}
	}
}

// common are words that stand in every text; nobody looks for them.
var common = map[string]bool{"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true, "for": true,
	"has": true, "in": true, "is": true, "it": true, "its": true, "of": true, "on": true, "or": true, "so": true, "that": true,
	"the": true, "then": true, "this": true, "to": true, "was": true, "with": true}

// addNotes adds the words of a row's notes to its entry.
func addNotes(list []entry, l *listing, r *row) {
	anchor := l.lineID(r.first, r.end)
	for i := range list {
		if list[i].anchor == anchor {
			for _, n := range r.notes {
				list[i].words(n.Label, inProse)
				list[i].words(n.Text, inProse)
			}
			return
		}
	}
}

// sections are the entries of the page's prose, one a heading.
func (p *printer) sections() []entry {
	list := []entry{{title: p.page.Title, terms: map[string]weight{}}}
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
				list = append(list, entry{anchor: headingID(n.(*ast.Heading)), title: text, terms: map[string]weight{}})
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
