package links

import (
	"fmt"
	"testing"
	"testing/fstest"

	"docsite/internal/assets"
	"docsite/internal/site"
)

func TestSchemeOf(t *testing.T) {
	for dest, want := range map[string]string{
		"a.md": "", "a/b:c": "", "#x:y": "", "?a:b": "", "": "",
		"http://x": "http", "HTTPS:x": "https", "javascript:x": "javascript", "a b:c": "a b", ":x": ":", "\u00a0javascript:x": "javascript",
	} {
		if got := SchemeOf(dest); got != want {
			t.Errorf("SchemeOf(%q) = %q, want %q", dest, got, want)
		}
	}
}

// TestResolve has destinations of all kinds, from a page in a folder.
func TestResolve(t *testing.T) {
	fsys := fstest.MapFS{"a.txt": {Data: []byte("a")}}
	for _, name := range []string{"index.md", "b/c.md", "b/d e.md", "b/sub/f.md", "p.png", "b/x#y.txt"} {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte("# x")}
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: site.Relative}
	r.Routes.AddSections()
	page, _ := s.Page("b/c.md")
	for _, tt := range []struct {
		dest    string
		picture bool
		want    string
	}{
		{"d%20e.md?x#y", false, "{d e.html#y false   b/d e.html y} {  false}"},
		{"#top", false, "{#top false   b/c.html top} {  false}"},
		{"sub/", false, "{sub/index.html false   b/sub/index.html } {  false}"},
		{"../none/", false, `{./../none/ false    } {link "../none/" leads nowhere  false}`},
		{"../d e/", false, "{d e.html false   b/d e.html } {  false}"},
		{"/content/index.md", false, "{../index.html false   index.html } {  false}"},
		{"../../a.txt", false, "{../a.txt false a.txt   } {  false}"},
		{"x%23y.txt", false, "{x%23y.txt false content/b/x#y.txt   } {  false}"},
		{"../p.png", true, "{../p.png false content/p.png   } {  false}"},
		{"../../../a", false, `{./../../../a false    } {link "../../../a" leads nowhere  false}`},
		{"//e.example/a", false, "{https://e.example/a true    } {  false}"},
		{"mailto:a@b", false, "{mailto:a@b true    } {  false}"},
		{"mailto:a@b", true, `{ false    } {picture "mailto:a@b" is left out: its scheme is not http, https or mailto  false}`},
		{"java\tscript:x", false, `{ false    } {link "java\tscript:x" holds a control character  false}`},
		{"nothing.png", true, `{./nothing.png false    } {picture "nothing.png" is not there  false}`},
	} {
		l, fault := r.Resolve(page, tt.dest, tt.picture)
		if got := fmt.Sprintf("%v %v", l, fault); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.dest, got, tt.want)
		}
	}
	if !r.MayBeFile("a.txt") || r.MayBeFile("none.txt") {
		t.Error("only what the project has can be a file of the site")
	}
}

func TestFindIDs(t *testing.T) {
	ids := map[string]bool{"a": false, `b"<c`: false, "d": false}
	FindIDs([]byte(`<h1 id="a">x</h1><a id="b&#34;&lt;c"></a>&lt;p id=&#34;d&#34;&gt; id=`), ids)
	if !ids["a"] || !ids[`b"<c`] || ids["d"] {
		t.Error(ids)
	}
}
