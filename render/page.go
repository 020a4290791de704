package render

import (
	"path"

	"docsite/internal/site"
)

// appendPage renders a page whole, behind what is in b.
func (s *Site) appendPage(b []byte, page *site.Page) ([]byte, error) {
	p := s.printers.Get().(*printer)
	defer p.release()
	ok := p.body(page)
	if ok {
		p.checkAnchors()
		s.search.Add(s.place[page].order, page.Output, page.Title, p.collect())
	}
	s.report(page.Output, p.problems)
	if !ok {
		return b, p.problems[0]
	}
	f := s.newFrame(page.Output)
	f.title, f.description = page.Title, page.Description
	if page == s.site.Top.Index && page.Title == s.site.Config.Title {
		f.title = ""
	}
	if to := page.Markdown(); s.routes.Is(to, site.MarkdownRoute) {
		f.markdown = site.Relative(page.Output, to)
	}
	f.changed = s.site.Changes[page.Path]
	f.edit = s.site.Config.EditURL(page)
	f.wide = p.wide
	f.body = p.out.b
	if page != s.site.Missing {
		s.setPlace(f, page)
	}
	return s.whole(b, f), nil
}

// setPlace leads from a page to those around it.
func (s *Site) setPlace(f *frame, page *site.Page) {
	at := s.place[page]
	f.nav = s.navFor(at.section, page.Output)
	f.crumbs = s.crumbs(page.Output, at.trail, page == at.section.Index)
	if at.order > 0 {
		f.prev = s.linkTo(page.Output, s.site.Pages[at.order-1])
	}
	if next := at.order + 1; next < len(s.site.Pages) && s.site.Pages[next] != s.site.Missing {
		f.next = s.linkTo(page.Output, s.site.Pages[next])
	}
}

func (s *Site) linkTo(from string, page *site.Page) *pageLink {
	return &pageLink{site.Relative(from, page.Output), page.Title}
}

// newFrame is the frame of a page at an output path. What servers show for a
// missing page has no address of its own.
func (s *Site) newFrame(output string) *frame {
	if output == site.MissingOutput {
		return &frame{output: output, nav: s.navFor(nil, output)}
	}
	return &frame{output: output, index: true, canonical: s.site.Config.AddressOf(output)}
}

// report keeps the problems of a page, in place of those of an earlier
// opening.
func (s *Site) report(output string, ps site.Problems) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(ps) == 0 {
		delete(s.problems, output)
		return
	}
	s.problems[output] = ps
}

// sectionPage is the index of a folder that has none of its own.
func (s *Site) sectionPage(name string, sec *site.Section) ([]byte, error) {
	f := s.newFrame(name)
	var w buffer
	f.title = sec.Title
	if sec == s.site.Top {
		f.title = ""
	}
	w.html("<h1>")
	w.text(orElse(sec.Title, s.site.Title()))
	w.html("</h1>\n<ul class=\"index\">\n")
	for _, e := range sec.Entries() {
		to, title, about := s.entry(e)
		w.html("<li><a")
		w.href("href", site.Relative(name, to))
		w.html(">")
		w.text(title)
		w.html("</a>")
		if about != "" {
			w.html("<p>")
			w.text(about)
			w.html("</p>")
		}
		w.html("</li>\n")
	}
	w.html("</ul>\n")
	f.body = w.b
	f.nav = s.navFor(sec, name)
	return s.whole(nil, f), nil
}

// entry is where an entry of a section leads, and what it is called.
func (s *Site) entry(e site.Entry) (output, title, about string) {
	if e.Page != nil {
		return e.Page.Output, e.Page.Title, e.Page.Description
	}
	if i := e.Section.Index; i != nil {
		return i.Output, e.Section.Title, i.Description
	}
	return path.Join(e.Section.Path, "index.html"), e.Section.Title, ""
}

// missingPage is what a server shows for an address that is not there.
func (s *Site) missingPage() ([]byte, error) {
	f := s.newFrame(site.MissingOutput)
	f.title = s.msg.Page.NotFound
	var w buffer
	w.html("<h1>")
	w.text(s.msg.Page.NotFound)
	w.html("</h1>\n<p>")
	w.text(s.msg.Page.NotFoundText)
	w.html("</p>\n")
	f.body = w.b
	return s.whole(nil, f), nil
}

// aliasPage sends a reader of an old address on.
func (s *Site) aliasPage(name string, page *site.Page) ([]byte, error) {
	to := site.Relative(name, page.Output)
	var w buffer
	w.html("<!doctype html><html")
	w.attr("lang", s.site.Config.Lang)
	w.html("><head><meta charset=\"utf-8\"><title>")
	w.text(page.Title)
	w.html(`</title><meta name="robots" content="noindex"><meta http-equiv="refresh"`)
	w.attr("content", "0; url="+to)
	w.html("><link rel=\"canonical\"")
	w.href("href", orElse(s.site.Config.AddressOf(page.Output), to))
	w.html("></head><body><p>")
	w.text(s.msg.Page.Moved)
	w.html(" <a")
	w.href("href", to)
	w.html(">")
	w.text(page.Title)
	w.html("</a></p></body></html>\n")
	return w.b, nil
}

// readProject reads a file of the project that is no larger than a page.
func (s *Site) readProject(file string) ([]byte, error) { return site.ReadQuoted(s.site.FS, file) }
