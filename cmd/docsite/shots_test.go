package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/chromium"
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
	s, ps := site.Load(root.FS(), options(root.FS(), false))
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
	stale := `docsite.yaml:2:22: screenshot content/sizes.png: what it shows has changed since it was taken (hint: docsite shots ` + dir + ` takes it again)`
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

// TestShotsWithoutBrowser wants words on what to install.
func TestShotsWithoutBrowser(t *testing.T) {
	dir := shotProject(t)
	write(t, filepath.Join(dir, "content", "sizes.md"), "# Sizes\n\n| Size |\n| --- |\n| 2 MB |\n")
	t.Setenv("PATH", t.TempDir())
	if path, err := chromium.Find(); err == nil {
		t.Skip("there is a browser outside of PATH: ", path)
	}
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"shots", dir}, nil, &stdout, &stderr)
	const want = "docsite: there is no Chromium on this machine (hint: install chromium or Google Chrome, or say where one is: --chromium FILE)\n"
	if code != exitUsage || stderr.String() != want {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

// TestShotsAreRetaken takes pictures with a browser: of a part and of a page that shows
// that picture; again only what has changed; and what looks as before keeps its bytes.
func TestShotsAreRetaken(t *testing.T) {
	t.Parallel()
	if _, err := chromium.Find(); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	sizes, table, page := filepath.Join(dir, "content", "sizes.md"), filepath.Join(dir, "a", "table.png"), filepath.Join(dir, "a", "page.png")
	write(t, filepath.Join(dir, "docsite.yaml"), "shots:\n  a/page.png: {page: /, width: 400, height: 300, theme: dark}\n  a/table.png: {page: content/sizes.md, selector: main table, scale: 2}\n")
	write(t, filepath.Join(dir, "content", "index.md"), "# Image\n\n![Sizes](../a/table.png)\n")
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 1 MB |\n")
	take := func(want string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), []string{"shots", dir}, nil, &stdout, &stderr); code != 0 || !strings.HasSuffix(stdout.String(), want+"\n") {
			t.Fatalf("exit %d, want %q\n%s%s", code, want, stdout.String(), stderr.String())
		}
	}
	take("Pictures: 2 taken.")
	first, before := decodePNG(t, page), read(t, table)
	if b := first.Bounds(); b.Dx() != 400 || b.Dy() != 300 {
		t.Errorf("the page's picture has %v", b)
	}
	if r, g, b, _ := first.At(200, 299).RGBA(); r+g+b > 3*0x4000 {
		t.Error("a dark page is not dark")
	}
	take("Pictures: 2 current.")
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 2 MB |\n")
	take("Pictures: 2 taken.")
	after := read(t, table)
	if bytes.Equal(before, after) {
		t.Error("the table's picture shows nothing new")
	}
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 2 [MB](index.md) |\n")
	take("Pictures: 2 taken.")
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 2 [MB](sizes.md) |\n")
	take("Pictures: 2 current.")
	linked := read(t, table)
	write(t, sizes, "# Sizes\n\n| Size |\n| --- |\n| 2 [MB](sizes.md \"unseen\") |\n")
	take("Pictures: 2 looking as before.")
	if !bytes.Equal(linked, read(t, table)) {
		t.Error("a picture that looks as before was written")
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decodePNG(t *testing.T, name string) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(read(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
