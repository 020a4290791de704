package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"docsite/internal/golden"
)

// boundPage is what docsite notes --format json says of a page.
type boundPage struct {
	Listings []struct {
		Line int `json:"line"` // of the opening fence, in the page
	} `json:"listings"`
	Notes []struct {
		Line    int       `json:"line"`
		Text    string    `json:"text"`
		Targets []lineSet `json:"targets"`
	} `json:"notes"`
}

// runNotes lays pages into a new project and gives what docsite notes prints.
func runNotes(t testing.TB, format string, pages ...txtar.File) []byte {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if err := os.WriteFile(filepath.Join(dir, "content", page.Name), page.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"notes", "--format", format, dir}, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("docsite notes: exit code %d\n%s", code, &stderr)
	}
	return stdout.Bytes()
}

// notesOf binds the notes of one page.
func notesOf(t testing.TB, text []byte) boundPage {
	t.Helper()
	var pages []boundPage
	if err := json.Unmarshal(runNotes(t, "json", txtar.File{Name: "page.md", Data: text}), &pages); err != nil || len(pages) != 1 {
		t.Fatal(len(pages), err)
	}
	return pages[0]
}

// notePages are archives of pages with notes, and what docsite notes prints
// of them: the file "want". A page of which no note is bound is not in it.
const notePages = "testdata/notes/*.txtar"

// TestNotePages compares which lines the notes of a page are bound to with
// what its archive says. UPDATE=1 writes the archives anew; whether they are
// right is for a person to judge.
func TestNotePages(t *testing.T) {
	paths, err := filepath.Glob(notePages)
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no archives", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			pages := slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
			archive.Files = append(pages, txtar.File{Name: "want", Data: runNotes(t, "text", pages...)})
			golden.Compare(t, path, txtar.Format(archive))
		})
	}
}

// longPages are the pages that have an archive of their own, as page.md.
func longPages(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(notePages)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first := archive.Files[0]; first.Name == "page.md" {
			pages[filepath.Base(path)] = first.Data
		}
	}
	if len(pages) < 10 {
		t.Fatalf("only %d archives have a page.md", len(pages))
	}
	return pages
}

// sharedDir is the folder of material that is not part of the repository. It
// need not be there.
func sharedDir() string {
	if dir := os.Getenv("DOCSITE_SHARED"); dir != "" {
		return dir
	}
	return "../../../shared"
}

// shared is that folder, for tests that are skipped without it.
func shared(t *testing.T) string {
	dir := sharedDir()
	if _, err := os.Stat(filepath.Join(dir, "corpus")); err != nil {
		t.Skip("the shared documents are not here; DOCSITE_SHARED names their folder")
	}
	return dir
}

// TestSeedChanged binds the first user's document, then a copy in which one
// instruction stands elsewhere and one word is another: right, or unmatched.
func TestSeedChanged(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared(t), "seed", "dockerfile.md"))
	if err != nil {
		t.Fatal(err)
	}
	before := linesByNote(t, string(text))
	if len(before) < 22 {
		t.Fatalf("%d notes", len(before))
	}
	changed := string(text)
	for _, change := range [][2]string{
		{"COPY requirements.txt .\nRUN pip install --no-cache-dir --upgrade pip", "RUN pip install --no-cache-dir --upgrade pip"},
		{"WORKDIR /build\n", "WORKDIR /build\n\nCOPY requirements.txt .\n"},
		{"EXPOSE 8000\n\n", ""},
		{"USER appuser\n", "EXPOSE 8000\n\nUSER appuser\n"},
		{"gcc libpq-dev \\", "g++ libpq-dev \\"},
	} {
		if !strings.Contains(changed, change[0]) {
			t.Fatalf("%q is not in the document", change[0])
		}
		changed = strings.Replace(changed, change[0], change[1], 1)
	}
	for text, now := range linesByNote(t, changed) {
		was := before[text]
		for i := range was {
			was[i] = strings.Replace(was[i], "gcc libpq-dev", "g++ libpq-dev", 1)
		}
		if len(was) == 0 && text == "Stage 1 — Builder" {
			was = []string{"FROM python:3.12-slim AS builder"} // the heading may be sure of its stage, or not
		}
		if len(now) > 0 && !slices.Equal(now, was) {
			t.Errorf("%q: %q, was %q", text, now, was)
		}
	}
}

// linesByNote gives, by the labels of a page's notes, the lines of code that
// each is bound to. A label that occurs again has a prime.
func linesByNote(t *testing.T, text string) map[string][]string {
	t.Helper()
	page, lines, found := notesOf(t, []byte(text)), strings.Split(text, "\n"), map[string][]string{}
	for _, n := range page.Notes {
		key := n.Text
		for found[key] != nil {
			key += "'"
		}
		found[key] = []string{}
		for _, target := range n.Targets {
			for _, line := range target.Lines {
				found[key] = append(found[key], strings.TrimSpace(lines[page.Listings[target.Block].Line+line-1]))
			}
		}
	}
	return found
}
