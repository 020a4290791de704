package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// noteID is the id of a note beside code; ids of headings have no capitals.
var noteID = regexp.MustCompile(` id="N(-[^"]*)?"`)

// TestNotesSayWhatPagesShow builds pages, those of the archives and the shared
// documents, and wants as many notes beside code as docsite notes reports.
func TestNotesSayWhatPagesShow(t *testing.T) {
	pages := longPages(t)
	docs, _ := filepath.Glob(filepath.Join(sharedDir(), "corpus", "docs", "*.md"))
	for _, name := range docs {
		if text, err := os.ReadFile(name); err == nil && !bytes.HasPrefix(text, []byte("---")) {
			pages[filepath.Base(name)] = text
		}
	}
	dir := t.TempDir()
	for name, text := range pages {
		page := filepath.Join(dir, "content", strings.ReplaceAll(name, ".", "-")+".md")
		if err := os.MkdirAll(filepath.Dir(page), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(page, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"notes", "--format", "json", dir}, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("docsite notes: exit code %d\n%s", code, &stderr)
	}
	if code := run(t.Context(), []string{"build", dir}, nil, &bytes.Buffer{}, &stderr); code != 0 {
		t.Fatalf("docsite build: exit code %d\n%s", code, &stderr)
	}
	var noted []struct {
		Page  string
		Notes []struct{ Where string }
	}
	if err := json.Unmarshal(stdout.Bytes(), &noted); err != nil || len(noted) != len(pages) {
		t.Fatalf("%d of %d pages: %v", len(noted), len(pages), err)
	}
	sum := 0
	for _, page := range noted {
		beside := 0
		for _, n := range page.Notes {
			if n.Where == "beside" {
				beside++
			}
		}
		sum += beside
		html, err := os.ReadFile(filepath.Join(dir, "public", strings.TrimSuffix(page.Page, ".md")+".html"))
		if err != nil {
			t.Fatal(err)
		}
		if shown := len(noteID.FindAll(html, -1)); shown != beside {
			t.Errorf("%s: docsite notes says %d beside their lines, the page shows %d", page.Page, beside, shown)
		}
	}
	if sum < 50 {
		t.Errorf("only %d notes on %d pages", sum, len(noted))
	}
}
