package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// figure prints a paragraph that is one picture, with the caption that stands
// under it in italics. It reports whether the paragraph is one.
func (p *printer) figure(n ast.Node) bool {
	if !p.isFigure(n) {
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

// isFigure reports whether a paragraph holds pictures alone, or pictures and
// then one line in italics.
func (p *printer) isFigure(n ast.Node) bool {
	pictures, words := 0, 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case p.isPicture(c) && words == 0:
			pictures++
		case p.isBreak(c):
		case isItalic(c) && pictures > 0 && words == 0:
			words++
		default:
			return false
		}
	}
	return pictures > 0
}

// isPicture reports whether a node is a picture, or a link around one.
func (p *printer) isPicture(n ast.Node) bool {
	if l, ok := n.(*ast.Link); ok {
		return l.ChildCount() == 1 && l.FirstChild().Kind() == ast.KindImage
	}
	return n.Kind() == ast.KindImage
}

// isBreak reports whether a node is only the end of a line or a comment.
func (p *printer) isBreak(n ast.Node) bool {
	if r, ok := n.(*ast.RawHTML); ok {
		first := r.Segments.At(0)
		return bytes.HasPrefix(first.Value(p.doc.Source.Text), []byte("<!--"))
	}
	t, ok := n.(*ast.Text)
	return ok && len(bytes.TrimSpace(t.Segment.Value(p.doc.Source.Text))) == 0
}

func isItalic(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 1
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
		case p.isBreak(c):
		case isItalic(c) && caption == nil:
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
