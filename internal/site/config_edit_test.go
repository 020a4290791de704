package site

import "testing"

func TestEditURL(t *testing.T) {
	for _, test := range []struct{ repo, edit, page, want string }{
		{"", "", "a.md", ""},
		{"https://example.org/you/img", "", "a.md", ""},
		{"", "https://example.org/you/img/edit/main/content/", "a/b.md", "https://example.org/you/img/edit/main/content/a/b.md"},
		{"", "https://example.org/you/img/edit/main/content", "a.md", "https://example.org/you/img/edit/main/content/a.md"},
		{"https://example.org/you/img/", "/edit/main/content/", "a.md", "https://example.org/you/img/edit/main/content/a.md"},
		{"https://example.org/you/img", "_edit/main/{path}?mode=x", "a b.md", "https://example.org/you/img/_edit/main/a%20b.md?mode=x"},
		{"https://other.example", "https://example.org/?path=/{path}&v=1", "a&b=c#d?e+f%.md", "https://example.org/?path=/a%26b%3Dc%23d%3Fe%2Bf%25.md&v=1"},
		{"", "https://example.org/", `"><img src=x>é.md`, "https://example.org/%22%3E%3Cimg%20src%3Dx%3E%C3%A9.md"},
	} {
		c := Config{Repo: test.repo, Edit: test.edit}
		if got := c.EditURL(&Page{Path: test.page}); got != test.want {
			t.Errorf("repo %q, edit %q, page %q: %q, want %q", test.repo, test.edit, test.page, got, test.want)
		}
	}
}
