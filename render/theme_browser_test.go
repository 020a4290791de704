package render

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// TestThemedSiteIsAccessible has axe-core look at a page with everything that
// docsite.yaml and a theme can change, in colours that cannot be read as they
// were chosen.
func TestThemedSiteIsAccessible(t *testing.T) {
	axe := browser.Axe(t, "..")
	ctx := browser.Open(t)
	s := load(t, map[string]string{
		"docsite.yaml": "title: Themed\nlang: ar\nrepo: https://example.org/r\nedit: edit/{path}\nlogo: {light: l.svg, dark: d.svg}\nfavicon: l.svg\n" +
			"accent: \"#ffe600\"\nstyle: {light: dracula, dark: vs}\n",
		"l.svg":             `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><rect width="48" height="32"/></svg>`,
		"d.svg":             `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="48"><rect width="32" height="48"/></svg>`,
		"theme/header.html": `<strong>Beta</strong>{{.Default}}`,
		"theme/footer.html": `<p><a href="{{.Root}}b.html">License</a></p>`,
		"theme/extra.css":   "@media (prefers-color-scheme: light) { :root { --bg: #fffdf8; --code: #f5f1e8; } }",
		"content/a.md": "# A\n\n```dockerfile\n# A comment\nFROM debian:13\nRUN apt-get update && \\\n    apt-get install --yes curl \"$X\"\n```\n\n" +
			"- `FROM`: a [base](#folded)\n- `apt-get update`: lists\n- `apt-get install`: it\n\n## Folded\n\n" +
			"<details name=\"x\" open>\n<summary>One</summary>\n\n```js\nconst a = /x+/g; // 1\n```\n\n</details>\n<details name=\"x\">\n<summary>Two</summary>\n\nText.\n\n</details>\n",
		"content/b.md": "# B\n\ntext",
	})
	s.site.Changes = map[string]string{"a.md": "2026-11-20"}
	server := httptest.NewServer(http.FileServerFS(s))
	defer server.Close()
	for _, view := range browser.Views {
		if err := chromedp.Do(ctx, view.Look(), chromedp.Navigate(server.URL+"/a.html")); err != nil {
			t.Fatal(err)
		}
		violations, err := browser.Violations(ctx, axe, view)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range violations {
			t.Errorf("%s: %s", view.Name(), v)
		}
		// A regular expression has the class of what is for screen readers alone.
		seen, err := chromedp.Run(ctx, chromedp.Evaluate[float64](`document.querySelector('pre .sr').getBoundingClientRect().width`))
		if err != nil || seen < 20 {
			t.Errorf("%s: code is %v pixels wide %v", view.Name(), seen, err)
		}
	}
}
