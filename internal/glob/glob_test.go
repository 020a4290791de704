package glob

import "testing"

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"README.md", "README.md", true},
		{"README.md", "a/README.md", false},
		{"*.md", "a.md", true},
		{"*.md", "a/b.md", false},
		{"docs/**/*.md", "docs/a.md", true},
		{"docs/**/*.md", "docs/a/b/c.md", true},
		{"docs/**/*.md", "docs2/a.md", false},
		{"**/README.md", "README.md", true},
		{"**/README.md", "a/b/README.md", true},
		{"**", "a/b.md", true},
		{"a/**/b/**/c.md", "a/x/b/y/z/c.md", true},
		{"a/**/b/**/c.md", "a/x/y/z/c.md", false},
		{"[ab]?.md", "ax.md", true},
	} {
		if got := Match(c.pattern, c.name); got != c.want {
			t.Errorf("%q matches %q: %v", c.pattern, c.name, got)
		}
	}
}
