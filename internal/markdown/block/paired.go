package block

import (
	"bytes"
	"html"
	"path"
	"slices"
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
	"tabs": grouped, "tabitem": tab, "expand": folded, "expandable": folded, "accordion": folded, "table": tab, "card": tab,
	"blocks/section": grouped, "blocks/lead": grouped, "blocks/feature": tab, "blocks/cover": tab, "cardpane": grouped, "pageinfo": 0,
	"hint": 0, "callout": 0, "notice": 0, "alert": 0, "admonition": 0, "aside": 0,
}

// liquidKinds are the tags of GitBook, and of Jekyll and Hexo, around Markdown. Those that are
// groups are not seen themselves.
var liquidKinds = map[string]int{
	"hint": 0, "note": 0, "tabs": grouped, "tab": tab, "code": tab, "stepper": grouped, "step": grouped, "columns": grouped, "column": grouped,
	"content-ref": grouped, "embed": grouped, "file": grouped, "page-ref": grouped, "raw": grouped,
}

// pairedParser reads alerts, tabs and folds between two tags on lines of their own, of
// Hugo ({{< hint warning >}} to {{< /hint >}}), of GitBook ({% hint style="info" %} to
// {% endhint %}), of MDX (<TabItem label="Debian"> to </TabItem>) and HTML's <aside class="note">, as quotations with an
// [alert]. A tag without an end is left as it stands.
type pairedParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (pairedParser) Trigger() []byte { return []byte{'{', '<'} }

var (
	shortcode = lazy.Pattern(`^\{\{[<%]\s*(/?)\s*([A-Za-z][A-Za-z0-9/_-]*)((?:\s(?:[^}\n]*|[^{}]*))?)[%>]\}\}[ \t]*\r?(?:\n|$)`)
	liquid    = lazy.Pattern(`^\{%-?\s*(end)?([a-z][a-z-]*)((?:\s[^%\n]*)?)%\}[ \t]*\r?(?:\n|$)`)
	component = lazy.Pattern(`^<(/?)([A-Z][A-Za-z]+|aside)((?:\s[^<>]*)?)>[ \t]*\r?(?:\n|$)`)
	titled    = lazy.Pattern(`^\s*<(?:h[1-6]|p class="[^"]*title[^"]*")>[ \t]*([^<>\n]+?)[ \t]*</(?:h[1-6]|p)>[ \t]*\r?(?:\n|$)`)
)

// longestTag is up to how many bytes a tag of several lines is read.
const longestTag = 2000

// tag is a tag on lines of its own.
type tag struct {
	sign      string // of whose it is: "{{", "{%" or "<"
	name      string // in lower case
	arguments string
	closes    bool // what another one opened
	whole     bool // it neither opens nor closes anything
	length    int  // with its line end
}

// tagAt reads the tag that a text begins with.
func tagAt(text []byte) (t tag, ok bool) {
	text = text[:min(len(text), longestTag)]
	var m [][]byte
	switch {
	case bytes.HasPrefix(text, []byte("{{")):
		t.sign, m = "{{", shortcode().FindSubmatch(text)
	case bytes.HasPrefix(text, []byte("{%")):
		t.sign, m = "{%", liquid().FindSubmatch(text)
	case len(text) > 1 && text[0] == '<':
		t.sign, m = "<", component().FindSubmatch(text)
	}
	if m == nil {
		return t, false
	}
	t.closes, t.name, t.arguments, t.length = len(m[1]) > 0, strings.ToLower(string(m[2])), strings.TrimSpace(string(m[3])), len(m[0])
	t.whole = t.sign == "<" && strings.HasSuffix(t.arguments, "/")
	return t, true
}

// kind is the number of the kind of what a tag stands around.
func (t *tag) kind() (number int, known bool) {
	if t.sign == "{%" {
		number, known = liquidKinds[t.name]
		return number, known
	}
	if number, known = pairedKinds[t.name]; !known {
		number, known = admonition(t.name)
	}
	if !known && !nodes.IsDrawn[t.name] && (t.arguments == "" || t.sign == "{{" || t.words() != "") { // a tag that says nothing itself, or words
		return grouped, true
	}
	return number, known
}

// words are those of a tag's arguments that readers see.
func (t *tag) words() string {
	words, _, _ := nodes.Seen(t.arguments)
	return words
}

// isNamed reports whether a tag of Hugo is one of those that docsite knows by their names.
func (t *tag) isNamed() bool {
	_, paired := pairedKinds[t.name]
	_, known := admonition(t.name)
	return paired || known
}

// ends are where the end of each tag begins that has one, by where the tag does; of a page.
var ends = parser.NewContextKey()

// endsOf pairs the tags of a text, from the inside out. Those without an end are left out.
func endsOf(pc parser.Context, source []byte) map[int]int {
	if known, ok := pc.Get(ends).(map[int]int); ok {
		return known
	}
	found, open := map[int]int{}, map[string][]int{}
	for at := 0; at < len(source); {
		end := at + len(source[at:])
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := source[at:end]
		start := end - len(bytes.TrimLeft(line, " \t>"))
		at = end
		if start == end || source[start] != '{' && source[start] != '<' {
			continue
		}
		t, ok := tagAt(source[start:])
		if !ok || t.whole {
			continue
		}
		pair := t.sign + t.name
		if !t.closes {
			open[pair] = append(open[pair], start)
		} else if of := open[pair]; len(of) > 0 {
			found[of[len(of)-1]] = start
			open[pair] = of[:len(of)-1]
		}
	}
	pc.Set(ends, found)
	return found
}

// deepestPair is how deep pairs of tags may stand in one another.
const deepestPair = 8

func isPair(a *alert) bool { return a.end > 0 }

// Open implements goldmark's parser.BlockParser.
func (pairedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	a := &alert{begin: segment.Start + at}
	t, ok := tagAt(reader.Source()[a.begin:])
	if !ok || t.closes {
		return nil, parser.NoChildren
	}
	known := false
	if a.kind, known = t.kind(); known && depth(parent, isPair) < deepestPair {
		a.end = endsOf(pc, reader.Source())[a.begin]
	}
	a.top = a.begin + t.length
	if a.end == 0 && t.sign == "{%" && t.link(0) != nil { // which may stand alone
		a.end = a.begin
	} else if a.end == 0 {
		return nil, parser.NoChildren
	}
	kind := ""
	kind, a.title = readArguments(t.arguments, a.kind < 0)
	if t.name == "aside" && a.title == "" { // which its first line may have
		rest := reader.Source()[a.top:a.end]
		if m := titled().FindSubmatch(rest[:min(len(rest), longestTag)]); m != nil {
			a.title, a.top = html.UnescapeString(string(m[1])), a.top+len(m[0])
		}
	}
	switch {
	case t.sign == "{%" && a.kind == grouped:
		if a.title = ""; t.name == "page-ref" {
			a.title = contentRef
		}
	case t.sign != "{%" && !t.isNamed():
		if a.title = t.words(); a.title != "" {
			a.kind = tab
		}
	case a.title != "":
	case t.name == "pageinfo" || t.name == "aside" && kind == "":
		a.title = " "
	case t.name == "table" || a.kind == tab && !strings.HasPrefix(t.name, "tab"):
		a.kind = grouped
	}
	name := t.name
	if of, known := admonitionKinds[kind]; known && a.kind >= 0 {
		a.kind, name = of, kind
	}
	a.shows = t.link(a.begin)
	advance(reader)
	return a.quotation(name), parser.HasChildren
}

// advance goes to the end of the line that is read.
func advance(reader text.Reader) {
	line, segment := reader.PeekLine()
	reader.Advance(segment.Len() - newline(line))
}

// link is a paragraph with a link to what a tag of GitBook shows; nil for any other.
func (t *tag) link(at int) ast.Node {
	if t.sign != "{%" || t.name != "embed" && t.name != "file" && t.name != "page-ref" {
		return nil
	}
	said := nodes.Arguments(t.arguments)
	i := slices.IndexFunc(said, func(a nodes.Argument) bool { return a.Name == "url" || a.Name == "src" || a.Name == "page" })
	if i < 0 || said[i].Value == "" {
		return nil
	}
	to := said[i].Value
	words := to
	if t.name == "file" {
		words = path.Base(words)
	}
	return nodes.In(ast.NewParagraph(), nodes.Link(to, at, nodes.Words(words)))
}

// readArguments reads of the arguments of a tag which kind of alert they say, and which title. A
// title of one that is none may stand alone.
func readArguments(arguments string, alone bool) (kind, title string) {
	value := ""
	for _, a := range nodes.Arguments(arguments) {
		switch said := a.Value; {
		case slices.Contains([]string{"type", "context", "color", "style", "variant", "kind"}, a.Name):
			kind = strings.ToLower(said)
		case a.Name == "class":
			for word := range strings.FieldsSeq(strings.ToLower(said)) {
				if _, known := admonitionKinds[word]; known {
					kind = word
				}
			}
		case a.Name == "name" || slices.Contains(nodes.Titles, a.Name):
			title = said
		case a.Name == "value":
			value = said
		case a.Name == "":
			if _, known := admonitionKinds[strings.ToLower(said)]; known && kind == "" && !alone {
				kind = strings.ToLower(said)
			} else if title == "" && (!a.Bare || alone && said != "default" && said != "open") {
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
	switch a := alertOf(n); {
	case a.end == a.begin:
		return parser.Close
	case segment.Start < a.top: // of a tag of several lines
		advance(reader)
		return parser.Continue | parser.NoChildren
	case a.end < segment.Start || a.end >= segment.Stop:
		if rest := bytes.TrimLeft(line, " \t"); reader.Source()[a.begin] == '<' && len(bytes.TrimSpace(rest)) > 0 {
			if !a.isSetIn {
				a.isSetIn, a.setIn = true, len(line)-len(rest)
			}
			reader.Advance(min(a.setIn, len(line)-len(rest)))
		}
		return parser.Continue | parser.HasChildren
	}
	advance(reader)
	return parser.Close
}

// componentParser reads tags of MDX that neither open nor close anything, or have several lines,
// as blocks of HTML that end with them.
type componentParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (componentParser) Trigger() []byte { return []byte{'<'} }

// Open implements goldmark's parser.BlockParser.
func (componentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	t, ok := tagAt(reader.Source()[segment.Start+at:])
	if !ok || !t.whole && segment.Start+at+t.length <= segment.Stop {
		return nil, parser.NoChildren
	}
	n := ast.NewHTMLBlock(ast.HTMLBlockType7)
	n.SetAttributeString("end", segment.Start+at+t.length)
	n.Lines().Append(segment)
	advance(reader)
	return n, parser.NoChildren
}

// Continue implements goldmark's parser.BlockParser.
func (componentParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	_, segment := reader.PeekLine()
	end, _ := n.AttributeString("end")
	if at, _ := end.(int); segment.Start >= at {
		return parser.Close
	}
	n.Lines().Append(segment)
	advance(reader)
	return parser.Continue | parser.NoChildren
}

// Pairs are where the tags of a tree begin that were read as pairs.
func Pairs(root ast.Node) map[int]bool {
	at := map[int]bool{}
	for n := range nodes.All(root) {
		if a := alertOf(n); a != nil && isPair(a) {
			at[a.begin], at[a.end] = true, true
		}
		if around, ok := n.AttributeString(tags); ok {
			for _, tag := range around.([]int) {
				at[tag] = true
			}
		}
	}
	return at
}
