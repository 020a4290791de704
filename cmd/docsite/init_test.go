package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/coverage"

	"golang.org/x/tools/txtar"
)

// TestInitBuilds drafts pages for the Dockerfiles of this repository's tests
// and guide. Each note must find its lines, and a strict build must pass.
func TestInitBuilds(t *testing.T) {
	archives, err := filepath.Glob("../../internal/draft/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no projects: %v", err)
	}
	for _, archive := range archives {
		a, err := txtar.ParseFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(txtar.Format(a), []byte("\n-- drafted/")) {
			continue // one of those that are refused
		}
		t.Run(filepath.Base(archive), func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range a.Files {
				if f.Name != "problems" && !strings.HasPrefix(f.Name, "drafted/") {
					writeFile(t, filepath.Join(dir, f.Name), f.Data)
				}
			}
			drafts(t, dir)
		})
	}
	t.Run("inkwell", func(t *testing.T) {
		dir := t.TempDir()
		for _, name := range []string{"Dockerfile", "entrypoint.sh"} {
			text, err := os.ReadFile(filepath.Join("../../content/inkwell", name))
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(dir, name), text)
		}
		drafts(t, dir)
	})
}

// TestInitTells: a project in git with a README.md and several Dockerfiles, as
// init tells of it.
func TestInitTells(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{
		"README.md": "# Harbour\n", "Dockerfile": "FROM scratch\nCOPY . /\n", "web/Dockerfile": "FROM scratch\n", "tools/Containerfile": "FROM scratch\n", "untracked/Dockerfile": "FROM scratch\n",
	} {
		writeFile(t, filepath.Join(dir, name), []byte(text))
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "README.md", "web", "tools"}} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %s", err, out)
		}
	}
	for _, tt := range []struct{ args, want string }{
		{"init", "dockerfile.md: 2 notes drafted\ndocsite.yaml\n\nNo page was drafted for tools/Containerfile, web/Dockerfile (docsite init --all drafts a page for each)\n\n" +
			"Add to .gitignore, since a build makes it anew: public/\nAdd to .dockerignore, since a Dockerfile copies all of the folder: public/, docsite.yaml, docsite.lock\n\nNext:\n  docsite serve\n  docsite refresh\n"},
		{"init --all", "dockerfiles/index.md: compares 2 Dockerfiles\ndockerfiles/tools.md: 1 note drafted\ndockerfiles/web.md: 1 note drafted\n\nNo page was drafted for Dockerfile (dockerfile.md quotes it)\n\n" +
			"Add to .gitignore, since a build makes it anew: public/\n\nNext:\n  docsite serve\n  docsite refresh\n"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), strings.Fields(tt.args), nil, &stdout, &stderr); code != 0 || stdout.String() != tt.want || stderr.Len() > 0 {
			t.Errorf("docsite %s: %d\n%s%s", tt.args, code, stdout.String(), stderr.String())
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"build", "--strict"}, nil, &stdout, &stderr); code != 0 {
		t.Errorf("build: %d %s", code, stderr.String())
	}
	if front, _ := os.ReadFile("public/index.html"); !bytes.Contains(front, []byte("Harbour")) {
		t.Error("README.md is not the front page")
	}
}

// TestInitKnows: a strict build passes right after init in a project whose pages have
// faults, fails on one more, and not on links that lead to the repository's host.
func TestInitKnows(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	readme := []byte("# Harbour\n\n[a](gone.md), [b](gone.md), [c](../../issues), [d](.github/ci.yml)\n")
	for name, text := range map[string][]byte{"README.md": readme, "Dockerfile": []byte("FROM scratch\n"), ".github/ci.yml": nil, "more/a.md": []byte("[x](#gone)\n")} {
		writeFile(t, name, text)
	}
	for _, args := range []string{"init -q", "add .", "remote add origin git@github.com:you/harbour.git"} {
		if out, err := exec.Command("git", strings.Fields(args)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %s", err, out)
		}
	}
	said := func(want int, args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, nil, &stdout, &stderr); code != want {
			t.Errorf("docsite %v: %d, want %d\n%s%s", args, code, want, stdout.String(), stderr.String())
		}
		return stdout.String() + stderr.String()
	}
	if out := said(0, "init"); !strings.Contains(out, "\n3 warnings were there before (docsite build lists them, --strict fails on further ones: known_warnings in docsite.yaml)\n") {
		t.Error(out)
	}
	if config, _ := os.ReadFile("docsite.yaml"); !bytes.Contains(config, []byte("repo: https://github.com/you/harbour\n")) ||
		!bytes.HasSuffix(config, []byte("known_warnings:\n  \"README.md\": 2\n  \"more/a.md\": 1\n")) {
		t.Errorf("%s", config)
	}
	if out := said(0, "build", "--strict"); strings.Count(out, "warning:") != 3 {
		t.Error(out)
	}
	writeFile(t, "README.md", append(readme, "[e](gone.md)\n"...))
	if out := said(1, "build", "--strict"); !strings.Contains(out, `warning: "README.md" has 3 warnings, of which 2 are known (hint: mend what is new)`) {
		t.Error(out)
	}
	writeFile(t, "README.md", []byte("# Harbour\n"))
	if out := said(0, "build", "--strict"); !strings.Contains(out, `warning: "README.md" has 0 warnings, and 2 are known (hint: write 0 here, so that no new one passes)`) {
		t.Error(out)
	}
	writeFile(t, "none.md", []byte("[x](#gone)\n"))
	said(1, "build", "--strict")
	said(0, "build")
}

// TestInitReal does so for all Dockerfiles of the folders that
// DOCSITE_DOCKERFILES lists, separated as in PATH.
func TestInitReal(t *testing.T) {
	folders := filepath.SplitList(os.Getenv("DOCSITE_DOCKERFILES"))
	if len(folders) == 0 {
		t.Skip("DOCSITE_DOCKERFILES names no folders with Dockerfiles")
	}
	notes, files := 0, 0
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(d.Name(), "Dockerfile") {
				return err
			}
			dir := t.TempDir()
			for _, from := range beside(name) {
				text, err := os.ReadFile(from)
				if err != nil {
					return err
				}
				writeFile(t, filepath.Join(dir, filepath.Base(from)), text)
			}
			if n := drafts(t, dir, "--dockerfile", filepath.Base(name)); n > 0 {
				notes, files = notes+n, files+1
			} else {
				t.Logf("%s was refused", name)
			}
			if t.Failed() {
				t.Fatal(name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d notes for %d Dockerfiles", notes, files)
}

// beside are a Dockerfile and the scripts in its folder.
func beside(dockerfile string) []string {
	scripts, _ := filepath.Glob(filepath.Join(filepath.Dir(dockerfile), "*.sh"))
	return append(scripts, dockerfile)
}

func writeFile(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// drafts drafts a page for the project in dir, and gives the number of its
// notes; 0 for a Dockerfile that is refused.
func drafts(t *testing.T, dir string, flags ...string) int {
	t.Helper()
	docsite := func(args ...string) (int, string, string) {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), args, nil, &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	if code, _, stderr := docsite(append([]string{"init", dir}, flags...)...); code != 0 {
		if code != exitUsage || stderr == "" {
			t.Errorf("init: exit %d, %q", code, stderr)
		}
		return 0
	}
	code, stdout, stderr := docsite("notes", "--format", "json", "--strict", dir)
	if code != 0 {
		t.Errorf("notes: exit %d, %q", code, stderr)
	}
	var pages []coverage.Page
	if err := json.Unmarshal([]byte(stdout), &pages); err != nil {
		t.Fatal(err)
	}
	notes := 0
	for _, page := range pages {
		for _, note := range page.Notes {
			if notes++; note.State != "matched" {
				t.Errorf("%q is %s: %s", note.Text, note.State, note.Reason)
			}
		}
	}
	if code, _, stderr := docsite("build", "--strict", "--out", filepath.Join(t.TempDir(), "public"), dir); code != 0 {
		t.Errorf("build: exit %d, %q", code, stderr)
	}
	return notes
}
