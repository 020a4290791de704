package preview

import (
	"bufio"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzPath asks for anything: the answer is the file of exactly that name, or
// a refusal.
func FuzzPath(f *testing.F) {
	for _, tt := range hostile {
		for _, request := range tt.requests {
			if parts := strings.Fields(request); len(parts) > 1 && len(parts[1]) < 200 {
				f.Add(parts[1])
			}
		}
	}
	names := fstest.MapFS{}
	for _, name := range []string{
		"index.html", "a/index.html", "a/b.html", "a b/ü.txt", "x", "%2e%2e/s", ".env", ".git/config", "x.", "x ", "x::$DATA", "evil.example/index.html",
	} {
		names[name] = &fstest.MapFile{Data: []byte(name)}
	}
	opts := options(f, names)
	s := New(address, opts)
	s.rebuild(f.Context(), nil)
	f.Fuzz(func(t *testing.T, raw string) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader("GET " + raw + " HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n")))
		if err != nil {
			t.Skip()
		}
		if strings.HasPrefix(r.URL.Path, "/"+own) {
			t.Skip() // the event stream does not end; the rest is tested elsewhere
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		body, _, _ := strings.Cut(w.Body.String(), "|")
		location := w.Header().Get("Location")
		switch {
		case w.Code >= 500:
			t.Errorf("%q: %d", raw, w.Code)
		case w.Code == http.StatusFound:
			u, err := url.Parse(location)
			if err != nil || u.Host != "" || !strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//") || strings.Contains(location, `\`) {
				t.Errorf("%q leads to %q", raw, location)
			}
		case w.Code == http.StatusOK:
			name := strings.TrimPrefix(r.URL.Path, "/")
			if body != name && body != path.Join(name, "index.html") {
				t.Errorf("%q gives %q", raw, body)
			}
			if _, err := fs.Stat(names, body); err != nil || strings.HasPrefix(body, ".") || strings.Contains(body, "/.") {
				t.Errorf("%q gives the hidden %q", raw, body)
			}
		}
	})
}
