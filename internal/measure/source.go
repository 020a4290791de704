package measure

import (
	"context"
	"io"

	"github.com/google/go-containerregistry/pkg/v1/types"
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

// document is a manifest or an index as the registry sent it, its digest
// worked out from its bytes.
type document struct {
	digest string
	media  types.MediaType
	raw    []byte
}

const (
	// maxLayers is how many layers a manifest may name; overlay2 mounts 128 at
	// most.
	maxLayers = 1000
	// maxDocument is how long a manifest or a config may be.
	maxDocument = 4 << 20
)
