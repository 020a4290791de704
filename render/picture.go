package render

import (
	"cmp"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/assets"
	"docsite/internal/markdown"
	"docsite/render/links"
)

// figure prints a paragraph that is one picture, with the caption that stands
// under it in italics. It reports whether the paragraph is one.
func (p *prosePrinter) figure(n ast.Node) bool {
	if !p.doc.IsFigure(n) {
		return false
	}
	p.out.HTML("<figure>")
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
		p.out.HTML("\n<figcaption>")
		p.printBelow(caption)
		p.out.HTML("</figcaption>")
	}
	p.out.HTML("</figure>\n")
	return true
}

// takeCaption finds the paragraph in italics that follows a picture, past
// comments, and takes it out of the page.
func (p *prosePrinter) takeCaption(n ast.Node) ast.Node {
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
func (p *prosePrinter) image(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		i := n.(*ast.Image)
		p.picture(pictureTag{dest: links.Decode(i.Destination), alt: p.doc.Text(n), title: links.Decode(i.Title), at: offset(n), inLink: p.html.Links > 0})
	}
	return ast.WalkSkipChildren
}

// pictureTag is a picture in a page, without escapes and entities.
type pictureTag struct {
	dest, alt, title string
	width, height    string // "80" or "50%"; empty for those of the picture
	align            string // "right", beside the text; empty for none
	at               int    // offset in the page
	inLink           bool   // it stands in a link
}

// picture prints a picture with its size, so that nothing moves when it comes.
// One from another host is a link, or the text of the link that it stands in:
// pages ask no other host for anything.
func (p *prosePrinter) picture(pic pictureTag) {
	to := p.resolveTo(pic.dest, pic.at, true)
	w := &p.out
	if to.External && pic.inLink {
		w.Text(cmp.Or(pic.alt, to.Href))
		return
	}
	if to.External {
		w.HTML("<a")
		w.Href("href", to.Href)
		w.HTML(` rel="noopener">`)
		w.Text(cmp.Or(pic.alt, to.Href))
		w.HTML("</a>")
		return
	}
	if to.File == "" {
		w.HTML(`<span class="missing" role="img"`)
		w.Attr("aria-label", cmp.Or(pic.alt, pic.dest))
		w.HTML(">")
		w.Text(cmp.Or(pic.alt, pic.dest))
		w.HTML("</span>")
		return
	}
	w.HTML("<img")
	w.Href("src", to.Href)
	w.Attr("alt", pic.alt)
	p.pictureSize(pic, to.File)
	if pic.title != "" {
		w.Attr("title", pic.title)
	}
	if pic.align != "" {
		w.Attr("align", pic.align)
	}
	switch {
	case strings.HasSuffix(to.Href, "#gh-dark-mode-only"):
		w.HTML(` class="dark"`)
	case strings.HasSuffix(to.Href, "#gh-light-mode-only"):
		w.HTML(` class="light"`)
	}
	w.HTML(` loading="lazy" decoding="async">`)
}

// pictureSize prints the size that the author chose, the other side in
// proportion, or the size that the picture has.
func (p *prosePrinter) pictureSize(pic pictureTag, file string) {
	has := p.site.sizes.of(file)
	if pic.width == "" && pic.height == "" {
		p.out.Size(has.w, has.h)
		return
	}
	width, _ := strconv.Atoi(pic.width)
	height, _ := strconv.Atoi(pic.height)
	if has.w > 0 && has.h > 0 {
		if pic.height == "" && width > 0 {
			pic.height = strconv.Itoa(max(1, width*has.h/has.w))
		}
		if pic.width == "" && height > 0 {
			pic.width = strconv.Itoa(max(1, height*has.w/has.h))
		}
	}
	if pic.width != "" {
		p.out.Attr("width", pic.width)
	}
	if pic.height != "" {
		p.out.Attr("height", pic.height)
	}
}

// size is the width and height of a picture in pixels.
type size struct{ w, h int }

// pictureSizes are those of the project's pictures, each read once.
type pictureSizes struct {
	fsys  fs.FS
	mu    sync.Mutex
	known map[string]size // by path in the project
}

// of reads the size from a picture's first bytes; zero where the format is not
// known.
func (p *pictureSizes) of(file string) size {
	p.mu.Lock()
	found, ok := p.known[file]
	p.mu.Unlock()
	if ok {
		return found
	}
	if text, err := fs.ReadFile(p.fsys, file); err == nil {
		found.w, found.h = assets.Dimensions(file, text)
	}
	p.mu.Lock()
	p.known[file] = found
	p.mu.Unlock()
	return found
}
