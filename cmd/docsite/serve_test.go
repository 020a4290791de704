package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// project is a folder with a preview of it.
type project struct {
	t   *testing.T
	dir string
	url string // with a final slash
}

// serveProject writes files, a name and its text in turn, and starts a preview
// that the end of the test stops.
func serveProject(t *testing.T, files ...string) *project {
	t.Helper()
	p := &project{t: t, dir: t.TempDir()}
	for i := 0; i < len(files); i += 2 {
		p.write(files[i], files[i+1])
	}
	p.serve()
	return p
}

func (p *project) serve() {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, stdout := io.Pipe()
	var stderr sharedBuffer
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", p.dir}, nil, stdout, &stderr)
		stdout.Close()
	}()
	p.t.Cleanup(func() {
		cancel()
		if code := <-done; code != 0 {
			p.t.Errorf("docsite serve ended with %d", code)
		}
		if p.t.Failed() {
			p.t.Log(stderr.String())
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "http://127.0.0.1:") {
		p.t.Fatalf("the first line is %q (%v), not an address\n%s", line, err, stderr.String())
	}
	p.url = strings.TrimSpace(line)
}

// sharedBuffer is a buffer for several goroutines.
type sharedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *sharedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *sharedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (p *project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) read(name string) string {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

func (p *project) get(path string) (status int, body string) {
	p.t.Helper()
	resp, err := http.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// shows waits until the page has the status and all of the words, and none of
// those that begin with "!".
func (p *project) shows(path string, status int, words ...string) {
	p.t.Helper()
	var got int
	var body, reason string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		got, body = p.get(path)
		reason = ""
		if got != status {
			reason = fmt.Sprintf("status %d, want %d", got, status)
		}
		for _, word := range words {
			if not, ok := strings.CutPrefix(word, "!"); ok == strings.Contains(body, not) {
				reason = fmt.Sprintf("want %q", word)
			}
		}
		if reason == "" {
			return
		}
	}
	p.t.Fatalf("/%s: %s\n%s", path, reason, body)
}

func TestServeShowsWhatWasSaved(t *testing.T) {
	p := serveProject(t, "content/index.md", "# Home\n\nfirst\n", "content/guide/one.md", "# One\n")
	p.shows("", 200, "first", "_docsite/live.js")
	p.write("content/index.md", "# Home\n\nsecond\n")
	p.shows("", 200, "second", "!first")

	p.write("content/.new", "# Home\n\nthird\n")
	if err := os.Rename(filepath.Join(p.dir, "content/.new"), filepath.Join(p.dir, "content/index.md")); err != nil {
		t.Fatal(err)
	}
	p.shows("", 200, "third")

	p.shows("fresh/deep/page.html", 404, "no such page", "_docsite/live.js")
	p.write("content/fresh/deep/page.md", "# Fresh\n\nin a new folder\n")
	p.shows("fresh/deep/page.html", 200, "in a new folder")
	p.shows("", 200, "Fresh") // in the navigation

	if err := os.RemoveAll(filepath.Join(p.dir, "content/fresh")); err != nil {
		t.Fatal(err)
	}
	p.shows("fresh/deep/page.html", 404)
	if _, err := os.Stat(filepath.Join(p.dir, "public")); err == nil {
		t.Error("the preview has written a site")
	}
}

// TestServeFollowsQuotedFiles: a quoted file is shown as it is now, the page's copy
// stays until its button is pressed, and places are those of the page's file.
func TestServeFollowsQuotedFiles(t *testing.T) {
	const page = "# Home\n\n```dockerfile file=../Dockerfile\nFROM alpine:3.15\n```\n\n- `FROM alpine`: the base\n- `RUN make`: makes it\n\n[x](nowhere.md)\n"
	p := serveProject(t, "Dockerfile", "FROM alpine:3.15\n", "content/index.md", page, "content/other.md", "# Other\n\n```sh file=../run.sh\nold\n```\n", "run.sh", "new\n")
	p.shows("", 200, "alpine:3.15", "!live-older")
	p.write("Dockerfile", "FROM alpine:3.22\nRUN make\n")
	p.shows("", 200, "alpine:3.22", "!alpine:3.15", "an older copy of <code>../Dockerfile</code>", "live-refresh", "<code>content/index.md:10:1</code>", "makes it")
	if got := p.read("content/index.md"); got != page {
		t.Errorf("the preview has written %q", got)
	}
	req, err := http.NewRequest(http.MethodPost, p.url+"_docsite/refresh/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", strings.TrimSuffix(p.url, "/"))
	req.Header.Set("X-Docsite", "refresh")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		t.Errorf("status %d", resp.StatusCode)
	}
	p.shows("", 200, "alpine:3.22", "!live-older")
	if got := p.read("content/index.md"); !strings.Contains(got, "FROM alpine:3.22\nRUN make\n```") {
		t.Errorf("the page is %q", got)
	}
	if got := p.read("content/other.md"); !strings.Contains(got, "old") {
		t.Errorf("another page was written: %q", got)
	}
}

func TestServeShowsProblemsUntilTheyAreMended(t *testing.T) {
	const home, config = "# Home\n\nthe text\n", "title: Good\n"
	p := serveProject(t, "docsite.yaml", config, "content/index.md", home, "content/other.md", "# Other\n")
	p.shows("", 200, "the text", "Good", "!live-panel")
	for _, tt := range []struct {
		name, bad, good string
		want            []string
	}{
		{"docsite.yaml", "title: Good\nimagse: {}\n", config,
			[]string{"docsite.yaml:2:1", "unknown key", "the text", "Good", "live-errors"}},
		{"content/index.md", "---\nweight: heavy\n---\n\n" + home, home,
			[]string{"content/index.md:2:9", "front matter", "the text", "!live-errors"}},
		{"content/index.md", home + strings.Repeat("x", 1<<20), home,
			[]string{"content/index.md", "more than a page may have", "!the text", "!live-errors"}},
		{"content/index.md", home + "\n[dead](none.md)\n", home,
			[]string{"content/index.md:5:", "none.md", "warning", "the text", "!live-errors"}},
		{"docsite.lock", "{\n!", "",
			[]string{"docsite.lock:2:", "the text", "live-errors"}},
	} {
		p.write(tt.name, tt.bad)
		p.shows("", 200, tt.want...)
		if tt.good == "" {
			if err := os.Remove(filepath.Join(p.dir, tt.name)); err != nil {
				t.Fatal(err)
			}
		} else {
			p.write(tt.name, tt.good)
		}
		p.shows("", 200, "the text", "!live-panel")
	}
}

// TestServeSaysOnceWhatIsGone: without the folder of the pages, each page says once and
// in words that its file is not there.
func TestServeSaysOnceWhatIsGone(t *testing.T) {
	p := serveProject(t, "content/index.md", "# Home\n\nthe text\n", "content/other.md", "# Other\n")
	p.shows("", 200, "the text")
	if err := os.RemoveAll(filepath.Join(p.dir, "content")); err != nil {
		t.Fatal(err)
	}
	p.shows("other.html", 500, "there is no such file", "there is no Markdown file", "!openat")
	if _, body := p.get("other.html"); strings.Count(body, "there is no such file") != 1 {
		t.Errorf("it is not said once: %s", body)
	}
	p.write("content/index.md", "# Home\n\nthe text\n")
	p.shows("", 200, "the text", "!live-panel")
}

func TestServeStartsWithAProblem(t *testing.T) {
	p := serveProject(t, "docsite.yaml", "imagse: {}\n", "content/index.md", "# Home\n\nthe text\n")
	p.shows("", 500, "docsite.yaml:1:1", "cannot be shown yet", "_docsite/live.js")
	p.write("docsite.yaml", "title: Good\n")
	p.shows("", 200, "the text", "!live-panel")
}

// What links in the project lead to outside of it is not shown, by any name.
func TestServeStaysInTheProject(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "site-secret")
	if err := os.MkdirAll(outside, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.md", "x.png", "x"} {
		if err := os.WriteFile(filepath.Join(outside, name), []byte("SECRET"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p := &project{t: t, dir: t.TempDir()}
	p.write("content/index.md", "# Home\n\n![a](abs.png) ![b](rel.png) ![c](dir/x.png) [d](abs.md) [e](../.env) [f](../../site-secret/x)\n")
	p.write(".env", "SECRET")
	p.write(".git/config", "SECRET")
	p.write("docsite.lock", `{"version": 1}`)
	rel, err := filepath.Rel(filepath.Join(p.dir, "content"), outside)
	if err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"abs.png": filepath.Join(outside, "x.png"), "rel.png": filepath.Join(rel, "x.png"), "dir": outside,
		"abs.md": filepath.Join(outside, "x.md"), "proc.md": "/proc/self/environ",
	} {
		if err := os.Symlink(target, filepath.Join(p.dir, "content", name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	p.serve()
	p.shows("", 200, "content/abs.md", "content/proc.md", "!live-errors")
	for _, path := range []string{
		"abs.png", "abs.png/", "rel.png", "dir/x.png", "dir/x", "dir/", "dir", "abs.html", "abs.html/", "abs.md", "proc.html", "dir/x.html",
		".env", ".git/config", "docsite.lock", "docsite.yaml", "content/index.md", "site-secret/x", "../.env", "%2e%2e/.env", "..%2f.env",
	} {
		status, body := p.get(path)
		if status/100 != 4 && status != 500 || strings.Contains(body, "SECRET") || strings.Contains(body, "PATH=") {
			t.Errorf("/%s: %d %.200s", path, status, body)
		}
	}
}

// What a page links to is shown, even before the page is, and what only looks
// like a link is not.
func TestServeShowsWhatPagesLinkTo(t *testing.T) {
	p := &project{t: t, dir: t.TempDir()}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(p.dir))
	p.write("content/index.md", "# Home\n")
	p.write("content/other.md", "# Other\n\n![a](../shot.png) [b](b.txt) [key](../ops/prod.key)\n\n`[c](../ops/c.txt)`\n")
	for _, name := range []string{"shot.png", "content/b.txt", "ops/prod.key", "ops/c.txt", "ops/d.txt"} {
		p.write(name, "TEXT")
	}
	p.serve()
	for path, want := range map[string]int{"shot.png": 200, "b.txt": 200, "ops/prod.key": 404, "ops/c.txt": 404, "ops/d.txt": 404} {
		if status, body := p.get(path); status != want || strings.Contains(body, "TEXT") != (want == 200) {
			t.Errorf("/%s: %d, want %d", path, status, want)
		}
	}
	p.shows("other.html", 200, "is not published")
}

func TestServeSaysThatThePortIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"serve", "--addr", l.Addr().String(), t.TempDir()}, nil, &stdout, &stderr)
	want := fmt.Sprintf("docsite: %q is in use by another program (hint: --addr 127.0.0.1:0 takes a free port)\n", l.Addr())
	if code != exitUsage || stdout.Len() > 0 || stderr.String() != want {
		t.Errorf("exit %d, stdout %q, stderr %q; want %d and %q", code, &stdout, &stderr, exitUsage, want)
	}
}

// A preview that prints into a file of the project does not see that file change.
func TestServeDoesNotWatchItsOutput(t *testing.T) {
	dir := t.TempDir()
	log, err := os.Create(filepath.Join(dir, "serve.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	info, err := log.Stat()
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	r := &reader{root: root, own: []fs.FileInfo{info}}
	if !r.ignore("serve.log") || r.ignore("a.md") || r.ignore("none") {
		t.Error("what is ignored is not the file that is printed to")
	}
}
