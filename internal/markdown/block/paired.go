package block

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// pairedKinds are what the themes of Hugo and components of MDX call alerts, tabs and
// folds, besides the kinds that [admonition] knows. The alerts say of which kind they are.
var pairedKinds = map[string]int{
	"tabs": grouped, "tabitem": tab, "expand": folded, "table": tab, "card": tab,
	"blocks/section": grouped, "blocks/lead": grouped, "blocks/feature": tab, "blocks/cover": tab, "cardpane": grouped, "pageinfo": 0,
	"hint": 0, "callout": 0, "notice": 0, "alert": 0, "admonition": 0,
}

// isDrawn has the names of tags around what is no Markdown.
var isDrawn = map[string]bool{"mermaid": true, "katex": true, "math": true, "raw": true, "rawhtml": true, "chart": true, "style": true, "script": true}

// pairedParser reads alerts, tabs and folds between two tags on lines of their own, of
// Hugo ({{< hint warning >}} to {{< /hint >}}) and of MDX (<TabItem label="Debian"> to
// </TabItem>), as quotations with an [alert]. A tag without an end is left as it stands.
type pairedParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (pairedParser) Trigger() []byte { return []byte{'{', '<'} }

var (
	pairTag    = lazy.Pattern(`(?m)^[ \t>]*(\{\{[<%]\s*(/?)\s*([A-Za-z][A-Za-z/_-]*)(?:\s[^}\n]*)?[%>]\}\}|<(/?)([A-Z][A-Za-z]+)(?:\s[^>\n]*)?>)[ \t]*\r?$`)
	openingTag = lazy.Pattern(`^(?:\{\{[<%]\s*([A-Za-z][A-Za-z/_-]*)((?:\s[^}\n]*)?)[%>]\}\}|<([A-Z][A-Za-z]+)((?:\s[^>\n]*)?)>)[ \t]*$`)
	argument   = lazy.Pattern(`(?:([\w-]+)[ \t]*=[ \t]*)?(?:\{?"([^"]*)"\}?|\{?'([^']*)'\}?|([^\s"'={}]+))`)
)

// ends are where the end of each tag begins that has one, by where the tag does; of a page.
var ends = parser.NewContextKey()

// endsOf pairs the tags of a text, from the inside out. Those without an end are left out.
func endsOf(pc parser.Context, source []byte) map[int]int {
	if known, ok := pc.Get(ends).(map[int]int); ok {
		return known
	}
	found, open := map[int]int{}, map[string][]int{}
	for _, m := range pairTag().FindAllSubmatchIndex(source, -1) {
		slash, name := m[4:6], m[6:8]
		if slash[0] < 0 {
			slash, name = m[8:10], m[10:12]
		}
		pair := string(source[m[2]]) + strings.ToLower(string(source[name[0]:name[1]]))
		if slash[0] == slash[1] {
			open[pair] = append(open[pair], m[2])
		} else if of := open[pair]; len(of) > 0 {
			found[of[len(of)-1]] = m[2]
			open[pair] = of[:len(of)-1]
		}
	}
	pc.Set(ends, found)
	return found
}

// deepestPair is how deep pairs of tags may stand in one another.
const deepestPair = 8

// depth is in how many pairs of tags a node stands.
func depth(n ast.Node) (in int) {
	for ; n != nil; n = n.Parent() {
		if a := alertOf(n); a != nil && a.end > 0 {
			in++
		}
	}
	return in
}

// Open implements goldmark's parser.BlockParser.
func (pairedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := openingTag().FindSubmatch(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	name := strings.ToLower(string(m[1]) + string(m[3]))
	number, known := pairedKinds[name]
	if !known {
		number, known = admonition(name)
	}
	if !known && !isDrawn[name] && len(bytes.TrimSpace(m[2]))+len(m[4]) == 0 { // a tag that says nothing itself
		number, known = grouped, true
	}
	a := &alert{kind: number, begin: segment.Start + at}
	if known && depth(parent) < deepestPair {
		a.end = endsOf(pc, reader.Source())[a.begin]
	}
	if a.end == 0 {
		return nil, parser.NoChildren
	}
	kind := ""
	kind, a.title = readArguments(string(m[2])+string(m[4]), number < 0)
	switch {
	case a.title != "":
	case name == "pageinfo":
		a.title = " "
	case name == "table" || a.kind == tab && !strings.HasPrefix(name, "tab"):
		a.kind = grouped
	}
	if of, known := admonitionKinds[kind]; known && number >= 0 {
		a.kind, name = of, kind
	}
	reader.Advance(segment.Len() - newline(line))
	return a.quotation(name), parser.HasChildren
}

// readArguments reads of the arguments of a tag which kind of alert they say, and which title. A
// title of one that is none may stand alone.
func readArguments(arguments string, alone bool) (kind, title string) {
	value := ""
	for _, m := range argument().FindAllStringSubmatch(arguments, -1) {
		switch said := m[2] + m[3] + m[4]; strings.ToLower(m[1]) {
		case "type", "context", "color", "style", "variant", "kind":
			kind = strings.ToLower(said)
		case "title", "label", "caption", "name", "header", "summary":
			title = said
		case "value":
			value = said
		case "":
			if _, known := admonitionKinds[strings.ToLower(said)]; known && kind == "" && !alone {
				kind = strings.ToLower(said)
			} else if title == "" && (m[4] == "" || alone && said != "default" && said != "open") {
				title = said
			}
		}
	}
	if title == "" && alone {
		title = value
	}
	return kind, title
}

// Continue implements goldmark's parser.BlockParser.
func (pairedParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if a := alertOf(n); a.end < segment.Start || a.end >= segment.Stop {
		return parser.Continue | parser.HasChildren
	}
	reader.Advance(segment.Len() - newline(line))
	return parser.Close
}

// Pairs are where the tags of a tree begin that were read as pairs.
func Pairs(root ast.Node) map[int]bool {
	at := map[int]bool{}
	for n := range nodes.All(root) {
		if a := alertOf(n); a != nil && a.end > 0 {
			at[a.begin], at[a.end] = true, true
		}
	}
	return at
}
