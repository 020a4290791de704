package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// documents are pages of our own, in several languages and styles, with what
// a person says each of their notes explains.
const documents = "../../internal/bind/testdata/notes"

// notesOf lays a document alone into a project and binds its notes.
func notesOf(t *testing.T, folder, name string) notedPage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return notesOfText(t, text)
}

func notesOfText(t *testing.T, text []byte) notedPage {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "page.md"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	s, problems := load(os.DirFS(dir), false)
	if s == nil || len(s.Pages) != 1 {
		t.Fatalf("%v", problems)
	}
	page, err := readNotes(s, s.Pages[0], figures.NewCaptions(s))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestNotesFindTheirLines keeps what unseen documents are measured by: a
// wrong line costs ten times a missing one.
func TestNotesFindTheirLines(t *testing.T) {
	var sum verdicts
	for _, want := range readTruths(t, documents) {
		text, err := os.ReadFile(filepath.Join(documents, filepath.Base(want.Doc)))
		if err != nil {
			t.Fatal(err)
		}
		v := judgeDocument(t, want, text)
		t.Logf("%s %v", want.Doc, v)
		sum = sum.add(v)
	}
	if 100*sum.right < 97*(sum.right+sum.near+sum.wrong+sum.missing) || sum.wrong > 0 || sum.false > 0 {
		t.Errorf("%v", sum)
	}
}

// shared is the folder of material that is not part of the repository.
func shared(t *testing.T) string {
	dir := os.Getenv("DOCSITE_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
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
	lines := func(text string) map[string][]string {
		page := notesOfText(t, []byte(text))
		found := map[string][]string{}
		for _, n := range page.Notes {
			key := n.Text
			for found[key] != nil {
				key += "'"
			}
			found[key] = []string{}
			for _, target := range n.Targets {
				for _, line := range target.Lines {
					found[key] = append(found[key], strings.TrimSpace(page.line(target.Block, line)))
				}
			}
		}
		return found
	}
	before := lines(string(text))
	if len(before) != 22 {
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
	for text, now := range lines(changed) {
		was := before[text]
		for i := range was {
			was[i] = strings.Replace(was[i], "gcc libpq-dev", "g++ libpq-dev", 1)
		}
		if len(now) > 0 && !slices.Equal(now, was) {
			t.Errorf("%q: %q, was %q", text, now, was)
		}
	}
}

// TestProseBindsNothing takes pages that explain no code.
func TestProseBindsNothing(t *testing.T) {
	const folder = "../../internal/bind/testdata/prose"
	files, err := os.ReadDir(folder)
	if err != nil || len(files) < 2 {
		t.Fatal(err, len(files))
	}
	for _, file := range files {
		for _, n := range notesOf(t, folder, file.Name()).Notes {
			if n.State == site.Matched || n.State == site.Edited {
				t.Errorf("%s:%d: %q is bound to %v", file.Name(), n.Line, n.Text, n.Targets)
			}
		}
	}
}
