package inline

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// abbreviation is a line that defines one.
var abbreviation = lazy.Pattern(`^ {0,3}\*\[([^\[\]\\\n]{1,100})\]:[ \t]*(\S.*?)?[ \t\r]*\n?$`)

// maxAbbreviations is how many of a page are looked for.
const maxAbbreviations = 200

// defined are the abbreviations of a page with their words.
var defined = parser.NewContextKey()

// isName reports whether a name goes on with a character: CI_JOB is another one than CI.
func isName(r rune) bool { return r == '_' || isWord(r) }

// Definitions takes the lines out of paragraphs by which Python-Markdown and Kramdown define
// abbreviations, *[CI]: Continuous Integration.
type Definitions struct{}

// Transform implements goldmark's parser.ParagraphTransformer.
func (Definitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := p.Lines()
	first := lines.At(0)
	known, _ := pc.Get(defined).(map[string]string)
	if line := first.Value(reader.Source()); known == nil && !strings.HasPrefix(strings.TrimLeft(string(line[:min(8, len(line))]), " "), "*[") {
		return
	}
	kept := text.NewSegments()
	for i := range lines.Len() {
		line := lines.At(i)
		m := abbreviation().FindSubmatch(line.Value(reader.Source()))
		if m == nil || len(known) == maxAbbreviations {
			kept.Append(line)
			continue
		}
		if known == nil {
			known = map[string]string{}
			pc.Set(defined, known)
		}
		known[string(m[1])] = string(m[2])
	}
	nodes.Keep(p, kept)
}

// Abbreviations finds the abbreviations in the text of a page that defines them.
type Abbreviations struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (Abbreviations) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	known, _ := pc.Get(defined).(map[string]string)
	if known == nil {
		return
	}
	of := map[byte][]string{} // by the first byte, the longest first
	for name := range known {
		of[name[0]] = append(of[name[0]], name)
	}
	for _, names := range of {
		slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	var texts []*ast.Text
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering && !t.IsRaw() {
			texts = append(texts, t)
		}
		return ast.WalkContinue, nil
	})
	for _, t := range texts {
		expand(t, of, known, reader.Source())
	}
}

// expand puts the abbreviations in a text into nodes of their own.
func expand(t *ast.Text, of map[byte][]string, known map[string]string, source []byte) {
	value, from, inWord := t.Segment.Value(source), 0, false
	for at := 0; at < len(value); {
		name := ""
		if !inWord {
			for _, one := range of[value[at]] {
				if strings.HasPrefix(util.BytesToReadOnlyString(value[at:]), one) && !isName(after(value, at+len(one))) {
					name = one
					break
				}
			}
		}
		if name == "" {
			r, size := utf8.DecodeRune(value[at:])
			inWord = isName(r)
			at += size
			continue
		}
		if at > from {
			t.Parent().InsertBefore(t.Parent(), t, ast.NewTextSegment(text.NewSegment(t.Segment.Start+from, t.Segment.Start+at)))
		}
		s := &Styled{Style: Short, Title: known[name]}
		s.AppendChild(s, ast.NewTextSegment(text.NewSegment(t.Segment.Start+at, t.Segment.Start+at+len(name))))
		t.Parent().InsertBefore(t.Parent(), t, s)
		at += len(name)
		from, inWord = at, true
	}
	t.Segment = t.Segment.WithStart(t.Segment.Start + from)
}
