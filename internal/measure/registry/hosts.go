package registry

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"golang.org/x/net/publicsuffix"

	"docsite/internal/measure/source"
)

// Host is what a person has said of one registry, where docsite must not find it
// out by itself: whom it may send where.
type Host struct {
	Token   string         // host, with its port, that may be given the registry's credentials
	Storage []string       // hosts, with their ports, that it may send to for blobs, wherever they are
	Plain   bool           // plain HTTP, the credentials too
	CA      *x509.CertPool // that its certificates, and those of its hosts, are verified by; nil: the machine's
}

// Hosts are those of several registries, by name with the port.
type Hosts map[string]Host

// of finds what is said of a registry.
func (h Hosts) of(reg name.Registry) Host {
	for key, host := range h {
		if at, err := name.NewRegistry(key, name.WeakValidation); err == nil && at.RegistryStr() == reg.RegistryStr() {
			return host
		}
	}
	return Host{}
}

// names reports whether a person has named the host behind an address such as
// "storage.corp.example:443".
func (h *Host) names(addr string) bool {
	return covers(h.Token, addr) || slices.ContainsFunc(h.Storage, func(s string) bool { return covers(s, addr) })
}

// covers reports whether a host that a person wrote is that of an address: with
// any port where none was written.
func covers(written, addr string) bool {
	return written != "" && (strings.EqualFold(written, addr) || hostname(written) == hostname(addr) && hostname(written) == strings.ToLower(strings.Trim(written, "[]")))
}

// addrOf is the host of an address with its port.
func addrOf(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	return net.JoinHostPort(u.Hostname(), map[string]string{"http": "80"}[u.Scheme]+map[string]string{"https": "443"}[u.Scheme])
}

// refusal is a request that was not made or not answered, or credentials that could not
// be had. Its hint says what a person may do about it.
type refusal struct{ reason, hint string }

func (e *refusal) Error() string { return e.reason }

// sayKey is the hint to write a key of a registry into docsite.yaml.
func sayKey(registry, format string, args ...any) string {
	return fmt.Sprintf("if that is right, write into docsite.yaml: registries: {%q: {%s}}", registry, fmt.Sprintf(format, args...))
}

// mayBePlain reports whether a request may go without TLS: on this machine, and to
// a registry, with its hosts, of which a person has said so.
func (g *guard) mayBePlain(u *url.URL) bool {
	if isLoopbackName(u.Hostname()) {
		return true
	}
	return g.said.Plain && (hostname(u.Host) == hostname(g.host) || g.said.names(addrOf(u)))
}

func (g *guard) plainRefusal(host string, own bool) error {
	host = source.Plain(host)
	if own {
		return &refusal{host + " speaks plain HTTP, which is for registries on this machine", sayKey(g.host, "plain: true")}
	}
	return &refusal{fmt.Sprintf("%s leads to plain HTTP at %s, which is for registries on this machine", g.host, host), sayKey(g.host, "plain: true, storage: [%q]", host)}
}

// otherHostError is an error of the way to a host that the registry leads to.
type otherHostError struct {
	host string
	error
}

func (e *otherHostError) Unwrap() error { return e.error }

// elsewhere is the host of an address; empty where that is the registry.
func (g *guard) elsewhere(u *url.URL) string {
	if g.isOwn(u) {
		return ""
	}
	return u.Host
}

// refused adds to an error which host it is about, and to an address that was not
// connected to what a person may write where that host is right.
func (g *guard) refused(req *http.Request, err error) error {
	no, ok := errors.AsType[*addressError](err)
	if host := g.elsewhere(req.URL); !ok && host != "" {
		return &otherHostError{host, err}
	}
	if !ok {
		return err
	}
	host, key := source.Plain(req.URL.Host), "token: %q"
	if req.Response != nil {
		key = "storage: [%q]"
	}
	hint := sayKey(g.host, key, host)
	if no.never {
		hint = ""
	}
	return &refusal{fmt.Sprintf("%s leads to %s (%s), %s; it is not asked", g.host, host, no.ip, no.why()), hint}
}

// tokenHosts are the token hosts of well-known registries whose names do not
// show that they belong together.
var tokenHosts = map[string]string{
	"index.docker.io":      "auth.docker.io",
	"registry-1.docker.io": "auth.docker.io",
	"nvcr.io":              "authn.nvidia.com",
	"lscr.io":              "ghcr.io",
}

// mayHoldTokens reports whether a password for the registry may go to the
// host: its own name with any port, one that is listed, or one under the same
// registered domain.
func mayHoldTokens(registry, host string) bool {
	if listed, ok := tokenHosts[hostname(registry)]; ok && listed == host || hostname(registry) == hostname(host) {
		return true
	}
	a, errA := publicsuffix.EffectiveTLDPlusOne(hostname(registry))
	b, errB := publicsuffix.EffectiveTLDPlusOne(hostname(host))
	return errA == nil && errB == nil && a == b
}
