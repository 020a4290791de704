package git

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"docsite/internal/site"
)

// repository is a git repository in a folder of its own, without the settings
// of the person who runs the test.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := repository{t, t.TempDir()}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	r.git("", "init", "-q")
	return r
}

func (r repository) git(when string, args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", r.dir, "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+when, "GIT_COMMITTER_DATE="+when)
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

// commit writes files, name by name with their text, and commits all there is.
func (r repository) commit(when string, pairs ...string) {
	r.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		name := filepath.Join(r.dir, filepath.FromSlash(pairs[i]))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			r.t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(pairs[i+1]), 0o666); err != nil {
			r.t.Fatal(err)
		}
	}
	r.git("", "add", "-A")
	r.git(when, "commit", "-q", "-m", "x")
}

func changes(t *testing.T, dir string) (*site.Site, site.Problems) {
	t.Helper()
	s, ps := site.Load(os.DirFS(dir), site.Options{})
	if s == nil || ps.Failed() {
		t.Fatal(ps)
	}
	return s, Changes(context.Background(), s, dir)
}

// Pages whose text stands outside of the content folder have the days of that.
func TestChangesOfReadme(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-02T10:00:00Z", "docsite.yaml", "changed: true\n", "content/a.md", "{{#include ../README.md}}\n", "content/b.md", "b", "README.md", "# A")
	r.commit("2026-03-04T10:00:00Z", "README.md", "# B")
	want := map[string]string{"../README.md": "2026-03-04", "a.md": "2026-03-04", "b.md": "2026-01-02"}
	if s, ps := changes(t, r.dir); len(ps) > 0 || !reflect.DeepEqual(s.Changes, want) {
		t.Errorf("got %q %v, want %q", s.Changes, ps, want)
	}
}

func TestChanges(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-02T10:00:00Z", "p/docsite.yaml", "changed: true\n", "p/content/a.md", "1", "p/content/b/ü \"c.md", "1", "a.md", "1")
	r.commit("2026-03-04T23:30:00-0500", "p/content/a.md", "2", "content/b.md", "x")
	r.commit("2026-05-06T10:00:00Z", "p/Dockerfile", "FROM x", "a.md", "2")
	dir := filepath.Join(r.dir, "p")
	s, ps := changes(t, dir)
	want := map[string]string{"a.md": "2026-03-05", `b/ü "c.md`: "2026-01-02"}
	if len(ps) > 0 || !reflect.DeepEqual(s.Changes, want) {
		t.Errorf("got %q %v, want %q", s.Changes, ps, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/new.md"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if s, ps := changes(t, dir); len(ps) > 0 || !reflect.DeepEqual(s.Changes, want) {
		t.Errorf("with a page that is not committed: got %q %v, want %q", s.Changes, ps, want)
	}
}

func TestChangesOfAShallowClone(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-02T10:00:00Z", "docsite.yaml", "title: x\nchanged: true\n", "a.md", "1", "b.md", "1")
	r.commit("2026-01-03T10:00:00Z", "a.md", "2")
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("", "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(r.dir), clone)
	s, ps := changes(t, clone)
	if len(s.Changes) > 0 || len(ps) != 1 || ps.Failed() || !strings.HasPrefix(ps[0].String(), "docsite.yaml:2:10: warning: the clone is too shallow") {
		t.Errorf("depth 1: got %q %v", s.Changes, ps)
	}
	r.git("", "-C", clone, "fetch", "-q", "--unshallow")
	if s, ps := changes(t, clone); s.Changes["a.md"] != "2026-01-03" || s.Changes["b.md"] != "2026-01-02" || len(ps) > 0 {
		t.Errorf("the whole history: got %q %v", s.Changes, ps)
	}
}

func TestChangesWithoutHistory(t *testing.T) {
	r := newRepository(t) // for its settings
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(r.dir))
	dir := t.TempDir()
	for name, text := range map[string]string{"docsite.yaml": "changed: true\n", "a.md": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if _, ps := changes(t, dir); len(ps) != 1 || ps.Failed() || !strings.Contains(ps[0].String(), "not a git repository") || !strings.Contains(ps[0].Hint, "remove changed:") {
		t.Errorf("no repository: %v", ps)
	}
	r.commit("2026-01-02T10:00:00Z", "docsite.yaml", "changed: true\n", "a.md", "1")
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	if _, ps := changes(t, r.dir); len(ps) != 1 || ps.Failed() || !strings.Contains(ps[0].Hint, "safe.directory") {
		t.Errorf("somebody else's folder: %v", ps)
	}
	t.Setenv("PATH", t.TempDir())
	if _, ps := changes(t, dir); len(ps) != 1 || ps.Failed() || !strings.Contains(ps[0].String(), "git cannot be run: executable file not found") {
		t.Errorf("no git: %v", ps)
	}
	if err := os.WriteFile(filepath.Join(dir, "docsite.yaml"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, ps := changes(t, dir); len(ps) > 0 {
		t.Errorf("nobody asked: %v", ps)
	}
}

func TestTracked(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-02T10:00:00Z", ".gitignore", "*.log\n", "p/ü \"x.txt", "1", "p/a/b.txt", "1", "c.txt", "1")
	for name, text := range map[string]string{"p/a/new.txt": "x", "p/a/x.log": "x"} {
		if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Tracked(t.Context(), filepath.Join(r.dir, "p"))
	if want := map[string]bool{`ü "x.txt`: true, "a/b.txt": true}; err != nil || !reflect.DeepEqual(files, want) {
		t.Errorf("got %v %v, want %v", files, err, want)
	}
	outside := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	if files, err := Tracked(t.Context(), outside); files != nil || err != nil {
		t.Errorf("no repository: %v %v", files, err)
	}
	r.git("", "init", "-q", outside)
	if files, err := Tracked(t.Context(), outside); files == nil || len(files) > 0 || err != nil {
		t.Errorf("nothing is tracked: %v %v", files, err)
	}
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	var p site.Problem
	if files, err := Tracked(t.Context(), r.dir); files != nil || !errors.As(err, &p) || !strings.Contains(p.Hint, "safe.directory") {
		t.Errorf("somebody else's folder: %v %v", files, err)
	}
	t.Setenv("PATH", t.TempDir())
	if files, err := Tracked(t.Context(), r.dir); files != nil || err != nil {
		t.Errorf("no git: %v %v", files, err)
	}
}

// TestWeb: the web address of a repository, by the address of its clone.
func TestWeb(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-01T00:00:00Z", "a/b.md", "x")
	if got := Web(t.Context(), r.dir); got != "" {
		t.Errorf("without a remote: %q", got)
	}
	r.git("2026-01-01T00:00:00Z", "remote", "add", "origin", "x")
	for clone, want := range map[string]string{
		"https://github.com/a/b-c.d.git":       "https://github.com/a/b-c.d",
		"https://me:secret@github.com/a/b":     "https://github.com/a/b",
		"git@github.com:a/b.git":               "https://github.com/a/b",
		"ssh://git@gitlab.com/a/b/c.git":       "https://gitlab.com/a/b/c",
		"https://github.com/a/b/":              "https://github.com/a/b",
		"https://code.example/a/b.git":         "",
		"https://github.com.evil.example/a/b":  "",
		"/srv/git/github.com/a/b.git":          "",
		"https://github.com/a/b?x\"onclick=\"": "",
	} {
		r.git("2026-01-01T00:00:00Z", "remote", "set-url", "origin", clone)
		if got := Web(t.Context(), r.dir); got != want {
			t.Errorf("%s: %q, want %q", clone, got, want)
		}
	}
	r.git("2026-01-01T00:00:00Z", "remote", "set-url", "origin", "git@github.com:a/b.git")
	if got := Web(t.Context(), filepath.Join(r.dir, "a")); got != "" {
		t.Errorf("below the top: %q", got)
	}
	if got, ok := Prefix(t.Context(), filepath.Join(r.dir, "a")); got != "a/" || !ok {
		t.Errorf("prefix %q %v", got, ok)
	}
}

func TestTrackedInSubmodules(t *testing.T) {
	r, sub := newRepository(t), newRepository(t)
	sub.commit("2026-01-02T10:00:00Z", "a/b.txt", "1")
	r.git("", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sub.dir, "lib")
	if files, err := Tracked(t.Context(), r.dir); err != nil || !files["lib/a/b.txt"] {
		t.Errorf("got %v %v", files, err)
	}
}

// A hook in a work tree of its own is told where its repository is. That says nothing of a
// folder below it.
func TestTrackedInHook(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-01T00:00:00Z", "docs/a.md", "x")
	t.Setenv("GIT_DIR", filepath.Join(r.dir, ".git"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(r.dir, ".git", "other-index"))
	dir := filepath.Join(r.dir, "docs")
	if got, err := Tracked(t.Context(), dir); err != nil || !got["a.md"] {
		t.Errorf("git tracks %v, %v", got, err)
	}
	if prefix, ok := Prefix(t.Context(), dir); !ok || prefix != "docs/" {
		t.Errorf("it stands in %q, %t", prefix, ok)
	}
}
