package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The Markdown is in content, else in a docs that has some, else in the project.
func TestDefaultContent(t *testing.T) {
	for want, files := range map[string][]string{
		"content":      {"content/a.txt", "docs/a.md", "book.toml", "src/a.md"},
		"docs":         {"docs/a.rst", "docs/b/c.MD", "book.toml", "src/a.rs"},
		".":            {"docs/conf.py", "README.md", "mkdocs.yml"},
		"src":          {"README.md", "book.toml", "src/SUMMARY.md", "docs/a.md"},
		"guide/en":     {"README.md", "book.toml=[book]\nsrc = 'guide/en'", "guide/en/a.md"},
		"docs/content": {"docs/a.md", "docs/mkdocs.yml=docs_dir: 'content'\n", "docs/content/b.md"},
		"manual":       {"mkdocs.yaml=docs_dir: manual # x\n", "manual/a.md", "docs/a.md"},
		"docs/x":       {"mkdocs.yml=docs_dir: ../out\n", "docs/book.toml=src=\"x\"", "docs/x/a.md"},
	} {
		fsys := fstest.MapFS{}
		for _, name := range files {
			name, text, _ := strings.Cut(name, "=")
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := defaultContent(fsys); got != want {
			t.Errorf("%v: %q, want %q", files, got, want)
		}
	}
}

// TestDefaultsHold: a docsite.yaml without a key is as good as none.
func TestDefaultsHold(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing\n", "---\n"} {
		c, ps := ReadConfig(fstest.MapFS{ConfigName: {Data: []byte(text)}})
		if len(ps) > 0 || c.Output != "public" || c.Lang != "en" || c.Tolerance != "1%" || c.Content != "." || c.RemoteImages != ShowImages {
			t.Errorf("%q: %+v %v", text, c, ps)
		}
	}
}
