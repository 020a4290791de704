package render

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/layout"
)

// problems are those of preparing a project.
func problems(t *testing.T, files map[string]string) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, ps := site.Load(fsys, site.Options{Title: markdown.Title})
	if s == nil {
		t.Fatal(ps)
	}
	_, more := New(s)
	var b strings.Builder
	for _, p := range more {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

func TestLogoAndFavicon(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><script>alert(1)</script></svg>`
	s := load(t, map[string]string{
		"docsite.yaml":   "logo: {light: content/logo.svg, dark: content/dark.svg}\nfavicon: icon.ico\n",
		"content/a/b.md": "# A", "content/logo.svg": svg, "content/dark.svg": svg + " ", "icon.ico": "icon",
	})
	html := read(t, s, "a/b.html")
	for _, want := range []string{
		`<img src="../docsite/logo\.[0-9a-f]{10}\.svg" class="light" width="120" height="40" alt=""><img src="../docsite/logo\.[0-9a-f]{10}\.svg" class="dark" width="120" height="40" alt="">`,
		`<link rel="icon" type="image/x-icon" href="../docsite/favicon\.[0-9a-f]{10}\.ico">`,
	} {
		if !regexp.MustCompile(want).MatchString(html) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, out := range outputsOf(s, site.ThemeRoute) {
		if strings.HasSuffix(out, ".ico") && read(t, s, out) != "icon" {
			t.Errorf("%s is another file", out)
		}
	}
}

func TestPicturesThatAreNone(t *testing.T) {
	for config, want := range map[string]string{
		"logo: logo.svg":                              `docsite.yaml:1:7: logo "logo.svg" is not there`,
		"logo: ../logo.svg":                           `docsite.yaml:1:7: logo "../logo.svg" is not a path inside the project`,
		"logo: .git/logo.svg":                         `logo ".git/logo.svg" is not a path inside the project`,
		"logo: {dark: logo.html}":                     `docsite.yaml:1:14: logo "logo.html" is not a picture that browsers show`,
		"title: x\nfavicon: x.jpg":                    `docsite.yaml:2:10: favicon "x.jpg" is not an .svg, .png or .ico`,
		"favicon: content/big.svg":                    `favicon "content/big.svg" has 1048577 bytes`,
		"favicon: content/a.svg\nlogo: content/a.svg": "",
	} {
		fsys := fstest.MapFS{}
		for name, text := range map[string]string{"docsite.yaml": config + "\n", "content/a.md": "x", "content/a.svg": "<svg/>", "content/big.svg": strings.Repeat("x", 1<<20+1)} {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		got := ""
		_, ps := site.ReadConfig(fsys, layout.Check(fsys))
		for _, p := range ps {
			got += p.String() + "\n"
		}
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q, want %q", config, got, want)
		}
	}
}
