package registry

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
)

// credentials asks the keychain with a deadline: docker's credential helpers
// are programs, may hang on a locked desktop, and take no context.
type credentials struct {
	chain authn.Keychain
	limit time.Duration

	mu    sync.Mutex
	known map[string]authn.Authenticator
	stuck bool
}

func (c *credentials) of(ctx context.Context, target authn.Resource) (authn.Authenticator, error) {
	c.mu.Lock()
	known, ok := c.known[target.String()]
	stuck := c.stuck
	c.mu.Unlock()
	if ok {
		return known, nil
	}
	if stuck {
		return nil, c.late()
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
	timer := time.NewTimer(c.limit)
	defer timer.Stop()
	select {
	case a := <-done:
		if a.err == nil {
			c.mu.Lock()
			c.known[target.String()] = a.auth
			c.mu.Unlock()
		}
		return a.auth, a.err
	case <-timer.C:
		c.mu.Lock()
		c.stuck = true
		c.mu.Unlock()
		return nil, c.late()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *credentials) late() error {
	return fmt.Errorf("the credential helper of docker's configuration did not answer in %s", c.limit)
}
