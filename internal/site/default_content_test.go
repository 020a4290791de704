package site

import (
	"testing"
	"testing/fstest"
)

// The Markdown is in content, else in a docs that has some, else in the project.
func TestDefaultContent(t *testing.T) {
	for want, files := range map[string][]string{
		"content": {"content/a.txt", "docs/a.md"},
		"docs":    {"docs/a.rst", "docs/b/c.MD"},
		".":       {"docs/conf.py", "README.md"},
	} {
		fsys := fstest.MapFS{}
		for _, name := range files {
			fsys[name] = &fstest.MapFile{}
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
