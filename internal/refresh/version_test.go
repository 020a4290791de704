package refresh

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// fenced is a fenced block at the head of a line.
var fenced = regexp.MustCompile("(?ms)^```[^\n`]*\n(.*?)^```[ ]*\n")

// raise gives a Dockerfile with every tag of a FROM and every pinned package two
// versions on.
func raise(text string) string {
	text = regexp.MustCompile(`(?m)^(FROM [^\s@]*:)(\d+)`).ReplaceAllStringFunc(text, func(m string) string {
		at := strings.LastIndexByte(m, ':') + 1
		n, _ := strconv.Atoi(m[at:])
		return m[:at] + strconv.Itoa(n+2)
	})
	return regexp.MustCompile(`==\d+\.\d+`).ReplaceAllString(text, "${0}7")
}

// TestVersionsInRealPages takes the shared documents with their Dockerfiles as
// quoted files, and raises the versions in these: outside of quotations nothing
// changes but code in a line, and a second run has nothing to write.
func TestVersionsInRealPages(t *testing.T) {
	shared := os.Getenv("DOCSITE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	files, dockerfiles := map[string]string{}, map[string]string{}
	_ = filepath.WalkDir(filepath.Join(shared, "corpus", "docs"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		page := fenced.ReplaceAllStringFunc(string(text), func(block string) string {
			code := fenced.FindStringSubmatch(block)[1]
			if !regexp.MustCompile(`(?m)^FROM \S`).MatchString(code) {
				return block
			}
			file := fmt.Sprintf("q/%d", len(dockerfiles))
			dockerfiles[file], files[file] = code, code
			return "```dockerfile file=../" + file + "\n" + code + "```\n"
		})
		if page != string(text) && !strings.Contains(page, "<!-- ds:") {
			files[fmt.Sprintf("content/%04d.md", len(files))] = page
		}
		return nil
	})
	if len(dockerfiles) == 0 {
		t.Skip("the shared documents are not here; DOCSITE_SHARED names their folder")
	}
	p := newProject(t, files)
	p.expect(Fine, Options{Offline: true})
	before := p.all()
	for name, text := range dockerfiles {
		p.write(name, raise(text))
	}
	report := p.run(Options{Offline: true})
	rewritten := 0
	for _, item := range report.Items {
		if item.Kind == "version" {
			rewritten++
		}
	}
	if rewritten == 0 || report.Code() == Wrong {
		t.Errorf("%d versions, %v", rewritten, report.Problems)
	}
	after := p.all()
	inline := regexp.MustCompile("``[^\n]*?``|`[^`\n]*`")
	prose := func(text string) string { return inline.ReplaceAllString(fenced.ReplaceAllString(text, ""), "``") }
	for name, text := range after {
		if filepath.Ext(name) == ".md" && prose(text) != prose(before[name]) {
			t.Errorf("%s: words have changed", name)
		}
	}
	if again := p.run(Options{Offline: true}); len(again.Written) > 0 {
		t.Errorf("a second run wrote %q", again.Written)
	}
	t.Logf("%d Dockerfiles, %d versions rewritten, %d places to look at", len(dockerfiles), rewritten, report.Drifted())
}

// What is said of a note has the note's own line, also where the same run writes longer
// versions into notes above it and longer quotations.
func TestLinesBesideVersions(t *testing.T) {
	stages := func(tag, more string) string {
		return "FROM debian:" + tag + " AS a\nRUN make one\n" + more + "FROM alpine AS b\nRUN make two\n" + more + "FROM busybox AS c\nRUN make three\n" + more
	}
	page := "# A\n"
	for i, c := range []string{"FROM debian:12 AS a", "FROM alpine AS b", "FROM busybox AS c"} {
		page += fmt.Sprintf("\n```dockerfile file=../Dockerfile stage=%d\n```\n\n- `%s`: it starts here\n- `RUN make`: builds it\n- `RUN gone --away`: is not there\n", i, c)
	}
	p := newProject(t, map[string]string{"Dockerfile": stages("12", ""), "content/a.md": page})
	p.run(Options{Offline: true})
	p.write("Dockerfile", strings.ReplaceAll(stages("12.10.1", "USER 1\n"), "make three", "make threefold"))
	text := p.read("content/a.md")
	line := func(part string, n int) int {
		at := 0
		for range n {
			at += strings.Index(text[at:], part) + len(part)
		}
		return 1 + strings.Count(text[:at], "\n")
	}
	report := p.run(Options{Check: true})
	versions, looks := 0, 0
	for _, item := range report.Items {
		switch {
		case item.Kind == "version":
			versions++
		case item.State == Look:
			if looks++; item.Line != line("`RUN make`", 3) {
				t.Errorf("note at %d, not %d", item.Line, line("`RUN make`", 3))
			}
		}
	}
	if versions != 1 || looks != 1 {
		t.Errorf("%d versions, %d notes:\n%s", versions, looks, report.Text())
	}
	gone := line("`RUN gone", 1)
	want := fmt.Sprintf("content/a.md:%d:1: warning: notes name code that is not there, on lines %d, %d, %d", gone, gone, line("`RUN gone", 2), line("`RUN gone", 3))
	if said := fmt.Sprint(report.Problems); !strings.Contains(said, want) {
		t.Errorf("%s\nis not in\n%s", want, said)
	}
}

// A note that names the old version under another name than the line's is for a person:
// what refresh itself has written beside it does not make it current.
func TestOldVersionUnderAnotherName(t *testing.T) {
	for _, c := range []struct{ was, now, words, said string }{
		{"golang:1.22", "golang:1.23", "Go 1.22", "Go 1.22"},
		{"node:20", "node:22", "Node.js 20 LTS", "Node.js 20"},
		{"debian:bookworm-slim", "debian:trixie-slim", "Debian Bookworm", "Bookworm"},
		{"golang:1.22", "golang:1.23", "Go since 1.22 has it", ""},
		{"golang:1.22", "golang:1.23", "Go seit 1.22 hat es, anders als vor `golang:1.22`", ""},
	} {
		dockerfile := func(tag string) string { return "FROM " + tag + "\nRUN make\n" }
		p := newProject(t, map[string]string{
			"Dockerfile":   dockerfile(c.was),
			"content/a.md": "# A\n\n```dockerfile file=../Dockerfile\n" + dockerfile(c.was) + "```\n\n- `FROM " + c.was + "`: " + c.words + "\n- `RUN make`: builds it\n",
		})
		p.expect(Fine, Options{Offline: true})
		p.write("Dockerfile", dockerfile(c.now))
		code := Drift
		if c.said == "" {
			code = Fine
		}
		p.run(Options{Offline: true})
		report := p.expect(code, Options{Check: true})
		if want := fmt.Sprintf("it names %q, and its lines have %q", c.said, c.now); c.said != "" && !strings.Contains(report.Text(), want) {
			t.Errorf("it does not say %q:\n%s", want, report.Text())
		}
		if page := p.read("content/a.md"); !strings.Contains(page, "- `FROM "+c.now+"`: "+c.words) {
			t.Errorf("page:\n%s", page)
		}
		p.write("content/a.md", strings.ReplaceAll(p.read("content/a.md"), c.words, "What it is built on"))
		p.expect(Fine, Options{Offline: true})
		p.expect(Fine, Options{Check: true})
	}
}

// What formatters and bots do to a line and no person explains: keywords in capitals, a digest
// behind the tag. The words of the notes are as they were.
func TestPinnedAndFormatted(t *testing.T) {
	const loose = "from golang:1.22-alpine as build\nworkdir /src\nrun make\nFROM gcr.io/distroless/static\ncopy --from=build /src/a /a\n"
	page := "# A\n\n```dockerfile file=../Dockerfile\n```\n\n" +
		"| Line | Why |\n| --- | --- |\n| `FROM golang:1.22-alpine AS build` | Compiles |\n| `WORKDIR /src` | Sources |\n| `make` | All of it |\n| `FROM gcr.io/distroless/static` | No shell |\n| `COPY --from=build /src/a /a` | The program |\n"
	digest := "@sha256:" + strings.Repeat("0123456789abcdef", 4)
	for name, c := range map[string]struct {
		edit func(string) string
		code int
		page string
	}{
		"capitals":  {strings.NewReplacer("from golang", "FROM golang", " as ", " AS ", "workdir", "WORKDIR", "run ", "RUN ", "copy ", "COPY ").Replace, Fine, page},
		"a digest":  {strings.NewReplacer("1.22-alpine", "1.22-alpine"+digest).Replace, Fine, page},
		"a version": {strings.NewReplacer("1.22-alpine", "1.23-alpine"+digest).Replace, Fine, strings.Replace(page, "1.22", "1.23", 1)},
		"no tag":    {strings.NewReplacer("static", "static"+digest).Replace, Drift, page},
		"a command": {strings.NewReplacer("make", "make all").Replace, Drift, page},
	} {
		p := newProject(t, map[string]string{"Dockerfile": loose, "content/a.md": page})
		p.expect(Fine, Options{Offline: true})
		p.write("Dockerfile", c.edit(loose))
		report := p.expect(c.code, Options{Offline: true})
		got := fenced.ReplaceAllString(p.read("content/a.md"), "```dockerfile file=../Dockerfile\n```\n")
		if want := strings.Replace(c.page, "```dockerfile file=../Dockerfile\n```\n", "```dockerfile file=../Dockerfile\n```\n", 1); got != want {
			t.Errorf("%s:\n%s\n%s", name, got, report.Text())
		}
		p.expect(c.code, Options{Check: true})
	}
}
