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

// credentials asks the keychain once for each repository, with a deadline: the
// keychains of others take no context.
type credentials struct {
	chain authn.Keychain
	limit time.Duration

	mu    sync.Mutex
	known map[string]credential
	late  map[string]bool // registries whose credentials did not come in time
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
	return &credentialError{fmt.Sprintf("it wants credentials (%d), and %s", answer.StatusCode, c.lacking.reason), c.lacking.hint}
}

func newCredentials(chain authn.Keychain, limit time.Duration) *credentials {
	if chain == nil {
		chain = loginFiles{newHelpers(limit)}
	}
	return &credentials{chain: chain, limit: limit, known: map[string]credential{}, late: map[string]bool{}}
}

func (c *credentials) of(ctx context.Context, target authn.Resource) (credential, error) {
	c.mu.Lock()
	known, ok := c.known[target.String()]
	late := c.late[target.RegistryStr()]
	c.mu.Unlock()
	if ok {
		return known, nil
	}
	tooLate := &credentialError{reason: "the credentials of " + target.RegistryStr() + " did not come in " + c.limit.String()}
	if late {
		return credential{}, tooLate
	}
	type answer struct {
		auth authn.Authenticator
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		auth, err := authn.Resolve(ctx, c.chain, target)
		done <- answer{auth, err}
	}()
	timer := time.NewTimer(c.limit + 2*time.Second) // a helper has its own
	defer timer.Stop()
	select {
	case a := <-done:
		got := credential{auth: a.auth}
		if a.err != nil && !errors.As(a.err, &got.lacking) {
			return credential{}, a.err
		}
		c.mu.Lock()
		c.known[target.String()] = got
		c.mu.Unlock()
		return got, nil
	case <-timer.C:
		c.mu.Lock()
		c.late[target.RegistryStr()] = true
		c.mu.Unlock()
		return credential{}, tooLate
	case <-ctx.Done():
		return credential{}, ctx.Err()
	}
}
