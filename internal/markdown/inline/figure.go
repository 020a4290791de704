package inline

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

// figureParser reads the pictures that Hugo itself has a shortcode for,
// {{< figure src="a.png" caption="A" >}}: a picture, and its caption in italics.
type figureParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (figureParser) Trigger() []byte { return []byte{'{'} }

var figure = lazy.Pattern(`^\{\{[<%]-?\s*figure\s([^{}\n]*?)/?-?[>%]\}\}`)

// Parse implements goldmark's parser.InlineParser.
func (figureParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) || block.PrecendingCharacter() == '(' { // of a destination
		return nil
	}
	m := figure().FindSubmatch(line)
	if m == nil {
		return nil
	}
	said := map[string]string{}
	for _, a := range nodes.Arguments(string(m[1])) {
		said[a.Name] = a.Value
	}
	if said["src"] == "" {
		return nil
	}
	block.Advance(len(m[0]))
	caption := said["caption"]
	if title := said["title"]; title != "" && caption != "" {
		caption = title + ": " + caption
	} else if title != "" {
		caption = title
	}
	n := nodes.Picture(said["src"], cmp.Or(said["alt"], caption), segment.Start)
	if said["link"] != "" {
		n = nodes.Link(said["link"], segment.Start, n)
	}
	if caption == "" {
		return n
	}
	parent.AppendChild(parent, n)
	return nodes.In(ast.NewEmphasis(1), nodes.Words(caption))
}
