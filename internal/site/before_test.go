package site

import "testing"

// A problem stays until it is mended, also when its page is not read again.
func TestLoadTakesUnchangedPagesWithTheirProblems(t *testing.T) {
	fsys := files("content/a.md", "---\nweight: heavy\n---\n", "content/b.md", "# b\n")
	first, before := Load(fsys, Options{})
	second, after := Load(fsys, Options{Before: first})
	if len(before) != 1 || len(after) != 1 || before[0] != after[0] {
		t.Errorf("first %v, then %v; want the same problem twice", before, after)
	}
	a, _ := first.Page("b.md")
	b, _ := second.Page("b.md")
	if a == nil || a != b {
		t.Errorf("the page was read again: %p, then %p", a, b)
	}
}
