package site

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestAliasOutput(t *testing.T) {
	for alias, want := range map[string]string{
		"old/page.html": "old/page.html", "/old/page.HTM": "old/page.HTM", "/old": "old/index.html", "old/": "old/index.html",
		"/v1.12": "v1.12/index.html", "a.html/": "a.html/index.html", "robots.txt": "robots.txt/index.html",
		"a.md": "a.html", "a/README.md": "a/index.html", ".": "index.html",
	} {
		if got := aliasOutput(alias); got != want {
			t.Errorf("alias %q is %q, want %q", alias, got, want)
		}
	}
}

// TestManyPagesOfOneName: a thousand pages whose names differ by capital letters alone
// have a thousand names, without each asking for those that the others have.
func TestManyPagesOfOneName(t *testing.T) {
	fsys := files()
	for i := range 1 << 10 {
		name := []byte("aaaaaaaaaa")
		for bit := range name {
			if i>>bit&1 == 1 {
				name[bit] = 'A'
			}
		}
		fsys["content/"+string(name)+".md"] = &fstest.MapFile{}
	}
	s, ps := Load(fsys, Options{})
	if p := s.Pages[len(s.Pages)-1]; len(ps) != 1<<10-1 || s.Routes().At("aaaaaaaaaa-1024.html") == nil {
		t.Errorf("%d warnings, the last page is %q", len(ps), p.Output)
	}
}

// TestRoutesConflict has what may stand where: the order in which routes come,
// and what is said of the second.
func TestRoutesConflict(t *testing.T) {
	page := func(alias string) string { return "---\ntitle: x\naliases:\n- " + alias + "\n---\n" }
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"alias of a page", []string{"content/a.md", page("b.html"), "content/b.md", ""}, `content/a.md:4:3: warning: alias "b.html" would take the place of page "b.md" (hint: `},
		{"alias in capitals", []string{"content/a.md", page("B.html"), "content/b.md", ""}, `content/a.md:4:3: warning: alias "B.html" would take the place of page "b.md"`},
		{"alias below a page", []string{"content/a.md", page("b.html/c"), "content/b.md", ""}, `content/a.md:4:3: warning: alias "b.html/c" would take the place of page "b.md"`},
		{"alias around a page", []string{"content/a.md", page("x.html"), "content/x.html/b.md", ""}, `content/a.md:4:3: warning: alias "x.html" would take the place of page "x.html/b.md"`},
		{"alias of an alias", []string{"content/a.md", page("old"), "content/b.md", page("/old/")}, `content/b.md:4:3: warning: alias "/old/" leads to "a.md" already`},
		{"alias of its page", []string{"content/a.md", page("a.md")}, `content/a.md:4:3: warning: alias "a.md" is the page's own address`},
		{"alias twice", []string{"content/a.md", "---\naliases: [x, /x/, x/index.html, X]\n---\n"}, ""},
		{"alias of a list", []string{"content/a.md", page("b"), "content/b/c.md", ""}, ""},
		{"alias of docsite's", []string{"content/a.md", page(".docsite-lock")}, `content/a.md:4:3: warning: alias ".docsite-lock" would be written to ".docsite-lock/index.html"; names with ".docsite-"`},
		{"alias beside", []string{"content/a/b.md", page("./c.html"), "content/a/c.md", ""}, `content/a/b.md:4:3: warning: alias "a/c.html" would take the place of page "a/c.md"`},
		{"alias above", []string{"content/a/b/index.md", page("../c.html"), "content/c.md", ""}, `content/a/b/index.md:4:3: warning: alias "c.html" would take the place of page "c.md"`},
		{"alias outside", []string{"content/a.md", page("../x")}, ""},
		{"pages in capitals", []string{"content/A.md", "", "content/a.md", ""}, `content/a.md: warning: page "A.md" and page "a.md" would both be written to "a.html"; page "a.md" is written to "a-2.html" (hint: rename one of them: file systems`},
		{"two pages", []string{"content/a.MD", "", "content/a.md", ""}, `content/a.md: warning: page "a.MD" and page "a.md" would both be written to "a.html"`},
		{"folder and page", []string{"content/a.html/b.md", "", "content/a.md", ""}, `content/a.md: warning: page "a.html/b.md" would be written to "a.html/b.html", and page "a.md" to "a.html": one name cannot`},
		{"page and folder", []string{"content/A.md", "", "content/a.html/b.md", ""}, `content/a.html/b.md: warning: page "A.md" would be written to "A.html", and page "a.html/b.md" to "a.html/b.html": one name cannot be a file and a folder; page "a.html/b.md" is written to "a.html-2/b.html"`},
		{"page and folder in a folder", []string{"content/c/A.md", "", "content/c/a.html/d/b.md", ""}, `page "c/a.html/d/b.md" is written to "c/a.html-2/d/b.html"`},
	} {
		s, ps := Load(files(tt.files...), Options{})
		var got strings.Builder
		routes := s.Routes()
		routes.AddAliases()
		routes.AddSections()
		for _, p := range append(ps, routes.Problems()...) {
			if !strings.Contains(p.Message, "is not a path inside the site") {
				got.WriteString(p.String() + "\n")
			}
		}
		if !strings.Contains(got.String(), tt.want) || tt.want == "" && got.Len() > 0 || strings.Count(got.String(), "\n") > 1 {
			t.Errorf("%s: got %q, want %q", tt.name, got.String(), tt.want)
		}
	}
}

func TestReadmeBesideIndex(t *testing.T) {
	s, ps := Load(files("content/index.md", "# I", "content/README.md", "# R", "content/b/readme.md", "# B", "content/b/c.md", "x"), Options{})
	if len(ps) != 1 || ps[0].String() != `content/README.md: warning: "README.md" is left out: "index.md" is the page of its folder (hint: keep one of them, or give it another name: links to it lead to the other)` {
		t.Error(ps)
	}
	if r := s.Routes().At("index.html"); r == nil || r.Page.Path != "index.md" || len(s.Pages) != 3 || s.Top.Index != r.Page {
		t.Errorf("%d pages, the first is %+v", len(s.Pages), r)
	}
	if _, ok := s.Page("README.md"); ok {
		t.Error("README.md is a page")
	}
}

func TestMissingPageStandsInNoFolder(t *testing.T) {
	s, ps := Load(files("content/404.md", "# Gone", "content/a.md", "x", "content/b/404.md", "x"), Options{})
	if len(ps) > 0 || s.Missing == nil || s.Missing.Path != "404.md" || s.Pages[len(s.Pages)-1] != s.Missing || len(s.Pages) != 3 {
		t.Fatal(ps, s.Missing, len(s.Pages))
	}
	if len(s.Top.Pages) != 1 || s.Routes().At(MissingOutput).Page != s.Missing {
		t.Error("404.md is among the pages of a folder")
	}
}

// TestRoutesAddFile gives each file an output of its own.
func TestRoutesAddFile(t *testing.T) {
	s, _ := Load(files("content/a.md", "x"), Options{})
	routes := s.Routes()
	for _, tt := range [][3]string{
		{"content/p.png", "p.png", "p.png"},
		{"content/p.png", "other.png", "p.png"},
		{"x/a.html", "a.html", "project/x/a.html"},
		{"content/a.html/p.png", "a.html/p.png", "project/content/a.html/p.png"},
		{"content/project/x.txt", "project/x.txt", "project/x.txt"},
	} {
		if got, other := routes.AddFile(tt[0], tt[1]); got != tt[2] || other != "" {
			t.Errorf("%s: %q %q, want %q", tt[0], got, other, tt[2])
		}
		if r := routes.At(tt[2]); r == nil || r.File != tt[0] || r.Kind != FileRoute || !slices.Contains(routes.All(), r) {
			t.Errorf("%s has %+v", tt[2], r)
		}
	}
	if got, other := routes.AddFile("content/P.png", "P.png"); got != "P.png" || other != "" || routes.At("P.png").File != "content/P.png" || routes.At("p.png").File != "content/p.png" {
		t.Errorf("two that differ by a capital letter: %q %q", got, other)
	}
	if ps := routes.Unportable(); len(ps) != 1 || ps[0].File != "content/P.png" || ps[0].Severity != Warning || len(routes.All()) != len(s.Routes().All())+5 {
		t.Errorf("alike: %v", ps)
	}
	for file, wanted := range map[string]string{"content/x/P.png": "P.png", "x.txt": "project/x.txt", "content/p.png/q": "p.png/q", "project": "project"} {
		if got, other := routes.AddFile(file, wanted); got != "" || other == "" || routes.At(wanted) != nil && routes.At(wanted).File == file {
			t.Errorf("%s: %q %q", file, got, other)
		}
	}
	if len(routes.Problems()) > 0 || s.Routes().At("p.png") != nil {
		t.Error("a file changed the site, or is a problem")
	}
}
