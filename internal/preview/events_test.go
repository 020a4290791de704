package preview

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"docsite/internal/site"
)

// listen opens an event stream; lines gives what comes over it.
func listen(t *testing.T, addr string) (status int, lines <-chan string, closeStream func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	req, _ := http.NewRequestWithContext(ctx, "GET", "http://"+addr+"/_docsite/events", nil)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan string, 100)
	go func() {
		defer resp.Body.Close()
		defer close(out)
		for s := bufio.NewScanner(resp.Body); s.Scan(); {
			if s.Text() != "" {
				out <- s.Text()
			}
		}
	}()
	return resp.StatusCode, out, cancel
}

func next(t *testing.T, lines <-chan string) string {
	t.Helper()
	select {
	case line := <-lines:
		return line
	case <-time.After(10 * time.Second):
		t.Fatal("nothing comes over the stream")
		return ""
	}
}

// A save is a build, and the stream carries its number and nothing else.
func TestSaveReachesTheBrowser(t *testing.T) {
	opts := options(t, nil)
	page := filepath.Join(opts.Dir, "a.md")
	write(t, page, "first")
	var changed atomic.Pointer[[]string]
	opts.Build = func(_ context.Context, names []string) Site {
		changed.Store(&names)
		text, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
		}
		return Site{
			FS:       fstest.MapFS{"index.html": {Data: text}},
			Problems: func(string) site.Problems { return nil },
		}
	}
	addr, _ := start(t, opts)
	if _, body := get(t, addr, "/"); !strings.HasPrefix(body, "first|") {
		t.Fatalf("got %q", body)
	}
	_, lines, _ := listen(t, addr)
	for _, want := range []string{"retry: 500", "data: 1"} {
		if got := next(t, lines); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	write(t, page, "second")
	if got := next(t, lines); got != "data: 2" {
		t.Errorf("got %q, want the number 2", got)
	}
	if _, body := get(t, addr, "/"); !strings.HasPrefix(body, "second|") {
		t.Errorf("got %q after the save", body)
	}
	if got := *changed.Load(); len(got) != 1 || got[0] != "a.md" {
		t.Errorf("the build was told of %q, want a.md", got)
	}
}

func TestStreamsAreLimited(t *testing.T) {
	addr, _ := start(t, options(t, fstest.MapFS{"index.html": {Data: []byte("home")}}))
	open, refused := 0, 0
	var last func()
	for range 200 {
		status, _, closeStream := listen(t, addr)
		switch status {
		case 200:
			open++
			last = closeStream
		case 503:
			refused++
		}
	}
	if open != maxStreams || refused != 200-maxStreams {
		t.Errorf("%d streams are open and %d refused, want %d and %d", open, refused, maxStreams, 200-maxStreams)
	}
	if status, _ := get(t, addr, "/"); status != 200 {
		t.Errorf("a page gives %d meanwhile", status)
	}
	last()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if status, _, _ := listen(t, addr); status == 200 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the place of a stream that was closed stays taken")
		}
	}
}

// A slow page gets the latest number, and keeps nobody waiting.
func TestSlowStream(t *testing.T) {
	var s streams
	slow, _ := s.open()
	for n := range 100 {
		s.send(n + 1)
	}
	if got := <-slow; got != 100 {
		t.Errorf("got %d, want 100", got)
	}
	s.close(slow)
	if len(s.to) != 0 {
		t.Error("a closed stream is still there")
	}
}

func TestHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(address, Options{})
		ctx, cancel := context.WithCancel(t.Context())
		w := &recorder{header: http.Header{}}
		req, _ := http.NewRequestWithContext(ctx, "GET", "/_docsite/events", nil)
		go s.events(w, req)
		time.Sleep(2*heartbeat + time.Second)
		cancel()
		synctest.Wait()
		if got, want := w.text.String(), "retry: 500\n\n:\n\n:\n\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// recorder is a response whose connection takes everything.
type recorder struct {
	header http.Header
	text   strings.Builder
}

func (r *recorder) Header() http.Header                { return r.header }
func (r *recorder) WriteHeader(int)                    {}
func (r *recorder) Write(p []byte) (int, error)        { return r.text.Write(p) }
func (r *recorder) FlushError() error                  { return nil }
func (r *recorder) SetWriteDeadline(_ time.Time) error { return nil }
