package measure

import (
	"context"
	"io"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// source is where the documents and blobs of one reference come from: a
// registry, an OCI layout, or what docker save wrote.
type source interface {
	// root is what the reference names: a manifest or an index.
	root(ctx context.Context) (*document, error)
	// manifest is the manifest or index with a digest.
	manifest(ctx context.Context, digest string) (*document, error)
	// blob opens a blob from an offset on.
	blob(ctx context.Context, digest string, offset int64) (io.ReadCloser, error)
	// part reads n bytes of a blob from an offset.
	part(ctx context.Context, digest string, offset, n int64) ([]byte, error)
	// fault gives an error of this source its name and its kind.
	fault(ctx context.Context, err error) error
	close() error
}

// remoteImage is a reference to a registry.
type remoteImage struct {
	*repository
	text string
	ref  name.Reference
}

func (r *remoteImage) root(ctx context.Context) (*document, error) { return r.get(ctx, r.ref) }
func (r *remoteImage) close() error                                { return nil }
func (r *remoteImage) fault(ctx context.Context, err error) error {
	return unavailable(ctx, r.text, r.host, err)
}

// open finds the source that a reference names.
func (c *Client) open(ctx context.Context, ref string) (source, error) {
	if kind, path, ok := localRef(ref); ok {
		return openLocal(ref, kind, path)
	}
	parsed, err := parseRef(ref)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	repo, err := c.registryOf(parsed.Context().Registry, transport.PullScope).repository(ctx, parsed.Context(), c.creds)
	if err != nil {
		return nil, unavailable(ctx, ref, parsed.Context().RegistryStr(), err)
	}
	return &remoteImage{repository: repo, text: ref, ref: parsed}, nil
}
