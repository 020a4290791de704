package measure

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// registryOptions are those of all registries of a run.
type registryOptions struct {
	keychain authn.Keychain
	header   time.Duration // that the first byte of an answer may take
	stall    time.Duration // that an answer may be silent
	helper   time.Duration // that a credential helper may take
	writes   bool          // a registry that is asked with the push scope may be written to
	sleep    func(context.Context, time.Duration) error
}

// registries are those of one run.
type registries struct {
	opts  registryOptions
	creds *credentials

	mu    sync.Mutex
	known map[string]*registry
}

func newRegistries(o registryOptions) *registries {
	return &registries{
		opts:  o,
		creds: &credentials{chain: o.keychain, limit: o.helper, known: map[string]authn.Authenticator{}},
		known: map[string]*registry{},
	}
}

// repository gives a repository ready to be asked. Only registries that are
// made for writing give one that can be written to, under the push scope, and
// never the one that is read from.
func (rs *registries) repository(ctx context.Context, repo name.Repository, scope string) (*repository, error) {
	return rs.registryOf(repo.Registry, scope).repository(ctx, repo, rs.creds)
}

// registryOf gives the registry of a reference, the same one for a whole run.
func (rs *registries) registryOf(reg name.Registry, scope string) *registry {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	key := reg.Name() + " " + scope
	r, ok := rs.known[key]
	if !ok {
		r = &registry{name: reg, scope: scope, guard: newGuard(reg.RegistryStr(), rs.opts.header, rs.opts.stall), repos: map[string]*repository{}}
		r.guard.sleep, r.guard.writes = rs.opts.sleep, rs.opts.writes && scope == transport.PushScope
		rs.known[key] = r
	}
	return r
}

// registry is one host that images come from: its guard, and what it answered
// when it was first asked how it wants to be talked to.
type registry struct {
	name  name.Registry
	scope string // of its tokens: transport.PullScope or PushScope
	guard *guard

	asking    sync.Mutex // held while the registry is asked for the first time
	mu        sync.Mutex
	challenge *transport.Challenge
	repos     map[string]*repository
}

// repository is one repository with its token.
type repository struct {
	host   string
	name   name.Repository
	puller *remote.Puller
	client *http.Client
	rt     http.RoundTripper
}

// repository gives the repository ready to be asked.
func (r *registry) repository(ctx context.Context, repo name.Repository, creds *credentials) (*repository, error) {
	r.mu.Lock()
	known := r.repos[repo.Name()]
	r.mu.Unlock()
	if known != nil {
		return known, nil
	}
	auth, err := creds.of(ctx, repo)
	if err != nil {
		return nil, err
	}
	challenge, err := r.ping(ctx)
	if err != nil {
		return nil, err
	}
	rt, err := r.authenticate(ctx, repo, auth, challenge)
	if err != nil {
		return nil, err
	}
	puller, err := remote.NewPuller(remote.WithTransport(rt))
	if err != nil {
		return nil, err
	}
	made := &repository{host: r.name.RegistryStr(), name: repo, puller: puller, client: &http.Client{Transport: rt}, rt: rt}
	r.mu.Lock()
	r.repos[repo.Name()] = made
	r.mu.Unlock()
	return made, nil
}

// ping asks once a run and registry how it wants to be talked to.
func (r *registry) ping(ctx context.Context) (*transport.Challenge, error) {
	r.asking.Lock()
	defer r.asking.Unlock()
	r.mu.Lock()
	challenge := r.challenge
	r.mu.Unlock()
	if challenge != nil {
		return challenge, nil
	}
	challenge, err := transport.Ping(ctx, r.name, r.guard)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.challenge = challenge
	r.mu.Unlock()
	r.guard.mu.Lock()
	r.guard.scheme = "https"
	if challenge.Insecure {
		r.guard.scheme = "http"
	}
	r.guard.mu.Unlock()
	return challenge, nil
}

// authenticate exchanges credentials for the right to pull from a repository, or to
// push to it.
func (r *registry) authenticate(ctx context.Context, repo name.Repository, auth authn.Authenticator, challenge *transport.Challenge) (http.RoundTripper, error) {
	token := &transport.Token{}
	if strings.EqualFold(challenge.Scheme, "bearer") {
		config, err := authn.Authorization(ctx, auth)
		if err != nil {
			return nil, err
		}
		if token.Token = config.RegistryToken; token.Token == "" {
			token, err = transport.Exchange(ctx, r.name, auth, r.guard, []string{repo.Scope(r.scope)}, challenge)
			if err != nil {
				return nil, err
			}
		}
	}
	if token.Token == "" {
		token.Token = token.AccessToken
	}
	return transport.FromToken(r.name, auth, r.guard, challenge, token)
}

// head asks for the digest behind a reference: the one request of an image
// that has not changed, and free on Docker Hub.
func (r *repository) head(ctx context.Context, ref name.Reference) (string, error) {
	desc, err := r.puller.Head(ctx, ref)
	if err == nil {
		return desc.Digest.String(), nil
	}
	if !headUnknown(err) {
		return "", err
	}
	got, getErr := r.get(ctx, ref)
	if getErr != nil {
		return "", err
	}
	return got.digest, nil
}

// headUnknown reports that a registry does not answer HEAD, or without the
// headers that matter: then a GET tells.
func headUnknown(err error) bool {
	var answer *transport.Error
	if errors.As(err, &answer) {
		return answer.StatusCode == http.StatusMethodNotAllowed || answer.StatusCode == http.StatusNotImplemented
	}
	return strings.Contains(err.Error(), "did not include")
}

func (r *repository) get(ctx context.Context, ref name.Reference) (*document, error) {
	desc, err := r.puller.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	return &document{digest: desc.Digest.String(), media: desc.MediaType, raw: desc.Manifest}, nil
}

// manifest fetches a manifest by digest.
func (r *repository) manifest(ctx context.Context, digest string) (*document, error) {
	return r.get(ctx, r.name.Digest(digest))
}

// blob opens a blob from an offset on. A registry that does not know ranges
// sends all of it: what lies before the offset is then read past, which is
// cheaper than to begin again.
func (r *repository) blob(ctx context.Context, digest string, offset int64) (io.ReadCloser, error) {
	resp, err := r.request(ctx, digest, offset, -1)
	if err != nil {
		return nil, err
	}
	if offset > 0 && resp.StatusCode == http.StatusOK {
		if _, err := io.CopyN(io.Discard, resp.Body, offset); err != nil {
			resp.Body.Close()
			return nil, err
		}
	}
	return resp.Body, nil
}

// part reads n bytes of a blob from an offset, or reports that the registry
// does not answer ranges. Accept-Ranges is not looked at: most registries
// honour closed ranges and few say so.
func (r *repository) part(ctx context.Context, digest string, offset, n int64) ([]byte, error) {
	resp, err := r.request(ctx, digest, offset, n)
	var answer *transport.Error
	if errors.As(err, &answer) && answer.StatusCode == http.StatusRequestedRangeNotSatisfiable {
		return nil, &badBlob{reason: "is shorter than the manifest states", length: true}
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusPartialContent {
		return nil, &badBlob{reason: "is too long to be read, and its registry does not give parts of it"}
	}
	return io.ReadAll(io.LimitReader(resp.Body, n))
}

func (r *repository) request(ctx context.Context, digest string, offset, n int64) (*http.Response, error) {
	url := fmt.Sprintf("%s://%s/v2/%s/blobs/%s", r.name.Scheme(), r.host, r.name.RepositoryStr(), digest)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	switch {
	case n >= 0:
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", offset, offset+n-1))
	case offset > 0:
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, err
	}
	if err := transport.CheckError(resp, http.StatusOK, http.StatusPartialContent); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp, nil
}
