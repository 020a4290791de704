package refresh

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"docsite/internal/figures"
	"docsite/internal/registrytest"
)

// TestFiftyImages: five images have changed, one registry asks to come back
// later, one is down. Everything else is current afterwards.
func TestFiftyImages(t *testing.T) {
	const n = 50
	r := newRegistry(t)
	var config, page strings.Builder
	config.WriteString("images:\n")
	for i := range n {
		r.push(fmt.Sprintf("i%02d", i), 1000+i)
		fmt.Fprintf(&config, "  i%02d: {ref: %s/i%02d}\n", i, r.host, i)
		fmt.Fprintf(&page, "- x <!-- ds:i%02d.download --><!-- /ds -->\n", i)
	}
	p := newProject(t, map[string]string{"docsite.yaml": config.String(), "content/a.md": page.String()})
	p.expect(Fine, Options{})
	r.requests()
	p.expect(Fine, Options{})
	seen := r.requests()
	for _, request := range seen {
		if !strings.HasPrefix(request, "HEAD ") {
			t.Errorf("unchanged, and %s", request)
		}
	}
	if len(seen) != n {
		t.Errorf("%d requests for %d unchanged images", len(seen), n)
	}

	sizes := map[int]string{}
	for i := 10; i < 15; i++ {
		sizes[i] = figures.Size(r.push(fmt.Sprintf("i%02d", i), 50_000+1000*i))
	}
	before := p.read("content/a.md")
	var late atomic.Int32
	r.later = func(req *http.Request) bool {
		return strings.Contains(req.URL.Path, "i11/manifests") && late.Add(1) == 1
	}
	r.refuse(func(req *http.Request) bool { return strings.Contains(req.URL.Path, "i12/") })
	report := p.expect(Unavailable, Options{})
	after := p.read("content/a.md")
	for i := range n {
		was, now := strings.Split(before, "\n")[i], strings.Split(after, "\n")[i]
		switch size := sizes[i]; {
		case size == "" || i == 12:
			if was != now {
				t.Errorf("%q became %q", was, now)
			}
		case !strings.Contains(now, ">"+size+"<"):
			t.Errorf("%q is not %s", now, size)
		}
	}
	if report.Unasked() != 1 || !strings.Contains(report.Text(), "i12: ") || late.Load() < 2 {
		t.Errorf("asked i11 %d times\n%s", late.Load(), report.Text())
	}
}

// TestRunsAtOnce: runs wait for one another, so none loses what another wrote.
func TestRunsAtOnce(t *testing.T) {
	p := newProject(t, map[string]string{
		"docsite.yaml": "images: {a: {recorded: {usage: 5 MB, on: 2026-01-01}}}\n",
		"Dockerfile":   "FROM a\n",
		"content/a.md": "x <!-- ds:a.usage --><!-- /ds -->\n\n```dockerfile file=../Dockerfile lines=1\n```\n",
	})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			root, err := os.OpenRoot(p.dir)
			if err != nil {
				t.Error(err)
				return
			}
			defer root.Close()
			for range 5 {
				if report, err := Run(t.Context(), root, Options{Offline: true}); err != nil || report.Code() != Fine {
					t.Error(err, report.Problems)
				}
			}
		})
	}
	wg.Wait()
	p.expect(Fine, Options{Check: true})
}

// 300 images that have not changed cost 300 HEADs and nothing else, and a second run
// writes nothing.
func TestThreeHundredImages(t *testing.T) {
	const n = 300
	h := registrytest.New(t)
	layer := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000}))
	h.Image("one", nil, layer)
	var config, page strings.Builder
	config.WriteString("images:\n")
	for i := range n {
		fmt.Fprintf(&config, "  i%03d: {ref: '%s'}\n", i, h.Ref("one"))
		fmt.Fprintf(&page, "- x <!-- ds:i%03d.download --><!-- /ds -->\n", i)
	}
	p := newProject(t, map[string]string{"docsite.yaml": config.String(), "content/a.md": page.String()})
	p.expect(Fine, Options{})
	before := p.all()
	h.Log = nil
	report := p.expect(Fine, Options{})
	if heads, pings := h.Count("HEAD "), h.Count("GET /v2/ "); heads != n || len(h.Log)-heads-h.Count("GET /v2/") != 0 {
		t.Errorf("%d HEADs, %d pings, %d requests", heads, pings, len(h.Log))
	}
	if got := report.Totals(); got != "300 images: 300 unchanged." || len(report.Written) > 0 {
		t.Errorf("%s, wrote %v", got, report.Written)
	}
	for name, text := range p.all() {
		if before[name] != text {
			t.Errorf("%s is written again", name)
		}
	}
}
