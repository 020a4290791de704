package links

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/assets"
	"docsite/internal/site"
	"docsite/render/markup"
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
	r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: markup.Relative}
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
		{"../../../a", false, `{./../../../a false    } {link "../../../a" leads out of the project  false}`},
		{"//e.example/a", false, "{https://e.example/a true    } {  false}"},
		{"mailto:a@b", false, "{mailto:a@b true    } {  false}"},
		{"mailto:a@b", true, `{ false    } {picture "mailto:a@b" is left out: its scheme is not http, https or mailto  false}`},
		{"java\tscript:x", false, `{ false    } {link "java\tscript:x" holds a control character  false}`},
		{"nothing.png", true, `{./nothing.png false    } {picture "nothing.png" is not there  false}`},
	} {
		l, fault := r.Resolve(page, tt.dest, tt.picture)
		if got := fmt.Sprintf("%v %v", struct {
			Href                    string
			External                bool
			File, Own, Page, Anchor string
		}{l.Href, l.External, l.File, l.Own, l.Page, l.Anchor}, fault); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.dest, got, tt.want)
		}
	}
	if !r.MayBeFile("a.txt") || r.MayBeFile("none.txt") {
		t.Error("only what the project has can be a file of the site")
	}
}

// TestStatic: files in the folders that other generators copy as they are, but for that
// of the built site.
func TestStatic(t *testing.T) {
	fsys := fstest.MapFS{"docsite.yaml": {Data: []byte("content: docs/content\noutput: public\n")}}
	for _, name := range []string{"docs/content/a/b.md", "docs/static/img/a.png", "docs/content/a/img/own.png", "docs/content/public/v.png", "static/up.pdf", "public/built.png", "public/.docsite-manifest.json", "docs/public/key.pem", "secret.png", "docs/.vuepress/public/img/b.png", "docs/.vuepress/theme.png"} {
		fsys[name] = &fstest.MapFile{Data: []byte("# x")}
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: markup.Relative}
	page, _ := s.Page("a/b.md")
	for _, tt := range []struct {
		dest    string
		picture bool
		file    string
	}{
		{"/img/a.png", true, "docs/static/img/a.png"},
		{"img/a.png", true, "docs/static/img/a.png"},
		{"/img/a.png", false, "docs/static/img/a.png"},
		{"img/a.png", false, ""},
		{"/v.png", true, "docs/content/public/v.png"},
		{"/up.pdf", false, "static/up.pdf"},
		{"/content/v.png", true, "docs/content/public/v.png"},
		{"/built.png", true, ""},
		{"/key.pem", false, ""},
		{"/img/b.png", true, "docs/.vuepress/public/img/b.png"},
		{"../../.vuepress/theme.png", true, ""},
		{"../../img/a.png", true, "docs/static/img/a.png"},
		{"../../../../img/own.png", true, ""},
		{"../img/own.png", true, "docs/content/a/img/own.png"},
		{"../../../../../own.png", true, ""},
		{"/img", false, ""},
	} {
		if l, _ := r.Resolve(page, tt.dest, tt.picture); l.File != tt.file {
			t.Errorf("%q leads to %q, want %q", tt.dest, l.File, tt.file)
		} else if l.File != "" && strings.Contains(l.Href, "/.v") {
			t.Errorf("%q is hidden in the site: %q", tt.dest, l.Href)
		}
	}
	delete(fsys, "public/.docsite-manifest.json") // the project's own
	if l, _ := r.Resolve(page, "/built.png", true); l.File != "public/built.png" {
		t.Errorf("a picture of the project's own public/ leads to %q", l.File)
	}
	if out := "docs/vuepress/public/img/b.png"; !r.MayBeFile(out) || r.MayBeFile("docs/vuepress/theme.png") {
		t.Errorf("%q can be a file of the site, and nothing else of that folder", out)
	}
}

// TestLoosely: destinations as other generators read them.
func TestLoosely(t *testing.T) {
	fsys := fstest.MapFS{"plugins/a.sh": {}}
	for name, text := range map[string]string{
		"index.md": "", "README.md": "", "1.guide/1.intro.md": "", "1.guide/10.Usage.md": "", "2.api/0.index.md": "", "2.api/1.one.md": "",
		"01-two/02_b.md": "", "02-two/x.md": "", "3-two/x.md": "", "fr/plan/a.md": "", "fr/b.md": "", "12.5/c.md": "", "plugins/p.md": "",
		"moved.md": "slug: /new/place/\n", "1.guide/named.md": "slug: other\n", "draft.md": "draft: true\n", "sub/README.md": "draft: true\n", "sub/index.md": "",
	} {
		fsys["docs/"+name] = &fstest.MapFile{Data: []byte("---\ntitle: T\n" + text + "---\n")}
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: func(_, to string) string { return to }}
	r.Routes.AddSections()
	for _, tt := range []struct{ from, dest, want string }{
		{"index.md", "/guide/intro", "1.guide/1.intro.html"},
		{"index.md", "guide/usage/#x", "1.guide/10.Usage.html#x"},
		{"1.guide/1.intro.md", "./usage", "1.guide/10.Usage.html"},
		{"1.guide/1.intro.md", "../api", "2.api/index.html"},
		{"1.guide/1.intro.md", "/api/one/", "2.api/1.one.html"},
		{"1.guide/1.intro.md", "/docs/api/one", "2.api/1.one.html"},
		{"1.guide/1.intro.md", "/", "index.html"},
		{"index.md", "/guide", "1.guide/index.html"},
		{"index.md", "/two/b", "01-two/02_b.html"},
		{"index.md", "/two", "nowhere"},
		{"index.md", "/two/x", "nowhere"},
		{"index.md", "/12.5/c", "12.5/c.html"},
		{"index.md", "/5/c", "nowhere"},
		{"fr/b.md", "/plan/a", "fr/plan/a.html"},
		{"fr/plan/a.md", "/b.md#x", "fr/b.html#x"},
		{"fr/plan/a.md", "b.md", "nowhere"},
		{"index.md", "/plan/a", "nowhere"},
		{"index.md", "/plugins", "plugins/index.html"},
		{"index.md", "/new/place", "moved.html"},
		{"index.md", "/guide/other", "1.guide/named.html"},
		{"fr/b.md", "../README.md#a", "index.html#a"},
		{"index.md", "sub/README.md", "sub/index.html"},
		{"index.md", "fr/README.md", "nowhere"},
		{"index.md", "draft.md", "nowhere"},
		{"index.md", "guide/intro.md", "nowhere"},
		{"index.md", "../guide/intro", "nowhere"},
		{"fr/b.md", "ref:1.guide/1.intro.md#a", "1.guide/1.intro.html#a"},
		{"fr/b.md", "ref:/guide/intro", "1.guide/1.intro.html"},
		{"fr/b.md", "ref:plan/a", "fr/plan/a.html"},
		{"index.md", "ref:a.md", "fr/plan/a.html"},
		{"index.md", "ref:x", "nowhere"},
		{"index.md", "ref:#here", "#here"},
	} {
		page, _ := s.Page(tt.from)
		l, fault := r.Resolve(page, tt.dest, false)
		if got := map[bool]string{true: l.Href, false: "nowhere"}[fault.Message == ""]; got != tt.want {
			t.Errorf("%s of %s leads to %s, want %s", tt.dest, tt.from, got, tt.want)
		}
	}
}

// TestFolded: relative links of generators to which a page is a folder, and addresses of Starlight
// and Docusaurus.
func TestFolded(t *testing.T) {
	for _, tt := range []struct{ project, from, dest, want string }{
		{"mkdocs.yml", "guide/a.md", "../b/", "guide/b.html"},
		{"mkdocs.yml", "guide/a.md", "../#x", "guide/index.html#x"},
		{"mkdocs.yml", "guide/a.md", "../../b", "b.html"},
		{"mkdocs.yml", "guide/a.md", "../../../../b", "nowhere"},
		{"mkdocs.yml", "guide/a.md", "../b.md", "b.html"},
		{"mkdocs.yml", "guide/index.md", "../b/", "b.html"},
		{"mkdocs.yml", "guide/a.md", "c", "guide/a/c.html"},
		{"mkdocs.yml", "guide/a.md", "b", "guide/b.html"},
		{"other.yml", "guide/a.md", "../b", "b.html"},
		{"docs/.vitepress/config.ts", "guide/a.md", "../#x", "index.html#x"},
		{"mkdocs.yml", "guide/a.md", "b.md", "guide/b.html"},
		{"docusaurus.config.js", "guide/a.md", "top.md", "top.html"},
		{"docusaurus.config.js", "guide/a.md", "./top.md", "nowhere"},
		{"mkdocs.yml", "guide/a.md", "top.md", "nowhere"},
		{"mkdocs.yml", "guide/a.md", "/guide/said", "guide/named.html"},
		{"src/content/docs/x.md", "guide/a.md", "/said", "guide/named.html"},
		{"src/content/docs/x.md", "guide/a.md", "/docs/said/", "guide/named.html"},
	} {
		fsys, folder := fstest.MapFS{tt.project: {}}, "docs/"
		if strings.HasPrefix(tt.project, "src/") {
			folder, fsys["astro.config.mjs"] = "src/content/docs/", &fstest.MapFile{}
		}
		for _, name := range []string{"index", "b", "top", "guide/index", "guide/a", "guide/b", "guide/a/c", "guide/named"} {
			fsys[folder+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\n" + map[bool]string{true: "slug: said\n"}[name == "guide/named"] + "---\n")}
		}
		s, ps := site.Load(fsys, site.Options{})
		if s == nil {
			t.Fatal(ps)
		}
		r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: func(_, to string) string { return to }}
		r.Routes.AddSections()
		page, _ := s.Page(tt.from)
		l, fault := r.Resolve(page, tt.dest, false)
		if got := map[bool]string{true: l.Href, false: "nowhere"}[fault.Message == ""]; got != tt.want {
			t.Errorf("%s: %s of %s leads to %s, want %s", tt.project, tt.dest, tt.from, got, tt.want)
		}
	}
}

// TestHosted: what a site has not, and the host of its repository has.
func TestHosted(t *testing.T) {
	fsys := fstest.MapFS{".github/x y.md": {}, "tools/a.sh": {}, "web/page.html": {}, "untracked/a": {}, "docs/draft.md": {Data: []byte("---\ndraft: true\n---\n")}, "docs/a/b.md": {Data: []byte("# b")}}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	s.Tracked = func() (map[string]bool, error) {
		return map[string]bool{".github/x y.md": true, "tools/a.sh": true, "web/page.html": true, "docs/draft.md": true, "docs/a/b.md": true}, nil
	}
	prefix, inside := "", true
	s.Prefix = func() (string, bool) { return prefix, inside }
	r := &Resolver{Site: s, Routes: s.Routes(), Assets: assets.New(s), Href: markup.Relative}
	r.Routes.AddSections()
	page, _ := s.Page("a/b.md")
	const hub, lab = "https://github.com/a/b", "https://gitlab.com/a/b/c"
	for _, tt := range []struct{ repo, prefix, dest, want string }{
		{hub, "", "../../.github/x%20y.md?plain=1#top", hub + "/blob/HEAD/.github/x%20y.md?plain=1#top"},
		{hub + "/", "", "/tools", hub + "/tree/HEAD/tools"},
		{hub, "sub dir/", "../../tools/", hub + "/tree/HEAD/sub%20dir/tools"},
		{lab, "", "../../web/page.html", lab + "/-/blob/HEAD/web/page.html"},
		{hub, "", "../../../../issues", hub + "/issues"},
		{hub, "", "../../../../wiki/A%20page#x", hub + "/wiki/A%20page#x"},
		{hub, "sub/", "../../../../../releases/latest", hub + "/releases/latest"},
		{lab, "", "../../../../issues/new", lab + "/-/issues/new"},
		{hub, "", "../../../../../issues", ""},
		{hub, "", "../../../issues", ""},
		{hub, "", "../../../../none", ""},
		{hub, "", "../../untracked", ""},
		{hub, "", "../../none.md", ""},
		{hub, "", "../draft.md", ""},
		{"", "", "../../tools", ""},
		{"https://code.example/a/b", "", "../../tools", ""},
	} {
		s.Config.Repo, prefix = tt.repo, tt.prefix
		l, fault := r.Resolve(page, tt.dest, false)
		if got := l.Href; tt.want != "" && (got != tt.want || !l.External || fault != Fault{}) || tt.want == "" && fault == (Fault{}) {
			t.Errorf("%s %s: got %s %v, want %s", tt.repo, tt.dest, got, fault, tt.want)
		}
		s.Config.Repo = ""
		if _, fault := r.Resolve(page, tt.dest, false); strings.Contains(fault.Hint, "names the repository") != (tt.want != "" || tt.dest == "../../tools") {
			t.Errorf("%s without a repository: %v", tt.dest, fault)
		}
	}
	s.Config.Repo, prefix = hub, ""
	if _, fault := r.Resolve(page, "../../tools", true); fault == (Fault{}) {
		t.Error("a folder is a picture")
	}
	if inside = false; r.hosted(page, "/tools", false, assets.Nowhere, hub) != "" {
		t.Error("a host has what no repository holds")
	}
}

func TestFindIDs(t *testing.T) {
	ids := map[string]bool{"a": false, `b"<c`: false, "d": false}
	FindIDs([]byte(`<h1 id="a">x</h1><a id="b&#34;&lt;c"></a>&lt;p id=&#34;d&#34;&gt; id=`), ids)
	if !ids["a"] || !ids[`b"<c`] || ids["d"] {
		t.Error(ids)
	}
}
