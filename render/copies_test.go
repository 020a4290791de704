package render

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

// A page shows the project's copies of pictures, and nothing of another host.
func TestCopiesOfPictures(t *testing.T) {
	const text = "# A\n\n![a](https://a.example/a.svg) ![b](https://a.example/b.svg)\n\n```dot\ngraph {}\n```\n\n```mermaid\ngraph TD\n```\n"
	config := site.Config{Pictures: site.Pictures{Diagrams: map[string][]string{"dot": {"dot", "-Tsvg"}}}}
	name := site.PictureName([]byte("<svg/>"), ".svg")
	files := map[string]string{"content/index.md": text, "docsite.yaml": "remote_images: fetch\ndiagrams:\n  dot: [dot, -Tsvg]\n",
		"content/pictures/" + name: "<svg/>",
		"docsite.lock":             `{"version": 1, "pictures": {"https://a.example/a.svg": "` + name + `", "https://a.example/b.svg": "../../docsite.yaml", "` + config.DrawingKey("dot", []byte("graph {}\n")) + `": "` + name + `"}}`}
	s := load(t, files)
	html := read(t, s, "index.html")
	for _, want := range []string{`<img src="pictures/` + name + `" alt="a"`, `<a href="https://a.example/b.svg" rel="noopener">b</a>`,
		`<img src="pictures/` + name + `" alt="Graphviz" class="drawing"`, "<summary>Graphviz</summary>", "graph {}", "<figcaption>Mermaid: ", "img-src &#39;self&#39;;"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in\n%s", want, mainOf(html))
		}
	}
	if ps := s.Problems(); len(ps) != 1 || !strings.Contains(ps[0].Message, "b.svg") {
		t.Errorf("problems: %v", ps)
	}
	delete(files, "docsite.lock")
	s = load(t, files)
	html = read(t, s, "index.html")
	if len(s.Problems()) != 3 || strings.Contains(html, "<img") {
		t.Errorf("without copies: %v\n%s", s.Problems(), mainOf(html))
	}
	var got []string
	for _, want := range Wanted(s.site) {
		got = append(got, want.Name)
	}
	if strings.Join(got, " ") != "https://a.example/a.svg https://a.example/b.svg drawn from dot" {
		t.Errorf("wanted: %v", got)
	}
}
