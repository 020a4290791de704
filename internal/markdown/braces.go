package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
	"docsite/internal/markdown/inline"
	"docsite/internal/markdown/nodes"
)

// braces are attributes as most generators but GitHub have them, behind a heading,
// a link or a picture, or on a line of their own: {#id}, {: .class }, { #id .class
// title="x" }.
const braces = `\{:?[ \t]*(?:[#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+))(?:[ \t]+(?:[#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+)))*[ \t]*\}`

var (
	bracesAtEnd   = lazy.Pattern(`[ \t]*` + braces + `[ \t]*#*[ \t]*$`)
	bracesAtStart = lazy.Pattern(`^` + braces)
	bracesAlone   = lazy.Pattern(`^[ \t]*` + braces + `[ \t]*$`)
	idInBraces    = lazy.Pattern(`\{(?:[^}]*#|(?:[^}]*\s|:)?id=["']?)([\w:.-]+)`)
)

// splitBraces takes attributes in braces from the end of a heading, and gives the
// id among them; nil for none.
func splitBraces(heading []byte) (text, id []byte) {
	if bytes.IndexByte(heading, '}') < 0 {
		return heading, nil
	}
	at := bracesAtEnd().FindIndex(heading)
	if at == nil {
		return heading, nil
	}
	if m := idInBraces().FindSubmatch(heading[at[0]:]); m != nil {
		id = m[1]
	}
	return heading[:at[0]], id
}

// join makes one text of a text and those right behind it, of which the parser of
// addresses makes several: it looks for them behind each blank.
func join(t *ast.Text) {
	for {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || t.SoftLineBreak() || t.HardLineBreak() || next.IsRaw() || next.Segment.Start != t.Segment.Stop {
			return
		}
		t.Segment = t.Segment.WithStop(next.Segment.Stop)
		t.SetSoftLineBreak(next.SoftLineBreak())
		t.SetHardLineBreak(next.HardLineBreak())
		t.Parent().RemoveChild(t.Parent(), next)
	}
}

// dropBraces takes attributes in braces out of the tree, so that nobody sees them:
// from the ends of headings, whose ids the parser has taken from them, from behind
// links, pictures, code and emphasis, and lines that are nothing else. Such a line
// right below a heading names it.
func (d *Document) dropBraces(ids *slugs) {
	if bytes.IndexByte(d.Source.Text[d.Body:], '{') < 0 {
		return
	}
	var empty []ast.Node
	for n := range nodes.All(d.Root) {
		t, ok := n.(*ast.Text)
		if !ok || t.IsRaw() || bytes.IndexByte(t.Segment.Value(d.Source.Text), '{') < 0 {
			continue
		}
		join(t)
		value := t.Segment.Value(d.Source.Text)
		parent := t.Parent()
		switch {
		case parent.Kind() == ast.KindHeading && t.NextSibling() == nil:
			if at := bracesAtEnd().FindIndex(value); at != nil {
				t.Segment = t.Segment.WithStop(t.Segment.Start + at[0])
				if before, ok := t.PreviousSibling().(*ast.Text); ok && t.Segment.IsEmpty() {
					before.Segment = before.Segment.TrimRightSpace(d.Source.Text)
				}
			}
		case parent.Kind() == ast.KindParagraph && bracesAlone().Match(value) && isLineEnd(t.PreviousSibling()):
			if t.PreviousSibling() == nil {
				d.nameAbove(parent, value, ids)
				if t.NextSibling() == nil {
					empty = append(empty, parent)
				}
			}
			t.Segment = t.Segment.WithStop(t.Segment.Start)
			t.SetSoftLineBreak(false)
		case takesBraces(t.PreviousSibling()):
			line := d.Source.Text[t.Segment.Start:LineEnd(d.Source.Text, t.Segment.Start)]
			if at := bracesAtStart().FindIndex(line); at != nil {
				dropUpTo(t, t.Segment.Start+at[1])
			}
		}
	}
	for _, n := range empty {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// nameAbove gives the heading right above a paragraph the id of the paragraph's
// first line, unless another heading has it.
func (d *Document) nameAbove(paragraph ast.Node, line []byte, ids *slugs) {
	h, ok := paragraph.PreviousSibling().(*ast.Heading)
	id := idInBraces().FindSubmatch(line)
	if !ok || id == nil || paragraph.HasBlankPreviousLines() {
		return
	}
	if _, taken := ids.used[string(id[1])]; !taken {
		ids.Put(id[1])
		h.SetAttributeString("id", id[1])
	}
}

// dropUpTo takes text out of the tree up to an offset, through what the parser has
// cut it into.
func dropUpTo(t *ast.Text, end int) {
	for ok := true; ok && t.Segment.Start < end; {
		t.Segment = t.Segment.WithStart(min(end, t.Segment.Stop))
		t, ok = t.NextSibling().(*ast.Text)
	}
}

// isLineEnd reports whether a line ends with a node; nil is the start of a
// paragraph.
func isLineEnd(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return n == nil || ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// takesBraces reports whether attributes behind a node are its own.
func takesBraces(n ast.Node) bool {
	if n == nil {
		return false
	}
	switch n.Kind() {
	case ast.KindLink, ast.KindImage, ast.KindCodeSpan, ast.KindEmphasis, ast.KindAutoLink, ast.KindString, inline.KindStyled:
		return true
	}
	return false
}
