package render

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"docsite/internal/publish"
)

// written writes a site into a folder, and gives its files and the pages that were
// rendered for it. A page that the search asks for in the moment before its own turn
// begins is rendered by both, and counts once.
func written(t *testing.T, s *Site, out string) (stands []publish.Stand, rendered []string) {
	t.Helper()
	var mu sync.Mutex
	s.Watch(func(file string) func() {
		mu.Lock()
		defer mu.Unlock()
		rendered = append(rendered, file)
		return func() {}
	})
	done, err := publish.Write(t.Context(), out, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(rendered)
	return done.Stands, slices.Compact(rendered)
}

// earlier is a site that was built before one of its pages changes.
type earlier struct {
	files  map[string]string
	site   *Site
	out    string
	stands []publish.Stand
}

// write builds the site and gives what was rendered.
func (e *earlier) write(t *testing.T) (rendered []string) {
	t.Helper()
	e.stands, rendered = written(t, e.site, e.out)
	return rendered
}

// change builds the site with another text of a page from what is kept, and into another
// folder from nothing.
func (e *earlier) change(t *testing.T, name, text string) (next, fresh *Site, rendered string) {
	t.Helper()
	after := maps.Clone(e.files)
	after[name] = text
	next, fresh = load(t, after), load(t, after)
	if !next.Continue(e.site.Kept(), e.stands, []string{name}, false) {
		t.Errorf("%q: it is made from nothing", text)
	}
	_, list := written(t, next, e.out)
	_, _ = written(t, fresh, t.TempDir())
	return next, fresh, strings.Join(list, " ")
}

// restore builds the site as it was.
func (e *earlier) restore(t *testing.T) {
	t.Helper()
	_, _ = written(t, load(t, e.files), e.out)
	for i := range e.stands {
		e.stands[i].Settled = false
	}
}

// TestContinue changes the text of one page: no other is rendered, and their problems
// are reported as those of a site that was made from nothing.
func TestContinue(t *testing.T) {
	before := map[string]string{
		"content/a.md":  "# A\n\n[1](b.md#sub) [2](none.md) ![x](x.svg)\n",
		"content/b.md":  "# B\n\n## Sub\n\n[1](a.md#a) `--flag`\n",
		"content/c.md":  "# C\n\n[1](b.md#none)\n",
		"content/x.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	}
	e := &earlier{files: before, site: load(t, before), out: t.TempDir()}
	if rendered := e.write(t); len(rendered) != 3 {
		t.Errorf("rendered %q", rendered)
	}
	for _, tt := range []struct{ text, rendered string }{
		{"# B\n\n## Sub\n\nOther words.\n", "content/b.md"},
		{"# B\n\n## None\n\n[1](a.md#b)\n", "content/a.md content/b.md"}, // which may have a place that is near
		{"# Other\n\n## Sub\n", "content/b.md"},
	} {
		next, fresh, rendered := e.change(t, "content/b.md", tt.text)
		if want := fresh.Problems(); !slices.Equal(next.Problems(), want) {
			t.Errorf("%q: got %v, want %v", tt.text, next.Problems(), want)
		}
		if rendered != tt.rendered {
			t.Errorf("%q: rendered %s", tt.text, rendered)
		}
		e.restore(t)
	}
}

// TestContinueNear changes what one page names of another, which has the place while it is named.
func TestContinueNear(t *testing.T) {
	files := map[string]string{"content/a.md": "# A\n\n## The `x` way\n", "content/b.md": "# B\n\n[1](a.md#the_x_way)\n", "content/c.md": "# C\n"}
	e := &earlier{files: files, site: load(t, files), out: t.TempDir()}
	e.write(t)
	if html := read(t, e.site, "a.html"); !strings.Contains(html, `<h2 id="the-x-way"><span id="the_x_way"></span>`) || len(e.site.Problems()) > 0 {
		t.Error(html, e.site.Problems())
	}
	for text, want := range map[string]string{
		"# B\n\n[1](a.md#The-X-Way)\n":          "content/a.md content/b.md",
		"# B\n\n[1](a.md#other)\n":              "content/a.md content/b.md",
		"# B\n":                                 "content/a.md content/b.md",
		"# B\n\n[1](a.md#the_x_way)\n\nOther\n": "content/b.md",
	} {
		next, fresh, rendered := e.change(t, "content/b.md", text)
		if rendered != want {
			t.Errorf("%q: rendered %s, want %s", text, rendered, want)
		}
		html, _ := os.ReadFile(filepath.Join(e.out, "a.html"))
		if !slices.Equal(next.Problems(), fresh.Problems()) || string(html) != read(t, fresh, "a.html") {
			t.Errorf("%q: another site: %v, want %v", text, next.Problems(), fresh.Problems())
		}
		e.restore(t)
	}
}

// TestContinueLabels changes the heading of a label, which another page prints.
func TestContinueLabels(t *testing.T) {
	files := map[string]string{"content/a.md": "# A\n\n(x)=\n## One\n", "content/b.md": "# B\n\nSee {ref}`x`.\n", "content/c.md": "# C\n"}
	out := t.TempDir()
	s := load(t, files)
	stands, _ := written(t, s, out)
	files["content/a.md"] = "# A\n\n(x)=\n## Two\n"
	next := load(t, files)
	if !next.Continue(s.Kept(), stands, []string{"content/a.md"}, false) {
		t.Error("it is made from nothing")
	}
	_, rendered := written(t, next, out)
	if html, _ := os.ReadFile(filepath.Join(out, "b.html")); !slices.Equal(rendered, []string{"content/a.md", "content/b.md"}) || !strings.Contains(string(html), `<a href="a.html#x">Two</a>`) {
		t.Errorf("rendered %s: %s", rendered, html)
	}
}
