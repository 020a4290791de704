package refresh

import (
	"strings"
	"testing"
)

// The digests that an image has had stand on a page, the newest first, with what
// grew; a page of old sizes states nothing wrong.
func TestHistory(t *testing.T) {
	p := newProject(t, map[string]string{
		"docsite.yaml":  "images:\n  web: {ref: 'oci-archive:build/app.tar', dockerfile: Dockerfile}\n",
		"Dockerfile":    "FROM scratch\nCOPY a /\nCOPY b /\n",
		"content/a.md":  "# The web image\n\n<!-- ds:history web -->\n\n<!-- /ds:history web -->\n",
		"build/app.tar": archive(t, 5000, 7000),
	})
	p.expect(Fine, Options{Today: "2026-11-01"})
	p.write("build/app.tar", archive(t, 5000, 900_000))
	p.expect(Fine, Options{Today: "2026-11-20"})
	page := p.read("content/a.md")
	lines := strings.Split(page, "\n")
	if len(lines) < 9 || !strings.HasPrefix(lines[6], "| 2026-11-20 |   1.6 kB | ") || !strings.Contains(lines[6], "line 3, COPY: +893 kB") || !strings.HasPrefix(lines[7], "| 2026-11-01 |    698 B |                  |") {
		t.Errorf("page:\n%s", page)
	}
	before := p.all()
	p.expect(Fine, Options{Check: true})
	p.expect(Fine, Options{Today: "2026-12-01"})
	for name, text := range p.all() {
		if before[name] != text {
			t.Errorf("%s is written again", name)
		}
	}
	p.write("content/a.md", strings.Replace(page, "893 kB", "894 kB", 1))
	if text := p.expect(Drift, Options{Check: true}).Text(); !strings.Contains(text, `2026-11-20, What grew most: "line 3, COPY: +894 kB" → "line 3, COPY: +893 kB"`) {
		t.Error(text)
	}
	p.write("content/a.md", "<!-- ds:history wev -->\n\n<!-- /ds:history wev -->\n")
	if text := p.expect(Wrong, Options{Check: true}).Problems[0].String(); !strings.Contains(text, `docsite.yaml has no image "wev"`) {
		t.Error(text)
	}
}
