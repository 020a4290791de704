package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// credentials asks the keychain once for each repository.
type credentials struct {
	chain authn.Keychain

	mu    sync.Mutex
	known map[string]credential
}

// credential is what a repository is asked with. lacking says which credentials
// there should have been, where this machine does not have them.
type credential struct {
	auth    authn.Authenticator
	lacking *missingHelper
}

// explain adds to a registry's wish for credentials that they are lacking.
func (c credential) explain(err error) error {
	var answer *transport.Error
	if c.lacking == nil || !errors.As(err, &answer) || answer.StatusCode != http.StatusUnauthorized && answer.StatusCode != http.StatusForbidden {
		return err
	}
	return &refusal{fmt.Sprintf("it wants credentials (%d), and %s", answer.StatusCode, c.lacking.reason), c.lacking.hint}
}

// newCredentials asks what docker login and podman login left where chain is nil. A
// credential helper may take as long as limit.
func newCredentials(chain authn.Keychain, limit time.Duration) *credentials {
	if chain == nil {
		chain = loginFiles{newHelpers(limit)}
	}
	return &credentials{chain: chain, known: map[string]credential{}}
}

func (c *credentials) of(ctx context.Context, target authn.Resource) (credential, error) {
	c.mu.Lock()
	got, ok := c.known[target.String()]
	c.mu.Unlock()
	if ok {
		return got, nil
	}
	auth, err := authn.Resolve(ctx, c.chain, target)
	got.auth = auth
	if err != nil && !errors.As(err, &got.lacking) {
		return credential{}, err
	}
	c.mu.Lock()
	c.known[target.String()] = got
	c.mu.Unlock()
	return got, nil
}
