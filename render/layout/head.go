package layout

import (
	"cmp"
	"path"
	"strings"

	"docsite/internal/site"
	"docsite/render/feeds"
	"docsite/render/markup"
)

// makeHead prints the part of the head that all pages of a language have.
func (l *Layout) makeHead(lang string) string {
	var w markup.Buffer
	dir := ""
	if IsRightToLeft(lang) {
		dir = "rtl"
	}
	w.HTML("<!doctype html>\n")
	w.Tag("html", "lang", lang, "dir", dir)
	w.HTML("\n<head>\n" + `<meta charset="utf-8">` + "\n" + `<meta name="viewport" content="width=device-width,initial-scale=1">` + "\n")
	w.Tag("meta", "http-equiv", "Content-Security-Policy", "content", l.theme.policy)
	w.HTML("\n" + `<meta name="color-scheme" content="light dark">` + "\n")
	if l.Routes.Is(feeds.ChangesOutput, site.FeedRoute) {
		w.Tag("link", "rel", "alternate", "type", "application/atom+xml", "title", l.Messages.Image.ImageChanges, "href", l.Site.Config.AddressOf(feeds.ChangesOutput))
		w.HTML("\n")
	}
	return string(w.B)
}

var rightToLeft = map[string]bool{"ar": true, "fa": true, "he": true, "ur": true}

// IsRightToLeft reports whether a language is written from right to left.
func IsRightToLeft(lang string) bool { return rightToLeft[strings.ToLower(lang[:min(2, len(lang))])] }

func (l *Layout) printHead(w *markup.Buffer, p *page) {
	head := l.head
	if p.lang != "" && p.lang != l.Site.Config.Lang {
		head = l.makeHead(p.lang)
	}
	if len(p.hosts) > 0 {
		head = strings.Replace(head, "img-src &#39;self&#39;", "img-src &#39;self&#39; https://"+strings.Join(p.hosts, " https://"), 1)
	}
	w.HTML(head)
	w.HTML("<title>")
	if p.title != "" {
		w.Text(p.title)
		w.HTML(" – ")
	}
	w.Text(l.title)
	w.HTML("</title>\n")
	if p.description != "" {
		w.Tag("meta", "name", "description", "content", p.description)
		w.HTML("\n")
	}
	if !p.indexed {
		w.HTML(`<meta name="robots" content="noindex">` + "\n")
	}
	if p.canonical != "" {
		w.Tag("link", "rel", "canonical", "href", p.canonical)
		w.HTML("\n")
		l.printCard(w, p)
	}
	if p.markdown != "" {
		w.Tag("link", "rel", "alternate", "type", "text/markdown", "href", p.markdown)
		w.HTML("\n")
	}
	w.Tag("link", "rel", "icon", "type", iconTypes[path.Ext(l.theme.icon)], "href", l.Href(p.output, l.theme.icon))
	w.HTML("\n")
	w.Tag("link", "rel", "stylesheet", "href", l.Href(p.output, l.theme.style))
	w.HTML("\n")
	w.Element("script", "", "src", l.Href(p.output, l.theme.scheme))
	w.HTML("\n<script")
	w.Attr("src", l.Href(p.output, l.theme.script))
	w.Attr("data-root", l.Href(p.output, ""))
	w.Attr("data-finder", l.Href(p.output, l.theme.searchScript))
	w.Attr("data-none", l.Messages.Page.NoResults)
	w.Attr("data-results", l.Messages.Page.Results)
	w.Attr("data-more", l.Messages.Page.MoreResults)
	w.Attr("data-without", l.Messages.Page.Without)
	w.HTML(" defer></script>\n")
	l.partial(w, p, "head", printNothing)
	w.HTML("</head>\n<body")
	if p.wide {
		w.HTML(` class="wide"`)
	}
	w.HTML(">\n")
}

// printCard prints what other sites show of a page to which somebody links, by
// the Open Graph protocol.
func (l *Layout) printCard(w *markup.Buffer, p *page) {
	kind := "article"
	if p.output == "index.html" {
		kind = "website"
	}
	for _, m := range [...]struct{ name, value string }{
		{"og:site_name", l.title}, {"og:title", cmp.Or(p.title, l.title)}, {"og:description", p.description},
		{"og:type", kind}, {"og:url", p.canonical},
	} {
		if m.value != "" {
			w.Tag("meta", "property", m.name, "content", m.value)
			w.HTML("\n")
		}
	}
}

func (l *Layout) printHeader(w *markup.Buffer, p *page) {
	msg := &l.Messages.Page
	w.Around(`<a class="menu" href="#Pages">`, msg.Pages, "</a>\n")
	w.Tag("a", "class", "brand", "href", l.Href(p.output, "index.html"))
	l.printLogo(w, p)
	w.Text(l.title)
	w.HTML("</a>\n")
	w.Tag("form", "class", "find", "role", "search", "action", l.Href(p.output, l.SearchOutput))
	w.Around("\n"+`<label class="sr" for="Q">`, msg.Search, "</label>\n")
	w.Tag("input", "id", "Q", "name", "q", "type", "search", "placeholder", msg.Search, "autocomplete", "off", "spellcheck", "false", "aria-keyshortcuts", "Control+K Meta+K")
	w.HTML("\n" + `<div class="found" hidden></div>` + "\n</form>\n")
	w.Element("button", "", "type", "button", "class", "scheme", "title", msg.Scheme, "aria-label", msg.Scheme)
	w.HTML("\n")
}

// printLogo prints the site's logo. The title beside it says what it shows.
func (l *Layout) printLogo(w *markup.Buffer, p *page) {
	for i, logo := range l.theme.logos {
		w.HTML("<img")
		w.Attr("src", l.Href(p.output, logo.output))
		if len(l.theme.logos) > 1 {
			w.Attr("class", [...]string{"light", "dark"}[i])
		}
		w.Size(logo.width, logo.height)
		w.HTML(` alt="">`)
	}
}
