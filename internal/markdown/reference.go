package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/lazy"
	"docsite/internal/markdown/inline"
	"docsite/internal/markdown/nodes"
	"docsite/internal/mentions"
	"docsite/internal/site"
)

// Reference begins the destination of a link that names a page as other tools do: by its
// path from here or from the top, or by its name alone. Behind [Label] there is that of a
// heading of any page; such a link may have no words.
const (
	Reference = nodes.Reference
	Label     = "ref:="
)

// referenceParser reads the links of Hugo whose destination is a shortcode,
// [text]({{< ref "page.md" >}}): it makes a link without text, in which
// [referenceTransformer] puts what stands in brackets.
type referenceParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (referenceParser) Trigger() []byte { return []byte{']'} }

// taggedPath is a destination that is a tag: of a page by its path as Hugo and Jekyll have it,
// or an address from the top of a site of Jekyll.
const taggedPath = "<?(?:\\{\\{[<%][ \\t]*(?:rel)?ref[ \\t]+(?:path=)?[\"'`]?([^\\s\"'`<>%{}]+)[\"'`]?[^<>%{}\\n]*[>%]\\}\\}|" +
	`(?:\{\{ *site\.(?:baseurl|url) *\}\}/?)*\{%-? *(?:link|post_url) +([^\s%{}]+) *-?%\}|` +
	`(?:\{\{ *site\.(?:baseurl|url) *\}\})+(/[^\s(){}<>]*)|\{\{ *["'](/?[^"'{}\s]*)["'] *\| *(?:relative|absolute)_url *\}\})(#[\w:.-]*)?>?`

var (
	taggedLink       = lazy.Pattern(`^\]\(` + taggedPath + `(?:[ \t]+"[^"\n]*")?\)`)
	taggedDefinition = lazy.Pattern(`^ {0,3}\[([^\[\]]+)\]:[ \t]*` + taggedPath + `[ \t]*\r?\n?$`)
)

// dotted is behind the words of a link to what mkdocstrings makes of code: no page has that.
var dotted = lazy.Pattern(`^\]\[([A-Za-z_]\w*(?:\.\w+)+)\]`)

// named are words before such a link that are its name.
var named = lazy.Pattern("\\[(`?)([A-Za-z_][\\w.]*)`?$")

// maxName is up to how many bytes before a link its name is looked for.
const maxName = 200

// ofCode finds a link of mkdocstrings, [words][package.name] or [`name`][], with which a line goes
// on behind the words: a name that the page does not define. It is nil for none.
func ofCode(line, before []byte, pc parser.Context) [][]byte {
	label, written := []byte(nil), []byte("][]")
	if m := dotted().FindSubmatch(line); m != nil {
		written, label = m[0], m[1]
	} else if m := named().FindSubmatch(before); m != nil && bytes.HasPrefix(line, written) {
		label = slices.Concat(m[1], m[2], m[1])
	}
	if label == nil {
		return nil
	}
	if _, defined := pc.Reference(util.ToLinkReference(label)); defined {
		return nil
	}
	return [][]byte{written, nil, nil, nil, nil, nil}
}

// destination is what a tag that was found leads to.
func destination(m [][]byte) []byte {
	if page := slices.Concat(m[0], m[1]); len(page) > 0 {
		return slices.Concat([]byte(Reference), page, m[4])
	}
	return slices.Concat(m[2], m[3], m[4])
}

// definitionTransformer takes definitions of links out of paragraphs whose destination is a tag.
type definitionTransformer struct{}

var definitions = parser.NewContextKey()

// Transform implements goldmark's parser.ParagraphTransformer.
func (definitionTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	kept, lines := text.NewSegments(), p.Lines()
	first := lines.At(0)
	if first.Len() == 0 || !bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " "), []byte("[")) {
		return
	}
	for i := range lines.Len() {
		line := lines.At(i)
		m := taggedDefinition().FindSubmatch(line.Value(reader.Source()))
		if m == nil {
			kept.Append(line)
			continue
		}
		pc.AddReference(parser.NewReference(m[1], destination(m[2:]), nil))
		known, _ := pc.Get(definitions).([]site.Span)
		pc.Set(definitions, append(known, site.Span{Start: line.Start, End: line.Stop}))
	}
	nodes.Keep(p, kept)
}

var hasReferences = parser.NewContextKey()

// Parse implements goldmark's parser.InlineParser.
func (referenceParser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if len(line) < 2 || line[1] != '(' && line[1] != '[' {
		return nil
	}
	m := taggedLink().FindSubmatch(line)
	if m == nil && line[1] == '[' {
		m = ofCode(line, reader.Source()[max(segment.Start-maxName, 0):segment.Start], pc)
	}
	if m == nil {
		return nil
	}
	pc.Set(hasReferences, true)
	reader.Advance(len(m[0]))
	l := ast.NewLink()
	l.Destination = destination(m[1:])
	l.SetAttributeString("written", site.Span{Start: segment.Start, End: segment.Start + len(m[0])})
	return l
}

// referenceTransformer puts what stands in brackets into the links of Hugo, and makes
// links of the roles {doc}`page` and {ref}`text <label>` of MyST. Of other roles it leaves
// the words, as code.
type referenceTransformer struct{}

var role = lazy.Pattern(`\{(?:(doc)|(ref|numref|any)|abbr|command|download|envvar|file|func|guilabel|kbd|keyword|math|menuselection|option|program|samp|sub|sup|term|token|(?:c|cpp|py|external)(?::[a-z]+)+)\}$`)

// Transform implements goldmark's parser.ASTTransformer.
func (referenceTransformer) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	if spans, ok := pc.Get(definitions).([]site.Span); ok {
		doc.SetAttributeString("defined", spans)
	}
	source := reader.Source()
	roles := bytes.Contains(source, []byte("}`"))
	if pc.Get(hasReferences) == nil && !roles {
		return
	}
	var list []ast.Node
	for n := range nodes.All(doc) {
		if n.Kind() == ast.KindLink && attribute(n, "written") != nil || roles && n.Kind() == ast.KindCodeSpan {
			list = append(list, n)
		}
	}
	for _, n := range list {
		l, ok := n.(*ast.Link)
		if !ok {
			leadRole(n, source)
		} else if open, at := openBracket(l, source); open != nil && (len(l.Destination) > 0 || at == 0 || !isName(source[at-1])) {
			enclose(l, open, at)
			if len(l.Destination) == 0 {
				unwrap(l)
			} else if at > 0 && source[at-1] == '!' {
				depict(l, source)
			}
		} else {
			span := attribute(l, "written").(site.Span)
			l.Parent().ReplaceChild(l.Parent(), l, ast.NewTextSegment(text.NewSegment(span.Start, span.End)))
		}
	}
}

// leadRole makes a link of code behind a role. Its words are those of the author, or the
// last of the path.
func leadRole(code ast.Node, source []byte) {
	before, ok := code.PreviousSibling().(*ast.Text)
	first, _ := code.FirstChild().(*ast.Text)
	last, _ := code.LastChild().(*ast.Text)
	if !ok || first == nil || last == nil {
		return
	}
	inner := first.Segment.WithStop(last.Segment.Stop) // of one line or of more
	m := role().FindSubmatchIndex(before.Segment.Value(source))
	if m == nil {
		return
	}
	written, start := inner.Value(source), before.Segment.Start+m[0]
	path, words := written, inner.WithStart(inner.Start+bytes.LastIndexByte(written, '/')+1)
	if at := bytes.LastIndexByte(written, '<'); at > 0 && bytes.HasSuffix(written, []byte(">")) {
		path = written[at+1 : len(written)-1]
		words = inner.WithStop(inner.Start + len(bytes.TrimRight(written[:at], " \n")))
	}
	switch l := ast.NewLink(); {
	case m[2] < 0 && m[4] < 0:
	case len(path) == 0 || words.Len() == 0 || bytes.ContainsAny(path, " <>\n") || bytes.Contains(written, []byte("\n>")):
		return
	default:
		if l.Destination = append([]byte(Reference), path...); m[4] >= 0 {
			l.Destination = append([]byte(Label), path...)
		}
		if m[4] < 0 || len(path) < len(written) {
			l.AppendChild(l, ast.NewTextSegment(words))
		}
		l.SetPos(start)
		l.SetAttributeString("written", site.Span{Start: start, End: inner.Stop + 1})
		code.Parent().ReplaceChild(code.Parent(), code, l)
	}
	if before.Segment = before.Segment.WithStop(start); before.Segment.IsEmpty() {
		before.Parent().RemoveChild(before.Parent(), before)
	}
}

// maxBefore is how many nodes may stand between brackets.
const maxBefore = 100

// takeLabels takes labels out of the text: they name the heading below them, or are places
// in the paragraph there.
func (d *Document) takeLabels() {
	if !bytes.Contains(d.Source.Text[d.Body:], []byte(")=\n")) {
		return
	}
	for n := d.Root.FirstChild(); n != nil; {
		next := n.NextSibling()
		if p, ok := n.(*ast.Paragraph); ok {
			d.takeFrom(p, next)
		}
		n = next
	}
}

// takeFrom takes the labels from the top of a paragraph.
func (d *Document) takeFrom(p *ast.Paragraph, next ast.Node) {
	var names []string
	for i := range p.Lines().Len() {
		m := mentions.Label().FindSubmatch(bytes.TrimSpace(d.lineOf(p.Lines(), i)))
		t, ok := p.FirstChild().(*ast.Text)
		if m == nil || !ok {
			break
		}
		if join(t); !bytes.Equal(bytes.TrimSpace(t.Segment.Value(d.Source.Text)), m[0]) {
			break
		}
		names = append(names, string(m[1]))
		p.RemoveChild(p, p.FirstChild())
	}
	var in ast.Node = p
	if h, ok := next.(*ast.Heading); ok && !p.HasChildren() {
		h.SetAttributeString("labels", names)
		names = nil
	} else if below, ok := next.(*ast.Paragraph); ok && !p.HasChildren() {
		in = below
	}
	for _, name := range names {
		in.InsertBefore(in, in.FirstChild(), &inline.Styled{Style: inline.Place, Title: name})
	}
	if !p.HasChildren() {
		d.Root.RemoveChild(d.Root, p)
	}
}

// Labels are the names that a heading has besides its id.
func Labels(h *ast.Heading) []string {
	names, _ := attribute(h, "labels").([]string)
	return names
}

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

// attribute is the value of an attribute that a parser set on a node; nil for none.
func attribute(n ast.Node, name string) any {
	value, _ := n.AttributeString(name)
	return value
}

// isName reports whether code may go on with a bracket behind a byte: a[x][].
func isName(b byte) bool {
	return b == '_' || b == ']' || b == ')' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80
}

// unwrap leaves what stands in a link that leads nowhere.
func unwrap(l *ast.Link) {
	for n := l.FirstChild(); n != nil; n = l.FirstChild() {
		l.Parent().InsertBefore(l.Parent(), l, n)
	}
	l.Parent().RemoveChild(l.Parent(), l)
}

// depict makes a picture of a link behind an exclamation mark.
func depict(l *ast.Link, source []byte) {
	mark, ok := l.PreviousSibling().(*ast.Text)
	if !ok || !bytes.HasSuffix(mark.Segment.Value(source), []byte("!")) {
		return
	}
	mark.Segment = mark.Segment.WithStop(mark.Segment.Stop - 1)
	to := ast.NewLink()
	to.Destination = bytes.TrimPrefix(l.Destination, []byte(Reference))
	image := ast.NewImage(to)
	image.SetAttributeString("written", attribute(l, "written"))
	image.SetPos(mark.Segment.Stop)
	for n := l.FirstChild(); n != nil; n = l.FirstChild() {
		image.AppendChild(image, n)
	}
	l.Parent().ReplaceChild(l.Parent(), l, image)
}

// references are the places of links and pictures that other tools write with tags of theirs.
func (d *Document) references() (spans []site.Span) {
	defined, _ := attribute(d.Root, "defined").([]site.Span)
	spans = append(spans, defined...)
	for n := range nodes.All(d.Root) {
		if span, ok := attribute(n, "written").(site.Span); ok {
			spans = append(spans, span)
		} else if at, ok := attribute(n, inline.Tag).(int); ok {
			spans = append(spans, site.Span{Start: at, End: at + 1})
		} else if n.Kind() == ast.KindImage && d.Source.Text[max(n.Pos(), 0)] == '{' {
			spans = append(spans, site.Span{Start: n.Pos(), End: n.Pos() + 1})
		}
	}
	return spans
}
