package render

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
	"docsite/render/feeds"
)

// frame is what stands around a page's text. Paths are relative to the page.
type frame struct {
	title       string // of the page; empty on the front page
	description string
	canonical   string
	output      string
	markdown    string // the page as Markdown; empty where there is none
	nav         *nav
	crumbs      string // HTML
	body        []byte // HTML
	edit        string // address
	changed     string // YYYY-MM-DD
	prev, next  *pageLink
	wide        bool // a listing has its notes beside it
	index       bool // search engines may keep it
}

// pageLink is a link to another page.
type pageLink struct{ href, title string }

// policy is the Content-Security-Policy of every page: nothing but the site's
// own files, nothing inline. No script of a page asks for anything; connect-src
// is for the preview's, and for auditors that look for robots.txt from a page.
// Fonts are allowed where a theme has some.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"

// whole prints a page with its frame behind what is in b.
func (s *Site) whole(b []byte, f *frame) []byte {
	w := buffer{slices.Grow(b, len(f.body)+len(s.head)+f.nav.size()+4096)}
	s.printHead(&w, f)
	w.html(`<a class="skip" href="#Main">`)
	w.text(s.msg.Page.Skip)
	w.html("</a>\n" + `<header class="top">` + "\n")
	s.part(&w, f, "header", (*Site).printTop)
	w.html("</header>\n" + `<div class="page">` + "\n" + `<nav class="side" id="Pages"`)
	w.attr("aria-label", s.msg.Page.Pages)
	w.html(">\n")
	s.part(&w, f, "side", (*Site).printNav)
	w.html("</nav>\n" + `<main id="Main">` + "\n")
	s.part(&w, f, "main", (*Site).printMain)
	w.html("</main>\n</div>\n")
	if s.hasPart("footer") {
		w.html(`<footer class="bottom">` + "\n")
		s.part(&w, f, "footer", (*Site).printNothing)
		w.html("</footer>\n")
	}
	w.html(`<p class="sr" role="status" id="Status"`)
	w.attr("data-copied", s.msg.Listing.Copied)
	w.html("></p>\n</body>\n</html>\n")
	return w.b
}

// printMain prints a page's text with what leads to it and on from it.
func (s *Site) printMain(w *buffer, f *frame) {
	if f.crumbs != "" {
		w.html(`<nav class="crumbs" aria-label="Breadcrumb"><ol>` + "\n")
		w.html(f.crumbs)
		w.html("</ol></nav>\n")
	}
	w.b = append(w.b, f.body...)
	s.printFoot(w, f)
	s.printTurn(w, f)
}

// printNothing is what docsite prints in a part that only a project's theme
// has.
func (s *Site) printNothing(*buffer, *frame) {}

// makeHead prints the part of the head that all pages have.
func (s *Site) makeHead() string {
	var w buffer
	w.html("<!doctype html>\n<html")
	w.attr("lang", s.site.Config.Lang)
	if rightToLeft[strings.ToLower(s.site.Config.Lang[:min(2, len(s.site.Config.Lang))])] {
		w.attr("dir", "rtl")
	}
	w.html(">\n<head>\n" + `<meta charset="utf-8">` + "\n" + `<meta name="viewport" content="width=device-width,initial-scale=1">` + "\n" +
		`<meta http-equiv="Content-Security-Policy"`)
	w.attr("content", s.policy)
	w.html(">\n" + `<meta name="color-scheme" content="light dark">` + "\n")
	if s.routes.Is(feeds.ChangesOutput, site.FeedRoute) {
		w.html(`<link rel="alternate" type="application/atom+xml"`)
		w.attr("title", s.msg.Image.ImageChanges)
		w.href("href", s.site.Config.AddressOf(feeds.ChangesOutput))
		w.html(">\n")
	}
	return string(w.b)
}

// makeFinding prints what the search's script has to know.
func (s *Site) makeFinding() string {
	var w buffer
	w.attr("data-shards", strconv.Itoa(s.search.Shards()))
	w.attr("data-split", strconv.Itoa(s.search.Split()))
	w.attr("data-none", s.msg.Page.NoResults)
	w.attr("data-results", s.msg.Page.Results)
	return string(w.b)
}

var rightToLeft = map[string]bool{"ar": true, "fa": true, "he": true, "ur": true}

func (s *Site) printHead(w *buffer, f *frame) {
	w.html(s.head)
	w.html("<title>")
	if f.title != "" {
		w.text(f.title)
		w.html(" – ")
	}
	w.text(s.site.Title())
	w.html("</title>\n")
	if f.description != "" {
		w.html(`<meta name="description"`)
		w.attr("content", f.description)
		w.html(">\n")
	}
	if !f.index {
		w.html(`<meta name="robots" content="noindex">` + "\n")
	}
	if f.canonical != "" {
		w.html(`<link rel="canonical"`)
		w.href("href", f.canonical)
		w.html(">\n")
		s.printCard(w, f)
	}
	if f.markdown != "" {
		w.html(`<link rel="alternate" type="text/markdown"`)
		w.href("href", f.markdown)
		w.html(">\n")
	}
	w.html(`<link rel="icon"`)
	w.attr("type", iconTypes[path.Ext(s.icon)])
	w.href("href", s.href(f.output, s.icon))
	w.html(">\n" + `<link rel="stylesheet"`)
	w.href("href", s.href(f.output, s.style))
	w.html(">\n<script")
	w.href("src", s.href(f.output, s.script))
	w.href("data-root", s.href(f.output, ""))
	w.href("data-finder", s.href(f.output, s.finder))
	w.html(s.finding)
	w.html(" defer></script>\n")
	s.part(w, f, "head", (*Site).printNothing)
	w.html("</head>\n<body")
	if f.wide {
		w.html(` class="wide"`)
	}
	w.html(">\n")
}

// printCard prints what other sites show of a page to which somebody links, by
// the Open Graph protocol.
func (s *Site) printCard(w *buffer, f *frame) {
	kind := "article"
	if f.output == "index.html" {
		kind = "website"
	}
	for _, m := range [...]struct{ name, value string }{
		{"og:site_name", s.site.Title()}, {"og:title", orElse(f.title, s.site.Title())}, {"og:description", f.description},
		{"og:type", kind}, {"og:url", f.canonical},
	} {
		if m.value != "" {
			w.html("<meta")
			w.attr("property", m.name)
			w.attr("content", m.value)
			w.html(">\n")
		}
	}
}

// href is the way from one of the site's files to another. What a server shows
// for a missing page stands under any address, so its links start at the root.
func (s *Site) href(from, to string) string {
	if from == site.MissingOutput {
		return s.root + to
	}
	return site.Relative(from, to)
}

func (s *Site) printTop(w *buffer, f *frame) {
	w.html(`<a class="menu" href="#Pages">`)
	w.text(s.msg.Page.Pages)
	w.html("</a>\n" + `<a class="brand"`)
	w.href("href", s.href(f.output, "index.html"))
	w.html(">")
	s.printLogo(w, f)
	w.text(s.site.Title())
	w.html("</a>\n" + `<form class="find" role="search"`)
	w.href("action", s.href(f.output, s.searchAt))
	w.html(">\n" + `<label class="sr" for="Q">`)
	w.text(s.msg.Page.Search)
	w.html("</label>\n" + `<input id="Q" name="q" type="search"`)
	w.attr("placeholder", s.msg.Page.Search)
	w.html(` autocomplete="off" spellcheck="false" aria-keyshortcuts="Control+K Meta+K">` + "\n" +
		`<div class="found" hidden></div>` + "\n</form>\n")
}

func (s *Site) printNav(w *buffer, f *frame) {
	f.nav.print(w, f.output)
	if repo := s.site.Config.Repo; repo != "" {
		w.html(`<p class="repo"><a`)
		w.href("href", repo)
		w.html(` rel="noopener">`)
		_, name, _ := strings.Cut(repo, "://")
		w.text(strings.TrimRight(name, "/"))
		w.html("</a></p>\n")
	}
}

// printFoot prints what is to be said of the page as a file.
func (s *Site) printFoot(w *buffer, f *frame) {
	if f.edit == "" && f.changed == "" {
		return
	}
	w.html(`<p class="foot">`)
	if f.edit != "" {
		w.html("<a")
		w.href("href", f.edit)
		w.html(` rel="noopener">`)
		w.text(s.msg.Page.Edit)
		w.html("</a>")
	}
	if f.changed != "" {
		w.html("<span>")
		w.text(s.msg.Page.LastChanged)
		w.html(" <time")
		w.attr("datetime", f.changed)
		w.html(">")
		w.text(f.changed)
		w.html("</time></span>")
	}
	w.html("</p>\n")
}

// printTurn prints the links to the pages before and after.
func (s *Site) printTurn(w *buffer, f *frame) {
	if f.prev == nil && f.next == nil {
		return
	}
	w.html(`<nav class="turn"`)
	w.attr("aria-label", s.msg.Page.Previous+" / "+s.msg.Page.Next)
	w.html(">\n")
	for _, to := range []struct {
		link      *pageLink
		rel, word string
	}{{f.prev, "prev", s.msg.Page.Previous}, {f.next, "next", s.msg.Page.Next}} {
		if to.link == nil {
			continue
		}
		w.html("<a")
		w.attr("rel", to.rel)
		w.href("href", to.link.href)
		w.html("><small>")
		w.text(to.word)
		w.html("</small> ")
		w.text(to.link.title)
		w.html("</a>\n")
	}
	w.html("</nav>\n")
}
