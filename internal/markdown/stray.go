package markdown

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// strayMarker finds what looks like a marker, so that one which the parser
// does not take for a comment is reported instead of never being refreshed.
var strayMarker = lazy.Pattern(`<!--[ \t]*/?ds(?::|[ \t]*-->)`)

func (r *markerReader) strays() {
	text := r.doc.Source.Text
	var code []site.Span
	for _, loc := range strayMarker().FindAllIndex(text[r.doc.Body:], -1) {
		at := r.doc.Body + loc[0]
		if r.inComment(at) || at > 0 && text[at-1] == '\\' {
			continue
		}
		if code == nil {
			code = r.doc.codeSpans()
		}
		if isInside(code, at) {
			continue
		}
		r.stray(at, strings.TrimSpace(string(text[at:LineEnd(text, at)])))
	}
}

func (r *markerReader) stray(at int, line string) {
	written, _, _ := strings.Cut(line, "-->")
	written = strings.TrimSpace(written)
	if r.doc.inTitle(written) {
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

// inTitle reports whether the title of a link or a picture holds a text.
func (d *Document) inTitle(text string) (found bool) {
	for n := range Nodes(d.Root) {
		switch n := n.(type) {
		case *ast.Image:
			found = found || strings.Contains(string(n.Title), text)
		case *ast.Link:
			found = found || strings.Contains(string(n.Title), text)
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
	for n := range Nodes(d.Root) {
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
	return spans
}

func appendLines(spans []site.Span, n ast.Node) []site.Span {
	for i := range n.Lines().Len() {
		l := n.Lines().At(i)
		spans = append(spans, site.Span{Start: l.Start, End: l.Stop})
	}
	return spans
}
