package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/contents"
	"docsite/internal/lazy"
	"docsite/internal/markdown/block"
	"docsite/internal/markdown/nodes"
	"docsite/internal/site"
)

// foreign are the includes, shortcodes and directives of other tools, which docsite does
// not carry out and shows as written. An author is warned once a page.
var foreign = [...]struct {
	pattern func() *regexp.Regexp
	signs   []string // without any of which there is none; behind a line end, what a line opens with
	what    string
}{
	{lazy.Pattern(`\{\{#[a-z_]+[^}\n]*\}\}`), []string{"{{#"}, "an include of mdBook"},
	{lazy.Pattern(`\{\{[<%]-?\s*[^}\n]*[>%]\}\}`), []string{"{{"}, hugo},
	{lazy.Pattern(`\{%-?\s*[a-z][^%\n]*%\}`), []string{"{%"}, "a tag of Liquid or Jinja"},
	{lazy.Pattern(`\{\*[^*\n]+\*\}`), []string{"{*"}, "an include of FastAPI's documentation"},
	{contents.Snippet, []string{"8<-"}, "an include of MkDocs"},
	{lazy.Pattern(`(?m)^(?:import [\w{},* ]+ from ['"][^'"\n]+['"];?|export (?:const|default|function) .*)$`), []string{"\nimport ", "\nexport "}, "code of MDX"},
	{lazy.Pattern(`(?m)^:{3,}[ \t]*(?:\{?[A-Za-z][^\n]*)$`), []string{"\n:::"}, "a block of another tool"},
	{lazy.Pattern(`(?m)^/{3,}[ \t]+[A-Za-z][^\n]*$`), []string{"\n///"}, "a block of another tool"},
	{lazy.Pattern(`(?m)^\.\. [a-z-]+::.*$`), []string{"\n.. "}, "a directive of another tool"},
}

const hugo = "a shortcode of Hugo"

// mayHold reports whether one of some signs stands in a text.
func mayHold(text []byte, signs []string) bool {
	return slices.ContainsFunc(signs, func(sign string) bool {
		opens, found := strings.CutPrefix(sign, "\n")
		return bytes.Contains(text, []byte(sign)) || found && bytes.HasPrefix(text, []byte(opens))
	})
}

// foreignText reports the first place of the text that another tool would put something
// else in the place of, and how many more there are.
func foreignText(d *Document) (site.Problem, bool) {
	text := d.Source.Text[d.Body:]
	var code []site.Span
	var pairs map[int]bool
	first, written, what, count := -1, "", "", 0
	for _, f := range foreign {
		if !mayHold(text, f.signs) {
			continue
		}
		for _, m := range f.pattern().FindAllIndex(text, -1) {
			at := d.Body + m[0]
			if code == nil {
				code, pairs = inOrder(append(d.codeSpans(), d.references()...)), block.Pairs(d.Root)
			}
			if pairs[at] || d.imports[at] || isInside(code, at) || d.isAlertAt(at) || m[0] > 0 && text[m[0]-1] == '{' { // the inside of one that was found
				continue
			}
			if count++; first < 0 || at < first {
				first, written, what = at, string(text[m[0]:m[1]]), f.what
			}
		}
	}
	if count == 0 {
		return site.Problem{}, false
	}
	more, fate := "", "it is shown as it stands"
	if what == hugo {
		fate = "docsite does not carry it out"
	}
	switch {
	case count == 2:
		more = ", as is one more place of the page"
	case count > 2:
		more = fmt.Sprintf(", as are %d more places of the page", count-1)
	}
	return d.Source.Problem(site.Warning, first, fmt.Sprintf("%q looks like %s: %s%s", shorten(written), what, fate, more), ""), true
}

// component is a line by which MDX gets a component, or text that a component shows. Nobody
// sees it: the component's own tag is reported where it stands.
var component = lazy.Pattern(`^import ([\w{},* ]+) from ['"](?:@site)?([^'"]+)['"];?\s*$`)

// dropImports takes paragraphs out of the tree that are nothing but such lines, where the
// page is called MDX, or uses something that one of them gets, or one is of Docusaurus: without
// that they are text.
func dropImports(d *Document) {
	if !mayHold(d.Source.Text[d.Body:], []string{"\nimport "}) {
		return
	}
	var found []ast.Node
	used, asked, files := strings.EqualFold(path.Ext(d.Source.Name), ".mdx"), 0, map[string]string{}
	for n := range nodes.All(d.Root) {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		lines, all := n.Lines(), true
		for i := 0; all && i < lines.Len(); i++ {
			m := component().FindSubmatch(d.lineOf(lines, i))
			all = m != nil
			if asked++; all && !used && asked <= maxImports {
				used = bytes.HasPrefix(m[2], []byte("@theme/")) || bytes.HasPrefix(m[2], []byte("@docusaurus/")) || uses(d.Source.Text, m[1])
			}
			if all {
				files[string(m[1])] = string(m[2])
			}
		}
		if all {
			found = append(found, n)
		}
	}
	if !used {
		return
	}
	d.imports, d.got = map[int]bool{}, files
	for _, n := range found {
		for i := range n.Lines().Len() {
			d.imports[n.Lines().At(i).Start] = true
		}
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// maxImports is how many lines are asked whether the page uses what they get: each is
// searched for in all of its text.
const maxImports = 50

// uses reports whether a text has one of some names as a tag or a value: <Name>, {name}.
func uses(text, names []byte) bool {
	return slices.ContainsFunc(bytes.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("{},* ", r) }), func(name []byte) bool {
		return bytes.Contains(text, slices.Concat([]byte("<"), name)) || bytes.Contains(text, slices.Concat([]byte("{"), name))
	})
}

// included finds the first listing that is nothing but a line by which another tool would put
// a file there. One of Markdown, or of no language, is an example.
func included(d *Document) (site.Problem, bool) {
	for n := range nodes.All(d.Root) {
		if file, ok := attribute(n, "include").(string); ok {
			return d.Source.Problem(site.Warning, n.Pos(), fmt.Sprintf("the path %q is shown in the place of its file: another tool includes that", shorten(file)),
				"code may be a block with file="+file+", which docsite refresh fills"), true
		}
	}
	for _, l := range d.Listings {
		line := bytes.TrimSpace(l.Code)
		if l.Quote != nil || len(line) > 300 || bytes.IndexByte(line, '\n') >= 0 || slices.Contains([]string{"", "md", "markdown", "text", "txt"}, l.Language) {
			continue
		}
		if file := contents.Listing(line); file != "" {
			return d.Source.Problem(site.Warning, l.Span.Start, fmt.Sprintf("%q is shown as it stands: it includes a file in another tool", shorten(string(line))),
				"write file="+file+" behind the language, and run docsite refresh"), true
		}
	}
	return site.Problem{}, false
}

// isAlertAt reports whether the line at an offset is the head of an alert.
func (d *Document) isAlertAt(at int) bool {
	return block.OpensAlert(bytes.TrimSpace(d.Source.Text[at:LineEnd(d.Source.Text, at)]))
}

// isInside reports whether a place stands in one of spans, which follow one another in
// the text.
func isInside(spans []site.Span, at int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].Start > at })
	return i > 0 && at < spans[i-1].End
}

// inOrder sorts spans by where they begin: a footnote's are not in the tree where they
// are in the text.
func inOrder(spans []site.Span) []site.Span {
	slices.SortFunc(spans, func(a, b site.Span) int { return cmp.Compare(a.Start, b.Start) })
	return spans
}

// shorten is a text of at most 60 bytes.
func shorten(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:57], "") + "..."
	}
	return s
}
