package block

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
)

// insideParser reads the tags around Markdown of Python-Markdown, <div markdown> to
// </div>: each is a block of HTML for itself, so that what stands between is Markdown
// without an empty line around it.
type insideParser struct{ headed }

// Trigger implements goldmark's parser.BlockParser.
func (insideParser) Trigger() []byte { return []byte{'<'} }

var (
	blockTag    = lazy.Pattern(`^<(/?)(div|section|article|aside|details|figure|center|blockquote|summary|figcaption)((?:\s[^<>\n]*)?)>(.*)$`)
	hasMarkdown = lazy.Pattern(`\smarkdown(?:\s*=\s*["']?(?:1|block|span|true)["']?)?(?:\s|$)`)
)

// deepestTag is how deep such tags may stand in one another.
const deepestTag = 100

// around has the names of the tags that are open around Markdown; of a page.
var around = parser.NewContextKey()

// Open implements goldmark's parser.BlockParser.
func (insideParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment, at := headOf(reader, pc)
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := blockTag().FindSubmatch(bytes.TrimRight(line[at:], " \t\r\n"))
	open, _ := pc.Get(around).([]string)
	if m == nil || len(open) == 0 && (len(m[1]) > 0 || !hasMarkdown().Match(m[3]) || isIndented(reader.Source()[segment.Stop:])) {
		return nil, parser.NoChildren
	}
	name := string(m[2])
	switch isWhole := strings.HasSuffix(string(m[4]), "</"+name+">"); {
	case len(m[4]) > 0 && !isWhole:
		return nil, parser.NoChildren
	case len(m[1]) > 0:
		for i, outer := range slices.Backward(open) {
			if outer == name {
				open = open[:i]
				break
			}
		}
	case !isWhole && len(open) < deepestTag:
		open = append(slices.Clip(open), name)
	}
	pc.Set(around, open)
	n := ast.NewHTMLBlock(ast.HTMLBlockType6)
	n.Lines().Append(segment)
	reader.Advance(segment.Len() - newline(line))
	return n, parser.NoChildren
}

// isIndented reports whether the first line of a text is code to Markdown.
func isIndented(rest []byte) bool {
	return bytes.HasPrefix(rest, []byte("    ")) || bytes.HasPrefix(rest, []byte("\t"))
}

// Continue implements goldmark's parser.BlockParser.
func (insideParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
