package registry

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docsite/internal/registrytest"
)

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		address string
		want    string // which of public, private, loopback, own are let through
	}{
		{"93.184.216.34:443", "public private loopback own"},
		{"[2606:2800:220:1::1]:443", "public private loopback own"},
		{"127.0.0.1:80", "loopback own"}, {"127.9.9.9:80", "loopback own"}, {"[::1]:80", "loopback own"},
		{"[::ffff:127.0.0.1]:80", "loopback own"},
		{"10.1.2.3:443", "private own"}, {"192.168.1.1:443", "private own"}, {"172.16.0.1:443", "private own"}, {"[fd12::1]:443", "private own"},
		{"169.254.169.254:80", ""}, {"[fe80::1]:80", ""}, {"[::ffff:169.254.169.254]:80", ""}, {"[fd00:ec2::254]:80", ""},
		{"0.0.0.0:80", ""}, {"[::]:80", ""}, {"224.0.0.1:80", ""},
		{"100.100.100.200:80", ""}, {"192.0.0.192:80", ""}, {"100.64.1.1:443", "private own"}, {"198.18.0.1:80", "own"}, {"[64:ff9b::a00:1]:443", "own"}, {"255.255.255.255:80", "own"}, {"0.1.2.3:80", "own"},
		{"name.example:80", ""},
	} {
		var got []string
		for i, name := range []string{"public", "private", "loopback", "own"} {
			if admitAddress(c.address, reach(i)) == nil {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s may be reached by %v, want %q", c.address, got, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	for host, want := range map[string]reach{
		"docker.io": public, "registry.corp.example:5000": public, "8.8.8.8": public, "169.254.169.254": public,
		"localhost:5000": loopback, "127.0.0.1:5000": loopback, "[::1]:5000": loopback, "a.localhost": loopback,
		"10.0.0.5:5000": private, "registry:5000": private, "nas.local": private, "[fd00::1]": private,
	} {
		if got := reachOf(host); got != want {
			t.Errorf("%s reaches %d, want %d", host, got, want)
		}
	}
}

// came makes a request that came from redirects by way of the addresses.
func came(t *testing.T, method, to string, via ...string) *http.Request {
	t.Helper()
	var before *http.Response
	for _, v := range via {
		u, err := url.Parse(v)
		if err != nil {
			t.Fatal(err)
		}
		before = &http.Response{Request: &http.Request{URL: u, Response: before}}
	}
	req, err := http.NewRequest(method, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Response = before
	return req
}

func TestAdmit(t *testing.T) {
	const own = "https://registry.example.com/v2/"
	hop := "https://cdn.example.net/x"
	for name, c := range map[string]struct {
		host   string
		req    *http.Request
		auth   string
		reason string // empty: admitted
	}{
		"own host":                    {"registry.example.com", came(t, "GET", own), "", ""},
		"five redirects":              {"registry.example.com", came(t, "GET", hop, own, hop, hop, hop, hop), "", ""},
		"six redirects":               {"registry.example.com", came(t, "GET", hop, own, hop, hop, hop, hop, hop), "", "more than 5 times"},
		"plain HTTP":                  {"registry.example.com", came(t, "GET", "http://registry.example.com/v2/"), "", "plain HTTP"},
		"plain HTTP in a network":     {"10.0.0.1:5000", came(t, "GET", "http://10.0.0.1:5000/v2/"), "", "plain HTTP"},
		"plain HTTP on this machine":  {"localhost:5000", came(t, "GET", "http://localhost:5000/v2/"), "", ""},
		"from TLS to plain":           {"localhost:5000", came(t, "GET", "http://localhost:5000/v2/", "https://localhost:5000/v2/"), "", "plain HTTP"},
		"other scheme":                {"registry.example.com", came(t, "GET", "gopher://registry.example.com/"), "", "plain HTTP"},
		"password to the registry":    {"registry.example.com", came(t, "GET", own), "Basic YTpi", ""},
		"password to its own realm":   {"registry.example.com", came(t, "GET", "https://auth.example.com/token"), "Basic YTpi", ""},
		"password to another":         {"registry.example.com", came(t, "GET", "https://auth.evil.net/token"), "Basic YTpi", "credentials are not sent"},
		"password below a shared end": {"a.github.io", came(t, "GET", "https://b.github.io/token"), "Basic YTpi", "credentials are not sent"},
		"password to another port":    {"127.0.0.1:5000", came(t, "GET", "http://127.0.0.1:6000/token"), "Basic YTpi", ""},
		"password to another machine": {"127.0.0.1:5000", came(t, "GET", "http://localhost:5000/token"), "Basic YTpi", "credentials are not sent"},
		"password to Docker's realm":  {"index.docker.io", came(t, "GET", "https://auth.docker.io/token"), "Basic YTpi", ""},
		"token form to another":       {"registry.example.com", came(t, "POST", "https://auth.evil.net/token"), "", "credentials are not sent"},
		"token form to its own":       {"registry.example.com", came(t, "POST", "https://auth.example.com/token"), "", ""},
		"a method that writes":        {"registry.example.com", came(t, "DELETE", own), "", "no method for reading"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGuard(c.host, Host{}, time.Second, time.Second)
			if c.auth != "" {
				c.req.Header.Set("Authorization", c.auth)
			}
			_, err := g.admit(c.req)
			if got := fmt.Sprint(err); (err == nil) != (c.reason == "") || !strings.Contains(got, c.reason) {
				t.Errorf("got %v, want %q", err, c.reason)
			}
		})
	}
}

func TestTokenStaysWithItsRegistry(t *testing.T) {
	seen := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		seen[host] = r.Header.Get("Authorization")
		if host == "127.0.0.1" {
			http.Redirect(w, r, "http://localhost:"+strings.Split(r.Host, ":")[1]+"/x", http.StatusFound)
		}
	}))
	defer server.Close()
	s := &session{guard: newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Second, time.Second), with: map[string]string{"": "Bearer secret"}}
	req := came(t, "GET", server.URL+"/v2/a/blobs/x")
	req.Header.Set("Authorization", "Bearer secret")
	resp, err := (&http.Client{Transport: s}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if fmt.Sprint(seen) != "map[127.0.0.1:Bearer secret localhost:]" {
		t.Errorf("sent %v", seen)
	}
}

func TestRetries(t *testing.T) {
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		status int
		header map[string]string
		times  int // that the registry misbehaves
		naps   []time.Duration
		tries  int
		want   int // status in the end; 0 is an error
	}{
		"at once":              {200, nil, 0, nil, 1, 200},
		"503 once":             {503, nil, 1, []time.Duration{time.Second}, 2, 200},
		"500 for ever":         {500, nil, 9, []time.Duration{time.Second, 3 * time.Second}, 3, 500},
		"404":                  {404, nil, 9, nil, 1, 404},
		"429 with seconds":     {429, map[string]string{"Retry-After": "7"}, 1, []time.Duration{7 * time.Second}, 2, 200},
		"429 with a long wait": {429, map[string]string{"Retry-After": "3600"}, 9, nil, 1, 0},
		"429 with a date":      {429, map[string]string{"Retry-After": time.Now().Add(day).UTC().Format(http.TimeFormat)}, 9, nil, 1, 0},
		"429 with nonsense":    {429, map[string]string{"Retry-After": "880µs"}, 1, []time.Duration{time.Second}, 2, 200},
		"quota used up":        {429, map[string]string{"Ratelimit-Remaining": "0;w=21600"}, 9, nil, 1, 0},
		"429 for ever":         {429, nil, 9, []time.Duration{time.Second, 3 * time.Second}, 3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var tries atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if int(tries.Add(1)) <= c.times {
					for k, v := range c.header {
						w.Header().Set(k, v)
					}
					w.WriteHeader(c.status)
				}
			}))
			defer server.Close()
			n := &registrytest.Naps{}
			g := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Second, time.Second)
			g.sleep = n.Sleep
			resp, err := g.RoundTrip(came(t, "GET", server.URL+"/v2/a/manifests/b"))
			status := 0
			if err == nil {
				status = resp.StatusCode
				resp.Body.Close()
			}
			if status != c.want || int(tries.Load()) != c.tries || fmt.Sprint(n.List) != fmt.Sprint(c.naps) {
				t.Errorf("status %d after %d tries with pauses %v (%v); want %d, %d, %v", status, tries.Load(), n.List, err, c.want, c.tries, c.naps)
			}
		})
	}
}

func TestRetryAfterPastTheDeadline(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	g := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Second, time.Second)
	start := time.Now()
	_, err := g.RoundTrip(came(t, "GET", server.URL+"/v2/").WithContext(ctx))
	if err == nil || !strings.Contains(err.Error(), "30s") || time.Since(start) > 3*time.Second {
		t.Errorf("got %v after %s, want to be told of 30s at once", err, time.Since(start))
	}
}

func TestAnswersAreBounded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(w, io.LimitReader(registrytest.Zeros{}, maxAnswer+1))
	}))
	defer server.Close()
	g := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Second, time.Second)
	for path, wide := range map[string]bool{"/v2/": true, "/v2/a/manifests/b": true, "/v2/a/blobs/sha256:0": false} {
		resp, err := g.RoundTrip(came(t, "GET", server.URL+path))
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		var over *http.MaxBytesError
		if errors.As(err, &over) != wide {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestSilence(t *testing.T) {
	block := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v2/a/blobs/x" {
			w.Write(bytes.Repeat([]byte("x"), 1000))
			w.(http.Flusher).Flush()
		}
		<-block
	}))
	defer server.Close()
	defer close(block)
	g := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, 100*time.Millisecond, 100*time.Millisecond)
	if _, err := g.RoundTrip(came(t, "GET", server.URL+"/v2/")); !isTimeout(err) {
		t.Errorf("no header: %v", err)
	}
	resp, err := g.RoundTrip(came(t, "GET", server.URL+"/v2/a/blobs/x"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	if n != 1000 || !errors.Is(err, errStalled) {
		t.Errorf("%d bytes, then %v", n, err)
	}
}

// A name that cannot be resolved for the moment is asked for again, and the registry is
// not taken for one that is down.
func TestNamesThatAreNotResolvedForTheMoment(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	defer server.Close()
	for name, c := range map[string]struct {
		fault net.DNSError
		dials int
	}{"for the moment": {net.DNSError{Name: "x", IsTemporary: true}, 2}, "for good": {net.DNSError{Name: "x", IsNotFound: true}, 1}} {
		g, dials := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Second, time.Second), 0
		g.sleep = (&registrytest.Naps{}).Sleep
		g.connect = func(ctx context.Context, network, addr string, _ func(string) error) (net.Conn, error) {
			if dials++; dials == 1 {
				return nil, &net.OpError{Op: "dial", Err: &c.fault}
			}
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}
		resp, err := g.RoundTrip(came(t, "GET", server.URL+"/v2/"))
		if err == nil {
			resp.Body.Close()
		}
		if (err == nil) != (c.dials == 2) || dials != c.dials || (g.isDown() == nil) != (c.dials == 2) {
			t.Errorf("%s: %v after %d connections; down: %v", name, err, dials, g.isDown())
		}
	}
}

// A proxy that does not lead on is told with its name, without its password.
func TestProxyThatRefuses(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	defer proxy.Close()
	at, err := url.Parse(strings.Replace(proxy.URL, "http://", "http://me:secret@", 1))
	if err != nil {
		t.Fatal(err)
	}
	g := newGuard("registry.example.com", Host{}, time.Second, time.Second)
	g.base.Proxy = http.ProxyURL(at)
	g.connect = func(ctx context.Context, network, addr string, _ func(string) error) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	_, err = g.RoundTrip(came(t, "GET", "https://registry.example.com/v2/"))
	want := "the proxy " + at.Host + " does not lead to registry.example.com:443 (407 Proxy Authentication Required)"
	if got, hint := Reason("registry.example.com", err); got != want || hint != proxyHint {
		t.Errorf("got %q, hint %q, want %q", got, hint, want)
	}
}
