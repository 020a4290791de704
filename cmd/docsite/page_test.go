package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPage makes a file of a page of the guide, and a fragment with its style.
func TestPage(t *testing.T) {
	dir := t.TempDir()
	page := func(args ...string) (int, string, string) {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), append([]string{"page"}, args...), nil, &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	const source = "../../content/inkwell/dockerfile.md"
	code, _, stderr := page(source, "-o", filepath.Join(dir, "page.html"))
	if code != 0 || !strings.Contains(stderr, "can lead nowhere from a file alone (hint: say where the site is: --base ADDRESS") {
		t.Fatalf("%d %s", code, stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`<(script|link|button|form)\b|\s(src|srcset)="[^d]`).Find(text); found != nil {
		t.Errorf("there is %q", found)
	}
	if code, stdout, _ := page(source); code != 0 || stdout != string(text) {
		t.Errorf("standard output has another page: %d, %d bytes of %d", code, len(stdout), len(text))
	}
	if code, _, stderr := page(source, "--fragment", "--base", "https://docs.example.org/x/", "-o", filepath.Join(dir, "part.html")); code != 0 || stderr != "" {
		t.Errorf("%d %s", code, stderr)
	}
	part, _ := os.ReadFile(filepath.Join(dir, "part.html"))
	style, _ := os.ReadFile(filepath.Join(dir, "docsite.css"))
	if !bytes.Contains(part, []byte(`href="https://docs.example.org/x/inkwell/Dockerfile"`)) || len(style) == 0 {
		t.Errorf("a fragment of %d bytes, a style of %d", len(part), len(style))
	}
	for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllSubmatch(part, -1) {
		for class := range strings.FieldsSeq(string(m[1])) {
			if !strings.HasPrefix(class, "docsite") {
				t.Fatalf("class %q is not docsite's", class)
			}
		}
	}
}

// TestPageBeside: Markdown of a project that is no page of its site, whose links lead
// to the site's pages where they are.
func TestPageBeside(t *testing.T) {
	for _, config := range []string{"url: https://docs.example.org/x/\n", ""} {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "docs/a b.md"), []byte("# A\n"))
		writeFile(t, filepath.Join(dir, "docs/index.md"), []byte("# I\n"))
		writeFile(t, filepath.Join(dir, "more/other.md"), []byte("# O\n"))
		writeFile(t, filepath.Join(dir, "README.md"), []byte("# R\n\n[a](docs/a%20b.md#x) [i](docs/) [o](more/other.md)\n"))
		if config != "" {
			writeFile(t, filepath.Join(dir, "docsite.yaml"), []byte(config))
		} else {
			config = "--base https://docs.example.org/x/ "
			writeFile(t, filepath.Join(dir, ".git/HEAD"), []byte("ref: x\n"))
		}
		t.Chdir(dir)
		var stdout, stderr bytes.Buffer
		args := append([]string{"page", "README.md"}, strings.Fields(strings.TrimPrefix(config, "url: https://docs.example.org/x/\n"))...)
		if code := run(t.Context(), args, nil, &stdout, &stderr); code != 0 {
			t.Fatalf("%d %s", code, stderr.String())
		}
		for _, want := range []string{`href="https://docs.example.org/x/a%20b.html#x"`, `href="https://docs.example.org/x/"`} {
			if !strings.Contains(stdout.String(), want) {
				t.Errorf("%s: no %s in\n%s", config, want, stdout.String()[strings.Index(stdout.String(), "<main"):])
			}
		}
		if !strings.Contains(stderr.String(), "can lead nowhere from a file alone") {
			t.Errorf("%s", stderr.String())
		}
	}
}

// TestPageBesideIndex makes a file of a README.md where index.md is the page of the folder.
func TestPageBesideIndex(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "docsite.yaml"), []byte("content: .\nurl: https://docs.example.org/\n"))
	writeFile(t, filepath.Join(dir, "index.md"), []byte("# Site\n"))
	writeFile(t, filepath.Join(dir, "README.md"), []byte("# Read me\n\n[site](index.md)\n"))
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"page", "README.md"}, nil, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Fatalf("%d %s", code, stderr.String())
	}
	for _, want := range []string{"Read me</h1>", `href="https://docs.example.org/"`} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("no %s in\n%s", want, stdout.String())
		}
	}
}

func TestPageRefused(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "docsite.yaml"), []byte("content: docs\n"))
	writeFile(t, filepath.Join(dir, "docs/a.md"), []byte("# A\n\n[b](nowhere.md)\n"))
	writeFile(t, filepath.Join(dir, "notes.txt"), []byte("# R\n"))
	t.Chdir(dir)
	for args, want := range map[string]string{
		"nope.md":                  "docsite: nope.md: there is no such file\n",
		"docs":                     "docsite: docs: it is no regular file\n",
		"notes.txt":                "docsite: notes.txt: it is no page of the project in",
		"":                         "docsite: an argument is missing",
		"docs/a.md -o notes.txt/x": "docs/a.md:3:",
		"--strict docs/a.md":       "docs/a.md:3:",
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), append([]string{"page"}, strings.Fields(args)...), nil, &stdout, &stderr); code == 0 || !strings.HasPrefix(stderr.String(), want) {
			t.Errorf("%s: %d %q", args, code, stderr.String())
		}
	}
}

// TestPageLarge: a picture that is too large for a file is a warning where the page
// names it.
func TestPageLarge(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "docsite.yaml"), nil)
	writeFile(t, filepath.Join(dir, "docs/a b.png"), append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 9<<20)...))
	writeFile(t, filepath.Join(dir, "docs/a.md"), []byte("# A\n\n![Words](a%20b.png)\n"))
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"page", "docs/a.md"}, nil, &stdout, &stderr)
	if want := `docs/a.md:3:10: warning: picture "a b.png" is not put into the file`; code != 0 || !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("%d %s", code, stderr.String())
	}
	if stdout.Len() > 1<<20 || !strings.Contains(stdout.String(), "Words") || strings.Contains(stdout.String(), "<img") {
		t.Errorf("a page of %d bytes:\n%.9000s", stdout.Len(), stdout.String())
	}
}
