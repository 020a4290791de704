package render

import (
	"strings"
	"testing"

	"docsite/internal/search"
	"docsite/internal/site"
)

func TestParts(t *testing.T) {
	s := load(t, map[string]string{
		"docsite.yaml":         "title: Home & <b>\nurl: https://example.org/x\nrepo: https://example.org/r\nlang: de\n",
		"content/a/b.md":       "---\ntitle: A <page>\ndescription: About \"it\"\n---\ntext",
		"theme/head.html":      `<meta name="author" content="{{.Page.Title}}">{{.Default}}`,
		"theme/header.html":    `<p>{{.Site.Title}} {{.Lang}}</p>{{.Default}}`,
		"theme/side.html":      `<a href="{{.Root}}docsite/static/x.txt">{{.Page.Path}}</a>`,
		"theme/main.html":      `<p>before</p>{{.Default}}<p>{{.Page.URL}} {{.Page.Markdown}} {{.Page.Description}}</p>`,
		"theme/footer.html":    "<a href=\"{{.Site.Repo}}\">{{if .Page.Changed}}changed{{else}}unchanged{{end}}</a>\n",
		"theme/static/x.txt":   "x",
		"theme/static/f.woff2": "font",
		"theme/static/.env":    "secret",
	})
	html := read(t, s, "a/b.html")
	for _, want := range []string{
		`<meta name="author" content="A &lt;page&gt;">` + "</head>",
		"<header class=\"top\">\n<p>Home &amp; &lt;b&gt; de</p><a class=\"menu\"",
		"aria-label=\"Seiten\">\n<a href=\"../docsite/static/x.txt\">a/b.html</a></nav>",
		"<main id=\"Main\">\n<p>before</p>", "<p>https://example.org/x/a/b.html b.md About &#34;it&#34;</p></main>",
		"<footer class=\"bottom\">\n<a href=\"https://example.org/r\">unchanged</a>\n</footer>", "font-src &#39;self&#39;",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s\n%s", want, html)
		}
	}
	if html := read(t, s, "404.html"); !strings.Contains(html, `<a href="/x/docsite/static/x.txt">404.html</a>`) {
		t.Error("404.html has another way to the front page")
	}
	names := strings.Join(s.Files(), " ")
	if read(t, s, "docsite/static/x.txt") != "x" || !strings.Contains(names, "docsite/static/x.txt") || strings.Contains(names, ".env") {
		t.Errorf("files: %s", names)
	}
	if ps := s.Problems(); len(ps) > 0 {
		t.Error(ps)
	}
}

func TestThemeFilesTakeThePlaceOfDocsites(t *testing.T) {
	own := map[string]string{"theme/style.css": ":root{--bg:#fff}", "theme/script.js": "1", "theme/search.js": "2", "theme/icon.svg": "<svg/>", "theme/extra.css": "a{b:c}", "content/a.md": "x"}
	s := load(t, own)
	for out, want := range map[string]string{"style.css": ":root{--bg:#fff}\na{b:c}\n", "script.js": "1", "search.js": string(search.Script([]byte("2"))), "icon.svg": "<svg/>"} {
		if got := read(t, s, themeOutput(s, out)); got != want {
			t.Errorf("%s is %q, want %q", out, got, want)
		}
	}
	s = load(t, map[string]string{"theme/script.js": "1", "content/a.md": "x"})
	if themeOutput(s, "style.css") != themeOutput(load(t, map[string]string{"content/a.md": "x"}), "style.css") {
		t.Error("one file of a theme changed another")
	}
}

func TestTemplatesThatAreWrong(t *testing.T) {
	for text, want := range map[string]string{
		"ok\n{{.Nope}}":                     `theme/header.html:2:3: template: <.Nope>: can't evaluate field Nope (hint: a template has .Page, .Site, .Lang, .Root and .Default)`,
		"{{if}}":                            `theme/header.html:1: template: missing value for if`,
		"a\n\n{{end}}":                      `theme/header.html:3: template: unexpected {{end}}`,
		`<a href="{{.Root}}`:                `theme/header.html: template: `,
		"\n<a href='{{if .Lang}}'{{end}}>x": `theme/header.html:2:`,
		`{{template "x"}}`:                  `theme/header.html:1:`,
		`{{index .Page.Title 99}}`:          `theme/header.html:1:3: template: <index .Page.Title 99>: error calling index`,
	} {
		got := problems(t, map[string]string{"content/a.md": "x", "theme/header.html": text})
		if !strings.Contains(got, want) || strings.Contains(got, "warning") {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := problems(t, map[string]string{"content/a.md": "x", "theme/nav.html": ""}); !strings.Contains(got, "theme/nav.html: warning: is no part of a page, and not used (hint: the parts are head, header") {
		t.Error(got)
	}
}

// TestThemeThatIsNotRead: a file of the theme that is too large, or none, is told of as
// those below theme/static are.
func TestThemeThatIsNotRead(t *testing.T) {
	for _, name := range []string{"extra.css", "style.css", "scheme.js", "script.js", "search.js", "icon.svg"} {
		for file, want := range map[string]string{
			"theme/" + name:        "theme/" + name + ": it has 1048577 bytes; at most 1048576 are read\n",
			"theme/" + name + "/x": "theme/" + name + ": it is not a file\n",
		} {
			if got := problems(t, map[string]string{"content/a.md": "x", file: strings.Repeat(" ", 1<<20+1)}); got != want {
				t.Errorf("%s: got %q, want %q", file, got, want)
			}
		}
	}
	if got := problems(t, map[string]string{"content/a.md": "x", "theme": "x"}); got != "" {
		t.Error(got)
	}
}

// TestTemplatesThatWorkWithoutEnd count, call and double: each is stopped where it
// stands.
func TestTemplatesThatWorkWithoutEnd(t *testing.T) {
	doubled := `{{$a := "xxxxxxxxxx"}}` + strings.Repeat("{{$a = %s $a $a}}", 40)
	for text, want := range map[string]string{
		"x\n{{range 1000000000}}x{{end}}":                        "theme/footer.html:2: template: it takes too many steps",
		"x\n\n{{if true}}{{range 1000000000}}{{end}}{{end}}":     "theme/footer.html:3: template: it takes too many steps",
		`{{range 30000}}{{range 30000}}{{end}}{{end}}`:           "it takes too many steps",
		`{{define "a"}}{{template "a"}}{{end}}{{template "a"}}`:  "it takes too many steps",
		strings.ReplaceAll(doubled, "%s", "print"):               "it makes a text of more than 1048576 bytes",
		strings.ReplaceAll(doubled, "%s $a", `printf "%s%s" $a`): "it makes a text of more than",
		`{{$a := "'"}}` + strings.Repeat(`{{$a = js $a}}`, 40):   "it makes a text of more than",
		`{{printf "%999999d%999999d" 1 1}}`:                      "it makes a text of more than",
		`{{printf "%*d" 999999 1}}`:                              "it makes a text of more than",
		`{{range 400000}}0123456789{{end}}`:                      "it prints too much",
		`{{range 9}}{{printf "%03d" .}}{{end}}`:                  "",
		`{{range 2000}}{{print "a" 1}}{{html .}}{{end}}`:         "",
	} {
		got := problems(t, map[string]string{"content/a.md": "x", "theme/footer.html": text})
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestTemplateThatIsWrongOnOnePage has a mistake that only one page brings out.
func TestTemplateThatIsWrongOnOnePage(t *testing.T) {
	s := load(t, map[string]string{"content/a.md": "x", "content/b.md": "y",
		"theme/main.html": `{{if eq .Page.Path "b.html"}}{{.Page.Title.X}}{{end}}{{.Default}}`})
	read(t, s, "a.html")
	if ps := s.Problems(); len(ps) > 0 {
		t.Error(ps)
	}
	for range 2 {
		if html := read(t, s, "b.html"); !strings.Contains(html, "<p>y</p>") || strings.Count(html, "<h1>") != 1 {
			t.Error("the page does not have what docsite prints")
		}
		if ps := s.Problems(); len(ps) != 1 || !ps.Failed() || !strings.HasPrefix(ps[0].String(), "theme/main.html:1:37: template: <.Page.Title.X>: can't evaluate field X") {
			t.Error(ps)
		}
	}
}

func TestWhatThePolicyStops(t *testing.T) {
	for text, want := range map[string]string{
		"\n  <script>alert(1)</script>":                           `theme/footer.html:2:3: warning: an inline script is stopped by the page's Content-Security-Policy (hint: put it into a file below theme/static and name it with src)`,
		`<script src="x.js" defer></script>`:                      "",
		`<script type="application/ld+json">{}</script>`:          "",
		`<script src="https://x.example/a.js"></script>`:          `"https://x.example/a.js" is stopped`,
		`<img src="//x.example/a.png" alt="">`:                    `"//x.example/a.png" is stopped`,
		`<link rel="stylesheet" href="https://x.example/a.css">`:  `"https://x.example/a.css" is stopped`,
		`<link rel="me" href="https://x.example/a">`:              "",
		`<a href="https://x.example/a">x</a>`:                     "",
		`<style>a{}</style>`:                                      "an inline style is stopped",
		`<p class="a > b" STYLE="x">`:                             `the attribute "style" is stopped`,
		`<button type="button" onclick="x()">x</button>`:          `the attribute "onclick" is stopped`,
		`<iframe src="x"></iframe>`:                               `"<iframe>" is stopped`,
		`<!-- <script>x</script> -->{{/* <style></style> */}}<b>`: "",
	} {
		got := problems(t, map[string]string{"content/a.md": "x", "theme/footer.html": text})
		if !strings.Contains(got, want) || want == "" && got != "" || strings.Count(got, "\n") > 1 {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestOwnPages has templates for docsite's own pages, one of which is wrong.
func TestOwnPages(t *testing.T) {
	files := map[string]string{
		"docsite.yaml":       "title: Home\nlang: de\n",
		"content/a&b/c+d.md": "---\naliases: [old]\ndescription: x <y>\n---\n# C++ \x1b\n\n```dockerfile\nRUN x --c++ \\\n  && y\n```\n",
	}
	s := load(t, files)
	for name, want := range map[string]string{
		"404.html":       "<main id=\"Main\">\n<h1>Diese Seite gibt es nicht</h1>\n<p>Vielleicht",
		"a&b/index.html": "<h1>a&amp;b</h1>\n<ul class=\"index\">\n<li><a href=\"c&#43;d.html\">C++ \ufffd</a><p>x &lt;y&gt;</p></li>\n</ul>",
		"search.html":    "<dt><code>--c++</code></dt>\n<dd><a href=\"a&amp;b/c&#43;d.html#L",
		"old/index.html": `<html lang="de"><head><meta charset="utf-8"><title>C&#43;&#43; `,
	} {
		if html := read(t, s, name); !strings.Contains(html, want) {
			t.Errorf("%s has no %s\n%s", name, want, html)
		}
	}
	files["theme/missing.html"] = `<p>{{.Text.NotFound}}, {{.Root}}</p>`
	files["theme/folder.html"] = `{{.Default}}<ol>{{range .Entries}}<li>{{.Title}}: {{.Href}}</li>{{end}}</ol>`
	files["theme/search.html"] = `{{if .Names}}{{.Page.Title.X}}{{end}}`
	files["theme/alias.html"] = `<a href="{{.Href}}">{{.Page.Title}}</a>`
	s = load(t, files)
	for name, want := range map[string]string{
		"404.html":       "<main id=\"Main\">\n<p>Diese Seite gibt es nicht, /</p></main>",
		"a&b/index.html": "</ul>\n<ol><li>C++ \ufffd: c&#43;d.html</li></ol></main>",
		"search.html":    "<dt><code>--c++</code></dt>",
		"old/index.html": `<a href="../a&amp;b/c&#43;d.html">C&#43;&#43; `,
	} {
		if html := read(t, s, name); !strings.Contains(html, want) {
			t.Errorf("%s has no %s\n%s", name, want, html)
		}
	}
	if ps := s.Problems(); len(ps) != 1 || !strings.HasPrefix(ps[0].String(), "theme/search.html:1:21: template: <.Page.Title.X>") {
		t.Error(ps)
	}
}

// themeOutput is where a file of the theme stands.
func themeOutput(s *Site, name string) string {
	before, ext, _ := strings.Cut(name, ".")
	for _, output := range outputsOf(s, site.ThemeRoute) {
		if strings.HasPrefix(output, "docsite/"+before+".") && strings.HasSuffix(output, "."+ext) {
			return output
		}
	}
	return ""
}
