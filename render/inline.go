package render

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// text prints words. Most have nothing in them that Markdown or HTML would take
// for more, and need not go through goldmark's writer.
func (p *printer) text(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	t := n.(*ast.Text)
	value := t.Segment.Value(p.doc.Source.Text)
	switch {
	case isPlain(value):
		p.out.b = append(p.out.b, value...)
	case t.IsRaw():
		html.DefaultWriter.RawWrite(&p.out, value)
	default:
		html.DefaultWriter.Write(&p.out, value)
	}
	switch {
	case t.IsRaw():
	case t.HardLineBreak():
		p.out.html("<br>\n")
	case t.SoftLineBreak():
		p.out.html("\n")
	}
	return ast.WalkContinue
}

// isPlain reports whether a text has no escape, entity, tag or quote.
func isPlain(text []byte) bool {
	for _, c := range text {
		if marked[c] {
			return false
		}
	}
	return true
}

var marked = func() (set [256]bool) {
	for _, c := range []byte("\\&<>\"\x00") {
		set[c] = true
	}
	return set
}()

// link prints a link that may be followed; of one that may not, its words.
func (p *printer) link(n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if !entering {
		// The destination is what decided whether the tag was opened.
		if p.followed(l) {
			p.out.html("</a>")
		}
		return ast.WalkContinue
	}
	to := p.resolve(l.Destination, offset(n), false)
	if to.href == "" {
		l.SetAttributeString("dropped", true)
		return ast.WalkContinue
	}
	p.out.html("<a")
	p.out.href("href", to.href)
	if len(l.Title) > 0 {
		p.out.attr("title", decode(l.Title))
	}
	if to.external {
		p.out.html(` rel="noopener"`)
	}
	p.out.html(">")
	return ast.WalkContinue
}

func (p *printer) followed(l *ast.Link) bool {
	_, dropped := l.AttributeString("dropped")
	return !dropped
}

func (p *printer) autoLink(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	a := n.(*ast.AutoLink)
	dest := a.URL(p.doc.Source.Text)
	if a.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(dest), []byte("mailto:")) {
		dest = append([]byte("mailto:"), dest...)
	}
	to := p.resolve(dest, offset(n), false)
	if to.href == "" {
		p.out.textBytes(a.Label(p.doc.Source.Text))
		return ast.WalkContinue
	}
	p.out.html("<a")
	p.out.href("href", to.href)
	p.out.html(` rel="noopener">`)
	p.out.textBytes(a.Label(p.doc.Source.Text))
	p.out.html("</a>")
	return ast.WalkContinue
}

// longestSolid is how many bytes of code may be kept on one line: about half
// of what a phone shows.
const longestSolid = 24

// codeSpan prints code in a line of text. A flag is not torn at its hyphens.
func (p *printer) codeSpan(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	code := p.rooms.span[:0]
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			code = append(code, t.Segment.Value(p.doc.Source.Text)...)
		}
	}
	p.rooms.span = code
	for i := range code {
		if code[i] == '\n' {
			code[i] = ' '
		}
	}
	switch {
	case bytes.IndexByte(code, ' ') >= 0:
		p.out.html("<code>")
		p.solidWords(code)
	case solid(code):
		p.out.html(`<code class="solid">`)
		p.out.textBytes(code)
	default:
		p.out.html("<code>")
		p.out.textBytes(code)
	}
	p.out.html("</code>")
	return ast.WalkSkipChildren
}

// solid reports whether a word of code stays on one line though a line may end
// at a hyphen.
func solid(word []byte) bool { return len(word) <= longestSolid && bytes.IndexByte(word, '-') >= 0 }

// solidWords prints code of several words, of which none is broken at a hyphen.
func (p *printer) solidWords(code []byte) {
	for more := true; more; {
		var word []byte
		if word, code, more = bytes.Cut(code, []byte{' '}); !solid(word) {
			p.out.textBytes(word)
		} else {
			p.out.html(`<span class="solid">`)
			p.out.textBytes(word)
			p.out.html("</span>")
		}
		if more {
			p.out.html(" ")
		}
	}
}

// rawHTML prints one of the harmless tags, and leaves out any other. Comments
// are for the author; those that hold a figure stand for its tag.
func (p *printer) rawHTML(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkSkipChildren
	}
	segments := n.(*ast.RawHTML).Segments
	var text []byte
	for i := range segments.Len() {
		seg := segments.At(i)
		text = append(text, seg.Value(p.doc.Source.Text)...)
	}
	at := segments.At(0).Start
	if tag, ok := p.figures[at]; ok {
		p.out.html(tag)
		return ast.WalkSkipChildren
	}
	p.tag(n, string(text), at)
	return ast.WalkSkipChildren
}

// harmless are the tags that are passed on as they stand, without attributes.
var harmless = map[string]bool{
	"<br>": true, "<br/>": true, "<br />": true, "<kbd>": true, "</kbd>": true, "<sub>": true, "</sub>": true,
	"<sup>": true, "</sup>": true, "<mark>": true, "</mark>": true, "<small>": true, "</small>": true,
	"<hr>": true, "<b>": true, "</b>": true, "<i>": true, "</i>": true, "<strong>": true, "</strong>": true,
	"<em>": true, "</em>": true, "<code>": true, "</code>": true, "<del>": true, "</del>": true, "<ins>": true, "</ins>": true,
}

// tag prints a tag that an author wrote in a node, when it is one of the
// harmless.
func (p *printer) tag(n ast.Node, tag string, at int) {
	lower := strings.ToLower(tag)
	switch {
	case strings.HasPrefix(tag, "<!--"):
	case harmless[lower]:
		p.out.html(lower)
	case tagName(lower) == "details" && lower[1] == '/':
		p.closeDetails(n, at)
	case tagName(lower) == "details":
		p.openDetails(n, tag, at)
	case lower == "<summary>":
		p.openSummary(n)
	case lower == "</summary>":
		p.closeSummary()
	case strings.HasPrefix(lower, "<a ") || lower == "</a>" || lower == "<a>":
		p.anchor(tag)
	case strings.HasPrefix(lower, "<img "):
		p.htmlImage(tag, at)
	case layout[tagName(lower)]:
		// Where a README sets text in the middle, the text is kept.
	default:
		p.warn(at, fmt.Sprintf("HTML %q is left out", tag), "write it in Markdown")
	}
}

// layout are tags that say only where text stands.
var layout = map[string]bool{"p": true, "div": true, "center": true, "picture": true, "source": true, "span": true, "br": true}

func tagName(tag string) string {
	name := strings.TrimLeft(tag, "</")
	if i := strings.IndexAny(name, " \t\n/>"); i >= 0 {
		name = name[:i]
	}
	return name
}

// anchor prints the place that <a name="x"> or <a id="x"> makes.
func (p *printer) anchor(tag string) {
	for _, name := range []string{"name", "id"} {
		if id := attribute(tag, name); id != "" && !strings.ContainsFunc(id, notInID) {
			p.out.html("<a")
			p.out.attr("id", id)
			p.out.html("></a>")
			return
		}
	}
}

func notInID(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.')
}

// attribute is the value of a tag's attribute in double quotes.
func attribute(tag, name string) string {
	_, rest, found := strings.Cut(tag, " "+name+`="`)
	if !found {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return decode([]byte(value))
}

// htmlBlock prints the text and the harmless tags of a block of HTML.
func (p *printer) htmlBlock(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	text := p.source(n)
	if b := n.(*ast.HTMLBlock); b.HasClosure() {
		text = append(text, b.ClosureLine.Value(p.doc.Source.Text)...)
	}
	at := offset(n)
	if mark, ok := p.below[at]; ok {
		p.out.html(mark)
		return ast.WalkContinue
	}
	if name := tagName(strings.ToLower(string(bytes.TrimSpace(text)))); name == "script" || name == "style" || name == "svg" || name == "iframe" || name == "object" || name == "math" || name == "template" || name == "textarea" || name == "noscript" {
		p.warn(at, fmt.Sprintf("HTML %q is left out", "<"+name+">"), "")
		return ast.WalkContinue
	}
	p.tags(n, text, at)
	return ast.WalkContinue
}

// tags prints text with tags in it: the harmless ones, and the text.
func (p *printer) tags(n ast.Node, text []byte, at int) {
	for len(text) > 0 {
		open := bytes.IndexByte(text, '<')
		if open < 0 {
			open = len(text)
		}
		p.out.text(decode(text[:open]))
		text = text[open:]
		at += open
		if len(text) == 0 {
			return
		}
		size := tagSize(text)
		if size == 1 {
			p.out.html("&lt;")
		} else {
			p.tag(n, string(text[:size]), at)
		}
		text = text[size:]
		at += size
	}
}

// tagSize is the length of the comment or tag that text starts with; 1 when
// it starts with neither.
func tagSize(text []byte) int {
	if bytes.HasPrefix(text, []byte("<!--")) {
		if i := bytes.Index(text, []byte("-->")); i >= 0 {
			return i + 3
		}
		return len(text)
	}
	if len(text) < 2 || !(text[1] == '/' || text[1] == '!' || text[1] == '?' || util.IsAlphaNumeric(text[1])) {
		return 1
	}
	if i := bytes.IndexByte(text, '>'); i >= 0 {
		return i + 1
	}
	return 1
}
