package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/golden"
	"docsite/internal/measure"
	"docsite/internal/refresh"
	"docsite/internal/registrytest"
)

// Forty images in a registry, of which ten change and one goes: what a run says of
// them, and what it costs the lock.
func TestFortyImages(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	h, dir := registrytest.New(t), t.TempDir()
	push := func(i int, sizes ...int) {
		var layers []registrytest.Layer
		history := []v1.History{{CreatedBy: "COPY a / # buildkit"}, {CreatedBy: "COPY b / # buildkit"}}
		for at, size := range sizes {
			layers = append(layers, registrytest.Layer{Raw: registrytest.Tar(t, registrytest.Entry{Name: string(rune('a' + at)), Size: size}), Blob: nil})
			layers[at].Blob = layers[at].Raw // as they are: so many bytes more are so many bytes more to download
		}
		h.Image(fmt.Sprintf("svc%02d", i), history, layers...)
	}
	var config, page strings.Builder
	config.WriteString("images:\n")
	page.WriteString("# Sizes\n\n<!-- ds:table all -->\n<!-- /ds:table all -->\n\n")
	var ids []string
	for i := range 40 {
		id := fmt.Sprintf("svc%02d", i)
		push(i, 100_000+i, 50_000)
		limit := ""
		if i == 5 || i == 39 {
			limit = ", max: {download: 300 kB, growth: 20%}"
		}
		fmt.Fprintf(&config, "  %s: {ref: '%s', dockerfile: Dockerfile%s}\n", id, h.Ref(id), limit)
		fmt.Fprintf(&page, "- It is <!-- ds:%s.download -->?<!-- /ds -->\n", id)
		ids = append(ids, id)
	}
	fmt.Fprintf(&config, "tables:\n  all: {images: [%s], columns: [download, digest]}\n", strings.Join(ids, ", "))
	write(t, dir, "docsite.yaml", config.String())
	write(t, dir, "content/a.md", page.String())
	write(t, dir, "Dockerfile", "FROM scratch\nCOPY a /\nCOPY b /\n")
	run := func(o refresh.Options) *refresh.Report {
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		o.Client = measure.New(measure.Options{Keychain: registrytest.NoLogin{}})
		r, err := refresh.Run(t.Context(), root, o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := run(refresh.Options{Today: "2026-11-01"}); r.Code() != refresh.Fine {
		t.Fatal(r.Text(), r.Problems)
	}
	was := strings.Split(read(t, dir, "docsite.lock"), "\n")
	for i, size := range map[int]int{5: 450_000, 8: 51_000, 12: 90_000, 21: 60_000, 30: 20_000, 35: 75_000, 39: 950_000} {
		push(i, 100_000+i, size)
	}
	for _, i := range []int{17, 25, 33} { // other files of the same sizes
		push(i, 100_001+i, 49_999)
	}
	delete(h.Manifests, "svc10")
	r := run(refresh.Options{Today: "2026-11-20"})
	if r.Code() != refresh.Drift || r.Unasked() != 1 {
		t.Fatalf("code %d: %s %v", r.Code(), r.Text(), r.Problems)
	}
	text := strings.ReplaceAll(Markdown(r, maxComment), strings.TrimPrefix(h.URL, "http://"), "registry.example")
	golden.Compare(t, filepath.Join("testdata", "run.md"), []byte(text))
	if n := changed(was, strings.Split(read(t, dir, "docsite.lock"), "\n")); n > 10*15 {
		t.Errorf("%d lines of the lock for ten images", n)
	} else {
		t.Logf("%d lines of the lock for ten images", n)
	}
}

// changed is how many lines of a diff two texts have, each line at most once.
func changed(a, b []string) int {
	count := map[string]int{}
	for _, line := range a {
		count[line]++
	}
	n := 0
	for _, line := range b {
		if count[line]--; count[line] < 0 {
			n++
		}
	}
	for _, left := range count {
		n += max(left, 0)
	}
	return n
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
