package render

import (
	stdhtml "html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docsite/internal/kept"
	"docsite/internal/site"
)

var hrefs = regexp.MustCompile(`\s(?:href|src|action)="([^"]*)"`)

// TestEveryLinkLeadsSomewhere follows every relative link of a whole site to a
// file of it, and every fragment to an id.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	files := sample()
	files["content/a b/ü & c.md"] = "---\naliases: [old/page.html, gone/]\n---\n# Odd\n\n[i](../index.md#app) [l](../index.md#L5) ![p](<../pic ture.png>) [two](../prose/sub/two.md)\n"
	files["content/pic ture.png"] = "x"
	files["content/index.md"] += "\n[odd](a%20b/%C3%BC%20&%20c.md) [root](/content/prose/index.md) [folder](a%20b/)\n"
	checkLinks(t, load(t, files))
	files["content/search.md"] = "# How to search"
	checkLinks(t, load(t, files))
}

// checkLinks follows the links of all pages.
func checkLinks(t *testing.T, s *Site) {
	t.Helper()
	ids := map[string]map[string]bool{}
	for _, name := range s.Files() {
		if strings.HasSuffix(name, ".html") {
			ids[name] = idsOf(read(t, s, name))
		}
	}
	all := map[string]bool{}
	for _, name := range s.Files() {
		all[name] = true
	}
	for name := range ids {
		for _, m := range hrefs.FindAllStringSubmatch(read(t, s, name), -1) {
			checkHref(t, name, stdhtml.UnescapeString(m[1]), all, ids)
		}
	}
}

// idsOf are all ids in HTML of our own making.
func idsOf(html string) map[string]bool {
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		ids[stdhtml.UnescapeString(m[1])] = true
	}
	return ids
}

func checkHref(t *testing.T, name, href string, all map[string]bool, ids map[string]map[string]bool) {
	t.Helper()
	u, err := url.Parse(href)
	if err != nil {
		t.Errorf("%s: %q: %v", name, href, err)
		return
	}
	if u.Scheme != "" || strings.Contains(href, "none.") || name == site.MissingOutput {
		return
	}
	to := name
	if u.Path != "" {
		to = path.Join(path.Dir(name), u.Path)
	}
	if !all[to] && to != "." || !fs.ValidPath(to) {
		t.Errorf("%s: %q leads to %q, which is not there", name, href, to)
		return
	}
	if u.Fragment != "" && !strings.HasPrefix(u.Fragment, "gh-") && !strings.HasPrefix(u.Fragment, "only-") && !ids[to][u.Fragment] {
		t.Errorf("%s: %q: there is no id %q", name, href, u.Fragment)
	}
}

func TestDeadLinks(t *testing.T) {
	s := load(t, map[string]string{
		"content/index.md":       "# A\n\n[one](b.md#c) [two](b.md#d) [three](x.md) ![four](x.png) [five](#a) [six](#b)\n[seven](../.git/config) [eight](../../x) [nine](s.svg) ![ten](s.svg)\n",
		"content/b.md":           "# B\n\n## C\n",
		"content/deep/y 1.md":    "# Y\n\n[a](y%202.md) [b](index.md) [c](/guide/install/) [d](../../y%201.md) [e](z.md)\n",
		"content/deep/_index.md": "# D\n", "content/manuals/guide/install/index.md": "# I\n", "content/p/z.md": "# Z\n", "content/q/z.md": "# Z\n",
		"content/s.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>`,
		".git/config":   "token",
	})
	html := read(t, s, "index.html")
	read(t, s, "deep/y 1.html")
	var got []string
	for _, p := range s.Problems() {
		got = append(got, p.String())
	}
	want := []string{
		`content/deep/y 1.md:3:1: warning: link "y 2.md" leads nowhere`,
		`content/deep/y 1.md:3:15: warning: link "index.md" leads nowhere (hint: did you mean _index.md?)`,
		`content/deep/y 1.md:3:29: warning: link "/guide/install/" leads nowhere (hint: did you mean ../manuals/guide/install/index.md?)`,
		`content/deep/y 1.md:3:50: warning: link "../../y 1.md" leads nowhere (hint: did you mean y 1.md?)`,
		`content/deep/y 1.md:3:70: warning: link "z.md" leads nowhere`,
		`content/index.md:3:15: warning: link to "b.md#d": there is no such heading or line`,
		`content/index.md:3:29: warning: link "x.md" leads nowhere`,
		`content/index.md:3:43: warning: picture "x.png" is not there`,
		`content/index.md:3:69: warning: link to "#b": there is no such heading or line`,
		`content/index.md:4:1: warning: link "../.git/config" is not published: hidden files never are (hint: copy what readers may see to a name without the dot)`,
		`content/index.md:4:25: warning: link "../../x" leads out of the project`,
		`content/index.md:4:42: warning: link "s.svg" is not published: a browser would run it (hint: show it as a picture, or link to its place on the web)`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(html, `<img src="s.svg" alt="ten" width="20" height="10"`) {
		t.Error("the drawing has no size")
	}
}

// TestAnchorsOfPagesThatAreRendered has links forth and back to headings,
// lines and anchors: where the pages are rendered anyway, none is printed again
// to judge the links.
func TestAnchorsOfPagesThatAreRendered(t *testing.T) {
	files := map[string]string{
		"content/a.md": "# A\n\n[1](b.md#sub) [2](b.md#L2) [3](b.md#x-y) [4](b.md#N-from) [5](b.md#fn:1) [6](b/#none) [7](b.md#none)\n",
		"content/b.md": "# B\n\n## Sub\n\n[1](a.md#a) [2](a.md#none) [3](c.md#none) [^1] <a id=\"x-y\"></a>\n\n```dockerfile\nFROM a\nRUN b\n```\n\n- `FROM`: base\n\n[^1]: note\n",
		"content/c.md": "# C\n", "content/b/c.md": "# list\n",
	}
	want := []string{
		`content/a.md:3:87: warning: link to "b.md#none": there is no such heading or line`,
		`content/b.md:5:13: warning: link to "a.md#none": there is no such heading or line`,
		`content/b.md:5:28: warning: link to "c.md#none": there is no such heading or line`,
	}
	for _, rendered := range []string{"a.html b.html c.html", "c.html b.html a.html", "b.html a.html"} {
		s := load(t, files)
		for name := range strings.FieldsSeq(rendered) {
			read(t, s, name)
		}
		for _, ref := range s.anchors.Take() {
			if _, known := s.anchors.Has(ref.Page, ref.Anchor); !known && strings.Contains(rendered, ref.Page) {
				t.Errorf("%s has to be printed again for #%s", ref.Page, ref.Anchor)
			}
			s.anchors.Wait(ref.From, []kept.Link{ref.Link})
		}
		for range 2 {
			var got []string
			for _, p := range s.Problems() {
				got = append(got, p.String())
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: got\n%s\nwant\n%s", rendered, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			read(t, s, "b.html")
		}
	}
}

// A page may show the badge of an image, which no file of the project is.
func TestBadgeOnAPage(t *testing.T) {
	files := map[string]string{
		"docsite.yaml": "images: {i: {recorded: {usage: 5 MB, on: 2026-01-01}}}\n",
		"content/a.md": "# A\n\n![i](badges/i.svg) [all](figures.json)\n",
	}
	s := load(t, files)
	if html := read(t, s, "a.html"); !strings.Contains(html, `<img src="badges/i.svg" alt="i" width="119" height="20"`) || !strings.Contains(html, `href="figures.json"`) {
		t.Error(mainOf(html))
	}
	if ps := s.Problems(); len(ps) > 0 {
		t.Error(ps)
	}
	if svg := read(t, s, "badges/i.svg"); !strings.Contains(svg, "5 MB") {
		t.Error(svg)
	}
	files["content/badges/i.svg"], files["content/figures.json"] = `<svg width="7" height="9"/>`, "mine"
	s = load(t, files)
	if html := read(t, s, "a.html"); !strings.Contains(html, `src="badges/i.svg" alt="i" width="7" height="9"`) || read(t, s, "figures.json") != "mine" {
		t.Errorf("an author's file does not win: %s", mainOf(html))
	}
}

// TestLinksInOtherSigns: a link to a heading of its page may have the signs that other
// generators put between words, unless two headings could be meant.
func TestLinksInOtherSigns(t *testing.T) {
	r := load(t, map[string]string{"content/a.md": "# A\n\n[a](#what_is_it) [b](#below-10-000) [c](#tech-stack) [d](#run-it) [e](#A_B) [f](#-)\n\n## What is it\n\n## Below 10,000\n\n## \U0001f9ec Tech stack\n\n## Run it\n\n## Runit\n\n## A b\n\n## Ab\n\n## ?!\n"})
	html := mainOf(read(t, r, "a.html"))
	if want := `<h2 id="what-is-it"><span id="what_is_it"></span>`; !strings.Contains(html, want) || !strings.Contains(html, `<h2 id="below-10000"><span id="below-10-000"></span>`) ||
		!strings.Contains(html, `<h2 id="-tech-stack"><span id="tech-stack"></span>`) || strings.Count(html, "<span") != 3 {
		t.Errorf("no %s in\n%s", want, html)
	}
	if ps := r.ProblemsOn("a.html"); len(ps) != 2 || !strings.Contains(ps[0].Message, `"#A_B"`) || !strings.Contains(ps[1].Message, `"#-"`) {
		t.Error(ps)
	}
}

// TestLinksInCapitals: a link to a heading of its page may have other capitals, unless two
// headings could be meant, or the place is there as it is written.
func TestLinksInCapitals(t *testing.T) {
	r := load(t, map[string]string{"content/a.md": "# A\n\n[a](#Set-Up) [b](#Set-Up) [c](a.md#SET-UP) <a href=\"#set-UP\">d</a> [e](#\u00c9t\u00e9) [f](#Own) [g](#NONE) [h](#TWICE)\n\n<a id=\"Own\"></a>\n\n## Set up\n\n## \u00c9t\u00e9\n\n## Own\n\n## One {#Twice}\n\n## Twice\n"})
	html := mainOf(read(t, r, "a.html"))
	for _, want := range []string{
		`<h2 id="set-up"><span id="SET-UP"></span><span id="Set-Up"></span><span id="set-UP"></span>Set up</h2>`, `<h2 id="été"><span id="Été"></span>`,
		`<h2 id="own">Own`, `<h2 id="twice">Twice`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
	if ps := r.ProblemsOn("a.html"); len(ps) != 2 || !strings.Contains(ps[0].Message, `"#NONE"`) || !strings.Contains(ps[1].Message, `"#TWICE"`) {
		t.Error(ps)
	}
}

// TestLinksToOtherPagesInOtherSigns: a link to a heading of another page may have the id that
// another generator gives it, by whatever way it names the page.
func TestLinksToOtherPagesInOtherSigns(t *testing.T) {
	r := load(t, map[string]string{
		"content/a.md":          "# A\n\n[1](b.md#how_to) [2](/b#quick-start) [3](sub/#Vytvareni) [4]({{< ref \"b.md#How-To\" >}}) [5](b.md#none) [6](b.md#how-to)\n",
		"content/b.md":          "# B\n\n## How to\n\n## :rocket: Quick start\n",
		"content/sub/_index.md": "# S\n\n## Vytváření\n",
	})
	read(t, r, "a.html")
	if ps := r.ProblemsOn("a.html"); len(ps) != 1 || !strings.Contains(ps[0].Message, `"b.md#none"`) {
		t.Error(ps)
	}
	if html := read(t, r, "b.html"); !strings.Contains(html, `<h2 id="how-to"><span id="How-To"></span><span id="how_to"></span>How to`) || !strings.Contains(html, `<h2 id="rocket-quick-start"><span id="quick-start"></span>`) {
		t.Error(mainOf(html))
	}
}
