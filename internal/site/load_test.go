package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestLoadOrdersPages(t *testing.T) {
	s, ps := Load(files(
		"content/index.md", "---\ntitle: Home\n---\n",
		"content/b.md", "x",
		"content/a.md", "---\nweight: 20\n---\n",
		"content/guide/index.md", "---\ntitle: Guide\nweight: 10\n---\n",
		"content/guide/two-stages.md", "x",
		"content/guide/one.md", "---\nweight: 1\n---\n",
		"content/draft.md", "---\ndraft: true\n---\n",
		"content/.hidden/x.md", "x",
		"content/node_modules/y.md", "x",
		"content/vendor/modules.txt", "", "content/vendor/example.org/m/README.md", "x",
		"content/other/docsite.yaml", "", "content/other/index.md", "x", "content/other/sub/x.md", "x",
	), Options{})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var got []string
	for _, p := range s.Pages {
		got = append(got, p.Output+" "+p.Title)
	}
	want := "index.html Home, guide/index.html Guide, guide/one.html one, guide/two-stages.html two stages, a.html a, b.html b"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestLoadReportsWithPlace(t *testing.T) {
	big := strings.Repeat("x", MaxPage+1)
	for _, tt := range []struct {
		name string
		fs   fstest.MapFS
		want string
	}{
		{"unknown key", files("docsite.yaml", "title: x\nimagse: {}\n", "content/a.md", "x"), `docsite.yaml:2:1: unknown key "imagse"`},
		{"wrong type", files("docsite.yaml", "images: [a]\n", "content/a.md", "x"), `docsite.yaml:1:9: a list is not a mapping of keys to values`},
		{"Latin-1 in docsite.yaml", files("docsite.yaml", "title: \xff\n", "content/a.md", "x"), `docsite.yaml:1:8: warning: the byte 0xFF is not UTF-8: a replacement sign is shown (hint: save it as UTF-8)`},
		{"second document", files("docsite.yaml", "title: x\n---\ntitle: y\n", "content/a.md", "x"), `docsite.yaml:2:1: a second document begins here, of which nothing would be read (hint: keep one, without this line)`},
		{"bad YAML", files("docsite.yaml", "title: [a\n", "content/a.md", "x"), `docsite.yaml:1:8:`},
		{"content outside", files("docsite.yaml", "content: ../x\n", "content/a.md", "x"), `content "../x" is not a folder inside the project`},
		{"url no address", files("docsite.yaml", "url: docs.example.org\n", "content/a.md", "x"), `docsite.yaml:1:6: url "docs.example.org" is not a web address (hint: write it like https://docs.example.org/)`},
		{"repo no address", files("docsite.yaml", "repo: you/img\n", "content/a.md", "x"), `docsite.yaml:1:7: repo "you/img" is not a web address (hint: write it like https://github.com/you/project)`},
		{"edit scheme", files("docsite.yaml", "title: x\nedit: javascript:alert(1)//\n", "content/a.md", "x"), `docsite.yaml:2:7: edit "javascript:alert(1)//" is not a web address`},
		{"edit without repo", files("docsite.yaml", "edit: edit/main/\n", "content/a.md", "x"), `edit "edit/main/" is not a web address`},
		{"password", files("docsite.yaml", "repo: https://a:b@c.example/\n", "content/a.md", "x"), `is not a web address`},
		{"accent", files("docsite.yaml", "accent: crimson\n", "content/a.md", "x"), `docsite.yaml:1:9: accent "crimson" is not a colour (hint: write it like "#b4004e", in quotes)`},
		{"dark accent", files("docsite.yaml", "accent:\n  light: \"#abc\"\n  dark: \"#abcd\"\n", "content/a.md", "x"), `docsite.yaml:3:9: accent "#abcd" is not a colour`},
		{"accent in no quotes", files("docsite.yaml", "title: x\naccent: #b4004e\n", "content/a.md", "x"), `docsite.yaml:2:9: accent has no value (hint: write the colour in quotes`},
		{"accent's key", files("docsite.yaml", "accent: {lite: \"#abc\"}\n", "content/a.md", "x"), `docsite.yaml:1:10: unknown key "lite"`},
		{"accent's type", files("docsite.yaml", "accent: [a]\n", "content/a.md", "x"), `docsite.yaml:1:9: `},
		{"image without figures", files("docsite.yaml", "images:\n  a: {label: x}\n", "content/a.md", "x"), `docsite.yaml:2:`},
		{"image id", files("docsite.yaml", "images:\n  a--b: {ref: x}\n", "content/a.md", "x"), `image id "a--b" cannot stand in a marker`},
		{"recorded day", files("docsite.yaml", "images:\n  a: {recorded: {usage: 1 MB, on: yesterday}}\n", "content/a.md", "x"), `recorded on "yesterday" is not a day`},
		{"table image", files("docsite.yaml", "tables:\n  a: {images: [b]}\n", "content/a.md", "x"), `docsite.yaml:2:15: image "b" is not under images`},
		{"registry's host", files("docsite.yaml", "registries:\n  https://r.example: {plain: true}\n", "content/a.md", "x"), `docsite.yaml:2:`},
		{"registry's storage", files("docsite.yaml", "registries:\n  r.example: {storage: [s.example, s.example/x]}\n", "content/a.md", "x"), `host "s.example/x" is not the name of a host`},
		{"registry's key", files("docsite.yaml", "registries:\n  r.example: {insecure: true}\n", "content/a.md", "x"), `docsite.yaml:2:15: unknown key "insecure"`},
		{"screenshot's key", files("docsite.yaml", "shots:\n  a.png: {page: a.md, zoom: 2}\n", "content/a.md", "x"), `docsite.yaml:2:23: unknown key "zoom"`},
		{"screenshot's near key", files("docsite.yaml", "shots:\n  a.png: {pag: a.md}\n", "content/a.md", "x"), `unknown key "pag" (hint: did you mean page?)`},
		{"diagrams in capitals", files("docsite.yaml", "diagrams:\n  Mermaid: [mmdc]\n", "content/a.md", "x"), `docsite.yaml:2:12: diagrams "Mermaid" has capital letters: languages of fences are read without (hint: write mermaid)`},
		{"a key of pictures", files("docsite.yaml", "remote_image: show\n", "content/a.md", "x"), `unknown key "remote_image" (hint: did you mean remote_images?)`},
		{"screenshot's scale in words", files("docsite.yaml", "shots:\n  a.png: {page: a.md, scale: twice}\n", "content/a.md", "x"), `docsite.yaml:2:30: "twice" is not a number`},
		{"bad front matter", files("content/a.md", "---\ntitle: a\nweight: heavy\n---\n"), `content/a.md:3:9: warning: front matter: "heavy" is not a whole number: weight is left out`},
		{"alias outside", files("content/a.md", "---\naliases: [../../x]\n---\n"), `content/a.md:2:11: warning: front matter: alias "../../x" is not a path`},
		{"one output", files("content/a.md", "x", "content/A.md", "x"), `content/a.md: warning: page "A.md" and page "a.md" would both be written to "a.html"; page "a.md" is written to "a-2.html" (hint: rename`},
		{"two indexes", files("content/a/README.md", "x", "content/a/readme.md", "x"), `warning: page "a/README.md" and page "a/readme.md" would both be written to "a/index.html"; page "a/readme.md" is written to "a/index-2.html"`},
		{"large page", files("content/a.md", big, "content/b.md", "x"), "content/a.md: warning: it is left out: 1048577 bytes are more than a page may have"},
		{"no page", files("content/a.md", "---\ndraft: true\n---\n", "docsite.yaml", "content: none\n"), `docsite.yaml:1:10: content "none" is not there (hint: `},
		{"é twice", files("content/caf\u00e9.md", "x", "content/cafe\u0301.md", "x"), `warning: page "caf`},
		{"device", files("content/AUX.md", "x"), `content/AUX.md: warning: Windows cannot have a file called "AUX.md"`},
		{"trailing dot", files("content/a./b.md", "x"), `content/a.: warning: Windows cannot have a file called "a."`},
		{"not UTF-8", files("content/a.md", "# caf\xe9\n"), `content/a.md:1:6: warning: the byte 0xE9 is not UTF-8`},
		{"a zero byte", files("content/a.md", "# a\x00\n"), `content/a.md:1:4: warning: the byte 0x00 stands in no text`},
		{"UTF-16", files("content/a.md", "\xff\xfe#\x00"), `content/a.md: warning: it is UTF-16`},
		{"nothing", files("x.txt", "x"), "there is no Markdown file"},
		{"a file as the content folder", files("docsite.yaml", "content: a.md", "a.md", "# A"), `docsite.yaml:1:10: content "a.md" is a file (hint: content: is the folder of the pages)`},
		{"bad lock", files("docsite.lock", "{\n!", "content/a.md", "x"), "docsite.lock:2:"},
		{"new lock", files("docsite.lock", `{"version": 9}`, "content/a.md", "x"), "version 9 is not known"},
	} {
		_, ps := Load(tt.fs, Options{})
		if len(ps) != 1 || !strings.Contains(ps[0].String(), tt.want) || ps.Failed() == strings.Contains(tt.want, "warning: ") {
			t.Errorf("%s: got %v, want one problem with %q", tt.name, ps, tt.want)
		}
	}
}

// TestLoadPassesHiddenFiles: what hides, such as the lock files of editors, is no page and
// nothing to warn of.
func TestLoadPassesHiddenFiles(t *testing.T) {
	fsys := files("content/a.md", "# A\n", "content/.b.md", "# B\n", "content/c/._d.md", "\xff")
	fsys["content/.#a.md"] = &fstest.MapFile{Data: []byte("me@host.1234:1"), Mode: fs.ModeSymlink}
	if s, ps := Load(fsys, Options{}); len(ps) > 0 || len(s.Pages) != 1 {
		t.Errorf("%d pages, %v", len(s.Pages), ps)
	}
}

// TestLoadMark: a byte order mark is no part of the configuration and the lock.
func TestLoadMark(t *testing.T) {
	s, ps := Load(files("docsite.yaml", "\ufefftitle: T\n", "docsite.lock", "\ufeff{\"version\": 1, \"held\": [\"a\"]}\n", "content/a.md", "\ufeff# A\n"), Options{})
	if len(ps) > 0 || s.Config.Title != "T" || len(s.Lock.Held) != 1 {
		t.Errorf("%v %+v", ps, s)
	}
	if _, ps := Load(files("docsite.yaml", "titel: T\nimages: {web: {reff: x, dockerfle: y}}\n", "content/a.md", "# A\n"), Options{}); len(ps) != 3 || ps[2].String() != `docsite.yaml:2:25: unknown key "dockerfle" (hint: did you mean dockerfile?)` {
		t.Error(ps)
	}
	if _, ps := Load(files("docsite.yml", "title: T\n", "content/a.md", "# A\n"), Options{}); len(ps) != 1 || ps[0].String() != "docsite.yml: the configuration is read from docsite.yaml (hint: rename it)" {
		t.Error(ps)
	}
	if _, ps := Load(files("docsite.yml", "title: T\n", "docsite.yaml", "", "content/a.md", "# A\n"), Options{}); len(ps) != 0 {
		t.Error(ps)
	}
	if _, ps := Load(files("docsite.yaml", "\xff\xfet\x00:\x00 \x00x\x00", "content/a.md", "# A\n"), Options{}); len(ps) != 1 || ps[0].String() != "docsite.yaml: it is UTF-16 (hint: save it as UTF-8)" {
		t.Error(ps)
	}
	if _, ps := Load(files("docsite.yaml", "\ufefftitel: T\n", "content/a.md", "# A\n"), Options{}); len(ps) != 1 || !strings.HasPrefix(ps[0].String(), `docsite.yaml:1:1: unknown key "titel" (hint: did you mean title?)`) {
		t.Error(ps)
	}
}

func TestLoadRefusesLinksThatLeave(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(t.TempDir(), "secret.md")
	for _, err := range []error{
		os.WriteFile(secret, []byte("secret"), 0o666),
		os.WriteFile(filepath.Join(dir, "content", "a.md"), []byte("x"), 0o666),
		os.Symlink(secret, filepath.Join(dir, "content", "b.md")),
		os.Symlink("a.md", filepath.Join(dir, "content", "c.md")),
		os.Symlink(filepath.Dir(secret), filepath.Join(dir, "content", "d")),
		os.Symlink(secret, filepath.Join(dir, "content", "picture.png")),
		os.Symlink("nowhere", filepath.Join(dir, "content", "e")),
		os.Symlink("a.md", filepath.Join(dir, "content", "f")),
	} {
		if err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, ps := Load(root.FS(), Options{})
	if len(ps) != 2 || ps[0].File != "content/b.md" || ps[1].File != "content/d" {
		t.Errorf("problems %v, want one for content/b.md and one for content/d", ps)
	}
	if len(s.Pages) != 2 {
		t.Errorf("%d pages, want a.md and the link to it", len(s.Pages))
	}
}

func TestLoadTakesUnchangedPagesFromBefore(t *testing.T) {
	fsys := files("content/a.md", "# a", "content/b.md", "# b")
	var reads atomic.Int32 // pages are read on all cores
	opts := Options{Title: func(body []byte) string { reads.Add(1); return string(body) }}
	opts.Before, _ = Load(fsys, opts)
	fsys["content/b.md"] = &fstest.MapFile{Data: []byte("# b2")}
	s, _ := Load(fsys, opts)
	if p, _ := s.Page("b.md"); reads.Load() != 3 || p.Title != "# b2" {
		t.Errorf("%d reads, title %q; want 3 reads and the new title", reads.Load(), p.Title)
	}
}

// A page's text is kept until it is asked for, as far as there is room.
func TestLoadKeepsText(t *testing.T) {
	fsys := files("content/a.md", "# a")
	for _, tt := range []struct {
		keep        int64
		first, then string
	}{{3, "# a", "# b"}, {2, "# b", "# b"}} {
		fsys["content/a.md"] = &fstest.MapFile{Data: []byte("# a")}
		s, _ := Load(fsys, Options{Keep: tt.keep})
		fsys["content/a.md"] = &fstest.MapFile{Data: []byte("# b")}
		if src, err := s.Peek(s.Pages[0]); err != nil || string(src.Text) != tt.first {
			t.Errorf("keep %d: text %q, %v at first sight; want %q", tt.keep, src.Text, err, tt.first)
		}
		for _, want := range []string{tt.first, tt.then} {
			if src, err := s.Source(s.Pages[0]); err != nil || string(src.Text) != want {
				t.Errorf("keep %d: text %q, %v; want %q", tt.keep, src.Text, err, want)
			}
		}
	}
}

// The README.md of the project is the front page of pages that have none, unless another
// generator makes a site of these. It is read as a page, and as no file beside them.
func TestFront(t *testing.T) {
	readme, page := []string{"README.md", "# Harbour"}, []string{"docs/a.md", "# A"}
	for _, tt := range []struct {
		name  string
		more  []string
		want  string
		files int
	}{
		{"none of its own", nil, "index.html README.md Harbour, a.html docs/a.md A", 0},
		{"deep", []string{"docsite.yaml", "content: docs/en/x\n", "docs/en/x/b.md", "# B"}, "index.html README.md Harbour, b.html docs/en/x/b.md B", 0},
		{"an index", []string{"docs/index.md", "# I"}, "index.html docs/index.md I, a.html docs/a.md A", 1},
		{"a README.md", []string{"docs/README.md", "# R"}, "index.html docs/README.md R, a.html docs/a.md A", 1},
		{"MkDocs", []string{"mkdocs.yml", "site_name: x\n"}, "a.html docs/a.md A", 1},
		{"Docusaurus", []string{"docusaurus.config.js", ""}, "a.html docs/a.md A", 1},
		{"an address", []string{"docusaurus.config.js", "", "docs/b/intro.md", "---\nslug: /\ntitle: Intro\n---\n", "docs/b/c.md", "# C"}, "index.html docs/b/intro.md Intro, a.html docs/a.md A, b/c.html docs/b/c.md C", 1},
		{"an address beside an index", []string{"docs/index.md", "# I", "docs/b.md", "---\nslug: /\ntitle: B\n---\n"}, "index.html docs/index.md I, a.html docs/a.md A, b.html docs/b.md B", 1},
		{"the project", []string{"docsite.yaml", "content: .\n"}, "index.html README.md Harbour, docs/a.html docs/a.md A", 0},
	} {
		s, ps := Load(files(slices.Concat(readme, page, tt.more)...), Options{Title: func(text []byte) string { return strings.TrimPrefix(string(text), "# ") }})
		if s == nil || len(ps) > 0 {
			t.Fatal(tt.name, ps)
		}
		var got []string
		for _, p := range s.Pages {
			got = append(got, p.Output+" "+s.File(p)+" "+p.Title)
			if s.PageOf(s.File(p)) != p {
				t.Errorf("%s: %q is the file of no page", tt.name, s.File(p))
			}
		}
		beside, _ := s.Files()
		if strings.Join(got, ", ") != tt.want || len(beside) != tt.files {
			t.Errorf("%s: got %s and %d files beside, want %s and %d", tt.name, strings.Join(got, ", "), len(beside), tt.want, tt.files)
		}
	}
	s, _ := Load(files(append(page, "README.md", "Words")...), Options{})
	if got := s.Top.Index; got == nil || got.Title != "README" || len(s.Top.Sections) > 0 {
		t.Errorf("a front page without a heading: %v", got)
	}
}
