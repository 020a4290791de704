package draft

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/golden"
	"docsite/internal/inventory"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/phrases"
	"docsite/internal/quote"
	"docsite/internal/site"
)

// projects are archives of testdata: a project, whose comment may hold a line
// "image: REF", with what is drafted for it behind: the files below "drafted/",
// and what was reported as "problems". UPDATE=1 rewrites them.
func projects(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no projects: %v", err)
	}
	all := map[string]*txtar.Archive{}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[path] = a
	}
	return all
}

// isInput reports whether a file of an archive belongs to the project.
func isInput(f txtar.File) bool {
	return f.Name != "problems" && !strings.HasPrefix(f.Name, "drafted/")
}

// load reads a project in memory.
func load(t testing.TB, files fstest.MapFS) *site.Site {
	t.Helper()
	s, problems := site.Load(files, site.Options{Title: markdown.Title, Drafts: true})
	if s == nil {
		t.Fatal(problems)
	}
	return s
}

func inMemory(a *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if isInput(f) {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

func TestGolden(t *testing.T) {
	for path, a := range projects(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got := &txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				if isInput(f) {
					got.Files = append(got.Files, f)
				}
			}
			o := Options{Name: "harbour"}
			if m := regexp.MustCompile(`(?m)^image: (\S+)$`).FindSubmatch(a.Comment); m != nil {
				o.Image, o.ID = string(m[1]), "harbour"
			}
			files := inMemory(a)
			plan, problems := New(load(t, files), inventory.Read(files, nil), o)
			if plan != nil {
				for _, f := range plan.Files {
					got.Files = append(got.Files, txtar.File{Name: "drafted/" + f.Name, Data: f.Text})
				}
				check(t, files, o)
			}
			if len(problems) > 0 {
				text := ""
				for _, p := range problems {
					text += p.String() + "\n"
				}
				got.Files = append(got.Files, txtar.File{Name: "problems", Data: []byte(text)})
			}
			golden.Compare(t, path, txtar.Format(got))
		})
	}
}

// check drafts a page and reads it back as docsite does: it quotes the bytes
// of its files, every row is beside its code, nothing else is taken for a
// note, and each cell holds what was meant. It reports whether there was a
// page.
func check(t testing.TB, files fstest.MapFS, o Options) bool {
	t.Helper()
	p := &project{site: load(t, files), found: inventory.Read(files, nil), options: o}
	if !p.readDockerfile(p.found.Main()) || !p.parse() {
		return false
	}
	p.findScripts()
	page := p.draft("content/index.md", p.title())
	src := &site.Source{Name: page.file, Text: page.text()}
	if problems := markdown.Check(src); problems.Failed() {
		return false
	}
	doc := markdown.Parse(src)
	if len(doc.Listings) != len(page.sections) {
		t.Fatalf("%d listings were read of %d:\n%s", len(doc.Listings), len(page.sections), src.Text)
	}
	codes := make([]*code.Code, len(doc.Listings))
	for i := range doc.Listings {
		l := &doc.Listings[i]
		checkQuote(t, files, l)
		codes[i] = code.Read(l.Language, l.Code)
	}
	checkNotes(t, page, doc, codes)
	return true
}

// checkQuote compares a listing with the file that it says it quotes.
func checkQuote(t testing.TB, files fstest.MapFS, l *markdown.Listing) {
	t.Helper()
	if l.Quote == nil {
		t.Fatalf("a listing quotes nothing: %q", l.Code)
	}
	file := files[strings.TrimPrefix(l.Quote.File, "../")]
	if file == nil {
		t.Fatalf("%q is no file of the project", l.Quote.File)
	}
	part, err := quote.Part(file.Data, l.Quote)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.TrimSuffix(part, []byte("\n")), bytes.TrimSuffix(l.Code, []byte("\n"))) {
		t.Errorf("quoted %q\nof     %q", l.Code, part)
	}
}

func checkNotes(t testing.TB, page *page, doc *markdown.Document, codes []*code.Code) {
	t.Helper()
	read := notes.Put(doc, codes, new(notes.Scratch))
	seen := 0
	for g, bindings := range read.Bindings {
		for n, binding := range bindings {
			note := &read.Groups[g].Notes[n]
			if note.Kind != site.TableNote {
				if read.Places[g][n].Where == notes.Beside {
					t.Errorf("%q is taken for a note: %s", note.Label, binding.State)
				}
				continue
			}
			for block, s := range page.sections {
				if r := s.at[note.Span.Start]; r != nil {
					seen++
					if !s.isBeside(r, block, &binding) {
						t.Errorf("%q: %s, at %v (%s)", note.Label, binding.State, binding.Targets, binding.Reason)
					}
					if note.Label != r.labels[0] || note.Text != shown(r.say()) {
						t.Errorf("read %q: %q\nmeant %q: %q", note.Label, note.Text, r.labels[0], shown(r.say()))
					}
				}
			}
		}
	}
	if seen != page.notes() {
		t.Errorf("%d of %d rows were read", seen, page.notes())
	}
}

var links = regexp.MustCompile(`\[([^\]]*)\]\(#[^)]*\)`)

// shown is what a reader sees of a sentence.
func shown(say string) string {
	say = strings.ReplaceAll(links.ReplaceAllString(say, "$1"), `\|`, "|")
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(say, "`")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		ticks := "`" + rest[:len(rest)-len(strings.TrimLeft(rest, "`"))]
		inner := say[len(before)+len(ticks):]
		end := 0
		for at := 0; ; at++ { // a run of exactly as many
			run := len(inner[at:]) - len(strings.TrimLeft(inner[at:], "`"))
			if run == len(ticks) {
				end = at
				break
			}
			at += run
		}
		code := inner[:end]
		if strings.HasPrefix(code, " ") && strings.HasSuffix(code, " ") {
			code = code[1 : len(code)-1]
		}
		b.WriteString(code)
		say = inner[end+len(ticks):]
	}
}

// TestEveryInstruction: there is a sentence for each instruction that needs nothing but
// the instruction's name, and sentences for nothing else.
func TestEveryInstruction(t *testing.T) {
	for _, name := range dockerfile.Keywords() {
		if name != "RUN" && (phrases.Facts{}).First("instruction "+name) == "" {
			t.Errorf("%s has no sentence for whatever stands behind it", name)
		}
	}
	catalogue, err := os.ReadFile("../phrases/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(catalogue)) {
		if name, ok := strings.CutPrefix(line, "instruction "); ok && !slices.Contains(dockerfile.Keywords(), strings.TrimSpace(name)) {
			t.Errorf("%s is no instruction", name)
		}
	}
}

// TestConfig: what is commented out in a first docsite.yaml is valid once the
// signs before it are taken off.
// TestElided compares the shortened names of a command with those that are found
// by trying every beginning of its words.
func TestElided(t *testing.T) {
	for _, line := range []string{"", "a", "a b", "a b c d", strings.Repeat("ab ", 40), strings.Repeat("word ", 9) + strings.Repeat("x", 70) + " b c", strings.Repeat("! ", 60)} {
		for than, lead := range []string{"RUN ", ""} {
			words := strings.Fields(line)
			var want []string
			for n := len(words) - 1; n > 1 || n > 0 && lead != ""; n-- {
				want = append(want, short(lead+strings.Join(words[:n], " ")+" ...")...)
			}
			if got := elided(lead, words, than); !slices.Equal(got, want) {
				t.Errorf("%q, %q: %q, want %q", lead, line, got, want)
			}
		}
	}
}

func TestConfig(t *testing.T) {
	files := fstest.MapFS{"Dockerfile": {Data: []byte("FROM scratch\n")}}
	plan, problems := New(load(t, files), inventory.Read(files, nil), Options{Name: "harbour: yes"})
	if plan == nil {
		t.Fatal(problems)
	}
	for _, f := range plan.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Text}
	}
	s, problems := site.Load(files, site.Options{})
	if len(problems) > 0 || s.Config.Title != "harbour: yes" || len(s.Config.Images) != 0 {
		t.Errorf("%v: %+v", problems, s)
	}
	text := regexp.MustCompile(`(?m)^#(\S|  )`).ReplaceAll(files[site.ConfigName].Data, []byte("$1"))
	files[site.ConfigName] = &fstest.MapFile{Data: text}
	s, problems = site.Load(files, site.Options{})
	if len(problems) > 0 || s.Config.Images["web"].Dockerfile != "Dockerfile" || len(s.Config.Tables["sizes"].Images) != 1 {
		t.Errorf("%v in\n%s", problems, text)
	}
}

// TestChoosePage has the places that a page may get, and those that it may not.
func TestChoosePage(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("# A page\n")}
	for _, tt := range []struct {
		name  string
		files fstest.MapFS
		out   string
		want  string // the page, or how the problem begins
	}{
		{"nothing is there", fstest.MapFS{}, "", "content/index.md"},
		{"README.md stays the front page", fstest.MapFS{"README.md": page}, "", "dockerfile.md"},
		{"there is a folder of pages", fstest.MapFS{"docs/a.md": page}, "", "docs/dockerfile.md"},
		{"it is empty", fstest.MapFS{"content/x.txt": page}, "", "content/index.md"},
		{"pages stand at the top", fstest.MapFS{"index.md": page, "docsite.yaml": {Data: []byte("title: x\n")}}, "", "dockerfile.md"},
		{"docsite.yaml says where", fstest.MapFS{"docsite.yaml": {Data: []byte("content: site/pages\n")}}, "", "site/pages/index.md"},
		{"a place of one's own", fstest.MapFS{"content/a.md": page}, "content/sub/b.md", "content/sub/b.md"},
		{"a page is there", fstest.MapFS{"content/a.md": page, "content/dockerfile.md": page}, "", "content/dockerfile.md: the page is there"},
		{"outside the content", fstest.MapFS{"content/a.md": page}, "b.md", `page "b.md" is not in "content"`},
		{"outside the project", fstest.MapFS{}, "content/../../b.md", `page "../b.md" is not in "content"`},
		{"no Markdown", fstest.MapFS{}, "content/b.html", `page "content/b.html" does not end in .md`},
	} {
		tt.files["Dockerfile"] = &fstest.MapFile{Data: []byte("FROM scratch\n")}
		plan, problems := New(load(t, tt.files), inventory.Read(tt.files, nil), Options{Name: "x", Page: tt.out})
		got := ""
		if plan != nil {
			got = plan.Files[0].Name
		} else if len(problems) > 0 {
			got = problems[0].String()
		}
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestOrdinal: stages without names are counted as people do.
func TestOrdinal(t *testing.T) {
	for i, want := range map[int]string{0: "first", 9: "tenth", 10: "11th", 12: "13th", 20: "21st", 21: "22nd", 22: "23rd", 23: "24th", 29: "30th", 110: "111th", 120: "121st"} {
		if got := ordinal(i); got != want {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
}
