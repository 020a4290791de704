package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/lockfile"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/render"
)

// shotProject makes a project with a screenshot that is current.
func shotProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"docsite.yaml":     "shots:\n  content/sizes.png: {page: content/sizes.md, selector: main table, width: 800}\n",
		"content/index.md": "# Image\n\n![Sizes](sizes.png)\n\n_The sizes._\n",
		"content/sizes.md": "# Sizes\n\n| Size |\n| --- |\n| 1 MB |\n\nWords below.\n",
		// A picture of one white point.
		"content/sizes.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82",
	} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, ps := load(root.FS(), false)
	if s == nil {
		t.Fatal(ps)
	}
	picture, err := root.ReadFile("content/sizes.png")
	if err != nil {
		t.Fatal(err)
	}
	s.Lock.Shots = map[string]site.LockedShot{}
	for _, shot := range render.ForShots(s).Shots() {
		s.Lock.Shots[shot.File] = shots.Taken(&shot, picture)
	}
	write(t, filepath.Join(dir, site.LockName), string(lockfile.Encode(s.Lock)))
	return dir
}

// TestStaleShot wants a screenshot reported whose page has changed: by a check, by a
// refresh and by a build, and of what has not changed nothing.
func TestStaleShot(t *testing.T) {
	dir := shotProject(t)
	runs := func(code int, want string, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if got := run(t.Context(), append(args, dir), nil, &stdout, &stderr); got != code || !strings.Contains(stdout.String()+stderr.String(), want) {
			t.Errorf("%q: exit %d, want %d with %q\n%s%s", args, got, code, want, stdout.String(), stderr.String())
		}
	}
	const stale = `docsite.yaml:2:22: screenshot content/sizes.png: what it shows has changed since it was taken (hint: docsite shots takes it again)`
	sizes := filepath.Join(dir, "content", "sizes.md")
	runs(0, "All current: 1 place.", "refresh", "--check")
	runs(0, "All current: 1 place.", "refresh")
	runs(0, "pages", "build", "--strict")
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 1 MB |\n\nOther words below.\n")
	runs(0, "All current: 1 place.", "refresh", "--check")
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 2 MB |\n")
	runs(1, stale, "refresh", "--check")
	runs(1, stale, "refresh")
	runs(1, `warning: screenshot "content/sizes.png": what it shows has changed`, "build", "--strict")
	runs(0, "files written", "build")
	page, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
	if err != nil || !strings.Contains(string(page), `The sizes. <span class="stale">`) {
		t.Errorf("the page does not say it: %s, %v", page, err)
	}
	write(t, sizes, "# Sizes\n\nNo table.\n")
	runs(1, `docsite.yaml:2:57: screenshot content/sizes.png: selector "main table" fits nothing on the page "content/sizes.md"`, "refresh", "--check")
}
