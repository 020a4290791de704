package render

import (
	"cmp"
	"slices"

	"docsite/internal/site"
	"docsite/render/links"
)

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
