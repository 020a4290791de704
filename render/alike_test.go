package render

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Lists have what other generators call a page there; its own title stands on the page.
func TestLabel(t *testing.T) {
	s := load(t, map[string]string{
		"content/index.md": "# A\n", "content/a/index.md": "---\nlinkTitle: Short\n---\n# A long title\n", "content/a/b.md": "---\nsidebar_label: B\n---\nWords.\n",
	})
	for _, want := range []string{">Short</a>", ">B</a>", "<h1>B</h1>"} {
		if got := read(t, s, "a/b.html"); !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if got := read(t, s, "a/index.html"); !strings.Contains(got, ">A long title</h1>") {
		t.Error("the page has lost its title")
	}
}

// Entries with one title are told apart by their names, in the list of pages, in that of a
// folder and on the page for missing addresses: there were ten versions of "The guide".
func TestAlike(t *testing.T) {
	s := load(t, map[string]string{
		"content/index.md": "# The guide\n", "content/1.0/index.md": "# The guide\n", "content/2.0/index.md": "# The guide\n", "content/guide/a.md": "# X\n",
		"content/guide/b.md": "# X\n", "content/guide/x.md": "# x\n", "content/guide/deep/index.md": "# The guide\n",
	})
	entry := regexp.MustCompile(`<li><a[^>]*>([^<]*)</a>|<dt><a[^>]*>([^<]*)</a>`)
	for name, want := range map[string]string{
		"1.0/index.html":   "The guide, The guide (1.0), The guide (2.0), Guide",
		"guide/a.html":     "The guide, The guide (1.0), The guide (2.0), Guide, X (a), X (b), The guide, x",
		"guide/index.html": "X (a), X (b), The guide, x",
	} {
		var got []string
		for _, m := range entry.FindAllStringSubmatch(read(t, s, name), -1) {
			got = append(got, m[1]+m[2])
		}
		if list := strings.Join(got, ", "); !strings.Contains(list, want) {
			t.Errorf("%s lists %s, want %s", name, list, want)
		}
	}
	if missing := read(t, s, "404.html"); !strings.Contains(missing, ">The guide (2.0)</a>") {
		t.Error("the page for missing addresses does not tell versions apart")
	}
}

// A list that is cut has the page that the reader is on, and the page for missing addresses not itself.
func TestLongList(t *testing.T) {
	files := map[string]string{"content/index.md": "# A\n"}
	for i := range 120 {
		files["content/p"+strconv.Itoa(1000+i)+".md"] = "# Page " + strconv.Itoa(i) + "\n"
	}
	s := load(t, files)
	for name, want := range map[string]string{
		"p1003.html": `<a href="p1003.html" aria-current="page">Page 3</a>`, "p1115.html": `<a href="p1115.html" aria-current="page">Page 115</a>`, "search.html": "", "404.html": "",
	} {
		got := read(t, s, name)
		if n := strings.Count(got, "aria-current"); n != min(len(want), 1) || !strings.Contains(got, want) {
			t.Errorf("%s marks %d places, want %q", name, n, want)
		}
	}
}
