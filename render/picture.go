package render

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/assets"
	"docsite/render/links"
)

// figure prints a paragraph that is one picture, with the caption that stands
// under it in italics. It reports whether the paragraph is one.
func (p *prosePrinter) figure(n ast.Node) bool {
	if !p.doc.IsFigure(n) {
		return false
	}
	p.out.HTML("<figure>")
	p.inFigure, p.outdated = true, false
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
	p.inFigure = false
	if caption == nil {
		caption = p.doc.TakeCaption(n)
	}
	if caption != nil || p.outdated {
		p.out.HTML("\n<figcaption>")
		if caption != nil {
			p.printBelow(caption)
		}
		if p.outdated {
			p.markOutdated()
		}
		p.out.HTML("</figcaption>")
	}
	p.out.HTML("</figure>\n")
	return true
}

// markOutdated says behind a picture, or behind its caption, that it is a screenshot
// of what is no longer so.
func (p *prosePrinter) markOutdated() {
	p.out.Around(` <span class="stale">`, p.site.msg.Prose.Outdated, "</span>")
}

// image prints a picture.
func (p *prosePrinter) image(n ast.Node) {
	i := n.(*ast.Image)
	p.picture(pictureTag{dest: links.Decode(i.Destination), alt: p.doc.Text(n), title: links.Decode(i.Title), at: offset(n), inLink: p.html.Links > 0})
}

// pictureTag is a picture in a page, without escapes and entities.
type pictureTag struct {
	dest, alt, title string
	width, height    string // "80" or "50%"; empty for those of the picture
	align            string // "right", beside the text; empty for none
	dark             string // another picture for dark pages; empty for none
	class            string // "dark" or "light" for a picture of one of them; empty for both
	at               int    // offset in the page
	inLink           bool   // it stands in a link
}

// picture prints a picture, or what stands for one that cannot be shown.
func (p *prosePrinter) picture(pic pictureTag) {
	if pic.dark != "" {
		dark := pic
		dark.dest, dark.class, pic.class, pic.dark, dark.dark = pic.dark, "dark", "light", "", ""
		p.picture(dark)
	}
	to := p.resolveTo(pic.dest, pic.at, true)
	if to.External {
		p.remotePicture(pic, to)
		return
	}
	if to.File == "" && to.Own == "" {
		words := cmp.Or(pic.alt, pic.dest)
		p.out.Element("span", words, "class", "missing", "role", "img", "aria-label", words)
		return
	}
	p.shownPicture(pic, to)
}

// shownPicture prints a picture with its size, so that nothing moves when it
// comes.
func (p *prosePrinter) shownPicture(pic pictureTag, to links.Link) {
	w := &p.out
	w.HTML("<img")
	w.Attr("src", to.Href)
	w.Attr("alt", pic.alt)
	p.pictureSize(pic, to)
	if pic.title != "" {
		w.Attr("title", pic.title)
	}
	if pic.align != "" {
		w.Attr("align", pic.align)
	}
	switch {
	case strings.HasSuffix(to.Href, "#gh-dark-mode-only"), strings.HasSuffix(to.Href, "#only-dark"):
		pic.class = "dark"
	case strings.HasSuffix(to.Href, "#gh-light-mode-only"), strings.HasSuffix(to.Href, "#only-light"):
		pic.class = "light"
	}
	if pic.class != "" {
		w.Attr("class", pic.class)
	}
	if to.External {
		w.HTML(` referrerpolicy="no-referrer"`)
	}
	w.HTML(` loading="lazy" decoding="async">`)
	if p.site.isOutdated(to.File) {
		if p.outdated = true; !p.inFigure {
			p.markOutdated()
		}
	}
}

// pictureSize prints the size that the author chose, the other side in
// proportion, or the size that the picture has.
func (p *prosePrinter) pictureSize(pic pictureTag, to links.Link) {
	has := p.site.sizes.Of(to.File)
	if to.Own != "" {
		has.Width, has.Height = assets.Dimensions(to.Own, p.site.routes.At(to.Own).Text)
	}
	if pic.width == "" && pic.height == "" {
		p.out.Size(has.Width, has.Height)
		return
	}
	width, _ := strconv.Atoi(pic.width)
	height, _ := strconv.Atoi(pic.height)
	if has.Width > 0 && has.Height > 0 {
		if pic.height == "" && width > 0 {
			pic.height = strconv.Itoa(max(1, width*has.Height/has.Width))
		}
		if pic.width == "" && height > 0 {
			pic.width = strconv.Itoa(max(1, height*has.Width/has.Height))
		}
	}
	if pic.width != "" {
		p.out.Attr("width", pic.width)
	}
	if pic.height != "" {
		p.out.Attr("height", pic.height)
	}
}
