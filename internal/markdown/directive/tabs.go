package directive

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
)

// tabHead is the line above a tab in a group of VuePress, or of VitePress.
var tabHead = lazy.Pattern(`^(?:@tab(?::active)?|==)[ \t]+([^#\r\n]*[^#\s])(?:[ \t]*#[^\r\n]*)?$`)

// Tabs puts what follows such a line in a group below its title.
func Tabs(group ast.Node, source []byte, titled func(title string) ast.Node) {
	var under ast.Node
	for n := group.FirstChild(); n != nil; {
		next, at, title := n.NextSibling(), -1, ""
		if n.Kind() == ast.KindParagraph {
			at, title = headIn(n, source)
		}
		switch {
		case at == 0:
			under = titled(title)
			group.InsertBefore(group, n, under)
			if cut(n, 1); n.Lines().Len() == 0 {
				group.RemoveChild(group, n)
			} else {
				next = n
			}
			n = next
			continue
		case at > 0:
			n, next = cut(n, at), n
		}
		if under != nil {
			under.AppendChild(under, n)
		} else if at > 0 {
			group.InsertBefore(group, next, n)
		}
		n = next
	}
}

// headIn is the first line of a paragraph that stands above a tab, and what it calls that; -1
// for none.
func headIn(paragraph ast.Node, source []byte) (at int, title string) {
	for i := range paragraph.Lines().Len() {
		line := paragraph.Lines().At(i)
		if m := tabHead().FindSubmatch(bytes.TrimSpace(line.Value(source))); m != nil {
			return i, string(m[1])
		}
	}
	return -1, ""
}

// cut takes the first lines out of a paragraph, and gives them as another one.
func cut(paragraph ast.Node, count int) ast.Node {
	first, lines, rest := ast.NewParagraph(), *paragraph.Lines(), paragraph.Lines()
	lines.SetSliced(0, count)
	first.SetLines(&lines)
	end := lines.At(count - 1).Stop
	rest.SetSliced(count, rest.Len())
	for n := paragraph.FirstChild(); n != nil && startOf(n) < end; n = paragraph.FirstChild() {
		paragraph.RemoveChild(paragraph, n)
		first.AppendChild(first, n)
	}
	if t, ok := first.LastChild().(*ast.Text); ok {
		t.SetSoftLineBreak(false)
	}
	return first
}

// startOf is where the text of a node in a line begins.
func startOf(n ast.Node) int {
	for ; n.FirstChild() != nil; n = n.FirstChild() {
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	return n.Pos()
}
