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

// With the names of what changed, the rest is as it was; a name that is not
// among the pages makes for a look at everything.
func TestLoadLooksAtWhatChanged(t *testing.T) {
	fsys := files("content/a.md", "# a\n", "content/b.md", "# b\n", "content/draft.md", "---\ndraft: true\n---\n")
	title := func(text []byte) string { return string(text) }
	load := func(before *Site, changed ...string) (*Site, string) {
		s, ps := Load(fsys, Options{Before: before, Changed: changed, Title: title})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		titles := ""
		for _, p := range s.Pages {
			titles += p.Path + " " + p.Title
		}
		return s, titles
	}
	first, _ := load(nil)
	fsys["content/a.md"].Data = []byte("# changed\n")
	fsys["content/c.md"] = files("c.md", "# c\n")["c.md"] // which nobody tells of
	second, got := load(first, "content/a.md")
	if want := "a.md # changed\nb.md # b\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	fsys["content/draft.md"].Data = []byte("# ready\n")
	third, got := load(second, "content/draft.md")
	if want := "a.md # changed\nb.md # b\ndraft.md # ready\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, got = load(third, "content/a.md", "content/c.md")
	if want := "a.md # changed\nb.md # b\nc.md # c\ndraft.md # ready\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	delete(fsys, "content/a.md")
	_, got = load(third, "content/a.md")
	if want := "b.md # b\nc.md # c\ndraft.md # ready\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
