package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/assets"
	"docsite/internal/site"
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

// remotePicture prints a picture of another host: the picture where the project
// shows those, which the page's policy then allows for that host alone; else a
// link, or the text of the link that it stands in.
func (p *prosePrinter) remotePicture(pic pictureTag, to links.Link) {
	mode := cmp.Or(p.site.site.Config.RemoteImages, site.ShowImages)
	if mode == site.FetchImages && p.copiedPicture(pic, to) {
		return
	}
	hosts := links.PictureHosts(to.Href)
	switch {
	case mode == site.FetchImages && hosts != nil:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: the project has no copy of it", to.Href), "docsite refresh gets one")
	case mode == site.LinkImages:
	case hosts != nil && p.allow(hosts):
		p.shownPicture(pic, to)
		return
	case hosts != nil:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: the page shows pictures of %d hosts", to.Href, maxHosts), "split the page")
	case links.SchemeOf(to.Href) == "https":
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: a page's policy cannot name its host", to.Href), "write a name of letters, digits and dots, without a user; xn--… for other letters")
	default:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: browsers fetch pictures by https alone", to.Href), "write https:// where the host has it")
	}
	text := cmp.Or(pic.alt, links.Short(to.Href))
	if pic.inLink {
		p.out.Text(text)
		return
	}
	p.out.Element("a", text, "href", to.Href, "rel", "noopener")
}

// maxHosts is of how many hosts a page shows pictures: its policy names each.
const maxHosts = 64

// allow lets the page show pictures of hosts, if these are not too many.
func (p *pagePrinter) allow(hosts []string) bool {
	for _, host := range hosts {
		if slices.Contains(p.hosts, host) {
			continue
		}
		if len(p.hosts) >= maxHosts {
			return false
		}
		p.hosts = append(p.hosts, host)
	}
	return true
}

// copiedPicture prints the copy that the project keeps of a picture of another host.
// It reports whether there is one.
func (p *prosePrinter) copiedPicture(pic pictureTag, to links.Link) bool {
	if links.PictureHosts(to.Href) == nil {
		return false
	}
	line, col := p.doc.Source.Position(pic.at)
	kept, ok := p.copyOf(site.Wanted{Key: to.Href, Address: to.Href, Name: to.Href, Line: line, Col: col})
	if ok {
		p.shownPicture(pic, kept)
	}
	return ok
}

// copyOf finds the copy of a picture, and remembers that the page wants it.
func (p *pagePrinter) copyOf(want site.Wanted) (links.Link, bool) {
	want.File = p.site.site.File(p.page)
	p.wanted = append(p.wanted, want)
	file := p.site.site.Picture(want.Key)
	if file == "" {
		return links.Link{}, false
	}
	out, no := p.site.links.Publish(p.page, file, true)
	if no.Why != "" {
		return links.Link{}, false
	}
	return links.Link{Href: p.site.layout.Href(p.page.Output, out), File: file}, true
}

// Wanted are the pictures that the pages of a site show and the project keeps copies
// of, each once, in the order of their first places.
func Wanted(s *site.Site) []site.Wanted {
	r, _ := New(s)
	var list []site.Wanted
	seen := map[string]bool{}
	for _, page := range s.Pages {
		p := r.printers.Get().(*pagePrinter)
		p.body(page)
		for _, want := range p.wanted {
			if !seen[want.Key] {
				seen[want.Key] = true
				list = append(list, want)
			}
		}
		p.release()
	}
	slices.SortStableFunc(list, func(a, b site.Wanted) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return list
}
