package render

import (
	"strings"
	"testing"
)

func TestEditLink(t *testing.T) {
	files := map[string]string{
		"docsite.yaml":      "lang: de\nrepo: https://example.org/you/img\nedit: edit/main/content/\n",
		"content/index.md":  "# A",
		"content/b/ä c?.md": "# B",
	}
	s := load(t, files)
	for name, want := range map[string]string{
		"index.html":   `<a href="https://example.org/you/img/edit/main/content/index.md" rel="noopener">Diese Seite bearbeiten</a>`,
		"b/ä c?.html":  `<a href="https://example.org/you/img/edit/main/content/b/%C3%A4%20c%3F.md" rel="noopener">Diese Seite bearbeiten</a>`,
		"b/index.html": `<p class="repo"><a href="https://example.org/you/img" rel="noopener">example.org/you/img</a></p>`,
	} {
		if html := read(t, s, name); !strings.Contains(html, want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	if html := read(t, s, "b/index.html"); strings.Contains(html, "bearbeiten") {
		t.Error("a page without a file can be edited")
	}
	delete(files, "docsite.yaml")
	if html := page(t, files, "index.html"); strings.Contains(html, `class="foot"`) || strings.Contains(html, `class="repo"`) {
		t.Error("there is a link that nobody asked for")
	}
}

func TestLastChange(t *testing.T) {
	s := load(t, map[string]string{"docsite.yaml": "url: https://example.org\n", "content/index.md": "# A", "content/b.md": "# B"})
	s.site.Changes = map[string]string{"index.md": "2026-11-20"}
	want := `<p class="foot"><span>Last changed <time datetime="2026-11-20">2026-11-20</time></span></p>`
	if html := read(t, s, "index.html"); !strings.Contains(html, want) {
		t.Errorf("the page has no %s", want)
	}
	if html := read(t, s, "b.html"); strings.Contains(html, "Last changed") {
		t.Error("a page that is not known has a day")
	}
	want = "<url><loc>https://example.org/</loc><lastmod>2026-11-20</lastmod></url>\n<url><loc>https://example.org/b.html</loc></url>"
	if text := read(t, s, "sitemap.xml"); !strings.Contains(text, want) {
		t.Errorf("the sitemap has no %s", want)
	}
}

func TestCard(t *testing.T) {
	files := map[string]string{
		"docsite.yaml":     "title: Site\nurl: https://example.org/x/\n",
		"content/index.md": "---\ntitle: Site\n---\ntext",
		"content/b c.md":   "---\ntitle: A \"b\" <c>\ndescription: it\n---\ntext",
	}
	s := load(t, files)
	for name, want := range map[string]string{
		"index.html": `<meta property="og:site_name" content="Site">
<meta property="og:title" content="Site">
<meta property="og:type" content="website">
<meta property="og:url" content="https://example.org/x/">
`,
		"b c.html": `<meta property="og:site_name" content="Site">
<meta property="og:title" content="A &#34;b&#34; &lt;c&gt;">
<meta property="og:description" content="it">
<meta property="og:type" content="article">
<meta property="og:url" content="https://example.org/x/b%20c.html">
`,
	} {
		if html := read(t, s, name); !strings.Contains(html, want) {
			t.Errorf("%s has no\n%s", name, want)
		}
	}
	if html := read(t, s, "404.html"); strings.Contains(html, "og:") {
		t.Error("a page that is not there has a card")
	}
	delete(files, "docsite.yaml")
	if html := page(t, files, "index.html"); strings.Contains(html, "og:") {
		t.Error("a site without an address has a card")
	}
}
