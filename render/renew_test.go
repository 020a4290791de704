package render

import (
	"io/fs"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// TestAgain changes a project step by step: what is rendered with tables of the step
// before is what is rendered from nothing, to the last byte, with the same problems.
func TestAgain(t *testing.T) {
	texts := map[string][]string{
		"content/a.md":       {"# A\n\n[1](sub/b.md#sub) [2](none.md) ![x](x.svg)\n", "# A\n\nOther words.\n", "# A\n\n[1](sub/b.md#sub) ![x](y.svg)\n", "# A2\n"},
		"content/sub/b.md":   {"# B\n\n## Sub\n\n[1](../a.md#a) `--flag`\n", "# B\n\n## None\n\n[1](../a.md#a)\n", "---\nweight: heavy\n---\n# B\n\n## Sub\n"},
		"content/sub/c.md":   {"# C\n\n```dockerfile\nFROM a\nRUN b\n```\n\n- `RUN b`: it builds\n", "# C\n\n```dockerfile\nFROM a\nRUN c\n```\n\n- `RUN b`: it builds\n", "---\ndraft: true\n---\n# C\n"},
		"content/x.svg":      {`<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg" width="9"/>`},
		"content/y.svg":      {`<svg xmlns="http://www.w3.org/2000/svg" height="9"/>`},
		"docsite.yaml":       {"title: T\nurl: https://example.org/\n", "title: T2\nurl: https://example.org/\n"},
		"theme/extra.css":    {"a{}", "b{}"},
		"content/robots.txt": {"User-agent: *\n"},
	}
	names := []string{"content/a.md", "content/sub/b.md", "content/sub/c.md", "content/a.md", "content/sub/b.md", "content/sub/c.md", "content/x.svg", "content/y.svg", "docsite.yaml", "theme/extra.css", "content/robots.txt"}
	rnd := rand.New(rand.NewPCG(3, 4))
	fsys := fstest.MapFS{}
	for name, list := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(list[0])}
	}
	var before *site.Site
	var shown *Site
	shared := 0
	for step := range 120 {
		name := names[rnd.IntN(len(names))]
		fsys[name] = &fstest.MapFile{Data: []byte(texts[name][rnd.IntN(len(texts[name]))])}
		s, ps := site.Load(fsys, site.Options{Title: markdown.Title, Before: before, Changed: []string{name}})
		if s == nil {
			t.Fatal(ps)
		}
		next, more := Again(shown, s)
		if before != nil && s.SameShape(before) {
			shared++
		}
		fresh := loadFS(t, fsys)
		_, want := New(fresh.site)
		if !slices.Equal(more, want) {
			t.Errorf("step %d, %s: problems %v, want %v", step, name, more, want)
		}
		if step%2 == 0 {
			_ = read(t, next, "a.html") // what an open page leaves in the tables
			before, shown = s, next
			continue
		}
		var outputs []string
		for range 2 { // files that pages show are added as these are rendered
			outputs = outputs[:0]
			for _, r := range fresh.routes.All() {
				outputs = append(outputs, r.Output)
				if _, err := fs.ReadFile(fresh, r.Output); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, output := range outputs {
			got, err := fs.ReadFile(next, output)
			if err != nil || string(got) != read(t, fresh, output) {
				t.Fatalf("step %d, %s: %s is another file, error %v", step, name, output, err)
			}
		}
		if got := next.Problems(); !slices.Equal(got, fresh.Problems()) {
			t.Errorf("step %d, %s: problems %v, want %v", step, name, got, fresh.Problems())
		}
		var left []string
		for _, r := range next.routes.All() {
			left = append(left, r.Output)
		}
		if !slices.Equal(left, outputs) {
			t.Errorf("step %d, %s: outputs %q, want %q", step, name, left, outputs)
		}
		before, shown = s, next
	}
	if shared < 30 {
		t.Errorf("%d of the steps had the shape of the one before", shared)
	}
}
