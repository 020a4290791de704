package preview

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"docsite/internal/site"
)

var address = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4000}

// options give a server that shows fsys and watches an empty folder.
func options(t testing.TB, fsys fs.FS) Options {
	return Options{
		Dir:    t.TempDir(),
		Ignore: func(string) bool { return false },
		Build: func(context.Context, []string) Site {
			return Site{FS: fsys, Problems: func(string) site.Problems { return nil }}
		},
		Live: func(page []byte, version string, ps site.Problems, older []string) []byte {
			return fmt.Appendf(nil, "%s|%s|%v", page, version, ps)
		},
		Problem: func(status int, ps site.Problems) []byte { return fmt.Appendf(nil, "none %d %v", status, ps) },
		Style:   []byte("a{}"),
		Log:     func(message string) { t.Log(message) },
	}
}

// filesOnly has the files of another file system and none of its folders.
type filesOnly struct{ fs.FS }

func (f filesOnly) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(f.FS, name); err == nil && info.IsDir() {
		return nil, fs.ErrNotExist
	}
	return f.FS.Open(name)
}

// start serves until the test ends and gives the address.
func start(t testing.TB, opts Options) (addr string, stop func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- New(l.Addr(), opts).Serve(ctx, l) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(10 * time.Second):
			t.Error("the server does not stop")
		}
	}
	t.Cleanup(stop)
	return l.Addr().String(), stop
}

// get asks for a path and gives the status and the body.
func get(t testing.TB, addr, path string) (int, string) {
	t.Helper()
	resp, err := http.Get("http://" + addr + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestServesByExactPath(t *testing.T) {
	addr, _ := start(t, options(t, filesOnly{fstest.MapFS{
		"index.html":          {Data: []byte("home")},
		"guide/index.html":    {Data: []byte("guide")},
		"guide/a b.html":      {Data: []byte("spaced")},
		"style.css":           {Data: []byte("p{}")},
		"raw/data.unknown":    {Data: []byte("bytes")},
		"pictures/screen.png": {Data: []byte("png")},
	}}))
	for _, tt := range []struct {
		path   string
		status int
		body   string // begins so
		kind   string
	}{
		{"/", 200, "home|", "text/html; charset=utf-8"},
		{"/index.html", 200, "home|", "text/html; charset=utf-8"},
		{"/guide/", 200, "guide|", "text/html; charset=utf-8"},
		{"/guide", 200, "guide|", "text/html; charset=utf-8"}, // after a redirect
		{"/guide/a%20b.html", 200, "spaced|", "text/html; charset=utf-8"},
		{"/style.css", 200, "p{}", "text/css; charset=utf-8"},
		{"/raw/data.unknown", 200, "bytes", "application/octet-stream"},
		{"/pictures/screen.png", 200, "png", "image/png"},
		{"/_docsite/live.js", 200, "// Shows", "text/javascript; charset=utf-8"},
		{"/_docsite/live.css", 200, "a{}", "text/css; charset=utf-8"},
		{"/_docsite/other", 404, "404", "text/plain; charset=utf-8"},
		{"/raw/", 404, "none 404", "text/html; charset=utf-8"}, // no lists of folders
		{"/raw", 404, "none 404", "text/html; charset=utf-8"},
		{"/guide/index", 404, "none 404", "text/html; charset=utf-8"},
		{"/Guide/", 404, "none 404", "text/html; charset=utf-8"},
	} {
		resp, err := http.Get("http://" + addr + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != tt.status || !strings.HasPrefix(string(body), tt.body) || resp.Header.Get("Content-Type") != tt.kind {
			t.Errorf("%s: %d %q %q, want %d %q %q", tt.path, resp.StatusCode, body, resp.Header.Get("Content-Type"), tt.status, tt.body, tt.kind)
		}
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	addr, _ := start(t, options(t, fstest.MapFS{"index.html": {Data: []byte("home")}}))
	head, err := http.Head("http://" + addr + "/")
	if err != nil {
		t.Fatal(err)
	}
	tag := head.Header.Get("ETag")
	if _, body := get(t, addr, "/"); !strings.Contains(body, "|"+strings.Trim(tag, `"`)+"|") {
		t.Errorf("the page %q does not carry its own version %s", body, tag)
	}
	req, _ := http.NewRequest("GET", "http://"+addr+"/", nil)
	req.Header.Set("If-None-Match", tag)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNotModified {
		t.Errorf("got %d, want 304", resp.StatusCode)
	}
}

// counting is a site that counts how often it renders.
type counting struct {
	fs.FS
	opened atomic.Int32
}

func (c *counting) Open(name string) (fs.File, error) {
	c.opened.Add(1)
	return c.FS.Open(name)
}

func TestPageIsRenderedOnceABuild(t *testing.T) {
	fsys := &counting{FS: fstest.MapFS{"index.html": {Data: []byte("home")}}}
	opts := options(t, fsys)
	addr, _ := start(t, opts)
	for range 3 {
		get(t, addr, "/")
	}
	if n := fsys.opened.Load(); n != 1 {
		t.Errorf("rendered %d times, want once", n)
	}
}

// broken is a site whose pages can be made to fail.
type broken struct {
	fs.FS
	fail atomic.Pointer[error]
}

func (b *broken) Open(name string) (fs.File, error) {
	if err := b.fail.Load(); err != nil {
		if *err == nil {
			panic("out of range")
		}
		return nil, *err
	}
	return b.FS.Open(name)
}

// ask sends a request past the network, as the page itself would.
func ask(s *Server, path string) string {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "127.0.0.1:4000"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return fmt.Sprintf("%d %s", w.Code, w.Body)
}

func TestErrorKeepsTheLastGoodPage(t *testing.T) {
	fsys := &broken{FS: fstest.MapFS{"index.html": {Data: []byte("home")}, "other.html": {Data: []byte("other")}}}
	result := Site{}
	opts := options(t, nil)
	opts.Build = func(context.Context, []string) Site { return result }
	s := New(address, opts)
	bad := site.Problems{{File: "docsite.yaml", Line: 2, Col: 1, Severity: site.Error, Message: `unknown field "imagse"`}}
	unread := error(site.Problem{File: "content/a.md", Line: 9, Col: 3, Severity: site.Error, Message: "no such stage"})
	var panics error
	for _, step := range []struct {
		name     string
		site     fs.FS
		problems site.Problems
		fail     *error
		path     string
		want     []string
	}{
		{"broken from the start", nil, bad, nil, "/", []string{"500 none 500", `docsite.yaml:2:1: unknown field "imagse"`}},
		{"mended", fsys, nil, nil, "/", []string{"200 home|", "|[]"}},
		{"broken again", nil, bad, nil, "/", []string{"200 home|", `[docsite.yaml:2:1: unknown field "imagse"]`}},
		{"a page that was not opened before", nil, bad, nil, "/other.html", []string{"200 other|", "docsite.yaml:2:1"}},
		{"an address that never was", nil, bad, nil, "/none.html", []string{"500 none 500", "docsite.yaml:2:1"}},
		{"a page that cannot be read", fsys, nil, &unread, "/", []string{"200 home|", "content/a.md:9:3: no such stage"}},
		{"still so", fsys, nil, &unread, "/", []string{"200 home|", "content/a.md:9:3: no such stage"}},
		{"a page that stops the renderer", fsys, nil, &panics, "/", []string{"200 home|", "out of range"}},
		{"the same, without an earlier one", fsys, nil, &panics, "/third.html", []string{"500 none 500", "out of range"}},
		{"mended at last", fsys, nil, nil, "/", []string{"200 home|", "|[]"}},
		{"a page that was deleted", fstest.MapFS{}, nil, nil, "/", []string{"404 none 404 []"}},
		{"a page that was left out", fstest.MapFS{}, bad, nil, "/other.html", []string{"200 other|", "docsite.yaml:2:1"}},
	} {
		result = Site{FS: step.site, Problems: func(string) site.Problems { return step.problems }}
		fsys.fail.Store(step.fail)
		s.rebuild(t.Context(), []string{"content/a.md"})
		got := ask(s, step.path)
		for _, want := range step.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: got %q, want %q in it", step.name, got, want)
			}
		}
	}
}

func TestBuildThatPanicsIsAProblem(t *testing.T) {
	opts := options(t, nil)
	opts.Build = func(context.Context, []string) Site { panic("index out of range") }
	addr, _ := start(t, opts)
	if status, body := get(t, addr, "/"); status != 500 || !strings.Contains(body, "index out of range") {
		t.Errorf("got %d %q", status, body)
	}
}

// A page has another version when a picture that it may show has changed, and
// the same when a file changed that nothing of it comes from.
func TestVersionFollowsPictures(t *testing.T) {
	s := New(address, options(t, fstest.MapFS{"index.html": {Data: []byte("home")}}))
	s.rebuild(t.Context(), nil)
	first := ask(s, "/")
	s.rebuild(t.Context(), []string{"main.go", "content/other.md"})
	if got := ask(s, "/"); got != first {
		t.Errorf("got %q after an unrelated change, want %q", got, first)
	}
	s.rebuild(t.Context(), []string{"scrnshots/a.PNG"})
	if got := ask(s, "/"); got == first {
		t.Errorf("got %q after a picture changed too", got)
	}
}

func TestKeptPagesAreBounded(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 5 {
		fsys[fmt.Sprintf("%d.bin", i)] = &fstest.MapFile{Data: make([]byte, maxKept/3)}
	}
	s := New(address, options(t, fsys))
	s.rebuild(t.Context(), nil)
	for i := range 5 {
		ask(s, fmt.Sprintf("/%d.bin", i))
		ask(s, fmt.Sprintf("/none-%d", i))
	}
	total := 0
	for _, r := range s.kept {
		total += len(r.body)
	}
	if total > maxKept || total != s.size || len(s.kept) > 3 {
		t.Errorf("%d files with %d bytes are kept, counted as %d", len(s.kept), total, s.size)
	}
}

// open counts what a leak would add to.
func open(t *testing.T) (goroutines, files int) {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc here: ", err)
	}
	return runtime.NumGoroutine(), len(entries)
}

func TestNothingIsLeftAfterStop(t *testing.T) {
	opts := options(t, fstest.MapFS{"index.html": {Data: []byte("home")}})
	cycle := func() {
		addr, stop := start(t, opts)
		client := &http.Client{Transport: &http.Transport{}}
		resp, err := client.Get("http://" + addr + "/_docsite/events")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = resp.Body.Read(make([]byte, 1)) // the stream is under way
		stop()
		resp.Body.Close()
		client.CloseIdleConnections()
	}
	cycle()
	goroutines, files := open(t)
	for range 100 {
		cycle()
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		g, f := open(t)
		if g <= goroutines && f <= files {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines and %d open files before, %d and %d after", goroutines, files, g, f)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
