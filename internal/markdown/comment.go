package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
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
	for n := range nodes.All(d.Root) {
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

// strayMarker finds what looks like a marker, so that one which the parser
// does not take for a comment is reported instead of never being refreshed.
var strayMarker = lazy.Pattern(`<!--[ \t]*/?ds(?::|[ \t]*-->)`)

func (r *markerReader) strays() {
	text := r.doc.Source.Text
	var code []site.Span
	var titled map[string]bool
	for _, loc := range strayMarker().FindAllIndex(text[r.doc.Body:], -1) {
		at := r.doc.Body + loc[0]
		if r.inComment(at) || at > 0 && text[at-1] == '\\' {
			continue
		}
		if code == nil {
			code, titled = r.doc.codeSpans(), r.doc.titled()
		}
		if isInside(code, at) {
			continue
		}
		r.stray(at, writtenMarker(text[at:]), titled)
	}
}

// writtenMarker is a marker with which text begins, up to the end of the comment or its line.
func writtenMarker(text []byte) string {
	written, _, _ := bytes.Cut(text[:LineEnd(text, 0)], []byte("-->"))
	return string(bytes.TrimSpace(written))
}

func (r *markerReader) stray(at int, written string, titled map[string]bool) {
	if titled[written] {
		r.warn(at, fmt.Sprintf("marker %q stands in a title, where it is text", written), "put the figure into a sentence")
		return
	}
	if m, wrong, _ := readMarker(strings.TrimSpace(strings.TrimPrefix(written, "<!--"))); wrong == "" && r.inAddress(at) {
		r.fail(at, fmt.Sprintf("marker %q stands in an address, where it is no comment", written+" -->"), badgeHint(m))
		return
	}
	r.fail(at, fmt.Sprintf("%q looks like a marker and is not an HTML comment here", written),
		"end it with --> on the same line, without | in a table; an example belongs into code")
}

// titled are the markers that stand in titles of links and pictures.
func (d *Document) titled() map[string]bool {
	found := map[string]bool{}
	for n := range nodes.All(d.Root) {
		var title []byte
		switch n := n.(type) {
		case *ast.Image:
			title = n.Title
		case *ast.Link:
			title = n.Title
		}
		if len(title) == 0 {
			continue
		}
		for _, loc := range strayMarker().FindAllIndex(title, -1) {
			found[writtenMarker(title[loc[0]:])] = true
		}
	}
	return found
}

func (r *markerReader) inComment(at int) bool {
	i, found := slices.BinarySearchFunc(r.comments, at, func(c comment, at int) int { return cmp.Compare(c.span.Start, at) })
	return found || i > 0 && at < r.comments[i-1].span.End
}

// codeSpans are the places of all code: fenced, indented, in a line, and the
// blocks of HTML that hold text.
func (d *Document) codeSpans() []site.Span {
	spans := []site.Span{}
	for n := range nodes.All(d.Root) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			spans = appendLines(spans, n)
		case *ast.HTMLBlock:
			if n.HTMLBlockType == ast.HTMLBlockType1 {
				spans = appendLines(spans, n)
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					spans = append(spans, site.Span{Start: t.Segment.Start, End: t.Segment.Stop})
				}
			}
		}
	}
	return inOrder(spans)
}

func appendLines(spans []site.Span, n ast.Node) []site.Span {
	for i := range n.Lines().Len() {
		l := n.Lines().At(i)
		spans = append(spans, site.Span{Start: l.Start, End: l.Stop})
	}
	return spans
}
