package render

import (
	"bytes"
	stdhtml "html"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// load makes a site of files.
func load(t testing.TB, files map[string]string) *Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return loadFS(t, fsys)
}

func loadFS(t testing.TB, fsys fs.FS) *Site {
	t.Helper()
	s, ps := site.Load(fsys, site.Options{Title: markdown.Title})
	if s == nil {
		t.Fatal(ps)
	}
	r, more := New(s)
	if more.Failed() {
		t.Fatal(more)
	}
	return r
}

// page renders one page of files.
func page(t testing.TB, files map[string]string, name string) string {
	t.Helper()
	return read(t, load(t, files), name)
}

func read(t testing.TB, s *Site, name string) string {
	t.Helper()
	text, err := fs.ReadFile(s, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// outputsOf are the files of a kind.
func outputsOf(s *Site, kind site.RouteKind) (names []string) {
	for _, r := range s.routes.All() {
		if r.Kind == kind {
			names = append(names, r.Output)
		}
	}
	return names
}

// mainOf is what stands between the tags of <main>.
func mainOf(html string) string {
	_, html, _ = strings.Cut(html, `<main id="Main">`)
	html, _, _ = strings.Cut(html, "</main>")
	return strings.TrimLeft(html, "\n")
}

// TestPages compares what is printed for each page with what the archives of
// testdata/page say. UPDATE=1 writes them anew.
func TestPages(t *testing.T) {
	archives, err := filepath.Glob("testdata/page/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("there are no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testArchive(t, name) })
	}
}

func testArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	want := map[string]string{}
	for _, f := range archive.Files {
		if rest, ok := strings.CutPrefix(f.Name, "want "); ok {
			want[rest] = string(f.Data)
		} else {
			files[f.Name] = string(f.Data)
		}
	}
	s := load(t, files)
	got := map[string]string{}
	for _, output := range outputsOf(s, site.PageRoute) {
		got[output] = mainOf(read(t, s, output))
	}
	for _, p := range s.Problems() {
		got["problems"] += p.String() + "\n"
	}
	if os.Getenv("UPDATE") != "" {
		update(t, name, archive, got)
		return
	}
	for output, html := range got {
		if html != want[output] {
			t.Errorf("%s: got\n%s\nwant\n%s", output, html, want[output])
		}
	}
}

func update(t *testing.T, name string, archive *txtar.Archive, got map[string]string) {
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want ") })
	for output, html := range got {
		archive.Files = append(archive.Files, txtar.File{Name: "want " + output, Data: []byte(html)})
	}
	slices.SortStableFunc(archive.Files, func(a, b txtar.File) int {
		if !strings.HasPrefix(a.Name, "want ") || !strings.HasPrefix(b.Name, "want ") {
			return 0
		}
		return strings.Compare(a.Name, b.Name)
	})
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSameBytes opens every file of two readings in different orders.
func TestSameBytes(t *testing.T) {
	files := sample()
	one, two := load(t, files), load(t, files)
	names := one.Files()
	first := map[string][]byte{}
	for _, name := range names {
		text, err := fs.ReadFile(one, name)
		if err != nil {
			t.Fatal(err)
		}
		first[name] = text
	}
	slices.Reverse(names)
	for _, name := range names {
		text, err := fs.ReadFile(two, name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text, first[name]) {
			t.Errorf("%s differs when it is opened in another order", name)
		}
	}
	if !slices.Equal(one.Files(), two.Files()) {
		t.Errorf("files %q and %q", one.Files(), two.Files())
	}
}

// sample is a project that uses everything.
func sample() map[string]string {
	files := map[string]string{}
	for _, name := range []string{"annotated", "prose", "quoted"} {
		archive, err := txtar.ParseFile("testdata/page/" + name + ".txtar")
		if err != nil {
			panic(err)
		}
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "want ") {
				continue
			}
			to := f.Name
			if rest, ok := strings.CutPrefix(to, "content/"); ok && name != "quoted" {
				to = "content/" + name + "/" + rest
			}
			files[to] = string(f.Data)
		}
	}
	return files
}

// TestTitleOfPage: a page whose text does not open with a title has that of its front matter, and one title alone.
func TestTitleOfPage(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: Guide\n---\n\n## Part\n\n# Step\n":        "Guide, Step",
		"---\ntitle: Guide\n---\n\n# Step\n\n## Part\n":        "Step",
		"---\ntitle: Guide\n---\n\nText\n":                     "Guide",
		"## Part\n\n# Step\n":                                  "Step",
		"<p>x</p>\n\n<h1>Step</h1>\n\n## Part\n":               "Step",
		"---\ntitle: Guide\n---\n\n## Part\n\n<h1>Step</h1>\n": "Guide, Step",
	} {
		var got []string
		for _, part := range strings.Split(page(t, map[string]string{"content/index.md": text}, "index.html"), "<h1")[1:] {
			_, title, _ := strings.Cut(part, ">")
			title, _, _ = strings.Cut(title, "<")
			got = append(got, title)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

// TestListingsJoin takes the code out of the pages again: the cells of every
// listing, joined, are its source.
func TestListingsJoin(t *testing.T) {
	for _, code := range []string{
		"FROM a\n\n# <b>&amp;\nRUN b \\\n  && c --flag='x y' \"$Z\"\n\n\nCMD [\"a\"]\n",
		"FROM a\r\nRUN b \\\r\n  c\r\n",
		"RUN <<EOF\necho\n\techo 2 > /x\nEOF\nUSER x\n",
		"FROM a",
		"\n\nFROM a\n\n",
		"no instruction at all <x>\n",
	} {
		text := "```dockerfile\n" + strings.TrimSuffix(code, "\n") + "\n```\n\n- `FROM`: base\n- `RUN`: runs\n- Line 1: it\n"
		html := page(t, map[string]string{"content/index.md": text}, "index.html")
		want := strings.TrimSuffix(code, "\n") + "\n"
		if got := codeOf(html); got != want {
			t.Errorf("listing %q came out as %q", want, got)
		}
	}
}

// codeOf joins the text of the first listing's code cells.
func codeOf(html string) string {
	_, html, _ = strings.Cut(html, `<div class="listing`)
	html, _, _ = strings.Cut(html, "</main>")
	var b strings.Builder
	for {
		_, rest, found := strings.Cut(html, "<pre><code>")
		if !found {
			return b.String()
		}
		code, rest, _ := strings.Cut(rest, "</code></pre>")
		html = rest
		for code != "" {
			text, tag, _ := strings.Cut(code, "<")
			b.WriteString(stdhtml.UnescapeString(text))
			_, code, _ = strings.Cut(tag, ">")
		}
	}
}
