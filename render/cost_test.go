package render

import (
	"strings"
	"testing"

	"docsite/internal/lockfile"
	"docsite/internal/site"
)

// TestCosts has figures that were worked out by hand: two base layers, one RUN
// whose file a later line deletes, and a layer that no line is known of.
func TestCosts(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	lines := func(first, last int) *[2]int { return &[2]int{first, last} }
	lock := site.Lock{Version: 1, Images: map[string]site.LockedImage{"web": {
		Since: "2026-11-23",
		Image: site.Image{
			Ref: "example.org/web", Platform: "linux/amd64", Differs: []string{"-RUN c", "+RUN <c>"},
			Layers: []site.Layer{
				{Compressed: 1000, Disk: n(4096), Wasted: n(0), Base: true},
				{Compressed: 500, Disk: n(8192), Wasted: n(0), Base: true},
				{Compressed: 300, Disk: n(20480), Wasted: n(12000), Lines: lines(2, 2), Instruction: "RUN"},
				{Compressed: 200, Disk: n(4096), Wasted: n(0), Lines: lines(3, 3), Instruction: "RUN"},
				{Compressed: 100, Disk: n(4096), Wasted: n(0)},
			},
			Waste: []site.Waste{{Path: "/x", Bytes: 12000, Layer: 2, By: 3}},
		},
	}}}
	dockerfile := "FROM base\nRUN a\nRUN b\nRUN c\nUSER app\n"
	r := load(t, map[string]string{
		"docsite.yaml": "images:\n  web: {ref: example.org/web, dockerfile: Dockerfile}\n",
		"docsite.lock": string(lockfile.Encode(&lock)),
		"Dockerfile":   dockerfile,
		"content/a.md": "# A\n\n```dockerfile file=../Dockerfile\n" + dockerfile + "```\n\n- `USER app`: x\n",
	})
	html := strings.Join(strings.Fields(mainOf(read(t, r, "a.html"))), " ")
	for _, want := range []string{
		`<data value="12288">12.3 kB</data>`, // both base layers
		`<data value="1500">1.5 kB</data> to download</span>`,
		`<data value="20480">20.5 kB</data>`,
		`<data value="12000">12 kB</data> wasted → Line <a href="#L3">3</a>`,
		`<p class="sr">not attributed</p>`, // RUN c: a layer is left, whose line is not known
		`The image was not built from this file</summary><pre><code>-RUN c +RUN &lt;c&gt;`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
	if ps := r.Problems(); len(ps) != 1 || !strings.Contains(ps[0].String(), `content/a.md:3:4: warning: image "web" was not built from "../Dockerfile" as it stands`) {
		t.Errorf("problems %v", ps)
	}
}

// TestCostsOfTarget shows costs and the stage that is built for each way to
// write the target and the file; of an unknown target nothing is said.
func TestCostsOfTarget(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	image := site.LockedImage{Since: "2026-11-23", Image: site.Image{Ref: "example.org/web", Platform: "linux/amd64", Layers: []site.Layer{
		{Compressed: 900, Disk: n(900), Base: true},
		{Compressed: 5000, Disk: n(5000), Lines: &[2]int{4, 4}, Instruction: "COPY"},
	}}}
	lock := site.Lock{Version: 1, Images: map[string]site.LockedImage{"web": image}}
	text := "FROM golang AS build\nRUN go build\nFROM alpine AS Debug\nCOPY --from=build /a /a\nFROM alpine AS runtime\nCOPY --from=build /b /b\n"
	for spec, want := range map[string]string{
		"{ref: example.org/web, dockerfile: Dockerfile, target: debug}":     "debug costs",
		"{ref: example.org/web, dockerfile: Dockerfile, target: Debug}":     "debug costs",
		"{ref: example.org/web, dockerfile: ./Dockerfile, target: DEBUG}":   "debug costs",
		"{ref: example.org/web, dockerfile: a/../Dockerfile, target: '1'}":  "debug costs",
		"{ref: example.org/web, dockerfile: Dockerfile, target: elsewhere}": "none",
	} {
		for range 8 { // maps have another order each time
			r := load(t, map[string]string{
				"docsite.yaml": "images:\n  other: {ref: example.org/other, dockerfile: Dockerfile, target: runtime}\n  web: " + spec + "\n",
				"docsite.lock": string(lockfile.Encode(&lock)),
				"Dockerfile":   text,
				"content/a.md": "# A\n\n```dockerfile file=../Dockerfile\n" + text + "```\n\n- `FROM alpine AS Debug`: x\n- `FROM alpine AS runtime`: y\n",
			})
			html := mainOf(read(t, r, "a.html"))
			got := "none"
			if _, built, ok := strings.Cut(html, `<g class="target">`); ok {
				_, built, _ = strings.Cut(built, "<text")
				_, built, _ = strings.Cut(built, ">")
				got, _, _ = strings.Cut(built, "<")
			}
			if strings.Contains(html, `<data value="5000">`) {
				got = strings.TrimPrefix(got+" costs", "none ")
			}
			if got != want {
				t.Fatalf("%s: %s, want %s\n%s", spec, got, want, html)
			}
		}
	}
}
