package inline

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// shortcodeParser reads the shortcodes of Hugo within a text: it shows what their arguments say,
// {{< figure src="a.png" caption="A" >}} as a picture, and nothing of others. One that touches a
// word stays: it stands for a part of it, such as a version.
type shortcodeParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (shortcodeParser) Trigger() []byte { return []byte{'{'} }

var shortcode = lazy.Pattern(`^\{\{[<%]-?[ \t]*(/?)[ \t]*([A-Za-z][\w/.-]*)((?:[ \t][^{}\n]*?)?)[ \t]*/?-?[>%]\}\}`)

// Tag is the attribute of what is shown in the place of a shortcode: where that begins. Unseen is
// that of one in whose place nothing is.
const (
	Tag    = "tag"
	Unseen = "unseen"
)

// Parse implements goldmark's parser.InlineParser.
func (shortcodeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) || block.PrecendingCharacter() == '(' { // of a destination
		return nil
	}
	m := shortcode().FindSubmatch(line)
	if m == nil || nodes.IsDrawn[strings.ToLower(string(m[2]))] {
		return nil
	}
	if string(m[2]) == "figure" && len(m[1]) == 0 {
		if n := figure(parent, string(m[3]), segment.Start); n != nil {
			block.Advance(len(m[0]))
			return n
		}
	}
	n, next := nodes.Shortcode(string(m[2]), string(m[3]), segment.Start), after(line, len(m[0]))
	if bytes.Contains(line[len(m[0]):], append([]byte("/"), m[2]...)) { // its end follows
		next = ' '
	}
	switch closes := len(m[1]) > 0; {
	case closes || n == nil && !touches(block.PrecendingCharacter()) && !touches(next):
		n = nodes.Words("")
		n.SetAttributeString(Unseen, true)
		if closes {
			n.SetAttributeString(Tag, segment.Start)
		}
	case n == nil:
		return nil
	default:
		n.SetAttributeString(Tag, segment.Start)
	}
	block.Advance(len(m[0]))
	return n
}

// touches reports whether a character belongs to a word, a path or a version.
func touches(r rune) bool {
	return isWord(r) || strings.ContainsRune("/-_+", r)
}

// Unshown takes paragraphs out of a tree of which nothing is seen, since shortcodes were all
// that they had.
func Unshown(root ast.Node, source []byte) {
	if !bytes.Contains(source, []byte("{{")) {
		return
	}
	var empty []ast.Node
	for n := range nodes.All(root) {
		if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
			continue
		}
		unseen, seen := false, false
		for c := n.FirstChild(); c != nil && !seen; c = c.NextSibling() {
			if _, is := c.AttributeString(Unseen); is {
				unseen = true
			} else if t, ok := c.(*ast.Text); !ok || len(bytes.TrimSpace(t.Segment.Value(source))) > 0 {
				seen = true
			}
		}
		if unseen && !seen {
			empty = append(empty, n)
		}
	}
	for _, n := range empty {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}
