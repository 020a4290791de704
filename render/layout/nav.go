package layout

import (
	"crypto/sha256"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/site"
	"docsite/render/markup"
)

// nav is the list of pages as the pages of one folder show it. All of them
// share it: what differs is which link is the page's own.
type nav struct {
	once  sync.Once
	html  string
	key   string         // tells lists apart
	marks map[string]int // of an output, where its link takes aria-current
	more  int            // behind the entries of the reader's folder, where that has more than are listed; else 0
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
func (l *Layout) navFor(sec *site.Section, output string) *nav {
	key := navKey{sec, path.Dir(output)}
	v, ok := l.navs.Load(key)
	if !ok {
		v, _ = l.navs.LoadOrStore(key, &nav{})
	}
	n := v.(*nav)
	n.once.Do(func() { l.buildNav(n, sec, output) })
	return n
}

// printNav prints the list with the link to the page marked as the reader's place. A page that
// a shortened list has not stands behind its entries.
func (l *Layout) printNav(w *markup.Buffer, p *page) {
	n := p.nav
	i, ok := n.marks[p.output]
	switch {
	case ok:
		w.HTML(n.html[:i])
		w.HTML(` aria-current="page"`)
	case n.more > 0 && l.Routes.Is(p.output, site.PageRoute):
		i = n.more
		w.HTML(n.html[:i])
		w.HTML("<li>")
		w.Element("a", p.title, "href", l.Href(p.output, p.output), "aria-current", "page")
		w.HTML("</li>\n")
	}
	w.HTML(n.html[i:])
}

// printSide prints the list of pages, and the way to the repository.
func (l *Layout) printSide(w *markup.Buffer, p *page) {
	l.printNav(w, p)
	if repo := l.Site.Config.Repo; repo != "" {
		_, name, _ := strings.Cut(repo, "://")
		w.HTML(`<p class="repo">`)
		w.Element("a", strings.TrimRight(name, "/"), "href", repo, "rel", "noopener")
		w.HTML("</p>\n")
	}
}

func (l *Layout) buildNav(n *nav, sec *site.Section, from string) {
	n.marks = map[string]int{}
	top := l.Site.Top
	var w markup.Buffer
	w.HTML("<ul>\n")
	if top.Index != nil {
		l.navLink(&w, n, from, top.Index.Output, top.Index.Called())
		w.HTML("</li>\n")
	}
	l.navLevel(&w, n, from, top, l.trails[sec])
	w.HTML("</ul>\n")
	hash := sha256.Sum256(w.B)
	n.html, n.key = string(w.B), string(hash[:])
}

// navLevel prints the entries of a section; the folder that the reader is in
// is open.
func (l *Layout) navLevel(w *markup.Buffer, n *nav, from string, sec *site.Section, trail []*site.Section) {
	var below *site.Section // the one that is open
	if i := slices.Index(trail, sec); i >= 0 && i+1 < len(trail) {
		below = trail[i+1]
	}
	entries, short := sec.Entries, len(sec.Entries) > maxLevel
	switch {
	case short && below != nil:
		entries = []site.Entry{{Section: below}}
	case short:
		entries = entries[:maxLevel]
	}
	labels := labelsOf(entries)
	if sec.Index != nil && sec == l.Site.Top { // which stands beside its entries
		labels[sec.Index.Called()]++
	}
	for _, e := range entries {
		to, title, _ := target(e, labels)
		l.navLink(w, n, from, to, title)
		if e.Section != nil && e.Section == below {
			w.HTML("\n<ul>\n")
			l.navLevel(w, n, from, e.Section, trail)
			w.HTML("</ul>")
		}
		w.HTML("</li>\n")
	}
	if out := path.Join(sec.Path, "index.html"); short && l.Routes.Is(out, site.PageKinds...) {
		if below == nil {
			n.more = len(w.B)
		}
		w.HTML("<li>")
		w.Element("a", l.Messages.Page.All+" ("+strconv.Itoa(len(sec.Entries))+")", "href", l.Href(from, out))
		w.HTML("</li>\n")
	}
}

func (l *Layout) navLink(w *markup.Buffer, n *nav, from, to, title string) {
	w.HTML("<li><a")
	w.Attr("href", l.Href(from, to))
	n.marks[to] = len(w.B)
	w.Around(">", title, "</a>")
}

// labelsOf counts how many entries have each title.
func labelsOf(entries []site.Entry) map[string]int {
	labels := make(map[string]int, len(entries))
	for _, e := range entries {
		if e.Page != nil {
			labels[e.Page.Called()]++
		} else {
			labels[e.Section.Title]++
		}
	}
	return labels
}

// target is where an entry of a section leads, and what it is called: of several with one
// title, such as the versions of a guide, each has its name behind it.
func target(e site.Entry, labels map[string]int) (output, title, about string) {
	name := ""
	switch {
	case e.Page != nil:
		output, title, about = e.Page.Output, e.Page.Called(), e.Page.Description
		name = strings.TrimSuffix(path.Base(e.Page.Path), path.Ext(e.Page.Path))
	case e.Section.Index != nil:
		output, title, about, name = e.Section.Index.Output, e.Section.Title, e.Section.Index.Description, path.Base(e.Section.Path)
	default:
		output, title, name = path.Join(e.Section.Path, "index.html"), e.Section.Title, path.Base(e.Section.Path)
	}
	if labels[title] > 1 && name != title {
		title += " (" + name + ")"
	}
	return output, title, about
}
