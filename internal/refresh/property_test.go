package refresh

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/publish"
)

// TestBytesOutsideMarkersStay writes 1,000 documents of random pieces, with
// all line ends, with and without a byte order mark and a last newline, as pages
// and as files that are none, and checks that what is outside the markers is the same, byte for byte.
func TestBytesOutsideMarkersStay(t *testing.T) {
	const documents = 1000
	files := map[string]string{"docsite.yaml": "files: ['notes/**/*.md']\nimages:\n  a: {recorded: {usage: 284 MB, download: 62.6 MB, on: 2026-11-23}}\ntables:\n  t: {images: [a], columns: [usage, download]}\n"}
	r := rand.New(rand.NewPCG(7, 11))
	outsides := map[string][]string{}
	for i := range documents {
		name := fmt.Sprintf("%s/%04d.md", []string{"content", "notes/a/b", "notes"}[i%3], i)
		text, outside := randomDocument(r)
		files[name], outsides[name] = text, outside
	}
	p := newProject(t, files)
	p.expect(Fine, Options{})
	changed := 0
	for name, outside := range outsides {
		text := p.read(name)
		if text != files[name] {
			changed++
		}
		rest := text
		for i, piece := range outside {
			at := strings.Index(rest, piece)
			if i == 0 && at != 0 || i == len(outside)-1 && !strings.HasSuffix(rest, piece) || at < 0 {
				t.Fatalf("%s: %q is not where it was\nbefore %q\nafter  %q", name, piece, files[name], text)
			}
			rest = rest[at:]
			if i < len(outside)-1 {
				rest = rest[len(piece):]
			}
		}
	}
	if changed < documents/2 {
		t.Errorf("only %d documents changed", changed)
	}
	before := p.all()
	report := p.expect(Fine, Options{})
	if len(report.Written) > 0 {
		t.Errorf("a second run wrote %d files", len(report.Written))
	}
	for name, text := range p.all() {
		if before[name] != text {
			t.Errorf("a second run changed %s", name)
		}
	}
	p.expect(Fine, Options{Check: true})
}

// pieces of a document: what stands before a marker's text, the text, and
// what stands after it. Pieces without a marker have one part.
var pieces = [][]string{
	{"A paragraph with *emphasis* and `code`,\nin two lines.  \n"},
	{"It has <!-- ds:a.usage -->", "1 GB", "<!-- /ds --> of **bold** 画像 text.\n"},
	{"About <!-- ds:a.usage digits=1 -->", "250 MB", "<!-- /ds -->.\n"},
	{"Two: <!-- ds:a.usage -->", "284 MB", "<!-- /ds --> and <!-- ds:a.download -->", "", "<!-- /ds -->\n"},
	{"> quoted <!-- ds:a.download -->", "9 kB", "<!-- /ds -->\n> and more\n"},
	{"| x | y |\n|---|---|\n| z | <!-- ds:a.download -->", "~5", "<!-- /ds --> |\n"},
	{"## Heading <!-- ds:a.usage -->", "x", "<!-- /ds -->\n"},
	{"```md\n<!-- ds:a.usage -->1<!-- /ds -->\n```\n"},
	{"A ``code span with ` and <!-- ds:table t -->``.\n"},
	{"<!-- ds:table t -->", "\n\n| old |\n|---|\n\n", "<!-- /ds:table t -->\n"},
	{"- item\n\n  <!-- ds:table t -->", "\n  ", "<!-- /ds:table t -->\n"},
	{"1. item\n\n   > <!-- ds:caption a -->", "\n   > old words\n   > ", "<!-- /ds:caption a -->\n"},
	{"<!-- a comment\nof two lines -->\n"},
	{"Trailing spaces   \t\n"},
}

// randomDocument gives a document and its pieces outside the markers.
func randomDocument(r *rand.Rand) (text string, outside []string) {
	eol := "\n"
	if r.IntN(2) == 0 {
		eol = "\r\n"
	}
	var all []string // outside and inside by turns
	all = append(all, "")
	if r.IntN(3) == 0 {
		all[0] = "\ufeff"
	}
	if r.IntN(3) == 0 {
		all[0] += "---\ntitle: x\n---\n"
	}
	for range 2 + r.IntN(8) {
		piece := pieces[r.IntN(len(pieces))]
		all[len(all)-1] += piece[0]
		all = append(all, piece[1:]...)
		all[len(all)-1] += "\n"
	}
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "\n", eol)
	}
	last := len(all) - 1
	if r.IntN(3) == 0 {
		all[last] = strings.TrimRight(all[last], "\r\n")
	}
	for i := 0; i < len(all); i += 2 {
		outside = append(outside, all[i])
	}
	return strings.Join(all, ""), outside
}

// TestSavedMeanwhile: a page that an editor saved while the run was at work
// is left alone, and so is everything else.
func TestSavedMeanwhile(t *testing.T) {
	p := newProject(t, map[string]string{
		"content/a.md": "a\n", "content/b.md": "b\n", "README.md": "c\n",
	})
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := &run{root: root, report: &Report{}}
	r.write([]publish.Edit{
		{Name: "README.md", Old: []byte("c\n"), New: []byte("new\n")},
		{Name: "content/a.md", Old: []byte("a\n"), New: []byte("new\n")},
		{Name: "content/b.md", Old: []byte("older\n"), New: []byte("new\n")},
	})
	want := "content/b.md: cannot be written: somebody has saved it meanwhile (hint: run docsite refresh again)"
	if got := r.report.Problems[0].String(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if r.report.Code() != Wrong || p.read("README.md") != "c\n" || p.read("content/a.md") != "a\n" || p.read("content/b.md") != "b\n" {
		t.Errorf("code %d, %q, %q", r.report.Code(), p.read("content/a.md"), p.read("content/b.md"))
	}
	if left, _ := filepath.Glob(filepath.Join(p.dir, "content", ".docsite-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
