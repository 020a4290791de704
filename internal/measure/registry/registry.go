package registry

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// Options are those of all registries of a run.
type Options struct {
	Keychain authn.Keychain // nil: what docker login and podman login left
	Header   time.Duration  // that the first byte of an answer may take
	Stall    time.Duration  // that an answer may be silent
	Helper   time.Duration  // that a credential helper may take
	Writes   bool           // a registry that is asked with the push scope may be written to
	Hosts    Hosts          // what a person has said of some
	Sleep    func(context.Context, time.Duration) error

	connect connector // nil: the network's
}

// Client holds the registries of one run. It may be used by several goroutines.
type Client struct {
	opts Options

	mu    sync.Mutex
	known map[string]*host
}

// New makes a client; every option must be set but the keychain.
func New(o Options) *Client {
	if o.Keychain == nil {
		o.Keychain = loginFiles{newHelpers(o.Helper)}
	}
	return &Client{opts: o, known: map[string]*host{}}
}

// Repository gives a repository ready to be asked. Only registries that are
// made for writing give one that can be written to, under the push scope, and
// never the one that is read from.
func (c *Client) Repository(ctx context.Context, repo name.Repository, scope string) (*Repository, error) {
	if c.opts.Hosts.of(repo.Registry).Plain {
		plain, err := name.NewRepository(repo.Name(), name.Insecure)
		if err != nil {
			return nil, err
		}
		repo = plain
	}
	return c.host(repo.Registry, scope).repository(ctx, repo, c.opts.Keychain)
}

// host gives the registry of a reference, the same one for a whole run.
func (c *Client) host(reg name.Registry, scope string) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := reg.Name() + " " + scope
	r, ok := c.known[key]
	if !ok {
		r = &host{name: reg, scope: scope, guard: newGuard(reg.RegistryStr(), c.opts.Hosts.of(reg), c.opts.Header, c.opts.Stall), repos: map[string]*Repository{}}
		r.guard.sleep, r.guard.writes = c.opts.Sleep, c.opts.Writes && scope == transport.PushScope
		if c.opts.connect != nil {
			r.guard.connect = c.opts.connect
		}
		c.known[key] = r
	}
	return r
}

// host is one registry: its guard, and what it answered
// when it was first asked how it wants to be talked to.
type host struct {
	name  name.Registry
	scope string // of its tokens: transport.PullScope or PushScope
	guard *guard

	asking    sync.Mutex // held while the registry is asked for the first time
	challenge *transport.Challenge

	mu    sync.Mutex
	repos map[string]*Repository
}

// repository gives the repository ready to be asked.
func (r *host) repository(ctx context.Context, repo name.Repository, chain authn.Keychain) (*Repository, error) {
	r.mu.Lock()
	known := r.repos[repo.Name()]
	r.mu.Unlock()
	if known != nil {
		return known, nil
	}
	with, err := credentialOf(ctx, chain, repo)
	if err != nil {
		return nil, err
	}
	challenge, err := r.ping(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{guard: r.guard, scope: repo.Scope(r.scope), login: with.login, with: map[string]string{}}
	if _, err := s.answer(ctx, "", *challenge, ""); err != nil {
		return nil, with.explain(err)
	}
	made := &Repository{Host: r.name.RegistryStr(), name: repo, client: &http.Client{Transport: s}, guard: r.guard, with: with}
	r.mu.Lock()
	r.repos[repo.Name()] = made
	r.mu.Unlock()
	return made, nil
}

// ping asks once a run and registry how it wants to be talked to.
func (r *host) ping(ctx context.Context) (*transport.Challenge, error) {
	r.asking.Lock()
	defer r.asking.Unlock()
	if r.challenge != nil {
		return r.challenge, nil
	}
	challenge, err := transport.Ping(ctx, r.name, r.guard)
	if untrusted, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return nil, untrusted // what a port that speaks TLS answers to plain HTTP says nothing
	}
	if answer, ok := errors.AsType[*transport.Error](err); ok && answer.StatusCode < http.StatusInternalServerError {
		// Some have repositories and no /v2/: those will say what they want.
		challenge, err = &transport.Challenge{Insecure: answer.Request.URL.Scheme == "http"}, nil
	}
	if err != nil {
		return nil, err
	}
	r.guard.mu.Lock()
	r.guard.scheme = "https"
	if challenge.Insecure {
		r.guard.scheme = "http"
	}
	r.guard.mu.Unlock()
	if challenge.Scheme = strings.ToLower(challenge.Scheme); challenge.Scheme != "bearer" || !strings.Contains(challenge.Parameters["realm"], "//") {
		// A password is sent at once, and what else is wanted read again: the library stops at
		// the colon of an address without quotes.
		challenge = &transport.Challenge{}
	}
	r.challenge = challenge
	return r.challenge, nil
}
