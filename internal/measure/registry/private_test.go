package registry

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/registrytest"
)

// network is a network of a test: names with their addresses, all of which one
// server answers for. Ports above 8000 speak plain HTTP.
type network struct {
	names      map[string][]string // each dial takes the next
	tls, plain *httptest.Server
	pool       *x509.CertPool
	mu         sync.Mutex
	dials      map[string]int
}

// conn is a connection that seems to lead to an address.
type conn struct {
	net.Conn
	to net.Addr
}

func (c conn) RemoteAddr() net.Addr { return c.to }

func (n *network) connect(ctx context.Context, _, addr string, admit func(string) error) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	ip := host
	if list := n.names[host]; len(list) > 0 {
		n.mu.Lock()
		ip = list[min(n.dials[host], len(list)-1)]
		n.dials[host]++
		n.mu.Unlock()
	}
	to, err := net.ResolveTCPAddr("tcp", net.JoinHostPort(ip, port))
	if err != nil {
		return nil, err
	}
	if err := admit(to.String()); err != nil {
		return nil, &net.OpError{Op: "dial", Err: err}
	}
	server := n.tls
	if to.Port > 8000 {
		server = n.plain
	}
	c, err := (&net.Dialer{}).DialContext(ctx, "tcp", server.Listener.Addr().String())
	return conn{c, to}, err
}

// newNetwork answers as a registry that sends to the realm and the storage, as its
// token host, and as its storage.
func newNetwork(t *testing.T, registry, realm, storage string, names map[string][]string) *network {
	t.Helper()
	certificate, pool := certify(t, append(slices.Collect(maps.Keys(names)), "10.99.0.1", "127.0.0.1")...)
	n := &network{names: names, pool: pool, dials: map[string]int{}}
	digest := registrytest.Hash([]byte("blob")).String()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		switch {
		case r.URL.Path == "/token" && user == "me" && password == "secret":
			fmt.Fprint(w, `{"token":"t"}`)
		case r.URL.Path == "/stored" && (r.Host == registry || r.Header.Get("Authorization") == ""):
			fmt.Fprint(w, "blob")
		case r.Host != registry:
			w.WriteHeader(http.StatusTeapot)
		case r.Header.Get("Authorization") != "Bearer t":
			w.Header().Set("WWW-Authenticate", fmt.Sprintf("Bearer realm=%q,service=\"s\"", realm))
			w.WriteHeader(http.StatusUnauthorized)
		case strings.Contains(r.URL.Path, "/blobs/"):
			http.Redirect(w, r, storage+"/stored", http.StatusTemporaryRedirect)
		case strings.Contains(r.URL.Path, "/manifests/"):
			w.Header().Set("Docker-Content-Digest", digest)
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "2")
		}
	})
	n.plain, n.tls = httptest.NewServer(handler), httptest.NewUnstartedServer(handler)
	n.tls.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	n.tls.Config.ErrorLog = registrytest.Quiet()
	n.tls.StartTLS()
	t.Cleanup(n.plain.Close)
	t.Cleanup(n.tls.Close)
	return n
}

// certify makes a certificate for the names and addresses, which the pool knows.
func certify(t *testing.T, hosts ...string) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			of.IPAddresses = append(of.IPAddresses, ip)
		} else {
			of.DNSNames = append(of.DNSNames, host)
		}
	}
	raw, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(made)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, pool
}

type login struct{}

func (login) Resolve(authn.Resource) (authn.Authenticator, error) {
	return &authn.Basic{Username: "me", Password: "secret"}, nil
}

// TestPrivateNetworks has the layouts in which people run registries, and what
// must not come of allowing them.
func TestPrivateNetworks(t *testing.T) {
	corp := map[string][]string{"registry.corp.example": {"10.99.0.1"}, "gitlab.corp.example": {"10.99.0.1"}, "storage.corp.example": {"10.99.0.7"},
		"auth.other.example": {"10.99.0.8"}, "minio.other.example": {"192.168.3.4"}, "meta.corp.example": {"169.254.169.254"}, "here.corp.example": {"127.0.0.1"}}
	web := map[string][]string{"registry.a.example": {"93.184.216.34"}, "auth.a.example": {"93.184.216.35"}, "cdn.b.example": {"93.184.216.36"},
		"auth.b.example": {"93.184.216.37"}, "inside.a.example": {"10.99.0.1"}, "turns.a.example": {"10.99.0.1", "93.184.216.34"}}
	lan := map[string][]string{"registry": {"10.99.0.1"}, "registry.lan": {"10.99.0.1"}, "auth.lan": {"10.99.0.2"}}
	here := map[string][]string{"localhost": {"127.0.0.1"}}
	for name, c := range map[string]struct {
		names                    map[string][]string
		registry, realm, storage string
		said                     Host
		reason, hint             string // empty: allowed
	}{
		"GitLab: the realm on another host":  {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://registry.corp.example", Host{}, "", ""},
		"MinIO, Ceph: storage on another":    {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://storage.corp.example", Host{}, "", ""},
		"storage of another domain":          {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://minio.other.example", Host{}, "", ""},
		"its own address by another name":    {corp, "registry.corp.example", "https://registry.corp.example/token", "https://gitlab.corp.example", Host{}, "", ""},
		"localhost with another port":        {here, "localhost:8001", "http://localhost:8002/token", "http://localhost:8003", Host{}, "", ""},
		"this machine by address":            {nil, "127.0.0.1:8001", "http://127.0.0.1:8002/token", "http://127.0.0.1:8003", Host{}, "", ""},
		"a bare name with another port":      {lan, "registry:5000", "https://registry:5001/token", "https://registry:5002", Host{}, "", ""},
		"an address with another port":       {nil, "10.99.0.1:5000", "https://10.99.0.1:5001/token", "https://10.99.0.1:5002", Host{}, "", ""},
		"a token host under another domain":  {web, "registry.a.example", "https://auth.b.example/token", "https://cdn.b.example", Host{}, "credentials are not sent", `registries: {"registry.a.example": {token: "auth.b.example"}}`},
		"a token host that is said":          {web, "registry.a.example", "https://auth.b.example/token", "https://cdn.b.example", Host{Token: "auth.b.example"}, "", ""},
		"... of the private network":         {corp, "registry.corp.example", "https://auth.other.example/token", "https://registry.corp.example", Host{}, "credentials are not sent", `token: "auth.other.example"`},
		"... that is said, too":              {corp, "registry.corp.example", "https://auth.other.example/token", "https://registry.corp.example", Host{Token: "auth.other.example:443"}, "", ""},
		"another name of the local network":  {lan, "registry.lan", "https://auth.lan/token", "https://registry.lan", Host{}, "credentials are not sent", `token: "auth.lan"`},
		"plain HTTP in a network":            {lan, "registry.lan:8001", "http://registry.lan:8001/token", "http://registry.lan:8001", Host{}, "speaks plain HTTP", `registries: {"registry.lan:8001": {plain: true}}`},
		"plain HTTP that is said":            {lan, "registry.lan:8001", "http://registry.lan:8001/token", "http://registry.lan:8001", Host{Plain: true}, "", ""},
		"plain HTTP by address":              {nil, "10.99.0.1:8001", "http://10.99.0.1:8001/token", "http://10.99.0.1:8001", Host{}, "speaks plain HTTP", `{"10.99.0.1:8001": {plain: true}}`},
		"plain HTTP by address, said":        {nil, "10.99.0.1:8001", "http://10.99.0.1:8001/token", "http://10.99.0.1:8002", Host{Plain: true}, "", ""},
		"TLS that leads to plain HTTP":       {corp, "registry.corp.example", "https://gitlab.corp.example/token", "http://storage.corp.example:8001", Host{}, "plain HTTP at storage.corp.example:8001", "plain: true"},
		"a registry of the internet":         {web, "registry.a.example", "https://auth.a.example/token", "https://cdn.b.example", Host{}, "", ""},
		"... that leads inside for blobs":    {web, "registry.a.example", "https://auth.a.example/token", "https://inside.a.example", Host{}, "inside.a.example (10.99.0.1), which is not an address of the internet", `storage: ["inside.a.example"]`},
		"... that is said, for blobs":        {web, "registry.a.example", "https://auth.a.example/token", "https://inside.a.example", Host{Storage: []string{"inside.a.example"}}, "", ""},
		"... that leads inside for tokens":   {web, "registry.a.example", "https://inside.a.example/token", "https://cdn.b.example", Host{}, "inside.a.example (10.99.0.1), which is not an address of the internet", `token: "inside.a.example"`},
		"a name that turns from in to out":   {web, "turns.a.example", "https://turns.a.example/token", "https://inside.a.example", Host{}, "not an address of the internet", ""},
		"a private one that leads to itself": {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://here.corp.example", Host{}, "here.corp.example (127.0.0.1)", ""},
		"where clouds keep credentials":      {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://meta.corp.example", Host{}, "where clouds keep credentials", ""},
		"... whatever is said":               {corp, "registry.corp.example", "https://gitlab.corp.example/token", "https://meta.corp.example", Host{Storage: []string{"meta.corp.example"}}, "where clouds keep credentials", ""},
		"... by its address":                 {corp, "registry.corp.example", "https://169.254.169.254/token", "https://registry.corp.example", Host{Token: "169.254.169.254"}, "where clouds keep credentials", ""},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNetwork(t, c.registry, c.realm, c.storage, c.names)
			c.said.CA = n.pool
			client := New(Options{Keychain: login{}, Header: 5 * time.Second, Stall: 5 * time.Second, Helper: 5 * time.Second, Sleep: (&registrytest.Naps{}).Sleep,
				Hosts: Hosts{c.registry: c.said}, connect: n.connect})
			reason, hint := "", ""
			if err := ask(t, client, c.registry); err != nil {
				reason, hint = Reason(c.registry, err)
			}
			if (reason == "") != (c.reason == "") || !strings.Contains(reason, c.reason) || !strings.Contains(hint, c.hint) {
				t.Errorf("got %q, hint %q\nwant %q, hint %q", reason, hint, c.reason, c.hint)
			}
		})
	}
}

// ask asks for the digest of a tag, and for a blob.
func ask(t *testing.T, c *Client, registry string) error {
	ref, err := name.ParseReference(registry + "/a/b:x")
	if err != nil {
		t.Fatal(err)
	}
	repo, err := c.Repository(t.Context(), ref.Context(), transport.PullScope)
	if err != nil {
		return err
	}
	digest, err := repo.Head(t.Context(), ref)
	if err != nil {
		return err
	}
	// The registry closes its connections now and then.
	repo.Renew()
	body, err := repo.Blob(t.Context(), digest, 0)
	if err != nil {
		return err
	}
	defer body.Close()
	if text, err := io.ReadAll(body); err != nil || string(text) != "blob" {
		t.Errorf("the blob is %q, %v", text, err)
	}
	return nil
}
