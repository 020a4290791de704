package preview

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"testing/fstest"
)

// TestRefreshIsForThePage: only the script of a page of the preview may have a page
// refreshed.
func TestRefreshIsForThePage(t *testing.T) {
	var asked []string
	o := options(t, fstest.MapFS{"index.html": {Data: []byte("home")}})
	o.Refresh = func(_ context.Context, page string) error {
		asked = append(asked, page)
		if page == "bad.html" {
			return errors.New("bad.md: not so")
		}
		return nil
	}
	addr, _ := start(t, o)
	_, port, _ := net.SplitHostPort(addr)
	send := func(request string) (int, string) {
		request = strings.NewReplacer("\n", "\r\n", "HOST", addr, "PORT", port).Replace(request) + "\r\nContent-Length: 0\r\n\r\n"
		resp, body := sendRaw(t, addr, request)
		return resp.StatusCode, body
	}
	const own = "Host: HOST\nOrigin: http://HOST\nX-Docsite: refresh"
	for _, c := range []struct {
		request string
		status  int
		page    string
	}{
		{"POST /_docsite/refresh/ HTTP/1.1\n" + own, 204, "index.html"},
		{"POST /_docsite/refresh/a/b.html HTTP/1.1\n" + own, 204, "a/b.html"},
		{"POST /_docsite/refresh/a/ HTTP/1.1\n" + own + "\nSec-Fetch-Site: same-origin", 204, "a/index.html"},
		{"POST /_docsite/refresh/bad.html HTTP/1.1\n" + own, 409, "bad.html"},
		{"GET /_docsite/refresh/ HTTP/1.1\n" + own, 405, ""},
		{"PUT /_docsite/refresh/ HTTP/1.1\n" + own, 405, ""},
		{"POST / HTTP/1.1\n" + own, 405, ""},
		{"POST /_docsite/events HTTP/1.1\n" + own, 405, ""},
		{"POST /_docsite/refresh/../x HTTP/1.1\n" + own, 400, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: HOST\nX-Docsite: refresh", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: HOST\nOrigin: http://HOST", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nX-Docsite: refresh", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: HOST\nOrigin: null\nX-Docsite: refresh", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: HOST\nOrigin: http://localhost:1\nX-Docsite: refresh", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\nHost: evil.example\nOrigin: http://evil.example\nX-Docsite: refresh", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\n" + own + "\nSec-Fetch-Site: cross-site", 403, ""},
		{"POST /_docsite/refresh/ HTTP/1.1\n" + own + "\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 403, ""},
		{"OPTIONS /_docsite/refresh/ HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nAccess-Control-Request-Method: POST", 405, ""},
	} {
		asked = nil
		status, body := send(c.request)
		if got := strings.Join(asked, " "); status != c.status || got != c.page {
			t.Errorf("%q: %d %q, refreshed %q", c.request, status, body, got)
		}
		if c.status == 409 && body != "bad.md: not so\n" {
			t.Errorf("it says %q", body)
		}
	}
	o.Refresh = nil
	addr, _ = start(t, o)
	if status, _ := send("POST /_docsite/refresh/ HTTP/1.1\n" + own); status != 405 {
		t.Errorf("a preview that writes nothing answers %d", status)
	}
}
