package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// Reference begins the destination of a link that names a page as other tools do: by its
// path from here or from the top, or by its name alone.
const Reference = "ref:"

// referenceParser reads the links of Hugo whose destination is a shortcode,
// [text]({{< ref "page.md" >}}), and the role {doc}`page` of MyST. Of the first it makes
// a link without text, in which [referenceTransformer] puts what stands in brackets.
type referenceParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (referenceParser) Trigger() []byte { return []byte{']', '{'} }

var (
	hugoReference = lazy.Pattern("^\\]\\(<?\\{\\{[<%][ \\t]*(?:rel)?ref[ \\t]+(?:path=)?[\"'`]?([^\\s\"'`<>%{}]+)[\"'`]?[^<>%{}\\n]*[>%]\\}\\}(#[\\w:.-]*)?>?(?:[ \\t]+\"[^\"\\n]*\")?\\)")
	mystReference = lazy.Pattern("^\\{doc\\}`(?:([^`<>\\n]*[^`<>\\s])[ \\t]*<([^`<>\\s]+)>|([^`<>\\s]+))`")
)

var hasReferences = parser.NewContextKey()

// Parse implements goldmark's parser.InlineParser.
func (referenceParser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	l := ast.NewLink()
	length := 0
	if bytes.HasPrefix(line, []byte("](")) {
		m := hugoReference().FindSubmatch(line)
		if m == nil {
			return nil
		}
		l.Destination, length = append(append([]byte(Reference), m[1]...), m[2]...), len(m[0])
		l.SetAttributeString("brackets", true)
		pc.Set(hasReferences, true)
	} else if bytes.HasPrefix(line, []byte("{doc}`")) {
		m := mystReference().FindSubmatchIndex(line)
		if m == nil {
			return nil
		}
		from, to, first, last := m[4], m[5], m[2], m[3]
		if m[6] >= 0 {
			from, to = m[6], m[7]
			first, last = from+bytes.LastIndexByte(line[from:to], '/')+1, to
		}
		l.AppendChild(l, ast.NewTextSegment(text.NewSegment(segment.Start+first, segment.Start+last)))
		l.Destination, length = append([]byte(Reference), line[from:to]...), m[1]
	} else {
		return nil
	}
	l.SetAttributeString("written", site.Span{Start: segment.Start, End: segment.Start + length})
	reader.Advance(length)
	return l
}

// referenceTransformer puts what stands in brackets into the links of Hugo.
type referenceTransformer struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (referenceTransformer) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	if pc.Get(hasReferences) == nil {
		return
	}
	var list []*ast.Link
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*ast.Link); ok && entering && attribute(l, "brackets") != nil {
			list = append(list, l)
		}
		return ast.WalkContinue, nil
	})
	for _, l := range list {
		if open, at := openBracket(l, reader.Source()); open != nil {
			enclose(l, open, at)
			continue
		}
		span := attribute(l, "written").(site.Span)
		l.Parent().ReplaceChild(l.Parent(), l, ast.NewTextSegment(text.NewSegment(span.Start, span.End)))
	}
}

// maxBefore is how many nodes may stand between brackets.
const maxBefore = 100

// openBracket finds the bracket that the one before a link closes: a text with its offset
// in the source; nil for none.
func openBracket(l *ast.Link, source []byte) (open *ast.Text, at int) {
	depth := 0
	n := l.PreviousSibling()
	for range maxBefore {
		if n == nil {
			return nil, 0
		}
		if t, ok := n.(*ast.Text); ok && !t.IsRaw() {
			for at := t.Segment.Stop - 1; at >= t.Segment.Start; at-- {
				switch escaped := at > t.Segment.Start && source[at-1] == '\\'; {
				case escaped:
				case source[at] == ']':
					depth++
				case source[at] == '[' && depth > 0:
					depth--
				case source[at] == '[':
					return t, at
				}
			}
		}
		n = n.PreviousSibling()
	}
	return nil, 0
}

// enclose puts what stands between a bracket and a link into the link.
func enclose(l *ast.Link, open *ast.Text, at int) {
	parent := l.Parent()
	for n := open.NextSibling(); n != ast.Node(l); {
		next := n.NextSibling()
		l.AppendChild(l, n)
		n = next
	}
	if at+1 < open.Segment.Stop {
		words := ast.NewTextSegment(open.Segment.WithStart(at + 1))
		words.SetSoftLineBreak(open.SoftLineBreak())
		words.SetHardLineBreak(open.HardLineBreak())
		if first := l.FirstChild(); first != nil {
			l.InsertBefore(l, first, words)
		} else {
			l.AppendChild(l, words)
		}
		open.SetSoftLineBreak(false)
		open.SetHardLineBreak(false)
	}
	if open.Segment = open.Segment.WithStop(at); at == open.Segment.Start {
		parent.RemoveChild(parent, open)
	}
}

// references are the places of links that other tools write with tags of theirs.
func (d *Document) references() (spans []site.Span) {
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if span, ok := attribute(n, "written").(site.Span); entering && ok {
			spans = append(spans, span)
		}
		return ast.WalkContinue, nil
	})
	return spans
}
