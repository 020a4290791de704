// Package layout prints what stands around the text of a site's pages: head,
// header, list of pages, ways on. It also has docsite's own pages, and the files
// of the theme that every page loads.
//
// Start from [New], whose [Layout] puts a page's text into the layout with
// [Layout.Append]. A project's theme folder takes the place of parts of it by
// templates; docsite's own pages are templates too, in package theme. What
// stands around each page is printed by Go, since templates would take a tenth
// of a build's time. The package renders no Markdown.
package layout

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"slices"
	"sync"

	"docsite/internal/kept"
	"docsite/internal/record"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/render/messages"
)

// Options say what a Layout is made for. All are required.
type Options struct {
	Site         *site.Site
	Routes       *site.Routes // of the site; the theme's files are added to it
	Messages     *messages.Messages
	SearchOutput string                              // of the search page
	Report       func(output string, p site.Problem) // takes what is found while a page is printed
}

// Layout prints pages. It is safe for use by several goroutines.
type Layout struct {
	Options
	Problems site.Problems // of the theme
	theme    themeFiles
	partials *templates // of the project's theme; nil for none
	title    string     // of the site
	root     string     // path of the site on its server: "/inkwell/"
	head     string     // of every page
	places   map[*site.Page]place
	trails   map[*site.Section][]*site.Section // from the top to each
	navs     *sync.Map                         // navKey → *nav
	bodies   sync.Map                          // *site.Page → kept.Body, as the page was last printed
	Common   string                            // tells apart what all pages have around their texts; 16 bytes
}

// place is where a page stands among the others.
type place struct {
	order   int // in site.Pages
	section *site.Section
}

// New prepares the layout of a site's pages.
func New(o Options) *Layout {
	l := &Layout{Options: o, navs: new(sync.Map), title: o.Site.Title(), root: rootPath(o.Site.Config.Address()), places: make(map[*site.Page]place, len(o.Site.Pages)), trails: map[*site.Section][]*site.Section{}}
	for i, p := range o.Site.Pages {
		l.places[p] = place{order: i}
	}
	l.arrange(o.Site.Top, nil)
	ps := l.loadTheme()
	l.head = l.makeHead(o.Site.Config.Lang)
	common := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %+v", l.title, l.root, l.head, l.Messages.Page, l.SearchOutput, l.theme))
	l.Common = string(common[:16])
	l.Problems = append(ps, l.readPartials()...)
	return l
}

// Again is the layout for another reading of the site, which has the same shape and the
// same theme.
func Again(l *Layout, o Options) *Layout {
	o.SearchOutput = l.SearchOutput
	return &Layout{Options: o, Problems: l.Problems, theme: l.theme, partials: l.partials, title: l.title, root: l.root, head: l.head,
		places: l.places, trails: l.trails, navs: l.navs, Common: l.Common}
}

// rootPath is the path of an address.
func rootPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// arrange notes the section of every page, and the way to every section.
func (l *Layout) arrange(sec *site.Section, above []*site.Section) {
	trail := append(slices.Clip(above), sec)
	l.trails[sec] = trail
	for _, p := range append(slices.Clip(sec.Pages), sec.Index) {
		if p != nil {
			l.places[p] = place{l.places[p].order, sec}
		}
	}
	for _, sub := range sec.Sections {
		l.arrange(sub, trail)
	}
}

// Order is the place of a page in the reading order, from 0.
func (l *Layout) Order(p *site.Page) int { return l.places[p].order }

// Href is the way from one of the site's files to another. What a server shows
// for a missing page stands under any address, so its links start at the root.
func (l *Layout) Href(from, to string) string {
	if from == site.MissingOutput {
		return l.root + markup.Escape(to)
	}
	return markup.Relative(from, to)
}

// page is a page with all that its layout shows. Addresses are relative to it.
type page struct {
	output      string
	title       string // empty on the front page when it is the site's
	description string
	lang        string // of the page alone; empty for the site's
	canonical   string // whole address; empty where it is not known
	markdown    string // address of the page as Markdown; empty where there is none
	nav         *nav
	crumbs      string // HTML
	body        []byte // HTML
	bodyAt      int    // where it was printed
	edit        string // address
	changed     string // YYYY-MM-DD
	prev, next  *site.Page
	wide        bool     // a listing has its notes beside it
	hosts       []string // whose pictures are shown
	indexed     bool     // search engines may keep it
}

// newPage is a page of a section at an output. What servers show for a missing
// page stands in none, and has no address of its own.
func (l *Layout) newPage(output string, sec *site.Section) *page {
	p := &page{output: output, nav: l.navFor(sec, output)}
	if output != site.MissingOutput {
		p.indexed, p.canonical = true, l.Site.Config.AddressOf(output)
	}
	return p
}

// Append lays out a page of the author with its text, as HTML, behind what is
// in b. A wide page has listings with their notes beside them; hosts are others
// whose pictures the page shows.
func (l *Layout) Append(b []byte, of *site.Page, body []byte, wide bool, hosts []string) []byte {
	p := l.pageOf(of)
	p.body, p.wide, p.hosts = body, wide, hosts
	from := len(b)
	b = l.append(b, p)
	if !l.hasPartial("main") { // which may print anything of the text
		l.bodies.Store(of, kept.Body{At: p.bodyAt - from, Length: len(body), Wide: wide, Hosts: slices.Clone(hosts)})
	}
	return b
}

// Body is where the text of a page stands in what was last printed of the page; false
// where that is not known.
func (l *Layout) Body(of *site.Page) (body kept.Body, ok bool) {
	if stored, known := l.bodies.Load(of); known {
		body, ok = stored.(kept.Body), true
	}
	return body, ok
}

// pageOf is a page of the author without its text.
func (l *Layout) pageOf(of *site.Page) *page {
	at := l.places[of]
	p := l.newPage(of.Output, at.section)
	p.title, p.description, p.lang = of.Title, of.Description, of.Lang
	if of == l.Site.Top.Index && of.Title == l.Site.Config.Title {
		p.title = ""
	}
	if to := of.Markdown(); l.Routes.Is(to, site.MarkdownRoute) {
		p.markdown = markup.Relative(of.Output, to)
	}
	p.edit, p.changed = l.Site.Config.EditURL(of), l.Site.Changes[of.Path]
	if of != l.Site.Missing {
		p.crumbs = l.crumbs(of.Output, l.trails[at.section], of == at.section.Index)
		p.prev, p.next = l.neighbours(at.order)
	}
	return p
}

// Key tells apart what [Layout.Append] prints around a page's text: where that is the
// same, in builds of the same docsite.yaml and theme, the key is. It is 16 bytes.
func (l *Layout) Key(of *site.Page) string {
	p := l.pageOf(of)
	var w record.Writer
	for _, text := range [...]string{l.Common, of.Title, p.output, p.title, p.description, p.lang, p.canonical, p.markdown, p.nav.key, p.crumbs, p.edit, p.changed} {
		w.Text(text)
	}
	for _, to := range [...]*site.Page{p.prev, p.next} {
		if w.Flag(to != nil); to != nil {
			w.Text(to.Output)
			w.Text(to.Called())
		}
	}
	w.Flag(p.indexed)
	sum := sha256.Sum256(w.B)
	return string(sum[:16])
}

// append prints a page behind what is in b.
func (l *Layout) append(b []byte, p *page) []byte {
	w := &markup.Buffer{B: slices.Grow(b, len(p.body)+len(l.head)+len(p.nav.html)+4096)}
	l.printHead(w, p)
	w.Around(`<a class="skip" href="#Main">`, l.Messages.Page.Skip, "</a>\n"+`<header class="top">`+"\n")
	l.partial(w, p, "header", l.printHeader)
	w.HTML("</header>\n" + `<div class="page">` + "\n")
	w.Tag("nav", "class", "side", "id", "Pages", "aria-label", l.Messages.Page.Pages)
	w.HTML("\n")
	l.partial(w, p, "side", l.printSide)
	w.HTML("</nav>\n" + `<main id="Main">` + "\n")
	l.partial(w, p, "main", l.printMain)
	w.HTML("</main>\n</div>\n")
	if l.hasPartial("footer") {
		w.HTML(`<footer class="bottom">` + "\n")
		l.partial(w, p, "footer", printNothing)
		w.HTML("</footer>\n")
	}
	w.Element("p", "", "class", "sr", "role", "status", "id", "Status", "data-copied", l.Messages.Listing.Copied, "data-range", l.Messages.Listing.Range)
	w.HTML("\n</body>\n</html>\n")
	return w.B
}

// printNothing is what docsite prints where only a project's theme has
// something.
func printNothing(*markup.Buffer, *page) {}

// printMain prints a page's text with what leads to it and on from it.
func (l *Layout) printMain(w *markup.Buffer, p *page) {
	if p.crumbs != "" {
		w.HTML(`<nav class="crumbs" aria-label="Breadcrumb"><ol>` + "\n")
		w.HTML(p.crumbs)
		w.HTML("</ol></nav>\n")
	}
	p.bodyAt = len(w.B)
	w.B = append(w.B, p.body...)
	l.printPageFooter(w, p)
	l.printPager(w, p)
}

// crumbs is the way from the front page to a page. On the front page and on
// those right below it, it would say nothing.
func (l *Layout) crumbs(output string, trail []*site.Section, index bool) string {
	if index && len(trail) > 0 {
		trail = trail[:len(trail)-1]
	}
	if len(trail) < 2 {
		return ""
	}
	var w markup.Buffer
	for i, sec := range trail {
		to, title, _ := target(site.Entry{Section: sec}, nil)
		if i == 0 {
			title = l.title
		}
		w.HTML("<li>")
		w.Element("a", title, "href", markup.Relative(output, to))
		w.HTML("</li>\n")
	}
	return string(w.B)
}

// printPageFooter prints what is to be said of the page as a file.
func (l *Layout) printPageFooter(w *markup.Buffer, p *page) {
	if p.edit == "" && p.changed == "" {
		return
	}
	w.HTML(`<p class="foot">`)
	if p.edit != "" {
		w.Element("a", l.Messages.Page.Edit, "href", p.edit, "rel", "noopener")
	}
	if p.changed != "" {
		w.Around("<span>", l.Messages.Page.LastChanged, " ")
		w.Element("time", p.changed, "datetime", p.changed)
		w.HTML("</span>")
	}
	w.HTML("</p>\n")
}

// neighbours are the pages before and after one in the reading order; nil for
// none.
func (l *Layout) neighbours(order int) (prev, next *site.Page) {
	if order > 0 {
		prev = l.Site.Pages[order-1]
	}
	if i := order + 1; i < len(l.Site.Pages) && l.Site.Pages[i] != l.Site.Missing {
		next = l.Site.Pages[i]
	}
	return prev, next
}

// printPager prints the links to the pages before and after.
func (l *Layout) printPager(w *markup.Buffer, p *page) {
	if p.prev == nil && p.next == nil {
		return
	}
	w.Tag("nav", "class", "turn", "aria-label", l.Messages.Page.Previous+" / "+l.Messages.Page.Next)
	w.HTML("\n")
	for _, to := range [...]struct {
		page      *site.Page
		rel, word string
	}{{p.prev, "prev", l.Messages.Page.Previous}, {p.next, "next", l.Messages.Page.Next}} {
		if to.page == nil {
			continue
		}
		w.Tag("a", "rel", to.rel, "href", markup.Relative(p.output, to.page.Output))
		w.Around("<small>", to.word, "</small> ")
		w.Text(to.page.Called())
		w.HTML("</a>\n")
	}
	w.HTML("</nav>\n")
}
