package preview

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// lure is a site with names that a lenient server would give away.
var lure = fstest.MapFS{
	"index.html":        {Data: []byte("home")},
	"page.html":         {Data: []byte("page")},
	"page/index.html":   {Data: []byte("folder")},
	"search.json":       {Data: []byte("SECRET")},
	".git/config":       {Data: []byte("SECRET")},
	".env":              {Data: []byte("SECRET")},
	".docsite-tmp/a":    {Data: []byte("SECRET")},
	"a/.docsite-lock":   {Data: []byte("SECRET")},
	"s":                 {Data: []byte("SECRET")},
	"x":                 {Data: []byte("SECRET")},
	"x.":                {Data: []byte("SECRET")},
	"x ":                {Data: []byte("SECRET")},
	"x::$DATA":          {Data: []byte("SECRET")},
	"ENV":               {Data: []byte("SECRET")},
	"etc/passwd":        {Data: []byte("SECRET")},
	"site-secret/x":     {Data: []byte("SECRET")},
	"a/b":               {Data: []byte("SECRET")},
	"evil.example/..":   {Data: []byte("SECRET")},
	"%2e%2e/s":          {Data: []byte("not SECRET: the name is written so")},
	"page.html?raw":     {Data: []byte("SECRET")},
	"_docsite/own.html": {Data: []byte("SECRET")},
}

// sendRaw writes a request as it stands and reads the answer.
func sendRaw(t *testing.T, addr, request string) (*http.Response, string) {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	resp, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%.80q: no answer: %v", request, err)
	}
	defer resp.Body.Close()
	var body []byte
	if resp.Header.Get("Content-Type") != "text/event-stream" {
		body, _ = io.ReadAll(resp.Body)
	}
	return resp, string(body)
}

// hostile are requests that must not be answered with anything of the site.
// HOST stands for the server's own address, PORT for its port.
var hostile = []struct {
	family   string
	statuses string
	requests []string
}{
	{"foreign host", "403 400", []string{
		"GET / HTTP/1.1\nHost: evil.example",
		"GET / HTTP/1.1\nHost: localhost.evil.example",
		"GET / HTTP/1.1\nHost: 127.0.0.1.nip.io",
		"GET / HTTP/1.1\nHost: 127.0.0.1.nip.io:PORT",
		"GET / HTTP/1.1\nHost: localhost",       // another server's port
		"GET / HTTP/1.1\nHost: 127.0.0.1:65536", // no port at all
		"GET / HTTP/1.1\nHost: 0.0.0.0:PORT",
		"GET / HTTP/1.1\nHost: evil.example@127.0.0.1:PORT",
		"GET / HTTP/1.1\nHost: localhost.:PORT",
		"GET /_docsite/events HTTP/1.1\nHost: evil.example:PORT",
	}},
	{"malformed host", "400", []string{
		"GET / HTTP/1.0",
		"GET / HTTP/1.1",
		"GET / HTTP/1.1\nHost: ",
		"GET / HTTP/1.1\nHost: [",
		"GET / HTTP/1.1\nHost: [::1",
		"GET / HTTP/1.1\nHost: ]:80",
		"GET / HTTP/1.1\nHost: :PORT",
		"GET / HTTP/1.1\nHost: a:b:c",
		"GET / HTTP/1.1\nHost: HOST\nHost: evil.example",
		"GET / HTTP/1.1\nHost: HOST, evil.example",
		"GET / HTTP/1.1\nHost: \x00",
	}},
	{"absolute form", "400", []string{
		"GET http://evil.example/ HTTP/1.1\nHost: HOST",
		"GET http://HOST/ HTTP/1.1\nHost: evil.example",
		"GET https://HOST/ HTTP/1.1\nHost: HOST",
		"GET file:///etc/passwd HTTP/1.1\nHost: HOST",
	}},
	{"foreign origin on the event stream", "403", []string{
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: https://evil.example",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: null",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: http://1.2.3.4",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: http://127.0.0.1:1",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: https://HOST",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nOrigin: https://evil.example",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: ",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nX-Forwarded-Host: evil.example",
		"GET /_docsite/events HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: HOST",
	}},
	{"another site's page", "403", []string{
		"GET /search.json HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script",
		"GET /_docsite/live.js HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script",
		"GET /search.json HTTP/1.1\nHost: HOST\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: cors\nSec-Fetch-Dest: empty",
		"GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
		"GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: something-new",
	}},
	{"upgrade", "400", []string{
		"GET /_docsite/events HTTP/1.1\nHost: HOST\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\nSec-WebSocket-Version: 13",
		"GET / HTTP/1.1\nHost: HOST\nUpgrade: h2c\nConnection: Upgrade",
	}},
	{"other methods", "405", []string{
		"OPTIONS / HTTP/1.1\nHost: HOST\nOrigin: https://evil.example\nAccess-Control-Request-Method: GET",
		"OPTIONS * HTTP/1.1\nHost: HOST",
		"POST / HTTP/1.1\nHost: HOST\nContent-Length: 0",
		"PUT /x HTTP/1.1\nHost: HOST\nContent-Length: 0",
		"DELETE /x HTTP/1.1\nHost: HOST",
		"TRACE / HTTP/1.1\nHost: HOST",
		"CONNECT evil.example:443 HTTP/1.1\nHost: HOST",
		"get / HTTP/1.1\nHost: HOST",
		"PROPFIND / HTTP/1.1\nHost: HOST",
	}},
	{"paths that climb", "400 404", []string{
		"GET /../s HTTP/1.1\nHost: HOST",
		"GET /%2e%2e/s HTTP/1.1\nHost: HOST",
		"GET /..%2fs HTTP/1.1\nHost: HOST",
		"GET /..%5cs HTTP/1.1\nHost: HOST",
		"GET /..\\s HTTP/1.1\nHost: HOST",
		"GET /page/../s HTTP/1.1\nHost: HOST",
		"GET /a%2Fb HTTP/1.1\nHost: HOST",
		"GET /../site-secret/x HTTP/1.1\nHost: HOST",
		"GET /..site-secret/x HTTP/1.1\nHost: HOST",
		"GET /page/..;/s HTTP/1.1\nHost: HOST",
		"GET ../s HTTP/1.1\nHost: HOST",
		"GET s HTTP/1.1\nHost: HOST",
	}},
	{"hidden files", "404", []string{
		"GET /.git/config HTTP/1.1\nHost: HOST",
		"GET /.env HTTP/1.1\nHost: HOST",
		"GET /.docsite-tmp/a HTTP/1.1\nHost: HOST",
		"GET /a/.docsite-lock HTTP/1.1\nHost: HOST",
		"GET /%2egit/config HTTP/1.1\nHost: HOST",
	}},
	{"other names of a file on Windows", "404", []string{
		"GET /x::$DATA HTTP/1.1\nHost: HOST",
		"GET /ENV~1 HTTP/1.1\nHost: HOST",
		"GET /x. HTTP/1.1\nHost: HOST",
		"GET /x%20 HTTP/1.1\nHost: HOST",
		"GET /CON HTTP/1.1\nHost: HOST",
		"GET /X HTTP/1.1\nHost: HOST",
	}},
	{"other forms of a path", "400", []string{
		"GET /#/../../etc/passwd HTTP/1.1\nHost: HOST",
		"GET /page.html#top HTTP/1.1\nHost: HOST",
		"GET /page/. HTTP/1.1\nHost: HOST",
		"GET /page// HTTP/1.1\nHost: HOST",
		"GET /./page.html HTTP/1.1\nHost: HOST",
		"GET /. HTTP/1.1\nHost: HOST",
		"GET /page/./index.html HTTP/1.1\nHost: HOST",
	}},
	{"doors of other servers", "404", []string{
		"GET /@fs/etc/passwd HTTP/1.1\nHost: HOST",
		"GET /@fs/x?import&raw HTTP/1.1\nHost: HOST",
		"GET /_docsite/own.html HTTP/1.1\nHost: HOST",
		"GET /_docsite/ HTTP/1.1\nHost: HOST",
	}},
	{"ways off the host", "400", []string{
		"GET //evil.example/%2e%2e HTTP/1.1\nHost: HOST",
		"GET //page HTTP/1.1\nHost: HOST",
		"GET /\\evil.example HTTP/1.1\nHost: HOST",
		"GET /%5cevil.example HTTP/1.1\nHost: HOST",
		"GET /%2fevil.example HTTP/1.1\nHost: HOST",
	}},
	{"bytes that are no name", "400 431", []string{
		"GET /%00 HTTP/1.1\nHost: HOST",
		"GET /page.html%00.png HTTP/1.1\nHost: HOST",
		"GET /%ff HTTP/1.1\nHost: HOST",
		"GET /%zz HTTP/1.1\nHost: HOST",
		"GET /%0d%0aX:%20y HTTP/1.1\nHost: HOST",
		"GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\nHost: HOST",
		"GET / HTTP/1.1\nHost: HOST\nX: " + strings.Repeat("a", 64<<10),
	}},
	{"many ranges", "416", []string{
		"GET /page.html HTTP/1.1\nHost: HOST\nRange: bytes=" + strings.Repeat("0-0,", 999) + "0-0",
	}},
}

func TestRefusesHostileRequests(t *testing.T) {
	addr, _ := start(t, options(t, lure))
	_, port, _ := net.SplitHostPort(addr)
	count := 0
	for _, tt := range hostile {
		t.Run(tt.family, func(t *testing.T) {
			for _, request := range tt.requests {
				count++
				request = strings.NewReplacer("\n", "\r\n", "HOST", addr, "PORT", port).Replace(request) + "\r\n\r\n"
				resp, body := sendRaw(t, addr, request)
				if !strings.Contains(tt.statuses, fmt.Sprint(resp.StatusCode)) {
					t.Errorf("%.100q: %s %.80q, want %s", request, resp.Status, body, tt.statuses)
				}
				if strings.Contains(body, "SECRET") || strings.Contains(body, "home") {
					t.Errorf("%.100q: the answer gives away %q", request, body)
				}
				for _, name := range []string{"Access-Control-Allow-Origin", "Location", "Set-Cookie"} {
					if got := resp.Header.Get(name); got != "" {
						t.Errorf("%.100q: %s: %s", request, name, got)
					}
				}
			}
			if status, _ := get(t, addr, "/"); status != 200 {
				t.Errorf("the server answers %d after that", status)
			}
		})
	}
	t.Logf("%d requests", count)
}

func TestAnswersItsOwnPages(t *testing.T) {
	addr, _ := start(t, options(t, lure))
	_, port, _ := net.SplitHostPort(addr)
	for _, tt := range []struct{ request, body string }{
		{"GET / HTTP/1.1\nHost: HOST", "home"},
		{"GET / HTTP/1.0\nHost: HOST", "home"},
		{"GET / HTTP/1.1\nHost: localhost:PORT", "home"},
		{"GET / HTTP/1.1\nHost: LocalHost:PORT", "home"},
		{"GET / HTTP/1.1\nHost: [::1]:PORT", "home"},
		{"GET / HTTP/1.1\nHost: HOST\nX-Forwarded-Host: evil.example", "home"},
		{"GET / HTTP/1.1\nHost: HOST\nOrigin: http://HOST", "home"},
		{"GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: none\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", "home"},
		{"GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: same-origin\nSec-Fetch-Mode: cors\nSec-Fetch-Dest: empty", "home"},
		// A link on another site, followed by a person.
		{"GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", "home"},
		// A query never changes the bytes.
		{"GET /page.html?raw HTTP/1.1\nHost: HOST", "page"},
		{"GET /page.html?raw?? HTTP/1.1\nHost: HOST", "page"},
		{"GET /page.html?import&raw HTTP/1.1\nHost: HOST", "page"},
		{"GET /page.html?.svg?.wasm?init HTTP/1.1\nHost: HOST", "page"},
		{"GET /page.html?/../../etc/passwd HTTP/1.1\nHost: HOST", "page"},
		// A name is decoded once.
		{"GET /%252e%252e/s HTTP/1.1\nHost: HOST", "not SECRET"},
		{"GET /page.html HTTP/1.1\nHost: HOST\nRange: bytes=0-1", "pa"},
	} {
		request := strings.NewReplacer("\n", "\r\n", "HOST", addr, "PORT", port).Replace(tt.request) + "\r\n\r\n"
		resp, body := sendRaw(t, addr, request)
		if resp.StatusCode/100 != 2 || !strings.HasPrefix(body, tt.body) {
			t.Errorf("%q: %s %q, want %q", request, resp.Status, body, tt.body)
		}
		for name, want := range map[string]string{
			"Cross-Origin-Resource-Policy": "same-origin",
			"X-Content-Type-Options":       "nosniff",
			"Content-Security-Policy":      policy,
			"Access-Control-Allow-Origin":  "",
		} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%q: %s is %q, want %q", request, name, got, want)
			}
		}
	}
}

func TestPolicyForbidsInlineCode(t *testing.T) {
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Error("the policy is open: ", policy)
	}
}

// A page that shows pictures of other hosts may do so in the preview.
func TestPolicyOfAPage(t *testing.T) {
	const head = "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; img-src &#39;self&#39;"
	for page, want := range map[string]string{
		head + " https://a.example https://b.example:8443; x\">": "img-src 'self' https://a.example https://b.example:8443; ",
		head + "; x\">":                     "img-src 'self'; ",
		head + " https://a.example *; x\">": "img-src 'self'; ",
		strings.Repeat("text", 200) + head + " https://a.example; ": "img-src 'self'; ",
	} {
		if got := pagePolicy([]byte(page)); !strings.Contains(got, want) {
			t.Errorf("%q: got %s, want %s", page, got, want)
		}
	}
}

func TestRedirectStaysOnTheHost(t *testing.T) {
	addr, _ := start(t, options(t, lure))
	resp, _ := sendRaw(t, addr, "GET /page?next=//evil.example HTTP/1.1\r\nHost: "+addr+"\r\n\r\n")
	if got := resp.Header.Get("Location"); resp.StatusCode != http.StatusFound || got != "/page/" {
		t.Errorf("%s to %q, want 302 to /page/", resp.Status, got)
	}
}

// Clients that open connections and never finish their headers keep nobody
// from being answered, and are let go.
func TestHalfSentHeaders(t *testing.T) {
	t.Parallel()
	addr, _ := start(t, options(t, lure))
	var conns []net.Conn
	for range 1000 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Skipf("after %d connections: %v", len(conns), err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: "); err != nil {
			t.Fatal(err)
		}
		conns = append(conns, c)
	}
	begin := time.Now()
	if status, _ := get(t, addr, "/"); status != 200 {
		t.Errorf("the server answers %d meanwhile", status)
	}
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("an answer takes %v meanwhile", took)
	}
	for _, c := range conns {
		_ = c.SetReadDeadline(begin.Add(headerTimeout + 20*time.Second))
		if _, err := io.Copy(io.Discard, c); err != nil {
			if e, ok := err.(net.Error); ok && e.Timeout() {
				t.Fatal("a connection is still open")
			}
		}
	}
}

func TestHostNames(t *testing.T) {
	for _, tt := range []struct {
		addr string
		yes  []string
		no   []string
	}{
		{"127.0.0.1:4000", []string{"localhost:4000", "127.0.0.1:4000", "[::1]:4000"}, []string{"localhost", "127.0.0.1:80", "192.168.0.1:4000"}},
		{"192.168.0.1:80", []string{"192.168.0.1", "192.168.0.1:80", "localhost"}, []string{"192.168.0.2"}},
		{"[::1]:80", []string{"[::1]", "[::1]:80"}, []string{"::1"}},
		{"[::]:4000", []string{"127.0.0.1:4000", "localhost:4000"}, []string{"evil.example:4000"}},
	} {
		addr, err := net.ResolveTCPAddr("tcp", tt.addr)
		if err != nil {
			t.Fatal(err)
		}
		names := hostNames(addr)
		for _, name := range tt.yes {
			if !names[name] {
				t.Errorf("%s: %q is refused", tt.addr, name)
			}
		}
		for _, name := range tt.no {
			if names[name] {
				t.Errorf("%s: %q is let in", tt.addr, name)
			}
		}
	}
}
