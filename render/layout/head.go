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
	w.HTML("<!doctype html>\n<html")
	w.Attr("lang", lang)
	if IsRightToLeft(lang) {
		w.Attr("dir", "rtl")
	}
	w.HTML(">\n<head>\n" + `<meta charset="utf-8">` + "\n" + `<meta name="viewport" content="width=device-width,initial-scale=1">` + "\n" +
		`<meta http-equiv="Content-Security-Policy"`)
	w.Attr("content", l.theme.policy)
	w.HTML(">\n" + `<meta name="color-scheme" content="light dark">` + "\n")
	if l.Routes.Is(feeds.ChangesOutput, site.FeedRoute) {
		w.HTML(`<link rel="alternate" type="application/atom+xml"`)
		w.Attr("title", l.Messages.Image.ImageChanges)
		w.Href("href", l.Site.Config.AddressOf(feeds.ChangesOutput))
		w.HTML(">\n")
	}
	return string(w.B)
}

var rightToLeft = map[string]bool{"ar": true, "fa": true, "he": true, "ur": true}

// IsRightToLeft reports whether a language is written from right to left.
func IsRightToLeft(lang string) bool { return rightToLeft[strings.ToLower(lang[:min(2, len(lang))])] }

// makeSearch prints what the search's script has to know.
func (l *Layout) makeSearch() string {
	var w markup.Buffer
	w.Attr("data-none", l.Messages.Page.NoResults)
	w.Attr("data-results", l.Messages.Page.Results)
	w.Attr("data-more", l.Messages.Page.MoreResults)
	w.Attr("data-without", l.Messages.Page.Without)
	return string(w.B)
}

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
		w.HTML(`<meta name="description"`)
		w.Attr("content", p.description)
		w.HTML(">\n")
	}
	if !p.indexed {
		w.HTML(`<meta name="robots" content="noindex">` + "\n")
	}
	if p.canonical != "" {
		w.HTML(`<link rel="canonical"`)
		w.Href("href", p.canonical)
		w.HTML(">\n")
		l.printCard(w, p)
	}
	if p.markdown != "" {
		w.HTML(`<link rel="alternate" type="text/markdown"`)
		w.Href("href", p.markdown)
		w.HTML(">\n")
	}
	w.HTML(`<link rel="icon"`)
	w.Attr("type", iconTypes[path.Ext(l.theme.icon)])
	w.Href("href", l.Href(p.output, l.theme.icon))
	w.HTML(">\n" + `<link rel="stylesheet"`)
	w.Href("href", l.Href(p.output, l.theme.style))
	w.HTML(">\n<script")
	w.Href("src", l.Href(p.output, l.theme.scheme))
	w.HTML("></script>\n<script")
	w.Href("src", l.Href(p.output, l.theme.script))
	w.Href("data-root", l.Href(p.output, ""))
	w.Href("data-finder", l.Href(p.output, l.theme.searchScript))
	w.HTML(l.search)
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
			w.HTML("<meta")
			w.Attr("property", m.name)
			w.Attr("content", m.value)
			w.HTML(">\n")
		}
	}
}

func (l *Layout) printHeader(w *markup.Buffer, p *page) {
	w.Around(`<a class="menu" href="#Pages">`, l.Messages.Page.Pages, "</a>\n"+`<a class="brand"`)
	w.Href("href", l.Href(p.output, "index.html"))
	w.HTML(">")
	l.printLogo(w, p)
	w.Text(l.title)
	w.HTML("</a>\n" + `<form class="find" role="search"`)
	w.Href("action", l.Href(p.output, l.SearchOutput))
	w.Around(">\n"+`<label class="sr" for="Q">`, l.Messages.Page.Search, "</label>\n"+`<input id="Q" name="q" type="search"`)
	w.Attr("placeholder", l.Messages.Page.Search)
	w.HTML(` autocomplete="off" spellcheck="false" aria-keyshortcuts="Control+K Meta+K">` + "\n" +
		`<div class="found" hidden></div>` + "\n</form>\n" + `<button type="button" class="scheme"`)
	w.Attr("title", l.Messages.Page.Scheme)
	w.Attr("aria-label", l.Messages.Page.Scheme)
	w.HTML("></button>\n")
}

// printLogo prints the site's logo. The title beside it says what it shows.
func (l *Layout) printLogo(w *markup.Buffer, p *page) {
	for i, logo := range l.theme.logos {
		w.HTML("<img")
		w.Href("src", l.Href(p.output, logo.output))
		if len(l.theme.logos) > 1 {
			w.Attr("class", [...]string{"light", "dark"}[i])
		}
		w.Size(logo.width, logo.height)
		w.HTML(` alt="">`)
	}
}
