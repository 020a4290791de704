package block

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/lazy"
)

// admonitionKinds are the names of alerts in other tools, with the number in Alerts of
// GitHub's kind for each.
var admonitionKinds = map[string]int{
	"note": 0, "info": 0, "abstract": 0, "summary": 0, "tldr": 0, "seealso": 0, "example": 0, "margin": 0, "sidebar": 0, "topic": 0, "quote": 0, "cite": 0, "question": 0, "help": 0, "faq": 0, "todo": 0,
	"tip": 1, "hint": 1, "success": 1, "check": 1, "done": 1, "important": 2, "warning": 3, "attention": 3,
	"caution": 4, "danger": 4, "error": 4, "failure": 4, "fail": 4, "missing": 4, "bug": 4,
}

// Numbers beside those of Alerts: text of which a title is seen first.
const (
	tab     = -2 // one of several that other tools show in the same place
	folded  = -3
	grouped = -4 // of tabs; it has no title
)

// foldKinds are the names of tabs and folds in other tools.
var foldKinds = map[string]int{
	"tab": tab, "tab-item": tab, "card": tab, "grid-item-card": tab, "details": folded, "dropdown": folded,
	codeGroup: grouped, listTable: grouped, "div": grouped, "glossary": grouped, "tabs": grouped, "code-tabs": grouped, "tab-set": grouped, "grid": grouped, "grid-item": grouped,
}

// codeGroup is what VitePress calls listings that it shows in the same place.
const codeGroup = "code-group"

// admonition is the number of the kind of an alert, or of a fold.
func admonition(kind string) (number int, known bool) {
	kind = strings.ToLower(kind)
	if number, known = admonitionKinds[kind]; !known {
		number, known = foldKinds[kind]
	}
	return number, known
}

// admonitionParser reads the alerts of MkDocs (!!! note "Title", with its text
// indented), of Docusaurus and VitePress (:::note Title, up to a line of colons),
// of MyST (:::{note} Title, or with backticks) and of Python's blocks (/// note | Title), their
// tabs (=== "Title") and folds as quotations with an [alert]. Heads with other words
// are left as they stand.
type admonitionParser struct{ headed }

// headed has the methods that are the same for all parsers of blocks with a head on a line
// of its own: a head needs no empty line above it, and the end of a block needs no work.
type headed struct{}

// Close implements goldmark's parser.BlockParser.
func (headed) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements goldmark's parser.BlockParser.
func (headed) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements goldmark's parser.BlockParser.
func (headed) CanAcceptIndentedLine() bool { return false }

// headOf gives the line that may be a head, and where its text begins in it; -1 where it is
// empty or indented as code.
func headOf(reader text.Reader, pc parser.Context) (line []byte, segment text.Segment, at int) {
	line, segment = reader.PeekLine()
	if at = pc.BlockOffset(); at > 3 {
		at = -1
	}
	return line, segment, at
}

// Trigger implements goldmark's parser.BlockParser.
func (admonitionParser) Trigger() []byte { return []byte{'!', '?', ':', '/', '=', '`', '~'} }

var (
	indentedTab   = lazy.Pattern(`^===[!+]?[ \t]+"([^"]+)"[ \t]*$`)
	indentedAlert = lazy.Pattern(`^(?:!!!|\?\?\?\+?)[ \t]*(\pL[\pL\w-]*)?(?:[ \t]+[\pL\w-]+)*(?:[ \t]*"(.*)")?[ \t]*$`)
	fencedAlert   = lazy.Pattern(`^(:{3,}|/{3,})[ \t]*([A-Za-z][A-Za-z-]*)[ \t]*(?:\[(.*)\]|\|[ \t]*(.*?)|\{[^}]*\}|([^:|{[].*?))?[ \t]*$`)
)

// fencedDirective is an alert of MyST, and Option a line at its top that is none of its text.
var (
	fencedDirective = lazy.Pattern("^(:{3,8}|`{3,8}|~{3,8})[ \\t]*\\{([A-Za-z][A-Za-z-]*)\\}[ \\t]*(.*?)[ \\t]*$")
	Option          = lazy.Pattern(`^[ \t]*:([a-z-]+):(?:[ \t]+([^ \t\r\n]*).*)?\r?\n?$`)
)

// OpensAlert reports whether a line is the head of an alert with a fence.
func OpensAlert(line []byte) bool {
	m := fencedAlert().FindSubmatch(line)
	if m == nil {
		m = fencedDirective().FindSubmatch(line)
	}
	if m == nil {
		return false
	}
	_, known := admonition(string(m[2]))
	return known || string(m[2]) == "admonition" || listed().Match(line)
}

// fits reports whether a fence may open inside of a node: those around it are longer. So
// there are few inside one another.
func fits(parent ast.Node, fence []byte) bool {
	for n := parent; n != nil; n = n.Parent() {
		if a := alertOf(n); a != nil && a.fence != "" && a.fence[0] == fence[0] && len(a.fence) <= len(fence) {
			return false
		}
	}
	return true
}

// Open implements goldmark's parser.BlockParser.
func (admonitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment, at := headOf(reader, pc)
	if at < 0 || len(line) < at+4 || line[at] != line[at+1] || line[at] != line[at+2] {
		return nil, parser.NoChildren
	}
	written := bytes.TrimRight(line[at:], "\r\n")
	kind, a, named := "", &alert{}, false // named as its author likes
	if m := indentedTab().FindSubmatch(written); m != nil {
		kind, a.title = "tab", string(m[1])
	} else if m := indentedAlert().FindSubmatchIndex(written); m != nil && (m[2] >= 0 || m[4] >= 0 && written[0] == '?') {
		kind = "details"
		if m[2] >= 0 {
			kind = string(written[m[2]:m[3]])
		}
		if m[4] >= 0 {
			a.title = cmp.Or(string(written[m[4]:m[5]]), " ")
		}
		named = m[4] >= 0 || isIndented(reader.Source()[segment.Stop:])
	} else if m := fencedDirective().FindSubmatch(written); m != nil && fits(parent, m[1]) {
		a.fence, kind, a.title = string(m[1]), string(m[2]), string(m[3])
	} else if m := fencedAlert().FindSubmatch(written); m != nil {
		a.fence, kind = string(m[1]), string(m[2])
		a.title = strings.TrimSpace(string(m[3]) + string(m[4]) + string(m[5]))
	}
	known := false
	a.kind, known = admonition(kind)
	if a.isPlain = kind == "admonition"; !known && !named && !a.isPlain {
		at += segment.Start
		if a, kind = containerOf(bytes.TrimRight(written, " \t")); a == nil || !closedIn(pc, reader.Source())[at] || depth(parent, hasFence) >= deepestFence {
			return nil, parser.NoChildren
		}
		a.begin, a.end = at, at+1
	}
	if kind == listTable {
		a.caption, a.title = a.title, ""
	}
	a.hasOptions = a.fence != "" && a.fence[0] != '/'
	advance(reader)
	return a.quotation(kind), parser.HasChildren
}

// Continue implements goldmark's parser.BlockParser.
func (admonitionParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if a := alertOf(n); a.fence != "" {
		if a.hasOptions {
			if m := Option().FindSubmatch(line); m != nil {
				if n, err := strconv.Atoi(string(m[2])); err == nil && string(m[1]) == "header-rows" {
					a.head = n
				}
				if kind, known := admonitionKinds[string(m[2])]; known && string(m[1]) == "class" && a.isPlain {
					a.kind = kind
				}
				reader.Advance(segment.Len() - newline(line))
				return parser.Continue | parser.NoChildren
			}
			a.hasOptions = false
		}
		if closing := bytes.TrimSpace(line); len(closing) >= len(a.fence) && len(bytes.Trim(closing, a.fence[:1])) == 0 {
			if holdsOpen(n, reader.Source(), segment.Start) {
				return parser.Continue | parser.HasChildren
			}
			a.isClosed = true
			reader.Advance(segment.Len() - newline(line))
			return parser.Close
		}
		return parser.Continue | parser.HasChildren
	}
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func newline(line []byte) int {
	if len(line) > 0 && line[len(line)-1] == '\n' {
		return 1
	}
	return 0
}

// Alerts are the kinds of GitHub's alerts, in the order of their messages.
var Alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// alert describes a quotation that other tools call an alert, a tab or a fold. It is an
// attribute of the node.
type alert struct {
	kind       int      // in Alerts, or one of the numbers beside
	title      string   // "" for that of the kind, " " for none
	fence      string   // that ends it; empty for one that indentation or a tag ends
	hasOptions bool     // of MyST: lines at its top may be none of its text
	caption    string   // of a table
	head       int      // how many of its rows are its head
	isClosed   bool     // its fence has ended it
	isPlain    bool     // of MyST: one of these may say its kind
	begin, end int      // offsets of the two tags of Hugo, GitBook or MDX around it, the same for one alone; 0 for none
	top        int      // offset behind the first
	isSetIn    bool     // setIn is known
	setIn      int      // blanks before its first line, which no line needs: MDX has no code by them
	shows      ast.Node // above what stands in it, once it was parsed; nil for nothing
}

// alertOf is the alert that a node is; nil for none.
func alertOf(n ast.Node) *alert {
	value, _ := n.AttributeString("alert")
	a, _ := value.(*alert)
	return a
}

// quotation is an alert as a node, with what it is called.
func (a *alert) quotation(called string) ast.Node {
	a.call(called)
	n := ast.NewBlockquote()
	n.SetAttributeString("alert", a)
	return n
}

// call names an alert without a title, unless GitHub calls it so.
func (a *alert) call(name string) {
	if a.title == "" && (a.kind < 0 || !strings.EqualFold(name, Alerts[a.kind])) {
		a.title = strings.ToUpper(name[:1]) + strings.ToLower(name[1:])
	}
}

// callout is the first line of an alert of GitHub, or of one of Obsidian and Hugo, which may
// have a title behind it.
var callout = lazy.Pattern(`^[ \t]*\[!([A-Za-z]+)\][+-]?[ \t]*(.*?)[ \t]*\r?\n?$`)

// Alert tells which of Alerts a quotation is, by a first line such as [!NOTE], or
// by how another tool writes one; -1 for none. The title is the author's, "" for
// that of the kind, " " for none. head is the title in the first line of the first
// paragraph, which is none of its text, and empty where the line has none; nil where an
// alert has no such line.
func Alert(n ast.Node, source []byte) (kind int, title string, head *text.Segment) {
	if a := alertOf(n); a != nil && a.kind >= 0 {
		return a.kind, a.title, nil
	}
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindParagraph || first.Lines().Len() == 0 {
		return -1, "", nil
	}
	line := first.Lines().At(0)
	written := line.Value(source)
	m := callout().FindSubmatchIndex(written)
	if m == nil {
		return -1, "", nil
	}
	called := string(written[m[2]:m[3]])
	kind, known := admonitionKinds[strings.ToLower(called)]
	if !known {
		return -1, "", nil
	}
	a, behind := alert{kind: kind, title: string(written[m[4]:m[5]])}, text.NewSegment(line.Start+m[4], line.Start+m[5])
	a.call(called)
	return kind, a.title, &behind
}

// Fold tells which title a quotation has that another tool folds, or shows in the
// place of others, and whether it is open; "" for none. A group of these is no quotation.
func Fold(n ast.Node) (title string, open, group bool) {
	a := alertOf(n)
	if a == nil || a.kind >= 0 {
		return "", false, false
	}
	return a.title, a.kind == tab, a.kind == grouped
}
