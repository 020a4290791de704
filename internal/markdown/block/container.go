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

// container is the head of a block of VuePress, VitePress or Pandoc, whatever it is called:
// ::: center, ::: {.columns}.
var (
	container = lazy.Pattern(`^(:{3,})[ \t]*(?:([A-Za-z][\w-]*)(?:[ \t]+([^:{}\s][^:{}]*?))?|\{([^{}]*[.#=][^{}]*)\})[ \t]*:*$`)
	class     = lazy.Pattern(`\.(?:callout-)?([A-Za-z][\w-]*)`)
)

// containerOf reads the head of such a block: an alert where Pandoc's class says so, else a group,
// or what stands below a title. It is nil for another line.
func containerOf(line []byte) (a *alert, kind string) {
	m := container().FindSubmatch(line)
	if m == nil {
		return nil, ""
	}
	a, kind = &alert{fence: string(m[1]), kind: grouped}, "group"
	if c := class().FindSubmatch(m[4]); c != nil {
		if number, known := admonition(string(c[1])); known {
			a.kind, kind = number, string(c[1])
			for _, said := range nodes.Arguments(string(m[4])) {
				if said.Name == "title" {
					a.title = said.Value
				}
			}
		}
	} else if title := string(m[3]); title != "" && !strings.Contains(title, "=") {
		a.kind, a.title = tab, title
	}
	return a, kind
}

// deepestFence is in how many blocks with fences such a block may stand.
const deepestFence = 16

// depth is in how many blocks of a kind a node stands.
func depth(n ast.Node, is func(*alert) bool) (in int) {
	for ; n != nil; n = n.Parent() {
		if a := alertOf(n); a != nil && is(a) {
			in++
		}
	}
	return in
}

func hasFence(a *alert) bool { return a.fence != "" }

// closed are where the heads of blocks with colons begin that have an end; of a page.
var closed = parser.NewContextKey()

// closedIn finds them in a text, from the inside out.
func closedIn(pc parser.Context, source []byte) map[int]bool {
	if known, ok := pc.Get(closed).(map[int]bool); ok {
		return known
	}
	found, at := map[int]bool{}, 0
	var open []int
	for line := range bytes.Lines(source) {
		start := at + len(line) - len(bytes.TrimLeft(line, " \t>"))
		line, at = bytes.TrimSpace(source[min(start, at+len(line)):at+len(line)]), at+len(line)
		switch {
		case !bytes.HasPrefix(line, []byte(":::")):
		case len(bytes.Trim(line, ":")) > 0:
			if OpensAlert(line) || container().Match(line) || fencedDirective().Match(line) {
				open = append(open, start)
			}
		case len(open) > 0:
			found[open[len(open)-1]] = true
			open = open[:len(open)-1]
		}
	}
	pc.Set(closed, found)
	return found
}

// holdsOpen reports whether a block with a fence that is as long is open inside of another one at
// an offset, which the next fence ends, as Pandoc has it; or a listing, of which the fence is.
func holdsOpen(n ast.Node, source []byte, at int) bool {
	a := alertOf(n)
	for c := n.LastChild(); c != nil && c.Type() == ast.TypeBlock; c = c.LastChild() {
		if in := alertOf(c); in != nil && in.fence == a.fence && !in.isClosed {
			return true
		}
		if lines := c.Lines(); a.fence[0] == ':' && c.Kind() == ast.KindFencedCodeBlock && lines.Len() > 0 {
			end := lines.At(lines.Len() - 1).Stop
			return end <= at && len(bytes.Trim(source[end:at], " \t>")) == 0
		}
	}
	return false
}

// directiveParser reads directives of MyST between colons that have no Markdown inside as the
// listings that they are between backticks.
type directiveParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

var listed = lazy.Pattern(`^(:{3,})(\{(?:figure|image|toctree|contents|tableofcontents|literalinclude|code-block|code|sourcecode|mermaid|math)\}.*?)[ \t]*\r?\n?$`)

// Open implements goldmark's parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := listed().FindSubmatchIndex(line[at:])
	if m == nil || !closedIn(pc, reader.Source())[segment.Start+at] {
		return nil, parser.NoChildren
	}
	at += segment.Start
	n := ast.NewFencedCodeBlock(ast.NewTextSegment(text.NewSegment(at+m[4], at+m[5])))
	n.SetAttributeString("fence", m[3])
	advance(reader)
	return n, parser.NoChildren
}

// Continue implements goldmark's parser.BlockParser.
func (directiveParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	fence, _ := n.AttributeString("fence")
	length, _ := fence.(int)
	advance(reader)
	if line = bytes.TrimSpace(line); len(line) >= length && len(bytes.Trim(line, ":")) == 0 {
		return parser.Close
	}
	n.Lines().Append(segment)
	return parser.Continue | parser.NoChildren
}

// highlightParser reads the listings of Jekyll, {% highlight sh %} to {% endhighlight %}, and its
// comments, {% comment %} to {% endcomment %}, of which nothing is seen.
type highlightParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (highlightParser) Trigger() []byte { return []byte{'{'} }

var highlight = lazy.Pattern(`^\{%-? *(?:highlight +([A-Za-z][\w+#-]*)[^%\n]*|comment *-?)%\}[ \t]*\r?\n?$`)

// The names of the tags that end listings, and what nobody sees.
const (
	highlightEnd = "endhighlight"
	commentEnd   = "endcomment"
)

// lasts are where the last end of each stands in a page.
var lasts = parser.NewContextKey()

// lastOf is where the last of some words stands in the source of a page.
func lastOf(word string, source []byte, pc parser.Context) int {
	known, _ := pc.Get(lasts).(map[string]int)
	if known == nil {
		known = map[string]int{}
		pc.Set(lasts, known)
	}
	at, ok := known[word]
	if !ok {
		at = bytes.LastIndex(source, []byte(word))
		known[word] = at
	}
	return at
}

// Open implements goldmark's parser.BlockParser.
func (highlightParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := highlight().FindSubmatchIndex(line[at:])
	if m == nil {
		return nil, parser.NoChildren
	}
	end := highlightEnd
	if m[2] < 0 {
		end = commentEnd
	}
	if at += segment.Start; at > lastOf(end, reader.Source(), pc) {
		return nil, parser.NoChildren
	}
	var n ast.Node = ast.NewHTMLBlock(ast.HTMLBlockType2)
	if end == highlightEnd {
		n = ast.NewFencedCodeBlock(ast.NewTextSegment(text.NewSegment(at+m[2], at+m[3])))
	}
	n.SetAttributeString(tags, []int{at})
	advance(reader)
	return n, parser.NoChildren
}

// tags is the attribute of a listing with the offsets of the tags around it.
const tags = "tags"

// Continue implements goldmark's parser.BlockParser.
func (highlightParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	advance(reader)
	at := segment.Start + len(line) - len(bytes.TrimLeft(line, " \t"))
	end := highlightEnd
	if n.Kind() == ast.KindHTMLBlock {
		end = commentEnd
	}
	if line = bytes.TrimSpace(line); bytes.HasPrefix(line, []byte("{%")) && bytes.Contains(line, []byte(end)) {
		if begin, ok := n.AttributeString(tags); ok {
			n.SetAttributeString(tags, append(begin.([]int), at))
		}
		return parser.Close
	}
	if end == highlightEnd {
		n.Lines().Append(segment)
	} else if around, ok := n.AttributeString(tags); ok {
		list := around.([]int)
		for i := range line {
			if line[i] == '{' {
				list = append(list, at+i)
			}
		}
		n.SetAttributeString(tags, list)
	}
	return parser.Continue | parser.NoChildren
}
