package drift

import (
	"bytes"
	"cmp"
	"os"
	run "os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docsite/internal/bind"
	"docsite/internal/code"
	"docsite/internal/site"
)

// How much of a real history is walked.
const (
	realFiles     = 4  // Dockerfiles of a repository, those that changed most often
	realRevisions = 60 // of a file, the newest
)

// TestDriftOfRealHistory walks through the history of real Dockerfiles: those
// of the git repositories that DOCSITE_HISTORIES lists, separated as in PATH.
// Every command of the oldest revision gets a note in its own words. From then
// on no note may pass to other code without asking.
func TestDriftOfRealHistory(t *testing.T) {
	repos := filepath.SplitList(os.Getenv("DOCSITE_HISTORIES"))
	if len(repos) == 0 {
		t.Skip("DOCSITE_HISTORIES names no git repositories with Dockerfiles")
	}
	for _, repo := range repos {
		for _, file := range oftenChanged(t, repo) {
			t.Run(filepath.Base(filepath.Dir(repo))+"/"+file, func(t *testing.T) { walkHistory(t, repo, file) })
		}
	}
}

func walkHistory(t *testing.T, repo, file string) {
	revisions := strings.Fields(git(t, repo, "log", "--reverse", "--format=%H", "--", file))
	revisions = revisions[max(0, len(revisions)-realRevisions):]
	var groups []site.NoteGroup
	var locked []site.LockedNote
	count := map[Class]int{}
	for _, revision := range revisions {
		text, err := run.Command("git", "-C", repo, "show", revision+":"+file).Output()
		if err != nil {
			continue // deleted here
		}
		codes := []*code.Code{code.Read("dockerfile", text)}
		if groups == nil {
			groups = commandNotes(codes[0])
		}
		bindings := bind.Bind(codes, groups)
		for _, d := range Drift(locked, codes, groups, bindings) {
			count[d.Class]++
			if d.Class == Same && (d.Block < 0 || d.Less) { // what docsite is less sure of stands as it was
				d.Lines = nil
				for _, line := range d.Locked.Lines {
					if bytes.Contains(text, []byte(line)) {
						d.Lines = append(d.Lines, line)
					}
				}
			}
			if !d.Class.Asks() && !sameWords(d.Lines, d.Locked.Lines, true) {
				t.Errorf("%s: %q went silently from %q to %q", revision[:8], d.Locked.Label, d.Locked.Lines, d.Lines)
			}
		}
		locked = Remember(codes, groups, bindings)
	}
	t.Logf("%d revisions, %d notes: %v", len(revisions), len(groups[0].Notes), count)
}

// commandNotes are notes on all instructions and commands of a Dockerfile,
// with the first words of each for a label.
func commandNotes(c *code.Code) []site.NoteGroup {
	h := history{}
	for i := range c.Parts {
		p := &c.Parts[i]
		if p.Kind != code.InstructionPart && p.Kind != code.CommandPart || len(p.Words) == 0 {
			continue
		}
		var label []string
		if p.Kind == code.InstructionPart {
			label = append(label, p.Name)
		}
		for _, w := range p.Words[:min(4, len(p.Words))] {
			label = append(label, w.Raw)
		}
		if text := strings.Join(label, " "); !strings.Contains(text, "\n") && !slices.Contains(h.notes, text) {
			h.notes = append(h.notes, text)
		}
	}
	return h.groups()
}

// oftenChanged are the Dockerfiles of a repository that most commits touch.
func oftenChanged(t *testing.T, repo string) []string {
	commits := map[string]int{}
	for _, name := range strings.Split(git(t, repo, "log", "--format=", "--name-only"), "\n") {
		if path.Base(name) == "Dockerfile" {
			commits[name]++
		}
	}
	var files []string
	for name := range commits {
		files = append(files, name)
	}
	slices.SortFunc(files, func(a, b string) int { return cmp.Or(commits[b]-commits[a], strings.Compare(a, b)) })
	return files[:min(realFiles, len(files))]
}

func git(t *testing.T, repo string, args ...string) string {
	out, err := run.Command("git", append([]string{"-C", repo}, args...)...).Output()
	if err != nil {
		t.Fatalf("git %v: %v", args, err)
	}
	return string(out)
}
