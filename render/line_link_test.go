package render

import (
	"strings"
	"testing"
)

// TestLineLinks has steps of which some name lines of a listing: they stay in
// the text, each with a link to its line that is no word of it.
func TestLineLinks(t *testing.T) {
	text := "# A\n\n```dockerfile\nFROM a\nWORKDIR /app\nUSER app\n```\n\n1. A container is created.\n2. `WORKDIR /app` is where it starts.\n3. `USER app` is who runs it.\n4. It ends.\n"
	html := mainOf(read(t, load(t, map[string]string{"content/a.md": text}), "a.html"))
	for _, want := range []string{
		`<code>WORKDIR /app</code> is where it starts. <a class="to" id="`, `" href="#L2" data-l="2" aria-label="Line 2"></a></li>`, `href="#L3" data-l="3"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
}

// TestLinksOfLines has a paragraph with a note a line that stays in the text: each line
// has its link at its end.
func TestLinksOfLines(t *testing.T) {
	text := "# A\n\n```dockerfile\nFROM a\nWORKDIR /app\nUSER app\n```\n\n- `FROM a`: base\n\n## Lines\n\n`WORKDIR /app`: where it starts  \n`USER app`: not *root*\n\nBuild it.\n"
	html := mainOf(read(t, load(t, map[string]string{"content/a.md": text}), "a.html"))
	want := `<code>WORKDIR /app</code>: where it starts <a class="to" id="T-81" href="#L2" data-l="2" aria-label="Line 2"></a><br>
<code>USER app</code>: not <em>root</em> <a class="to" id="T-115" href="#L3" data-l="3" aria-label="Line 3"></a></p>`
	if !strings.Contains(html, want) {
		t.Errorf("no %s in\n%s", want, html)
	}
	if !strings.Contains(html, `<div class="note aside" data-l="2"><p><a href="#T-81">`) {
		t.Errorf("the link of line 2 has no number:\n%s", html)
	}
}

// TestPageLanguage has a page in another language than its site.
func TestPageLanguage(t *testing.T) {
	r := load(t, map[string]string{"content/a.md": "---\nlang: ar\n---\n\n# ملف\n", "content/b.md": "# B\n"})
	if html := read(t, r, "a.html"); !strings.Contains(html, `<html lang="ar" dir="rtl">`) {
		t.Error(html[:80])
	}
	if html := read(t, r, "b.html"); !strings.Contains(html, `<html lang="en">`) {
		t.Error(html[:80])
	}
}

// TestUnterminated quotes the last stage of a file without a newline at its end.
func TestUnterminated(t *testing.T) {
	r := load(t, map[string]string{"Dockerfile": "FROM a AS b\nRUN c\n\nFROM d\nRUN e", "content/a.md": "# A\n\n```dockerfile file=../Dockerfile stage=1\nFROM d\nRUN e\n```\n"})
	if html := mainOf(read(t, r, "a.html")); !strings.Contains(html, `id="L5"`) || strings.Contains(html, `id="L1"`) {
		t.Error(html)
	}
}
