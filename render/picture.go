package render

import (
	"strings"

	"docsite/internal/markdown"

	"github.com/yuin/goldmark/ast"
)

// figure prints a paragraph that is one picture, with the caption that stands
// under it in italics. It reports whether the paragraph is one.
func (p *printer) figure(n ast.Node) bool {
	if !p.doc.IsFigure(n) {
		return false
	}
	p.out.html("<figure>")
	var caption ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindEmphasis:
			caption = c
		case ast.KindText: // a line end between the pictures
		default:
			p.print(c)
		}
	}
	if caption == nil {
		caption = p.takeCaption(n)
	}
	if caption != nil {
		p.out.html("\n<figcaption>")
		p.printBelow(caption)
		p.out.html("</figcaption>")
	}
	p.out.html("</figure>\n")
	return true
}

// takeCaption finds the paragraph in italics that follows a picture, past
// comments, and takes it out of the page.
func (p *printer) takeCaption(n ast.Node) ast.Node {
	next := n.NextSibling()
	for next != nil && next.Kind() == ast.KindHTMLBlock && strings.HasPrefix(strings.TrimSpace(string(p.source(next))), "<!--") {
		next = next.NextSibling()
	}
	if next == nil || next.Kind() != ast.KindParagraph {
		return nil
	}
	var caption ast.Node
	for c := next.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case p.doc.IsBreak(c):
		case markdown.IsItalic(c) && caption == nil:
			caption = c
		default:
			return nil
		}
	}
	if caption != nil {
		next.Parent().RemoveChild(next.Parent(), next)
	}
	return caption
}

// image prints a picture.
func (p *printer) image(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		i := n.(*ast.Image)
		p.picture(i.Destination, p.doc.Text(n), decode(i.Title), offset(n))
	}
	return ast.WalkSkipChildren
}

// htmlImage prints the picture of an <img> tag as READMEs have it.
func (p *printer) htmlImage(tag string, at int) {
	p.picture([]byte(attribute(tag, "src")), attribute(tag, "alt"), "", at)
}

// picture prints a picture with its size, so that nothing moves when it comes.
// One from another host is a link: pages ask no other host for anything.
func (p *printer) picture(dest []byte, alt, title string, at int) {
	to := p.resolve(dest, at, true)
	w := &p.out
	if to.external {
		w.html("<a")
		w.href("href", to.href)
		w.html(` rel="noopener">`)
		w.text(orElse(alt, to.href))
		w.html("</a>")
		return
	}
	if to.file == "" {
		w.html(`<span class="missing" role="img"`)
		w.attr("aria-label", orElse(alt, string(dest)))
		w.html(">")
		w.text(orElse(alt, string(dest)))
		w.html("</span>")
		return
	}
	w.html("<img")
	w.href("src", to.href)
	w.attr("alt", alt)
	w.size(p.site.sizeOf(to.file))
	if title != "" {
		w.attr("title", title)
	}
	switch {
	case strings.HasSuffix(to.href, "#gh-dark-mode-only"):
		w.html(` class="dark"`)
	case strings.HasSuffix(to.href, "#gh-light-mode-only"):
		w.html(` class="light"`)
	}
	w.html(` loading="lazy" decoding="async">`)
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
