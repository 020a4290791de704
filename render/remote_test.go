package render

import (
	"fmt"
	"strings"
	"testing"
)

// A page that shows pictures of other hosts has a policy that allows these hosts,
// and no other page has.
func TestRemotePictures(t *testing.T) {
	text := "# A\n\n![a](https://One.example:8443/a.png) ![b](https://two.example/b.svg) ![c](https://one.example:8443/c.png)\n\n" +
		"![d](https://github.com/o/r/raw/main/d.png) ![e](http://three.example/e.png) ![f](https://x.example;script-src/f.png) ![g](https://*.example/g.png) ![](https://u@x.example/h.png)"
	const before, after = "img-src &#39;self&#39;", "; connect-src"
	hosts := func(files map[string]string, output string) string {
		html := page(t, files, output)
		_, html, _ = strings.Cut(html, before)
		html, _, _ = strings.Cut(html, after)
		return html
	}
	for mode, want := range map[string]string{
		"show": " https://one.example:8443 https://two.example https://github.com https://raw.githubusercontent.com https://private-user-images.githubusercontent.com https://github-production-user-asset-6210df.s3.amazonaws.com",
		"link": "",
	} {
		files := map[string]string{"content/index.md": "# I", "content/a.md": text, "docsite.yaml": "remote_images: " + mode + "\n"}
		got := hosts(files, "a.html")
		if got != want || hosts(files, "index.html") != "" {
			t.Errorf("%s: the policy has %q, want %q", mode, got, want)
		}
		html := page(t, files, "a.html")
		if shown := strings.Contains(html, `<img src="https://two.example/b.svg" alt="b" referrerpolicy`); shown != (mode == "show") {
			t.Errorf("%s: the picture is shown: %v", mode, shown)
		}
	}
}

// A line of badges is a paragraph in which each is one link.
func TestBadges(t *testing.T) {
	html := mainOf(page(t, map[string]string{"content/index.md": "# A\n\n[![one](https://b.example/1.svg)](https://c.example/1)\n[![two](https://b.example/2.svg)](x.md)\n\n" +
		"[![three](https://b.example/3.svg)](https://c.example/3)\n\n![shot](https://b.example/4.png)\n*Words*\n", "content/x.md": "# X"}, "index.html"))
	for _, want := range []string{
		`<p><a href="https://c.example/1" rel="noopener"><img src="https://b.example/1.svg" alt="one" `, "></a>\n<a href=\"x.html\"><img ",
		`<p><a href="https://c.example/3" rel="noopener"><img `, `<figure><img src="https://b.example/4.png"`, "<figcaption>Words</figcaption>",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in\n%s", want, html)
		}
	}
}

// A page's policy names no more hosts than a page can have.
func TestRemoteHostsAreLimited(t *testing.T) {
	var text strings.Builder
	for i := range maxHosts + 5 {
		fmt.Fprintf(&text, "![x](https://h%d.example/a.png)\n\n", i)
	}
	s := load(t, map[string]string{"content/index.md": "# A\n\n" + text.String()})
	html := read(t, s, "index.html")
	if shown := strings.Count(html, "<img src=\"https://"); shown != maxHosts || len(s.Problems()) != 5 {
		t.Errorf("%d pictures are shown, %d problems", shown, len(s.Problems()))
	}
}
