package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// built is what a build printed, and what stands in its folder.
type built struct {
	code           int
	stdout, stderr string
	files          map[string]string
}

// walked is a project to which things happen.
type walked struct {
	*testing.T
	*rand.Rand
	dir, cache string
	log        []string        // what has happened
	tampered   map[string]bool // files of the site that somebody has changed: they stay
	codes      map[int]int     // how builds ended
}

func (w *walked) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *walked) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatalf("%v after\n%s", err, strings.Join(w.log, "\n"))
	}
}

func (w *walked) write(name, text string) {
	w.Helper()
	w.must(os.MkdirAll(filepath.Dir(w.path(name)), 0o777))
	w.must(os.WriteFile(w.path(name), []byte(text), 0o666))
}

func (w *walked) read(name string) string {
	text, _ := os.ReadFile(w.path(name))
	return string(text)
}

// build builds the project into a folder.
func (w *walked) build(out string, flags ...string) built {
	w.Helper()
	var stdout, stderr bytes.Buffer
	args := append([]string{"build", w.path("p"), "--out", w.path(out)}, flags...)
	b := built{code: run(context.Background(), args, strings.NewReader(""), &stdout, &stderr), files: map[string]string{}}
	pages, _, _ := strings.Cut(stdout.String(), ", ")
	b.stdout, b.stderr = strings.ReplaceAll(pages, w.path(out), "OUT"), stderr.String()
	_ = filepath.WalkDir(w.path(out), func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != ".docsite-lock" {
			text, err := os.ReadFile(file)
			w.must(err)
			rel, _ := filepath.Rel(w.path(out), file)
			b.files[rel] = string(text)
		}
		return nil
	})
	return b
}

// compare builds with the cache and from nothing.
func (w *walked) compare() {
	w.Helper()
	with := w.build("out")
	if strings.Contains(with.stderr, "was not written by docsite") { // a file that somebody had changed and that was no part of the site for a while
		w.log = append(w.log, w.put("out", ""))
		with = w.build("out")
	}
	without := w.build("none", "--no-cache")
	w.must(os.RemoveAll(w.path("none")))
	if with.code != without.code || with.stderr != without.stderr || with.stdout != without.stdout {
		w.Fatalf("with the cache: %d %q\n%s\nwithout: %d %q\n%s\nafter\n%s", with.code, with.stdout, with.stderr, without.code, without.stdout, without.stderr, strings.Join(w.log, "\n"))
	}
	w.codes[with.code]++
	if with.code != 0 { // the site stays as it was; the next is to go well
		w.log = append(w.log, "failed: "+with.stderr, w.put("p/theme", ""), w.put("p/docsite.yaml", ""), w.put("p/docsite.lock", ""))
		w.quotable()
		for _, page := range w.pages() {
			if text := w.read("p/content/" + page); strings.Contains(text, "\naliases: ") {
				w.log = append(w.log, w.put("p/content/"+page, strings.Replace(text, "\naliases: ", "\nnone: ", 1)))
			}
		}
		return
	}
	for name, text := range without.files {
		if got, ok := with.files[name]; got != text {
			w.Fatalf("%s differs (there: %v) after\n%s\nwith the cache:\n%.3000s\nwithout:\n%.3000s", name, ok, strings.Join(w.log, "\n"), got, text)
		}
	}
	for name := range with.files {
		if _, ok := without.files[name]; !ok && !w.tampered[filepath.ToSlash(name)] {
			w.Fatalf("%s is there after\n%s", name, strings.Join(w.log, "\n"))
		}
	}
}

// pages are the paths of the pages below content/.
func (w *walked) pages() (names []string) {
	_ = filepath.WalkDir(w.path("p/content"), func(file string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".md") {
			rel, _ := filepath.Rel(w.path("p/content"), file)
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	return names
}

func (w *walked) one(of ...string) string { return of[w.IntN(len(of))] }

// somePage is a page that need not be there.
func (w *walked) somePage() string {
	return w.one("index", "a", "b", "part/index", "part/c", "part/d", "part/deep/e", "A", "404", "part2/f", "search") + ".md"
}

func (w *walked) link() string {
	return w.one("[x](a.md)", "[x](b.md#two)", "[x](../a.md#one)", "[x](part/c.md)", "[x](c.md#two)", "[x](/part/d.md)", "[x](#one)", "[x](files/x.txt)", "[x](../../ops/run.txt)",
		"[x](/ops/run.txt)", "![p](shot.svg)", "![p](shot.png)", "![p](/content/shot.png)", "![p](/content/shot.svg)", "![p](https://img.shields.io/x.svg)", "[old](old/place.html)", "![b](badges/web.svg)", "[x](Files/X.txt)", "<!-- size: web -->",
		"The image `web` has 40 MB to download.", "`--from` and `$PATH`", "[ref](part/)", "# Late", "<details><summary>s</summary>\n\nx\n\n</details>")
}

func (w *walked) listing() string {
	return w.one(
		"```dockerfile file=Dockerfile\nFROM alpine:3.20\nCOPY run.sh /run.sh\nRUN apk add curl\n```\n\n- `FROM alpine`: the base.\n- `apk add curl`: for health checks.\n",
		"```sh file=run.sh\n#!/bin/sh\nset -e\nexec app\n```\n\n- `set -e`: stops.\n",
		"```dockerfile file=/ops/Dockerfile\nFROM scratch\n```\n",
		"```dockerfile\nFROM debian AS build\nRUN make\nFROM scratch\nCOPY --from=build /a /a\n```\n\n| Code | What |\n| --- | --- |\n| `RUN make` | builds it |\n",
		"```yaml\nservices:\n  web: {image: x}\n```\n", "~~~\nplain\n~~~\n")
}

func (w *walked) front() string {
	var b strings.Builder
	for _, line := range []string{"title: " + w.one("One", "Two", "Three <b>", "Ä"), "description: " + w.one("short", "long"), "weight: " + w.one("1", "2", "-3", "x"), "draft: " + w.one("true", "false"),
		"aliases: [" + w.one("old/place.html", "b.html", "/gone/", "old/place.md, x") + "]", "lang: " + w.one("de", "en", "ar"), "annotate: " + w.one("true", "false"), "other: 1"} {
		if w.IntN(5) == 0 {
			b.WriteString(line + "\n")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String() + "---\n"
}

func (w *walked) text() string {
	parts := []string{w.front()}
	if w.IntN(12) == 0 {
		return parts[0] + w.one("--8<-- \"README.md\"", "{{#include ../notes.md}}", "```{include} a.md\n```") + "\n"
	}
	if w.IntN(3) > 0 {
		parts = append(parts, "# "+w.one("One", "Two", "Start & end"))
	}
	for range 1 + w.IntN(5) {
		parts = append(parts, w.part())
	}
	return parts[0] + strings.Join(parts[1:], "\n\n") + "\n"
}

func (w *walked) part() string {
	switch w.IntN(4) {
	case 0:
		return w.listing()
	case 1:
		return "## " + w.one("one", "two", "three")
	case 2:
		return "Words " + w.one("alpha", "beta", "gamma") + " " + w.link() + "."
	}
	return w.link()
}

// rewrite puts a part into the text of a page, in the place of one that is there or
// behind it, or takes one out.
func (w *walked) rewrite(page string) string {
	parts := strings.Split(strings.TrimRight(w.read(page), "\n"), "\n\n")
	at := w.IntN(len(parts))
	switch w.IntN(3) {
	case 0:
		parts = slices.Insert(parts, at+1, w.part())
	case 1:
		parts[at] = w.part()
	case 2:
		parts = slices.Delete(parts, at, at+1)
	}
	return w.put(page, strings.Join(parts, "\n\n")+"\n")
}

func (w *walked) config() string {
	var b strings.Builder
	for _, line := range []string{"title: " + w.one("Site", "Other <i>"), "url: https://docs.example.org/" + w.one("", "x"), "repo: https://github.com/x/y", "edit: https://github.com/x/y/edit/main/{path}", "lang: " + w.one("en", "de"),
		"remote_images: " + w.one("show", "link"), "style: " + w.one("github", "monokai"), "files: [" + w.one("notes.md", "'**/*.md'", "'!README.md'") + "]", "changed: true",
		"shots: {content/shot.png: {page: content/" + w.one("a", "b", "part/c") + ".md, selector: " + w.one("main", "h2", "pre") + "}}"} {
		if w.IntN(4) == 0 {
			b.WriteString(line + "\n")
		}
	}
	if w.IntN(2) == 0 {
		b.WriteString("images:\n  web: {ref: r.example/web, dockerfile: Dockerfile, label: " + w.one("web", "Web <1>") + "}\n  old: {recorded: {usage: " + w.one("800", "801") + " MB, on: 2026-11-23}}\n")
	}
	return b.String()
}

func (w *walked) lock() string {
	return w.one("", `{"version":1}`, `{"version":2}`, `{"version":1,"shots":{"content/shot.png":{"shows":"ab","look":"cd"}}}`, fmt.Sprintf(`{"version":1,"images":{"web":{"ref":"r.example/web","digest":"sha256:ab","platform":"linux/amd64","download":%d,"unpacked":200000000,"disk":221000000,"usage":283600000,"wasted":null,"layers":[{"digest":"sha256:cd"}],"since":"2026-11-20","index":"sha256:ef"}}}`, 62600000+w.IntN(3)*1000000))
}

// quotable writes the files that pages quote: without one nothing is built.
func (w *walked) quotable() {
	w.write("p/ops/Dockerfile", "FROM scratch\n")
	for _, dir := range []string{"", "part/", "part2/", "part/deep/"} {
		w.write("p/content/"+dir+"Dockerfile", "FROM alpine:3.20\nCOPY run.sh /run.sh\nRUN apk add curl\n")
		w.write("p/content/"+dir+"run.sh", "#!/bin/sh\nset -e\nexec app\n")
	}
}

// put writes a file or, for no text, deletes it.
func (w *walked) put(name, text string) string {
	if text == "" {
		w.must(os.RemoveAll(w.path(name)))
		return "deleted " + name
	}
	w.write(name, text)
	return fmt.Sprintf("wrote %s: %q", name, text)
}

// sameSize changes a byte of a file, and gives it its old time back.
func (w *walked) sameSize(name string) string {
	info, err := os.Stat(w.path(name))
	if err != nil || info.IsDir() || info.Size() == 0 {
		return "let be " + name
	}
	text := []byte(w.read(name))
	at := w.IntN(len(text))
	text[at] ^= 1
	w.must(os.WriteFile(w.path(name), text, 0o666))
	w.must(os.Chtimes(w.path(name), time.Time{}, info.ModTime()))
	return fmt.Sprintf("changed byte %d of %s", at, name)
}

func (w *walked) git(args ...string) string {
	out, err := exec.Command("git", append([]string{"-C", w.path("p"), "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...).CombinedOutput()
	return fmt.Sprint("git ", args, " ", err, " ", string(out))
}

// cached are the files of the cache.
func (w *walked) cached() (names []string) {
	entries, _ := os.ReadDir(filepath.Join(w.cache, "docsite", "builds"))
	for _, e := range entries {
		names = append(names, filepath.Join(w.cache, "docsite", "builds", e.Name()))
	}
	return names
}

// spoil does something to the cache.
func (w *walked) spoil() string {
	how := w.IntN(8)
	for _, file := range w.cached() {
		text, err := os.ReadFile(file)
		if err != nil || len(text) == 0 {
			continue
		}
		switch how {
		case 0:
			w.must(os.Remove(file))
		case 1:
			w.must(os.WriteFile(file, text[:w.IntN(len(text))], 0o600))
		case 2:
			text[w.IntN(len(text))] ^= byte(1 + w.IntN(255))
			w.must(os.WriteFile(file, text, 0o600))
		case 3:
			w.must(os.WriteFile(file, []byte("garbage"), 0o600))
		case 4:
			w.must(os.Chmod(file, 0o666)) // anybody may have written it
		case 5:
			w.must(os.WriteFile(file, append([]byte("docsite build 0\n"), text...), 0o600))
		case 6:
			w.must(os.Rename(file, file+"x"))
			w.must(os.Symlink(file+"x", file))
		case 7:
			if os.Geteuid() == 0 {
				w.must(os.Chown(file, 1, 1)) // somebody else has written it
			}
		}
	}
	return fmt.Sprint("spoiled the cache: ", how)
}

// tamper changes a file of the site.
func (w *walked) tamper() string {
	var files []string
	_ = filepath.WalkDir(w.path("out"), func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".docsite") {
			rel, _ := filepath.Rel(w.dir, file)
			files = append(files, filepath.ToSlash(rel))
		}
		return nil
	})
	if len(files) == 0 {
		return "no site yet"
	}
	name := files[w.IntN(len(files))]
	w.tampered[strings.TrimPrefix(name, "out/")] = true
	switch w.IntN(5) {
	case 0:
		return w.put(name, "")
	case 1:
		return w.put(name, "tampered")
	case 2:
		return w.put("out", "")
	default:
		return w.sameSize(name)
	}
}

// edit lets something happen.
func (w *walked) edit() string {
	pages := w.pages()
	page := "p/content/" + w.one(pages...)
	switch w.IntN(26) {
	case 0, 1, 2:
		return w.put(page, w.text())
	case 3:
		return w.put(page, w.read(page)+"\n\n"+w.link()+"\n")
	case 20, 21, 22, 23, 24, 25:
		return w.rewrite(page)
	case 4:
		return w.put("p/content/"+w.somePage(), w.text())
	case 5:
		if len(pages) > 3 {
			return w.put(page, "")
		}
	case 6:
		to := w.path("p/content/" + w.somePage())
		w.must(os.MkdirAll(filepath.Dir(to), 0o777))
		w.must(os.Rename(w.path(page), to))
		return "renamed " + page + " to " + to
	case 7:
		return w.put("p/docsite.yaml", w.config())
	case 8:
		return w.put("p/docsite.lock", w.lock())
	case 9:
		return w.put("p/content/Dockerfile", w.one("", "FROM alpine:3.20\nCOPY run.sh /run.sh\nRUN apk add curl\n", "FROM alpine:3.21\nCOPY run.sh /run.sh\nCMD x\n"))
	case 10:
		return w.put("p/"+w.one("content/run.sh", "ops/Dockerfile", "content/part/run.sh", "ops/run.txt", "content/files/x.txt", "content/Files/X.txt", "README.md", "notes.md"), w.one("", "#!/bin/sh\nset -e\nexec app\n", "FROM scratch\n", "# Text\n\nThe image web has 1 MB to download.\n"))
	case 11:
		if w.IntN(3) == 0 {
			return w.put("p/content/shot.png", w.one("", "png", "other"))
		}
		return w.put("p/content/shot.svg", w.one("", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>`, `<svg xmlns="http://www.w3.org/2000/svg" width="11" height="20"/>`))
	case 12:
		return w.put("p/theme/"+w.one("extra.css", "footer.html", "static/x.txt", "icon.svg", "main.html", "style.css"), w.one("", "p{color:red}", "Text {{.Title}}", "Text {{.Broken", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
	case 13:
		return w.tamper()
	case 14:
		return w.spoil()
	case 15:
		return w.sameSize(page)
	case 16:
		return w.git("rm", "-r", "--cached", "-q", "--ignore-unmatch", w.one("ops", "content", "."))
	case 17:
		return w.git("add", "-A") + w.git("commit", "-qm", "x")
	case 18:
		if w.IntN(3) == 0 {
			w.must(os.RemoveAll(w.path("p/content/link.md")))
			w.must(os.Symlink(w.one("a.md", "../notes.md", "nowhere"), w.path("p/content/link.md")))
			return "linked link.md"
		}
	case 19:
		if file := w.path("p/" + w.one("content/run.sh", "content/shot.svg", "docsite.yaml", "content/"+w.one(pages...))); os.Chtimes(file, time.Time{}, time.Now()) == nil {
			return "touched " + file
		}
	}
	return "nothing"
}

// newWalked is a project with some pages, and with a cache of its own.
func newWalked(t *testing.T, seed uint64) *walked {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	w := &walked{T: t, Rand: rand.New(rand.NewPCG(2026, seed)), dir: t.TempDir(), cache: cache, codes: map[int]int{}, tampered: map[string]bool{}}
	for _, name := range []string{"index", "a", "b", "part/c", "part/d"} {
		w.write("p/content/"+name+".md", w.text())
	}
	w.quotable()
	w.git("init", "-q")
	return w
}

// TestBuildsAlike lets things happen to a project, to its site and to the cache, and
// wants the same site and the same words with the cache as without.
func TestBuildsAlike(t *testing.T) {
	edits := 60
	if testing.Short() {
		edits = 40
	}
	if n := os.Getenv("EDITS"); n != "" {
		fmt.Sscan(n, &edits)
	}
	seed := uint64(1)
	if s := os.Getenv("SEED"); s != "" {
		fmt.Sscan(s, &seed)
	}
	w := newWalked(t, seed)
	for i := range edits {
		if i%40 == 20 {
			time.Sleep(2100 * time.Millisecond) // until stamps are believed
			w.compare()
			w.compare()
		}
		for range 1 + w.IntN(4)/3 {
			w.log = append(w.log, w.edit())
		}
		w.compare()
	}
	if w.codes[0] < edits/2 {
		t.Errorf("most builds failed, by their codes: %v\n%s", w.codes, strings.Join(w.log, "\n"))
	}
}
