package layout

import (
	"docsite/internal/site"
	"docsite/render/markup"
)

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
		to, title, _ := target(site.Entry{Section: sec})
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
		w.Text(to.page.Title)
		w.HTML("</a>\n")
	}
	w.HTML("</nav>\n")
}
