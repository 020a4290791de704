package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// credential is what a repository is asked with. lacking says which credentials
// there should have been, where this machine does not have them.
type credential struct {
	login   *authn.AuthConfig
	lacking *helperFault
}

// credentialOf asks a keychain for the credentials of a repository.
func credentialOf(ctx context.Context, chain authn.Keychain, target authn.Resource) (got credential, err error) {
	auth, err := authn.Resolve(ctx, chain, target)
	if err != nil && !errors.As(err, &got.lacking) {
		return credential{}, err
	}
	got.login, err = authn.Authorization(ctx, auth)
	return got, err
}

// explain adds to a registry's wish for credentials that they are lacking.
func (c credential) explain(err error) error {
	var answer *transport.Error
	if c.lacking == nil || !errors.As(err, &answer) || answer.StatusCode != http.StatusUnauthorized && answer.StatusCode != http.StatusForbidden {
		return err
	}
	return &refusal{fmt.Sprintf("it wants credentials (%d), and %s", answer.StatusCode, c.lacking.reason), c.lacking.hint}
}
