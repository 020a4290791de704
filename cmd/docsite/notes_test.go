package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docsite/internal/measure"
	"docsite/internal/site"
)

// documents are pages of our own, in several languages and styles, with what
// a person says each of their notes explains.
const documents = "../../internal/explain/testdata/notes"

// truth is what a person says of one document.
type truth struct {
	Doc   string `json:"doc"`
	Items []struct {
		Line  int    `json:"md_line"`
		Block *int   `json:"block"` // nil: the row explains nothing of the code
		Lines []int  `json:"lines"`
		Kind  string `json:"kind"`
		Alt   []struct {
			Block int   `json:"block"`
			Lines []int `json:"lines"`
		} `json:"alt"`
	} `json:"items"`
}

// score counts rows as the shared scorer does.
type score struct{ right, near, wrong, missing, null, false int }

func (s score) percent(n int) float64 {
	return 100 * float64(n) / float64(max(1, s.right+s.near+s.wrong+s.missing))
}

// readTruths reads those of a folder, of which there must be one.
func readTruths(t *testing.T, dir string) []truth {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no truth in %s: %v", dir, err)
	}
	list := make([]truth, len(files))
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &list[i]); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return list
}

type spot struct{ block, line int }

// scoreFolder binds the notes of each document and compares them with its truth.
func scoreFolder(t *testing.T, docs, truths string) score {
	t.Helper()
	var total score
	for _, want := range readTruths(t, truths) {
		found := map[int][]spot{}
		for _, n := range notesOf(t, docs, filepath.Base(want.Doc)).Notes {
			for _, target := range n.Targets {
				for _, line := range target.Lines {
					found[n.Line] = append(found[n.Line], spot{target.Block, line})
				}
			}
		}
		for _, item := range want.Items {
			if item.Kind == "concept" {
				continue
			}
			got := found[item.Line]
			if item.Block == nil {
				if len(got) > 0 {
					total.false++
					t.Logf("%s:%d: bound to %v, and explains nothing", want.Doc, item.Line, got)
				} else {
					total.null++
				}
				continue
			}
			verdict := judge(got, *item.Block, item.Lines)
			for _, alt := range item.Alt {
				verdict = max(verdict, judge(got, alt.Block, alt.Lines))
			}
			*[...]*int{&total.missing, &total.wrong, &total.near, &total.right}[verdict]++
			if verdict < 3 {
				t.Logf("%s:%d: bound to %v, want %d: %v", want.Doc, item.Line, got, *item.Block, item.Lines)
			}
		}
	}
	return total
}

// judge is 3 for the very lines, 2 for some of them or at most two more, 1
// for others, 0 for none.
func judge(got []spot, block int, lines []int) int {
	if len(got) == 0 {
		return 0
	}
	more, same := 0, 0
	for i, s := range got {
		switch {
		case slices.Contains(got[:i], s):
		case s.block == block && slices.Contains(lines, s.line):
			same++
		default:
			more++
		}
	}
	switch {
	case more == 0 && same == len(lines):
		return 3
	case more == 0 && same > 0 || same == len(lines) && more <= 2:
		return 2
	}
	return 1
}

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
	page, err := readNotes(s, s.Pages[0], measure.NewCaptions(s))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestNotesFindTheirLines keeps what unseen documents are measured by: a
// wrong line costs ten times a missing one.
func TestNotesFindTheirLines(t *testing.T) {
	s := scoreFolder(t, documents, documents)
	t.Logf("%+v", s)
	if s.percent(s.right) < 97 || s.wrong > 0 || s.false > 0 {
		t.Errorf("right %.1f %%, %d wrong, %d false", s.percent(s.right), s.wrong, s.false)
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

func TestNotesOfSharedDocuments(t *testing.T) {
	dir := filepath.Join(shared(t), "corpus")
	s := scoreFolder(t, filepath.Join(dir, "docs"), filepath.Join(dir, "truth"))
	t.Logf("%+v", s)
	if s.percent(s.right) < 93 || s.percent(s.right+s.near) < 96 || s.percent(s.wrong) > 1.5 || s.false*100 > 3*(s.null+s.false) {
		t.Errorf("right %.1f %%, wrong %.1f %%, %d false", s.percent(s.right), s.percent(s.wrong), s.false)
	}
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
	const folder = "../../internal/explain/testdata/prose"
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
