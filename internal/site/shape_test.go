package site

import (
	"bytes"
	"slices"
	"testing"
)

// A new text alone leaves the pages as they are arranged; what else a page, the
// configuration and the lock say does not.
func TestLoadKeepsShape(t *testing.T) {
	fsys := files("docsite.yaml", "title: T\n", "content/a.md", "# a\n", "content/b.md", "---\nweight: heavy\n---\n# b\n", "content/draft.md", "---\ndraft: true\n---\n# d\n")
	title := func(text []byte) string { line, _, _ := bytes.Cut(text, []byte("\n")); return string(line) }
	first, ps := Load(fsys, Options{Title: title})
	if len(ps) != 1 {
		t.Fatal(ps)
	}
	for _, tt := range []struct {
		file, text string
		same       bool
		problems   int
	}{
		{"content/a.md", "# a\n\nMore.\n", true, 1},
		{"content/a.md", "---\nweight: light\n---\n# a\n", true, 2},
		{"content/b.md", "# b\n", true, 1},
		{"content/a.md", "# a\n\n[b](b.md#x)\n", false, 0},
		{"content/a.md", "# a\n\n[b](b.md#x) and more\n", true, 0},
		{"content/a.md", "# a\n\n```sh file=x.sh\n```\n", false, 0},
		{"content/a.md", "# other\n", false, 0},
		{"content/a.md", "---\ntitle: \"# other\"\n---\n", false, 0},
		{"content/a.md", "---\nweight: 2\n---\n# other\n", false, 0},
		{"content/a.md", "---\naliases: [old.html]\nweight: 2\n---\n# other\n", false, 0},
		{"content/draft.md", "---\ndraft: true\n---\n# d2\n", false, 0},
		{"docsite.yaml", "title: T2\n", false, 0},
		{"content/b.md", "# b\n\nMore.\n", true, 0},
		{"docsite.lock", `{"version": 1}`, false, 0},
		{"content/b.md", "# b\n", true, 0},
	} {
		fsys[tt.file] = files(tt.file, tt.text)[tt.file]
		next, got := Load(fsys, Options{Title: title, Before: first, Changed: []string{tt.file}})
		fresh, want := Load(fsys, Options{Title: title})
		if !slices.Equal(got, want) || len(got) != tt.problems {
			t.Errorf("%s, %q: problems %v, want %v", tt.file, tt.text, got, want)
		}
		if next.SameShape(first) != tt.same {
			t.Errorf("%s, %q: the same shape: %v", tt.file, tt.text, !tt.same)
		}
		if !slices.EqualFunc(next.Pages, fresh.Pages, func(a, b *Page) bool { return a.reads(b) && a.Output == b.Output && a.stamp == b.stamp }) {
			t.Errorf("%s, %q: other pages", tt.file, tt.text)
		}
		first = next
	}
}
