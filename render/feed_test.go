package render

import (
	"strings"
	"testing"
)

// TestFeedIsLinked has a feed where the lock has a history and the site an
// address.
func TestFeedIsLinked(t *testing.T) {
	files := map[string]string{
		"docsite.yaml": "url: https://docs.example.org/img\n",
		"docsite.lock": `{"version":1,"history":{"i":[{"since":"2026-01-01","digest":"sha256:a","download":1},{"since":"2026-01-02","digest":"sha256:b","download":2}]}}`,
		"content/a.md": "# A\n",
	}
	const link = `<link rel="alternate" type="application/atom+xml" title="Changes of the images" href="https://docs.example.org/img/changes.xml">`
	if html := read(t, load(t, files), "a.html"); !strings.Contains(html, link) {
		t.Errorf("no %s in\n%s", link, html)
	}
	files["docsite.yaml"] = "title: no address\n"
	if html := read(t, load(t, files), "a.html"); strings.Contains(html, "atom+xml") {
		t.Error("a feed without an address")
	}
}
