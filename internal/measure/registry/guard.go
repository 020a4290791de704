package registry

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"docsite/internal/measure/source"
)

const (
	maxHops   = 5       // redirects that one request may take
	maxAnswer = 4 << 20 // bytes of an answer that is no blob; containers/image has the same limit
)

// guard is the one transport under every request to one registry. What
// go-containerregistry leaves open it closes: endless redirects, answers
// without end, servers that fall silent, credentials for a host that the
// registry merely names, names that resolve into a private network.
type guard struct {
	host    string // of the registry, with its port where it has one
	writes  bool   // for pushing: the host may be written to, and no other
	said    Host   // by a person
	reach   reach  // of the hosts that it leads to, as far as its name tells
	sleep   func(context.Context, time.Duration) error
	stall   time.Duration
	connect connector

	mu     sync.Mutex
	base   *http.Transport
	scheme string // that the registry answered to; empty before the first answer
	at     reach  // the kind of network that the registry itself was found in
	found  bool
	down   error // the registry does not take connections: until then
	until  time.Time
}

// connector makes a connection to an address that admit lets pass.
type connector func(ctx context.Context, network, addr string, admit func(address string) error) (net.Conn, error)

// newGuard makes the transport for a registry. An answer's first byte may take
// as long as header, each further one as long as stall.
func newGuard(host string, said Host, header, stall time.Duration) *guard {
	g := &guard{host: host, said: said, reach: reachOf(host), connect: connect, sleep: Sleep, stall: stall}
	g.base = &http.Transport{
		TLSClientConfig:        &tls.Config{RootCAs: said.CA},
		Proxy:                  http.ProxyFromEnvironment,
		OnProxyConnectResponse: viaProxy,
		DialContext:            g.dial,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           20,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  header,
		MaxResponseHeaderBytes: 256 << 10,
		// A layer is to arrive as it is stored: its digest is over those bytes.
		DisableCompression: true,
	}
	return g
}

// renew leaves the connections that there are to the requests under way: what is
// asked from now on comes on a new one.
func (g *guard) renew() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.base.CloseIdleConnections()
	g.base = g.base.Clone()
}

func (g *guard) transport() *http.Transport {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.base
}

// RoundTrip sends one request: checked, tried again where that helps, its
// answer bounded in length and in silence.
func (g *guard) RoundTrip(in *http.Request) (*http.Response, error) {
	if err := g.isDown(); err != nil {
		return nil, err
	}
	req, err := g.admit(in)
	if err != nil {
		return nil, err
	}
	resp, err := g.send(req)
	if err != nil {
		return nil, g.refused(req, err)
	}
	resp.Request = req
	resp.Body = watch(resp.Body, g.stall, g.elsewhere(req.URL))
	if g.writes || !isBlob(req) {
		resp.Body = http.MaxBytesReader(nil, resp.Body, maxAnswer)
	}
	return resp, nil
}

// admit gives the request as it may be sent, or says why it may not.
func (g *guard) admit(in *http.Request) (*http.Request, error) {
	hops, fromTLS := 0, false
	for r := in.Response; r != nil && r.Request != nil; r = r.Request.Response {
		hops++
		fromTLS = fromTLS || r.Request.URL.Scheme == "https"
		if hops > maxHops {
			return nil, &refusal{reason: fmt.Sprintf("%s redirects more than %d times", g.host, maxHops)}
		}
		if scheme := in.URL.Scheme; scheme != "https" && scheme != "http" || in.URL.Host == "" {
			return nil, &refusal{reason: fmt.Sprintf("%s redirects to %q, which is no address of a registry", g.host, source.Plain(in.URL.Redacted()))}
		}
	}
	req := in.Clone(in.Context())
	own := g.isOwn(req.URL)
	g.mu.Lock()
	if own && g.scheme != "" {
		req.URL.Scheme = g.scheme
	}
	g.mu.Unlock()
	if req.URL.Scheme != "https" && (fromTLS || !g.mayBePlain(req.URL)) {
		return nil, g.plainRefusal(req.URL.Host, own)
	}
	if err := g.admitMethod(req, own); err != nil {
		return nil, err
	}
	return req, g.admitSecrets(req, own)
}

// isOwn reports whether an address is the registry's own, whose port may be left out.
func (g *guard) isOwn(u *url.URL) bool {
	return strings.EqualFold(addrOf(u), addrOf(&url.URL{Scheme: u.Scheme, Host: g.host}))
}

// admitMethod refuses what is not reading: to everybody but a guard that is
// made for pushing, and to that one everywhere but at its own host. POST also
// asks for a token, wherever one may be asked for.
func (g *guard) admitMethod(req *http.Request, own bool) error {
	switch req.Method {
	case http.MethodGet, http.MethodHead:
		return nil
	case http.MethodPost:
		if !strings.Contains(req.URL.Path, "/blobs/uploads/") {
			return nil
		}
	}
	switch {
	case !g.writes || !slices.Contains([]string{http.MethodPost, http.MethodPut, http.MethodPatch}, req.Method):
		return &refusal{reason: fmt.Sprintf("%s is no method for reading", source.Plain(req.Method))}
	case !own:
		return &refusal{reason: fmt.Sprintf("%s leads to %s; nothing is written there", g.host, source.Plain(req.URL.Host))}
	}
	return nil
}

// admitSecrets sees that a password goes to the registry or to a token host
// that is known to be its own. A session sends the registry's token to the registry alone.
func (g *guard) admitSecrets(req *http.Request, own bool) error {
	_, _, password := req.BasicAuth()
	posts := req.Method == http.MethodPost // an identity token in a form
	if (posts || password) && !own && !covers(g.said.Token, addrOf(req.URL)) && !mayHoldTokens(g.host, req.URL.Host) {
		host := source.Plain(req.URL.Host)
		return &refusal{fmt.Sprintf("%s names %s as its token host; credentials are not sent there", g.host, host), sayKey(g.host, "token: %q", host)}
	}
	return nil
}

// isBlob reports whether the answer to a request is a blob: those are long,
// and their readers know how long.
func isBlob(req *http.Request) bool {
	for req.Response != nil && req.Response.Request != nil {
		req = req.Response.Request
	}
	return strings.Contains(req.URL.Path, "/blobs/")
}

// dial connects, after the name is resolved, only to where the guard may go. In
// which kind of network it finds the registry itself says where that one may lead:
// one that only answers from a private network knows that network's machines.
func (g *guard) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	own, allowed := hostname(addr) == hostname(g.host), g.mayReach() // under any port
	if own || g.said.names(addr) || g.isProxy(addr) {
		allowed = anywhere
	}
	conn, err := g.connect(ctx, network, addr, func(address string) error { return admitAddress(address, allowed) })
	if g.isProxy(addr) && err != nil {
		return conn, &proxyError{addr, err}
	}
	if !own || g.isProxy(addr) {
		return conn, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var no *addressError
	if err == nil {
		g.down = nil
	}
	switch {
	case err == nil && !g.found:
		g.at, g.found = networkOf(conn.RemoteAddr().String()), true
	case err == nil && g.at != networkOf(conn.RemoteAddr().String()):
		g.at = public // a name that is here and there may lead to the internet only
	case err != nil && ctx.Err() == nil && !errors.As(err, &no) && covers(g.host, addr):
		g.down, g.until = err, time.Now().Add(30*time.Second)
	}
	return conn, err
}

// proxyError is a connection to the proxy that was not made.
type proxyError struct {
	addr string
	error
}

func (e *proxyError) Unwrap() error { return e.error }

// viaProxy says which proxy did not lead on, and with which answer: the library tells the
// answer's words alone.
func viaProxy(_ context.Context, proxy *url.URL, to *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	reason := fmt.Sprintf("the proxy %s does not lead to %s (%d", source.Plain(proxy.Host), source.Plain(to.Host), answer.StatusCode)
	if text := http.StatusText(answer.StatusCode); text != "" {
		reason += " " + text
	}
	return &refusal{reason + ")", proxyHint}
}

const proxyHint = "look at HTTPS_PROXY and NO_PROXY"

// mayReach says where the registry's redirects and token hosts may be.
func (g *guard) mayReach() reach {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.found && g.at != public {
		return g.at
	}
	return g.reach
}

// connect is how connections are made outside of tests.
func connect(ctx context.Context, network, addr string, admit func(address string) error) (net.Conn, error) {
	d := net.Dialer{
		Timeout: 10 * time.Second, KeepAlive: 30 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error { return admit(address) },
	}
	return d.DialContext(ctx, network, addr)
}

// isProxy reports whether addr is the proxy that the environment names: its
// address is the machine's own affair.
func (g *guard) isProxy(addr string) bool {
	for _, scheme := range []string{"https", "http"} {
		req, err := http.NewRequest(http.MethodGet, scheme+"://"+g.host+"/", nil)
		if err != nil {
			return false
		}
		if proxy, err := http.ProxyFromEnvironment(req); err == nil && proxy != nil && hostname(addr) == hostname(proxy.Host) {
			return true
		}
	}
	return false
}

// isDown gives the error of a moment ago, so that fifty images of a registry
// that is down do not wait fifty times.
func (g *guard) isDown() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.down != nil && time.Now().Before(g.until) {
		return g.down
	}
	return nil
}

// watched is a body that may not fall silent.
type watched struct {
	io.ReadCloser
	timer *time.Timer
	limit time.Duration
	quiet atomic.Bool
	from  string // the host, where that is another one than the registry
}

var errStalled = errors.New("the registry fell silent in the middle of an answer")

func watch(body io.ReadCloser, limit time.Duration, from string) io.ReadCloser {
	w := &watched{ReadCloser: body, limit: limit, from: from}
	w.timer = time.AfterFunc(limit, func() {
		w.quiet.Store(true)
		body.Close()
	})
	return w
}

func (w *watched) Read(p []byte) (int, error) {
	w.timer.Reset(w.limit)
	n, err := w.ReadCloser.Read(p)
	if err != nil && err != io.EOF && w.quiet.Load() {
		err = errStalled
	}
	if err != nil && err != io.EOF && w.from != "" {
		err = &otherHostError{w.from, err}
	}
	// The reader's own work between two reads is no silence of the registry.
	w.timer.Stop()
	return n, err
}

func (w *watched) Close() error {
	w.timer.Stop()
	return w.ReadCloser.Close()
}
