package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
)

// comment is an HTML comment as the parser found it.
type comment struct {
	span   site.Span
	text   string   // what stands between "<!--" and "-->", trimmed
	node   ast.Node // *ast.RawHTML or *ast.HTMLBlock
	closed bool     // it has its "-->"
}

// block reports whether the comment stands at the head of its line, where
// Markdown takes the line for HTML.
func (c comment) block() bool { return c.node.Kind() == ast.KindHTMLBlock }

// comments collects all comments outside code, in the order of the file.
// (Footnotes stand at the end of the tree, wherever they were written.)
func (d *Document) comments() []comment {
	var found []comment
	for n := range Nodes(d.Root) {
		switch n := n.(type) {
		case *ast.RawHTML:
			if first := n.Segments.At(0); n.Segments.Len() > 0 && bytes.HasPrefix(first.Value(d.Source.Text), []byte("<!--")) {
				last := n.Segments.At(n.Segments.Len() - 1)
				found = append(found, d.newComment(site.Span{Start: first.Start, End: last.Stop}, n))
			}
		case *ast.HTMLBlock:
			found = append(found, d.blockComments(n)...)
		}
	}
	slices.SortStableFunc(found, func(a, b comment) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return found
}

// blockComments finds the comments in a block of HTML. In script, style and
// textarea there are none: what looks like one is text.
func (d *Document) blockComments(n *ast.HTMLBlock) []comment {
	if n.HTMLBlockType == ast.HTMLBlockType1 || n.Lines().Len() == 0 {
		return nil
	}
	at, end := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	var found []comment
	for at < end {
		i := bytes.Index(d.Source.Text[at:end], []byte("<!--"))
		if i < 0 {
			break
		}
		at += i
		stop := end
		if j := bytes.Index(d.Source.Text[at+4:end], []byte("-->")); j >= 0 {
			stop = at + 4 + j + 3
		}
		found = append(found, d.newComment(site.Span{Start: at, End: stop}, n))
		at = stop
	}
	return found
}

func (d *Document) newComment(span site.Span, n ast.Node) comment {
	text := strings.TrimPrefix(d.slice(span), "<!--")
	text, closed := strings.CutSuffix(text, "-->")
	return comment{span: span, text: strings.TrimSpace(text), node: n, closed: closed}
}

func (d *Document) slice(s site.Span) string { return string(d.Source.Text[s.Start:s.End]) }
