package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"docsite/internal/bind"
)

// found is a public page with its truth: where it stands and its hash, and none
// of its text.
type found struct {
	Repo   string `json:"repo"`
	Path   string `json:"path"`
	Commit string `json:"commit"`
	SHA256 string `json:"sha256"`
	Items  []row  `json:"items"`
}

func readFound(t *testing.T) []found {
	text, err := os.ReadFile("testdata/found.json")
	if err != nil {
		t.Fatal(err)
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	var pages []found
	if err := in.Decode(&pages); err != nil {
		t.Fatal(err)
	}
	return pages
}

var (
	hash = regexp.MustCompile(`^[0-9a-f]{64}$`)
	rev  = regexp.MustCompile(`^([0-9a-f]{40})?$`)
	repo = regexp.MustCompile(`^[\w.-]+/[\w.-]+$`)
)

// TestFoundForm wants lines that can be, and no words of any page.
func TestFoundForm(t *testing.T) {
	pages := readFound(t)
	seen := map[string]bool{}
	for _, p := range pages {
		if !hash.MatchString(p.SHA256) || !rev.MatchString(p.Commit) || !repo.MatchString(p.Repo) || p.Path == "" {
			t.Errorf("%s: %q at %q has hash %q", p.Repo, p.Path, p.Commit, p.SHA256)
		}
		if seen[p.SHA256] || seen[p.Repo] {
			t.Errorf("%s: the page, or another of its repository, is here already", p.Repo)
		}
		seen[p.SHA256], seen[p.Repo] = true, true
		last := 0
		for _, r := range p.Items {
			if r.Line <= last {
				t.Errorf("%s: row %d stands behind row %d", p.Repo, r.Line, last)
			}
			last = r.Line
			if r.Row != "" || r.Kind != "" && r.Kind != "concept" || (r.Block == nil) != (r.Lines == nil) {
				t.Errorf("%s:%d: the row has text, an unknown kind, or a listing without lines", p.Repo, r.Line)
				continue
			}
			for _, a := range r.places() {
				if !rising(a.Lines) || a.Block < 0 {
					t.Errorf("%s:%d: %d:%v are no lines", p.Repo, r.Line, a.Block, a.Lines)
				}
			}
		}
	}
}

// rising reports whether there are numbers, each greater than the one before, from 1.
func rising(lines []int) bool {
	return len(lines) > 0 && lines[0] > 0 && slices.IsSorted(lines) && len(slices.Compact(slices.Clone(lines))) == len(lines)
}

// TestFound tells how the notes of the pages come out that stand in the folder
// FOUND, each as SHA256.md. Nothing was fitted to them, and nothing may be: whoever
// looks at single rows to better the program takes their worth as a check from them.
func TestFound(t *testing.T) {
	folder := os.Getenv("FOUND")
	if folder == "" {
		t.Skip("FOUND names no folder with the pages of testdata/found.json")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip(err)
	}
	all, concepts := score{}, score{}
	byKind := map[string]score{}
	for _, p := range readFound(t) {
		page, err := os.ReadFile(filepath.Join(folder, p.SHA256+".md"))
		if err != nil {
			t.Logf("%s: not here", p.Repo)
			continue
		}
		if sum := sha256.Sum256(page); hex.EncodeToString(sum[:]) != p.SHA256 {
			t.Errorf("%s: the page has another hash", p.Repo)
			continue
		}
		d := readDocument(p.Repo, page)
		if byKind[d.kind] == nil {
			byKind[d.kind] = score{}
		}
		bindings := bind.Bind(d.codes, d.groups)
		for i := range p.Items {
			r := &p.Items[i]
			got := map[line]bool{}
			for _, ref := range d.bySource[r.Line] {
				for _, target := range bindings[ref.Group][ref.Note].Targets {
					for _, l := range target.Lines {
						got[line{target.Block, l}] = true
					}
				}
			}
			if verdict := r.judge(got); r.Kind == "concept" {
				concepts[verdict]++
			} else {
				all[verdict]++
				byKind[d.kind][verdict]++
			}
		}
	}
	t.Logf("all: %v", all)
	for _, k := range []string{"dockerfile", "yaml", "sh", ""} {
		t.Logf("pages mostly of %q: %v", k, byKind[k])
	}
	t.Logf("rows that quote nothing: %v", concepts)
}
