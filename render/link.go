package render

import (
	"fmt"
	"strings"

	"docsite/internal/kept"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/links"
)

// anchorRef is a link of a page to a place in a page.
type anchorRef struct {
	output, anchor string
	written        string // the whole destination
	offset         int    // of the link, in the page's source
}

// resolve makes a destination that stands in a page's Markdown into one that
// works from the page's place in the site. It reports a dead one.
func (p *pagePrinter) resolve(written []byte, offset int) links.Link {
	return p.resolveTo(links.Decode(written), offset, false)
}

// resolveTo is resolve for a destination without escapes and entities.
func (p *pagePrinter) resolveTo(dest string, offset int, picture bool) links.Link {
	l, fault := p.site.links.Resolve(p.page, dest, picture)
	if name, ok := strings.CutPrefix(dest, "#"); ok && name != "" && !picture && !p.taken()[name] { // to MyST a label of any page
		if to, nowhere := p.site.links.Resolve(p.page, markdown.Label+name, false); nowhere == (links.Fault{}) {
			l = to
		}
	}
	if p.meant += max(0, len(l.Href)+len(l.Title)-len(dest)); p.meant > maxMeant {
		dest = strings.TrimPrefix(dest, markdown.Label)
		p.warn(offset, fmt.Sprintf("link %q is left out: the page's links have more than %d bytes of addresses and titles", dest, maxMeant), "split the page, or shorten what it links to")
		return links.Link{Title: dest}
	}
	switch {
	case fault.Fatal:
		p.fail(offset, fault.Message, fault.Hint)
	case fault.Message != "":
		p.warn(offset, fault.Message, fault.Hint)
	case l.Anchor != "":
		p.anchorRefs = append(p.anchorRefs, anchorRef{l.Page, l.Anchor, strings.TrimPrefix(dest, markdown.Label), offset})
	}
	return l
}

// placeNames are the places of the page that its own links name.
func (p *pagePrinter) placeNames() (names []string) {
	for _, ref := range p.anchorRefs {
		if ref.output == p.page.Output && ref.anchor != "top" {
			names = append(names, ref.anchor)
		}
	}
	return names
}

// checkAnchors reports the page's links to its own places that are not there, and gives
// those to places in other pages, which are judged when these pages are known.
func (p *pagePrinter) checkAnchors() (others []kept.Link) {
	p.site.anchors.Printed(p.page.Output, p.out.B)
	own := map[string]bool{}
	for _, name := range p.placeNames() {
		own[name] = false
	}
	links.FindIDs(p.out.B, own)
	for _, ref := range p.anchorRefs {
		switch {
		case ref.anchor == "top" || !p.site.routes.Is(ref.output, site.PageRoute):
		case ref.output != p.page.Output:
			others = append(others, p.linkOf(ref))
		case !own[ref.anchor]:
			p.problems = append(p.problems, p.site.noPlace(p.page, p.linkOf(ref)))
		}
	}
	return others
}

func (p *pagePrinter) linkOf(ref anchorRef) kept.Link {
	line, col := p.doc.Source.Position(ref.offset)
	return kept.Link{Page: ref.output, Anchor: ref.anchor, Written: ref.written, Line: line, Col: col}
}

// noPlace is that a link of a page names a place that is not there.
func (s *Site) noPlace(from *site.Page, l kept.Link) site.Problem {
	return site.Problem{File: s.site.File(from), Line: l.Line, Col: l.Col, Severity: site.Warning,
		Message: fmt.Sprintf("link to %q: there is no such heading or line", l.Written)}
}

// judgeAnchors reports the links to places in other pages that are not there. A page
// of which nobody knows is printed for them; in one that cannot be, every place is
// taken to be there.
func (s *Site) judgeAnchors() {
	for _, w := range s.anchors.Take() {
		there, known := s.anchors.Has(w.Page, w.Anchor)
		if !known {
			p := s.printers.Get().(*pagePrinter)
			if p.body(s.routes.At(w.Page).Page) {
				s.anchors.Printed(w.Page, p.out.B)
			}
			p.release()
			there, known = s.anchors.Has(w.Page, w.Anchor)
		}
		if known && !there {
			s.addProblem(w.From.Output, s.noPlace(w.From, w.Link))
		}
	}
}

// seek opens all pages, once, when a file is asked for that none of those shows
// that were opened so far: the preview opens pages one by one.
func (s *Site) seek(output string) *site.Route {
	if !s.links.MayBeFile(output) {
		return nil
	}
	s.opened.Do(func() {
		for _, page := range s.site.Pages {
			p := s.printers.Get().(*pagePrinter)
			p.body(page)
			p.release()
		}
	})
	return s.routes.At(output)
}
