package inline

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
)

// expressionParser reads tags of MDX that have an attribute in braces with signs that Markdown
// takes for none of a tag: <img src={require('./a.png').default} />.
type expressionParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (expressionParser) Trigger() []byte { return []byte{'<'} }

var expressionTag = lazy.Pattern(`^<[A-Za-z][\w.-]*(?:\s+[\w:-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|\{(?:[^{}\n]|\{[^{}\n]*\})*\}|[^\s"'={}<>` + "`" + `]+))?)*\s*/?>`)

// longestTag is up to how many bytes such a tag is read.
const longestTag = 500

// Parse implements goldmark's parser.InlineParser.
func (expressionParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = line[:min(len(line), longestTag)]
	if !bytes.Contains(line, []byte("={")) {
		return nil
	}
	tag := expressionTag().Find(line)
	if !bytes.Contains(tag, []byte("={")) {
		return nil
	}
	n := ast.NewRawHTML()
	n.Segments.Append(segment.WithStop(segment.Start + len(tag)))
	block.Advance(len(tag))
	return n
}
