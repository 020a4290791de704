package render

import (
	"path"
	"slices"
	"sync"

	"docsite/internal/site"
)

// nav is the list of pages as the pages of one folder show it. All of them
// share it: what differs is which link is the page's own.
type nav struct {
	once  sync.Once
	html  string
	marks map[string]int // of an output, where its link takes aria-current
}

// maxLevel is how many entries of a folder are listed. A longer list is
// shortened to the folder that the reader is in: nobody reads it, and every
// page would carry it.
const maxLevel = 100

// navKey tells one list from another: by the section that is open, and by the
// folder from which its links lead on.
type navKey struct {
	section *site.Section
	folder  string
}

// navFor is the list of pages for a page of a section. The page for missing
// addresses stands in none.
func (s *Site) navFor(sec *site.Section, output string) *nav {
	key := navKey{sec, path.Dir(output)}
	v, ok := s.navs.Load(key)
	if !ok {
		v, _ = s.navs.LoadOrStore(key, &nav{})
	}
	n := v.(*nav)
	n.once.Do(func() { s.buildNav(n, sec, output) })
	return n
}

// size is about how many bytes the list takes.
func (n *nav) size() int { return len(n.html) + 32 }

// print prints the list with the link to a page marked as the reader's place.
func (n *nav) print(w *buffer, output string) {
	i, ok := n.marks[output]
	if !ok {
		w.html(n.html)
		return
	}
	w.html(n.html[:i])
	w.html(` aria-current="page"`)
	w.html(n.html[i:])
}

func (s *Site) buildNav(n *nav, sec *site.Section, from string) {
	n.marks = map[string]int{}
	trail := s.trail(s.site.Top, sec)
	var w buffer
	w.html("<ul>\n")
	if top := s.site.Top; top.Index != nil {
		s.navLink(&w, n, from, top.Index.Output, top.Index.Title)
		w.html("</li>\n")
	}
	s.navLevel(&w, n, from, s.site.Top, trail)
	w.html("</ul>\n")
	n.html = string(w.b)
}

// trail is the way from a section down to another, both included.
func (s *Site) trail(from, to *site.Section) []*site.Section {
	if from == to {
		return []*site.Section{from}
	}
	for _, sub := range from.Sections {
		if rest := s.trail(sub, to); rest != nil {
			return append([]*site.Section{from}, rest...)
		}
	}
	return nil
}

// navLevel prints the entries of a section; the folder that the reader is in
// is open.
func (s *Site) navLevel(w *buffer, n *nav, from string, sec *site.Section, trail []*site.Section) {
	entries := sec.Entries()
	short := len(entries) > maxLevel
	for i, e := range entries {
		open := e.Section != nil && slices.Contains(trail, e.Section)
		if short && !open && (i >= maxLevel || len(trail) > 0 && trail[len(trail)-1] != sec) {
			continue
		}
		to, title, _ := s.entry(e)
		s.navLink(w, n, from, to, title)
		if open {
			w.html("\n<ul>\n")
			s.navLevel(w, n, from, e.Section, trail)
			w.html("</ul>")
		}
		w.html("</li>\n")
	}
	if short {
		out := path.Join(sec.Path, "index.html")
		if !s.routes.Is(out, pageKinds...) {
			return
		}
		w.html("<li><a")
		w.href("href", s.href(from, out))
		w.html(">")
		w.text(s.msg.Page.All)
		w.html(" (")
		w.int(len(entries))
		w.html(")</a></li>\n")
	}
}

func (s *Site) navLink(w *buffer, n *nav, from, to, title string) {
	w.html("<li><a")
	w.href("href", s.href(from, to))
	n.marks[to] = len(w.b)
	w.html(">")
	w.text(title)
	w.html("</a>")
}

// crumbs is the way from the front page to a page. On the front page and on
// those right below it, it would say nothing.
func (s *Site) crumbs(output string, trail []*site.Section, index bool) string {
	if index && len(trail) > 0 {
		trail = trail[:len(trail)-1]
	}
	if len(trail) < 2 {
		return ""
	}
	var w buffer
	for i, sec := range trail {
		to, title, _ := s.entry(site.Entry{Section: sec})
		if i == 0 {
			title = s.site.Title()
		}
		w.html("<li><a")
		w.href("href", site.Relative(output, to))
		w.html(">")
		w.text(title)
		w.html("</a></li>\n")
	}
	return string(w.b)
}
