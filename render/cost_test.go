package render

import (
	"strings"
	"testing"

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
		"docsite.lock": string(lock.Encode()),
		"Dockerfile":   dockerfile,
		"content/a.md": "# A\n\n```dockerfile file=../Dockerfile\n" + dockerfile + "```\n\n- `USER app`: x\n",
	})
	html := strings.Join(strings.Fields(mainOf(read(t, r, "a.html"))), " ")
	for _, want := range []string{
		`<data value="12288">12.3 kB</data>`, // both base layers
		`<data value="1500">1.5 kB</data><span class="sr"> to download</span>`,
		`<data value="20480">20.5 kB</data>`,
		`<data value="12000">12 kB</data> wasted → Line <a href="#L3">3</a>`,
		`<p class="cost none">not attributed</p>`, // RUN c: a layer is left, whose line is not known
		`<data value="0">0 B</data>`,              // USER makes no layer
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
