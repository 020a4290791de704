package block

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// tabHead is the line above a tab in a group of VuePress, or of VitePress.
var tabHead = lazy.Pattern(`^(?:@tab(?::active)?|==)[ \t]+([^#\r\n]*[^#\s])(?:[ \t]*#[^\r\n]*)?$`)

// label is what VitePress shows for a listing.
var label = lazy.Pattern(`\[([^\[\]]+)\]\s*$`)

// Label puts the listings of a group of VitePress below the labels behind their
// languages, ```sh [npm], and what is in tabs of its plugins and VuePress below their titles. Links
// of GitBook whose words are those of the page to which they lead get them; a destination that
// names a page begins with pages.
func Label(root ast.Node, source []byte, pages string) {
	if !slices.ContainsFunc([]string{codeGroup, "\n@tab", "\n== ", contentRef, "{% embed ", "{% file ", "{% page-ref ", listTable}, func(sign string) bool { return bytes.Contains(source, []byte(sign)) }) {
		return
	}
	var groups []ast.Node
	for n := range nodes.All(root) {
		if a := alertOf(n); a != nil && a.kind == grouped {
			groups = append(groups, n)
		}
	}
	for _, n := range groups {
		if shown := alertOf(n).shows; shown != nil {
			n.InsertBefore(n, n.FirstChild(), shown)
		}
		nameLinks(n, source, pages)
		if strings.EqualFold(alertOf(n).title, listTable) {
			if tabulate(n); n.Parent() != nil {
				for c := n.FirstChild(); c != nil; c = n.FirstChild() {
					n.Parent().InsertBefore(n.Parent(), n, c)
				}
				n.Parent().RemoveChild(n.Parent(), n)
			}
			continue
		}
		tabsIn(n, source)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			code, ok := c.(*ast.FencedCodeBlock)
			if !ok || code.Info == nil {
				continue
			}
			if m := label().FindSubmatch(code.Info.Segment.Value(source)); m != nil {
				under := (&alert{kind: tab, title: string(m[1])}).quotation("")
				n.ReplaceChild(n, code, under)
				under.AppendChild(under, code)
				c = under
			}
		}
	}
}

// contentRef is the tag of GitBook around a link to a page.
const contentRef = "content-ref"

// nameLinks takes the words from the links of such a tag that are their destination.
func nameLinks(group ast.Node, source []byte, pages string) {
	if !strings.EqualFold(alertOf(group).title, contentRef) {
		return
	}
	for n := range nodes.All(group) {
		l, ok := n.(*ast.Link)
		if !ok || bytes.Contains(l.Destination, []byte("://")) {
			continue
		}
		words := ""
		switch n := l.FirstChild().(type) {
		case *ast.Text:
			words = string(n.Segment.Value(source))
		case *ast.String:
			words = string(n.Value)
		}
		if l.ChildCount() == 1 && words == string(l.Destination) {
			l.RemoveChildren(l)
			l.Destination = append([]byte(pages), l.Destination...)
		}
	}
}

// tabsIn puts what follows the line above a tab in a group below its title.
func tabsIn(group ast.Node, source []byte) {
	var under ast.Node
	for n := group.FirstChild(); n != nil; {
		next, at, title := n.NextSibling(), -1, ""
		if n.Kind() == ast.KindParagraph {
			at, title = headIn(n, source)
		}
		switch {
		case at == 0:
			under = (&alert{kind: tab, title: title}).quotation("")
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
