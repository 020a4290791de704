package render

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"docsite/internal/site"
)

// TestRoutes has a file of every kind, lists them all and opens them all.
func TestRoutes(t *testing.T) {
	s := load(t, map[string]string{
		"docsite.yaml":       "url: https://example.org\nimages: {i: {recorded: {usage: 5 MB, on: 2026-01-01}}}\n",
		"docsite.lock":       `{"version":1,"history":{"i":[{"since":"2026-01-01","digest":"sha256:a","download":1},{"since":"2026-01-02","digest":"sha256:b","download":2}]}}`,
		"content/a.md":       "---\naliases: [old]\n---\n# A\n\n![p](p.png)\n",
		"content/p.png":      "p",
		"theme/static/f.txt": "f",
	})
	read(t, s, "a.html") // which shows a picture
	files := s.Files()
	opened := map[site.RouteKind]bool{}
	for _, name := range files {
		f, err := s.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if info, err := f.Stat(); err != nil || info.Size() == 0 {
			t.Errorf("%s is empty", name)
		}
		opened[s.routes.At(name).Kind] = true
	}
	for kind := range site.RouteKinds {
		if !opened[kind] {
			t.Errorf("no file of kind %d was listed and opened", kind)
		}
	}
	if len(s.routes.All()) != len(files) || len(slices.Compact(slices.Sorted(slices.Values(files)))) != len(files) {
		t.Errorf("files %q", files)
	}
	if _, err := fs.ReadFile(s, "A.html"); err == nil {
		t.Error("a file opens under another name")
	}
}

// TestAuthorsFilesWin has files of an author where docsite has its own.
func TestAuthorsFilesWin(t *testing.T) {
	s := load(t, map[string]string{
		"docsite.yaml":               "url: https://example.org/x/\n",
		"content/index.md":           "# Home\n\n[404](404.md#gone) [own](docsite/terms/0.js)\n",
		"content/search.md":          "# How to search",
		"content/404.md":             "# Gone\n\n[home](index.md) [404](#gone) ![p](p.png)\n\n```dockerfile file=../Dockerfile\nFROM a\n```\n",
		"content/robots.txt":         "mine",
		"content/p.png":              "p",
		"content/docsite/terms/0.js": "mine",
		"content/b/z.md":             "# Z",
		"Dockerfile":                 "FROM a\n",
	})
	for name, want := range map[string]string{
		"robots.txt":                         "mine",
		"search.html":                        "<h1 id=\"how-to-search\">How to search</h1>",
		"docsite/search.html":                `<dl class="names">`,
		"index.html":                         `<form class="find" role="search" action="docsite/search.html">`,
		"b/z.html":                           `<form class="find" role="search" action="../docsite/search.html">`,
		"404.html":                           `<p><a href="/x/index.html">home</a> <a href="#gone">404</a> <img src="/x/p.png" alt="p"`,
		"docsite/terms/0.js":                 "docsiteSearch(",
		"project/content/docsite/terms/0.js": "mine",
	} {
		if got := read(t, s, name); !strings.Contains(got, want) {
			t.Errorf("%s has no %s:\n%s", name, want, got)
		}
	}
	missing := read(t, s, "404.html")
	for _, want := range []string{`<meta name="robots" content="noindex">`, `<li><a href="/x/b/index.html">b</a>`, `<a href="/x/Dockerfile">Raw file`, `action="/x/docsite/search.html"`} {
		if !strings.Contains(missing, want) {
			t.Errorf("404.html has no %s:\n%s", want, missing)
		}
	}
	for _, stray := range []string{"canonical", "crumbs", `class="turn"`} {
		if strings.Contains(missing, stray) {
			t.Errorf("404.html has %s", stray)
		}
	}
	for _, name := range []string{"sitemap.xml", "llms.txt", "b/z.html", "search.html"} {
		if strings.Contains(read(t, s, name), "404") {
			t.Errorf("%s leads to the page for missing addresses", name)
		}
	}
	if files := s.Files(); slices.Contains(files, "404.md") || !slices.Contains(files, "search.md") {
		t.Errorf("files %q", files)
	}
	if ps := s.Problems(); len(ps) > 0 {
		t.Error(ps)
	}
}

// TestMissingPage leads to pages from any address.
func TestMissingPage(t *testing.T) {
	html := read(t, load(t, map[string]string{"content/index.md": "# A", "content/b/c.md": "# B"}), "404.html")
	for _, m := range hrefs.FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "#") {
			t.Errorf("a link to %q", m[1])
		}
	}
}

// TestConflicts has what is said of files that docsite has to have, and of
// addresses that it has.
func TestConflicts(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"alias of the search", "content/b.md", "---\naliases: [search.html]\n---\n", `content/b.md:2:11: warning: alias "search.html" would take the place of docsite's own "search.html" (hint: an alias is an address where nothing else stands)`},
		{"alias of the missing page", "content/b.md", "---\naliases: [\"404.html\"]\n---\n", `content/b.md:2:11: warning: alias "404.html" would take the place of docsite's own "404.html"`},
		{"alias of robots.txt", "content/b.md", "---\naliases: [x, robots.txt]\n---\n", `content/b.md:2:14: warning: alias "robots.txt" would take the place of docsite's own "robots.txt"`},
		{"alias of a file", "content/b.md", "---\naliases: [p.png]\n---\n", ""}, // the picture gets another name
		{"folder of the index", "content/docsite/terms/0.js/x.md", "x", `content/docsite/terms/0.js/x.md: page "docsite/terms/0.js/x.md" would be written to "docsite/terms/0.js/x.html", and docsite's own "docsite/terms/0.js" to "docsite/terms/0.js"`},
		{"page of the theme", "content/docsite/static/t.md", "x", `theme/static/T.html: page "docsite/static/t.md" and the file "theme/static/T.html" would both be written to "docsite/static/T.html"`},
		{"none", "content/b.md", "---\naliases: [b, \"p.png.html\", old.md]\n---\n", ""},
	} {
		got := problems(t, map[string]string{"docsite.yaml": "url: https://example.org\n", "content/a.md": "![p](p.png)", "content/p.png": "p", "theme/static/T.html": "t", tt.file: tt.text})
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" || strings.Count(got, "\n") > 1 {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestFilesOfOneName has two files of the project whose names differ by capital
// letters: both are part of the site, with a warning.
func TestFilesOfOneName(t *testing.T) {
	s := load(t, map[string]string{
		"content/b.md": "---\naliases: [x/p.png]\n---\n# B\n\n![q](q/P.png) ![q](Q/p.png) ![x](x/p.png) ![x](../x/p.png)", "content/x/p.png": "x", "x/p.png": "y", "content/q/P.png": "p", "content/Q/p.png": "p",
	})
	html := read(t, s, "b.html")
	for _, want := range []string{`src="q/P.png"`, `src="Q/p.png"`, `src="project/content/x/p.png"`, `src="project/x/p.png"`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, mainOf(html))
		}
	}
	want := `content/Q/p.png: warning: its name differs by capital letters alone from "content/q/P.png" (hint: rename one of them: file systems of macOS and Windows do not tell them apart)`
	if ps := s.Problems(); len(ps) != 1 || ps[0].String() != want || ps.Failed() {
		t.Errorf("%v, want %s", ps, want)
	}
}
