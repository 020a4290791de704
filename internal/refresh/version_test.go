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

// A note that names the old version under another name than the line's is for a person:
// what refresh itself has written beside it does not make it current.
func TestOldVersionUnderAnotherName(t *testing.T) {
	for _, c := range []struct{ was, now, words, said string }{
		{"golang:1.22", "golang:1.23", "Go 1.22", "Go 1.22"},
		{"node:20", "node:22", "Node.js 20 LTS", "Node.js 20"},
		{"debian:bookworm-slim", "debian:trixie-slim", "Debian Bookworm", "Bookworm"},
		{"golang:1.22", "golang:1.23", "Go since 1.22 has it", ""},
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
