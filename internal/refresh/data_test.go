package refresh

import (
	"strings"
	"testing"
)

// Badges and figures are written where docsite.yaml says, and checked there.
func TestDataFiles(t *testing.T) {
	config := func(size string) string {
		return "badges: docs/badges\nimages: {web: {recorded: {usage: " + size + ", on: 2026-01-01}}}\n"
	}
	p := newProject(t, map[string]string{"docsite.yaml": config("5 MB"), "content/a.md": "# A\n"})
	if text := p.expect(Drift, Options{Check: true}).Text(); !strings.Contains(text, `docs/badges/web.json:1:1: badge web.json is not current: "no file" → "the lock's"`) {
		t.Error(text)
	}
	report := p.expect(Fine, Options{})
	if got := strings.Join(report.Written, " "); got != "docs/badges/web.json docs/badges/web.svg docs/badges/figures.json" {
		t.Errorf("wrote %s", got)
	}
	if got := p.read("docs/badges/web.json"); !strings.Contains(got, `"message": "5 MB"`) || !strings.Contains(p.read("docs/badges/web.svg"), "<title id=\"t\">web: 5 MB of Docker disk usage") {
		t.Error(got)
	}
	before := p.all()
	p.expect(Fine, Options{Check: true})
	p.expect(Fine, Options{})
	for name, text := range p.all() {
		if before[name] != text {
			t.Errorf("%s is written again", name)
		}
	}
	p.write("docsite.yaml", config("6 MB"))
	if text := p.expect(Drift, Options{Check: true}).Text(); !strings.Contains(text, `badge web.json is not current: "5 MB" → "6 MB"`) {
		t.Error(text)
	}
	p.write("docsite.yaml", "badges: ../x\n")
	if text := p.expect(Wrong, Options{}).Problems[0].String(); !strings.Contains(text, `badges "../x" is not a folder inside the project`) {
		t.Error(text)
	}
}
