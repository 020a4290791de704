package render

import (
	"bytes"
	"cmp"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"

	"docsite/internal/markdown/inline"
	"docsite/render/links"
)

// text prints words. Most have nothing in them that Markdown or HTML would take
// for more, and need not go through goldmark's writer.
func (p *prosePrinter) text(n ast.Node) {
	t := n.(*ast.Text)
	value := t.Segment.Value(p.doc.Source.Text)
	switch {
	case !bytes.ContainsAny(value, "\\&<>\"\x00"): // no escape, entity, tag or quote
		p.out.B = append(p.out.B, value...)
	case t.IsRaw():
		html.DefaultWriter.RawWrite(&p.out, value)
	default:
		html.DefaultWriter.Write(&p.out, value)
	}
	switch {
	case t.IsRaw():
	case t.HardLineBreak():
		p.out.HTML("<br>\n")
	case t.SoftLineBreak():
		p.out.HTML("\n")
	}
}

// link prints a link that may be followed; of one that may not, its words.
func (p *prosePrinter) link(n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if !entering {
		if _, dropped := l.AttributeString("dropped"); !dropped {
			p.html.Links--
			p.html.endLink()
		}
		return ast.WalkContinue
	}
	to := p.resolve(l.Destination, offset(n))
	if to.Href != "" && p.html.Links > 0 {
		p.warn(offset(n), fmt.Sprintf("link %q is left out: it stands in another one", l.Destination), "")
		to.Href = ""
	}
	p.html.link = openLink{len(p.out.B), cmp.Or(to.Title, links.Short(to.Href))}
	if l.HasChildren() {
		to.Title = ""
	}
	if to.Href == "" {
		p.out.Text(to.Title)
		l.SetAttributeString("dropped", true)
		return ast.WalkContinue
	}
	p.html.Links++
	rel := ""
	if to.External {
		rel = "noopener"
	}
	p.out.Tag("a", "href", to.Href, "title", links.Decode(l.Title), "rel", rel)
	p.out.Text(to.Title)
	return ast.WalkContinue
}

// styleTags are the tags of styles that Markdown itself has not.
var styleTags = [...]string{inline.Marked: "mark", inline.Inserted: "ins", inline.Key: "kbd", inline.Short: "abbr"}

func (p *prosePrinter) styled(n ast.Node, entering bool) ast.WalkStatus {
	s := n.(*inline.Styled)
	if s.Style == inline.Place {
		if entering && p.claimID(s.Title) {
			p.out.Element("span", "", "id", s.Title)
		}
		return ast.WalkContinue
	}
	if tag := styleTags[s.Style]; entering {
		p.out.Tag(tag, "title", s.Title)
	} else {
		p.out.Parts("</", tag, ">")
	}
	return ast.WalkContinue
}

func (p *prosePrinter) autoLink(n ast.Node) {
	a := n.(*ast.AutoLink)
	dest := a.URL(p.doc.Source.Text)
	if a.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(dest), []byte("mailto:")) {
		dest = append([]byte("mailto:"), dest...)
	}
	label := string(a.Label(p.doc.Source.Text))
	if to := p.resolve(dest, offset(n)); to.Href == "" || p.html.Links > 0 {
		p.out.Text(label)
	} else {
		p.out.Element("a", label, "href", to.Href, "rel", "noopener")
	}
}

// longestNoBreak is how many bytes of code may be kept on one line: about half
// of what a phone shows.
const longestNoBreak = 24

// codeSpan prints code in a line of text. A flag is not torn at its hyphens.
func (p *prosePrinter) codeSpan(n ast.Node) {
	code := p.span[:0]
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			code = append(code, t.Segment.Value(p.doc.Source.Text)...)
		}
	}
	p.span = code
	for i := range code {
		if code[i] == '\n' {
			code[i] = ' '
		}
	}
	switch {
	case bytes.IndexByte(code, ' ') >= 0:
		p.out.HTML("<code>")
		p.noBreakWords(code)
	case noBreak(code):
		p.out.HTML(`<code class="solid">`)
		p.out.TextBytes(code)
	default:
		p.out.HTML("<code>")
		p.out.TextBytes(code)
	}
	p.out.HTML("</code>")
}

// noBreak reports whether a word of code stays on one line though a line may end
// at a hyphen.
func noBreak(word []byte) bool { return len(word) <= longestNoBreak && bytes.IndexByte(word, '-') >= 0 }

// noBreakWords prints code of several words, of which none is broken at a hyphen.
func (p *prosePrinter) noBreakWords(code []byte) {
	for more := true; more; {
		var word []byte
		if word, code, more = bytes.Cut(code, []byte{' '}); !noBreak(word) {
			p.out.TextBytes(word)
		} else {
			p.out.HTML(`<span class="solid">`)
			p.out.TextBytes(word)
			p.out.HTML("</span>")
		}
		if more {
			p.out.HTML(" ")
		}
	}
}

// htmlBlock prints the text and the tags of a block of HTML.
func (p *prosePrinter) htmlBlock(n ast.Node) {
	if mark, ok := p.below[offset(n)]; ok {
		p.out.HTML(mark)
	} else {
		p.html.block(n.(*ast.HTMLBlock))
		if p.due && p.html.Open() == 0 {
			p.afterTitle()
		}
	}
}
