package refresh

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docsite/internal/figures"
	"docsite/internal/measure"
	"docsite/internal/site"
)

// project is a folder with files, and what a run over it gives.
type project struct {
	t   *testing.T
	dir string
}

func newProject(t *testing.T, files map[string]string) *project {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	p := &project{t, t.TempDir()}
	for name, text := range files {
		p.write(name, text)
	}
	return p
}

func (p *project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) read(name string) string {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

// all is every file with its text.
func (p *project) all() map[string]string {
	files := map[string]string{}
	err := filepath.WalkDir(p.dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(p.dir, name)
			files[filepath.ToSlash(rel)] = p.read(rel)
		}
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return files
}

func (p *project) run(o Options) *Report {
	p.t.Helper()
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		p.t.Fatal(err)
	}
	defer root.Close()
	if o.Today == "" {
		o.Today = "2026-11-20"
	}
	if o.Client == nil {
		o.Client = measure.New(measure.Options{})
	}
	report, err := Run(p.t.Context(), root, o)
	if err != nil {
		p.t.Fatal(err)
	}
	return report
}

// expect fails unless the run ends with the exit code.
func (p *project) expect(code int, o Options) *Report {
	p.t.Helper()
	report := p.run(o)
	if report.Code() != code {
		p.t.Fatalf("exit code %d, want %d\n%s%v", report.Code(), code, report.Text(), report.Problems)
	}
	return report
}

const twoImages = `images:
  small: {ref: %[1]s/small, label: The small one}
  large: {ref: %[1]s/large}
  old: {recorded: {usage: 800 MB, on: 2026-11-23}}
tables:
  sizes: {images: [old, small, large], columns: [download, layers, platform, since]}
`

const twoImagesPage = "# Sizes\n\nIt downloads <!-- ds:small.download -->?<!-- /ds --> or *<!-- ds:large.download --><!-- /ds -->*,\nonce <!-- ds:old.usage -->1 GB<!-- /ds -->.\n\n<!-- ds:table sizes -->\n<!-- /ds:table sizes -->\n\n- One:\n\n  <!-- ds:caption small -->\n\n  stale\n\n  <!-- /ds:caption small -->\n"

// TestRefresh goes through the life of a project: measured, unchanged,
// replaced, out of reach.
func TestRefresh(t *testing.T) {
	r := newRegistry(t)
	small, large := r.push("small", 40_000), r.push("large", 900_000)
	p := newProject(t, map[string]string{"docsite.yaml": fmt.Sprintf(twoImages, r.host), "content/a.md": twoImagesPage})
	p.expect(Fine, Options{})

	page := p.read("content/a.md")
	want := fmt.Sprintf("# Sizes\n\nIt downloads <!-- ds:small.download -->%[1]s<!-- /ds --> or *<!-- ds:large.download -->%[2]s<!-- /ds -->*,\nonce <!-- ds:old.usage -->800 MB<!-- /ds -->.\n\n"+
		"<!-- ds:table sizes -->\n\n"+
		"| Image         | Download | Layers | Platform    | Since      |\n"+
		"| :------------ | -------: | -----: | :---------- | :--------- |\n"+
		"| old           |        – |      – | –           | 2026-11-23 |\n"+
		"| The small one |  %[1]s |      1 | linux/amd64 | 2026-11-20 |\n"+
		"| large         |   %[2]s |      1 | linux/amd64 | 2026-11-20 |\n"+
		"\n<!-- /ds:table sizes -->\n\n- One:\n\n  <!-- ds:caption small -->\n\n  _`%[3]s/small` (linux/amd64): %[1]s to download", figures.Size(small), figures.Size(large), r.host)
	if !strings.HasPrefix(page, want) {
		t.Errorf("page:\n%s\nwant:\n%s", page, want)
	}
	if !strings.Contains(p.read("docsite.lock"), fmt.Sprintf(`"download": %d`, small)) {
		t.Errorf("the lock has no %d:\n%s", small, p.read("docsite.lock"))
	}

	r.requests()
	before := p.all()
	for range 2 {
		p.expect(Fine, Options{Today: "2027-01-01"})
		if seen := r.requests(); len(seen) != 2 || strings.Count(strings.Join(seen, "\n"), "HEAD ") != 2 {
			t.Errorf("an uneventful run asked %q", seen)
		}
	}
	if after := p.all(); !maps.Equal(before, after) {
		t.Errorf("an uneventful run changed something: %v", after)
	}
	p.expect(Fine, Options{Check: true})
	if seen := r.requests(); len(seen) > 0 {
		t.Errorf("check asked %q", seen)
	}

	large = r.push("large", 1_900_000)
	report := p.expect(Drift, Options{Check: true, Live: true})
	if !strings.Contains(string(report.Diff), "+| large         |   "+figures.Size(large)) {
		t.Errorf("no diff:\n%s", report.Diff)
	}
	if after := p.all(); !maps.Equal(before, after) {
		t.Error("check wrote something")
	}
	p.expect(Fine, Options{Check: true}) // hermetic: somebody else's image reddens nothing
	p.expect(Fine, Options{Today: "2026-12-01"})
	page = p.read("content/a.md")
	for _, want := range []string{"or *<!-- ds:large.download -->" + figures.Size(large) + "<!-- /ds -->*", "| linux/amd64 | 2026-12-01 |", "| linux/amd64 | 2026-11-20 |"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	p.expect(Fine, Options{Check: true, Live: true})

	before = p.all()
	r.refuse(func(*http.Request) bool { return true })
	report = p.expect(Unavailable, Options{})
	if text := report.Text(); report.Unasked() != 2 || !strings.Contains(text, "large, small: ") || strings.Count(text, "their last figures are kept") != 2 {
		t.Errorf("report:\n%s", text)
	}
	if after := p.all(); !maps.Equal(before, after) {
		t.Error("a registry that is down changed something")
	}
	p = newProject(t, map[string]string{"docsite.yaml": fmt.Sprintf(twoImages, r.host), "content/a.md": twoImagesPage})
	if text := p.expect(Unavailable, Options{}).Text(); strings.Contains(text, "last figures") || strings.Count(text, "they have no figures yet") != 1 {
		t.Errorf("of images that were never measured:\n%s", text)
	}
}

// TestOneRegistryDown: what can be asked is brought up to date, and a
// comparison is never half new.
func TestOneRegistryDown(t *testing.T) {
	r := newRegistry(t)
	r.push("small", 40_000)
	r.push("large", 900_000)
	p := newProject(t, map[string]string{"docsite.yaml": fmt.Sprintf(twoImages, r.host), "content/a.md": twoImagesPage})
	p.expect(Fine, Options{})
	table := func() string {
		_, rest, _ := strings.Cut(p.read("content/a.md"), "<!-- ds:table sizes -->")
		body, _, _ := strings.Cut(rest, "<!-- /ds:table")
		return body
	}
	before := table()
	small := r.push("small", 80_000)
	r.push("large", 1_800_000)
	r.refuse(func(req *http.Request) bool { return strings.Contains(req.URL.Path, "large") })
	report := p.expect(Unavailable, Options{})
	if page := p.read("content/a.md"); !strings.Contains(page, "ds:small.download -->"+figures.Size(small)+"<") {
		t.Errorf("the other image was not brought up to date:\n%s", page)
	}
	if table() != before {
		t.Errorf("the table is half new:\n%s", table())
	}
	if !slices.ContainsFunc(report.Items, func(i Item) bool { return i.Kind == "table" && i.State == Held }) {
		t.Errorf("the report does not say that the table is held: %+v", report.Items)
	}
	p.expect(Fine, Options{Check: true}) // held on purpose: no drift
	r.refuse(nil)
	p.expect(Fine, Options{})
	if table() == before || strings.Contains(p.read("docsite.lock"), `"held"`) {
		t.Errorf("the table is still held:\n%s", table())
	}
	p.expect(Fine, Options{Check: true})
}

// TestAnotherPlatform: an image of another platform than that of the figures does not
// take their place, though docsite.yaml names none; of an image that has more platforms
// now, the one that was measured stays.
func TestAnotherPlatform(t *testing.T) {
	r := newRegistry(t)
	ref := r.host + "/web:latest"
	pushPlatform(t, ref, "arm64", 40_000)
	p := newProject(t, map[string]string{"docsite.yaml": "images: {web: {ref: " + ref + "}}\n", "content/a.md": "# A\n\nIt is <!-- ds:web.download -->?<!-- /ds -->.\n"})
	p.expect(Fine, Options{})
	before := p.all()
	pushPlatform(t, ref, "amd64", 80_000)
	report := p.expect(Unavailable, Options{})
	if text := report.Text(); !strings.Contains(text, "there is none for linux/arm64 (hint: there is linux/amd64; to document another, name its platform in docsite.yaml)") {
		t.Errorf("report:\n%s", text)
	}
	if !maps.Equal(before, p.all()) {
		t.Error("the figures of another platform are written")
	}
	p.write("docsite.yaml", "images: {web: {ref: "+ref+", platform: linux/amd64}}\n")
	p.expect(Fine, Options{})
}

// TestTolerance: small changes are not published, and many small ones are.
func TestTolerance(t *testing.T) {
	r := newRegistry(t)
	r.push("small", 1_000_000)
	p := newProject(t, map[string]string{
		"docsite.yaml": "images: {small: {ref: " + r.host + "/small}}\ntables: {t: {images: [small], columns: [download]}}\n",
		"content/a.md": "x <!-- ds:small.download --><!-- /ds -->\n\n<!-- ds:table t -->\n<!-- /ds:table t -->\n\n<!-- ds:caption small -->\n<!-- /ds:caption small -->\n"})
	p.expect(Fine, Options{})
	before := p.read("content/a.md")
	for _, size := range []int{1_002_000, 1_005_000} {
		r.push("small", size)
		p.expect(Fine, Options{Check: true, Live: true, Tolerance: "1%"})
		p.expect(Fine, Options{Today: "2026-12-24"})
		if now := p.read("content/a.md"); now != before {
			t.Errorf("at %d bytes the page became\n%s", size, now)
		}
		p.expect(Fine, Options{Check: true})
	}
	p.expect(Drift, Options{Check: true, Tolerance: "0%"})
	p.expect(Drift, Options{Check: true, Tolerance: "1 kB"})
	p.expect(Fine, Options{Check: true, Tolerance: "9 kB"})
	p.expect(Wrong, Options{Check: true, Tolerance: "much"})
	r.push("small", 1_012_000)
	p.expect(Drift, Options{Check: true, Live: true})
	p.expect(Fine, Options{})
	if now := p.read("content/a.md"); strings.Count(now, "1.01 MB") != 4 {
		t.Errorf("slow drift did not cross the tolerance:\n%s", now)
	}
}

// TestWrongWritesNothing: an error in one page keeps every other file as it is.
func TestWrongWritesNothing(t *testing.T) {
	r := newRegistry(t)
	r.push("small", 1000)
	config := "images: {small: {ref: " + r.host + "/small}}\ntables: {t: {images: [small], columns: [download]}}\n"
	good := "x <!-- ds:small.download --><!-- /ds -->\n"
	for name, files := range map[string]map[string]string{
		"marker not closed":  {"content/b.md": "x <!-- ds:small.download -->\n"},
		"unknown image":      {"content/b.md": "x <!-- ds:tiny.download --><!-- /ds -->\n"},
		"unknown figure":     {"content/b.md": "x <!-- ds:small.size --><!-- /ds -->\n"},
		"unknown table":      {"content/b.md": "<!-- ds:table u -->\n<!-- /ds:table u -->\n"},
		"unknown caption":    {"content/b.md": "<!-- ds:caption u -->\n<!-- /ds:caption u -->\n"},
		"no quoted file":     {"content/b.md": "```sh file=none.sh\n```\n"},
		"quoted file away":   {"content/b.md": "```sh file=../../none.sh\n```\n"},
		"quoted is a folder": {"content/b.md": "```sh file=.\n```\n"},
		"hidden file":        {"content/b.md": "```sh file=../.secret\n```\n", ".secret": "x\n"},
		"configuration":      {"docsite.yaml": config + "titel: x\n"},
		"reference":          {"docsite.yaml": "images: {small: {ref: 'a b'}}\n"},
		"local reference":    {"docsite.yaml": "images: {small: {ref: 'oci:../../x'}}\n"},
		"no dockerfile":      {"docsite.yaml": "images: {small: {ref: " + r.host + "/small, dockerfile: none}}\n"},
		"no FROM":            {"docsite.yaml": "images: {small: {ref: " + r.host + "/small, dockerfile: words}}\n", "words": "no Dockerfile\n"},
		"tolerance":          {"docsite.yaml": config + "tolerance: much\n"},
		"lock":               {"docsite.lock": "{"},
		"nested too deep":    {"content/b.md": strings.Repeat("> ", 200) + "x\n"},
	} {
		p := newProject(t, map[string]string{"docsite.yaml": config, "content/a.md": good})
		for file, text := range files {
			p.write(file, text)
		}
		before := p.all()
		report := p.run(Options{})
		if report.Code() != Wrong || !report.Problems.Failed() {
			t.Errorf("%s: exit code %d, %v", name, report.Code(), report.Problems)
		} else if first := report.Problems[0]; first.File == "" || first.Line == 0 && !slices.Contains([]string{"tolerance"}, name) {
			t.Errorf("%s: no place: %v", name, first)
		}
		if !maps.Equal(before, p.all()) {
			t.Errorf("%s: something was written", name)
		}
	}
}

// TestQuotations: a listing that says file= is made equal to the file,
// wherever it stands and whatever the file holds.
func TestQuotations(t *testing.T) {
	p := newProject(t, map[string]string{
		"Dockerfile": "FROM a\n\n\tRUN b\r\n```\n",
		"content/a.md": "\ufeff- one\r\n\r\n  ```dockerfile file=../Dockerfile\r\n  old\r\n  ```\r\n\r\n" +
			"> ~~~dockerfile file=../Dockerfile\r\n> old\r\n> ~~~\r\n\r\n```dockerfile file=../Dockerfile\r\n```\r\n\r\nend",
	})
	p.expect(Drift, Options{Check: true})
	p.expect(Fine, Options{})
	want := "\ufeff- one\r\n\r\n  ````dockerfile file=../Dockerfile\r\n  FROM a\r\n\r\n  \tRUN b\r\n  ```\r\n  ````\r\n\r\n" +
		"> ~~~dockerfile file=../Dockerfile\r\n> FROM a\r\n>\r\n> \tRUN b\r\n> ```\r\n> ~~~\r\n\r\n" +
		"````dockerfile file=../Dockerfile\r\nFROM a\r\n\r\n\tRUN b\r\n```\r\n````\r\n\r\nend"
	if got := p.read("content/a.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	p.expect(Fine, Options{Check: true})
}

// TestQuotationOfNoText: what is no text is not put into a page, which would be none either.
func TestQuotationOfNoText(t *testing.T) {
	for name, text := range map[string]string{"a program": "\x7fELF\x02\x00\xff", "UTF-16": "F\x00R\x00O\x00M\x00"} {
		p := newProject(t, map[string]string{"bin": text, "content/a.md": "```text file=../bin\n```\n"})
		if report := p.expect(Wrong, Options{}); !strings.Contains(report.Problems[0].String(), `quoted file "../bin": it is no text`) {
			t.Errorf("%s: %v", name, report.Problems)
		}
	}
}

// TestPagesDoNotOutgrow: what quotes more than a page may have is told where that is so,
// and nothing is written; the preview shows it as it stands.
func TestPagesDoNotOutgrow(t *testing.T) {
	files := map[string]string{"Dockerfile": "FROM a\n" + strings.Repeat("RUN b\n", 100_000),
		"content/a.md": strings.Repeat("```dockerfile file=../Dockerfile\nold\n```\n\n", 20)}
	p := newProject(t, files)
	report := p.expect(Wrong, Options{})
	want := "content/a.md:9:1: with the figures and quotations above the page would have more than 1 MiB (hint: split the page)"
	if len(report.Problems) != 1 || report.Problems[0].String() != want {
		t.Errorf("%v, want %s", report.Problems, want)
	}
	if got := p.read("content/a.md"); got != files["content/a.md"] {
		t.Error("the page was written")
	}
	p.write("content/a.md", strings.Repeat("```dockerfile file=../Dockerfile\nold\n```\n\n", 2))
	if report = p.expect(Wrong, Options{}); len(report.Problems) != 1 || !strings.HasPrefix(report.Problems[0].String(), "content/a.md:6:1: with the figures") {
		t.Errorf("of the last quotation: %v", report.Problems) // none stands behind it that would tell
	}
	p.write("content/a.md", files["content/a.md"])
	s, _ := site.Load(os.DirFS(p.dir), site.Options{})
	page, _ := s.Page("a.md")
	src, err := s.Source(page)
	if now, older := Follow(s, page, src); err != nil || now != src || older != nil {
		t.Errorf("the preview has %d bytes, %v", len(now.Text), older)
	}
}

// TestFilesKeepTheirMode, and links lead to the file that is replaced.
func TestFilesKeepTheirMode(t *testing.T) {
	p := newProject(t, map[string]string{
		"docsite.yaml": "images: {a: {recorded: {usage: 5 MB, on: 2026-01-01}}}\n",
		"real/b.md":    "x <!-- ds:a.usage --><!-- /ds -->\n", "content/c.md": "c\n",
	})
	if err := os.Chmod(filepath.Join(p.dir, "real/b.md"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../real/b.md", filepath.Join(p.dir, "content/b.md")); err != nil {
		t.Skip(err)
	}
	p.write("content/.docsite-ABC.tmp", "an orphan")
	p.expect(Fine, Options{})
	if got := p.read("real/b.md"); got != "x <!-- ds:a.usage -->5 MB<!-- /ds -->\n" {
		t.Errorf("%q", got)
	}
	info, err := os.Lstat(filepath.Join(p.dir, "real/b.md"))
	if err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(filepath.Join(p.dir, "content/b.md")); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(p.dir, "content/.docsite-ABC.tmp")); err == nil {
		t.Error("an orphan was left")
	}
}
