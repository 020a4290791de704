package markdown

import (
	"bytes"
	"cmp"
	"math"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
	"docsite/internal/sanitize"
	"docsite/internal/site"
)

// HTML is what a block of HTML has, without what stands before its lines in a
// list or a quotation, and where the parts stand in the page.
func (d *Document) HTML(n *ast.HTMLBlock) (raw []byte, parts []site.Span) {
	add := func(line []byte, start, end int) {
		raw = append(raw, line...)
		parts = append(parts, site.Span{Start: start, End: end})
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		add(line.Value(d.Source.Text), line.Start, line.Stop)
	}
	if n.HasClosure() {
		add(n.ClosureLine.Value(d.Source.Text), n.ClosureLine.Start, n.ClosureLine.Stop)
	}
	return raw, parts
}

// PlaceIn is the offset in a page of an offset in parts of it that follow one
// another.
func PlaceIn(parts []site.Span, at int) int {
	for _, p := range parts {
		if at < p.End-p.Start {
			return p.Start + at
		}
		at -= p.End - p.Start
	}
	return 0
}

// expression is a picture that MDX has by the name of an import, or by a call.
var expression = lazy.Pattern(`^\{(?:(\w+)(?:\.\w+)?|(?:require|useBaseUrl)\(['"](?:@site)?([^'"]+)['"]\)(?:\.default)?)\}$`)

// Picture is the destination of a picture in the HTML of a page: of an expression of MDX the file.
func Picture(d *Document, src string) string {
	if m := expression().FindStringSubmatch(src); m != nil {
		return cmp.Or(m[2], d.got[m[1]], src)
	}
	return src
}

// HeadingAt is a heading that is written in HTML, by the offset of its tag; nil for
// none.
func (d *Document) HeadingAt(at int) *Heading { return d.written[at] }

// htmlHeadings are the headings of a block of HTML.
func (d *Document) htmlHeadings(n *ast.HTMLBlock) (list []Heading) {
	raw, parts := d.HTML(n)
	if !MayHaveHeading(raw) {
		return nil
	}
	for _, run := range sanitize.Runs(raw) {
		if run.Level > 0 {
			list = append(list, Heading{Level: run.Level, ID: run.ID, Text: run.Text, Offset: PlaceIn(parts, run.At)})
		}
	}
	return list
}

// MayHaveHeading reports whether HTML has a tag like that of a heading.
func MayHaveHeading(raw []byte) bool {
	for {
		_, after, found := bytes.Cut(raw, []byte("<"))
		if !found {
			return false
		}
		if len(after) > 1 && after[0]|0x20 == 'h' && after[1] >= '1' && after[1] <= '6' {
			return true
		}
		raw = after
	}
}

// nameHeadings gives the headings that are written in HTML ids, as GitHub does:
// those that their author chose, or those that other headings get.
func (d *Document) nameHeadings(ids *slugs) {
	for i := range d.Headings {
		h := &d.Headings[i]
		if h.Node != nil {
			continue
		}
		if d.written == nil {
			d.written = map[int]*Heading{}
		}
		d.written[h.Offset] = h
		if _, taken := ids.used[h.ID]; h.ID == "" || taken {
			h.ID = ids.unique(h.Text)
		} else {
			ids.Put([]byte(h.ID))
		}
	}
}

// HoldsLink reports whether a link of Markdown stands between a tag and its end
// beside it, or the next tag of a link.
func (d *Document) HoldsLink(tag ast.Node) bool {
	depth := 1
	for n := tag.NextSibling(); n != nil; n = n.NextSibling() {
		if depth += d.anchorDepth(n); depth < 1 {
			return false
		}
		for n := range nodes.All(n) {
			if n.Kind() == ast.KindLink {
				return true
			}
		}
	}
	return false
}

// anchorDepth is by how much a node changes the number of open <a>: a browser
// ends them all where another link begins.
func (d *Document) anchorDepth(n ast.Node) int {
	r, ok := n.(*ast.RawHTML)
	if !ok {
		return 0
	}
	first := r.Segments.At(0)
	text := bytes.ToLower(first.Value(d.Source.Text))
	switch name := bytes.TrimLeft(text, "</"); {
	case !sanitize.IsLink(string(name[:max(0, bytes.IndexFunc(name, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }))])):
		return 0
	case text[1] == '/':
		return -1
	case bytes.Contains(text, []byte("href")):
		return math.MinInt
	}
	return 1
}

// farthest is how many blocks behind its own a tag's end is looked for.
const farthest = 16

// ClosedLater reports whether a tag that a block of HTML leaves open is closed in
// a later one of the same piece of Markdown. A link crosses nothing but
// paragraphs without links.
func (d *Document) ClosedLater(block ast.Node, name string) bool {
	for n, i := block.NextSibling(), 0; n != nil && i < farthest; n, i = n.NextSibling(), i+1 {
		html, ok := n.(*ast.HTMLBlock)
		if !ok && name == "a" && (n.Kind() != ast.KindParagraph || !isPlain(n)) {
			return false
		}
		if !ok {
			continue
		}
		raw, _ := d.HTML(html)
		raw = bytes.ToLower(raw)
		if end := bytes.Index(raw, []byte("</"+name+">")); end >= 0 {
			return name != "a" || !bytes.Contains(raw[:end], []byte("<a"))
		}
	}
	return false
}

// isPlain reports whether a paragraph holds words and pictures alone: no link,
// no tag and no footnote.
func isPlain(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindText, ast.KindString, ast.KindCodeSpan, ast.KindImage:
		case ast.KindEmphasis, extast.KindStrikethrough:
			if !isPlain(c) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
