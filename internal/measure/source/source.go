package source

import (
	"context"
	"io"

	"github.com/google/go-containerregistry/pkg/v1/types"
)

// Source is where the documents and blobs of one reference come from: a
// registry, an OCI layout, or what docker save wrote.
type Source interface {
	// Root is what the reference names: a manifest or an index.
	Root(ctx context.Context) (*Document, error)
	// Manifest is the manifest or index with a digest.
	Manifest(ctx context.Context, digest string) (*Document, error)
	// Blob opens a blob from an offset on.
	Blob(ctx context.Context, digest string, offset int64) (io.ReadCloser, error)
	// Part reads n bytes of a blob from an offset.
	Part(ctx context.Context, digest string, offset, n int64) ([]byte, error)
	// Fault gives an error of this source its name and its kind.
	Fault(ctx context.Context, err error) error
	// Renew sees that what is asked for next comes on a new connection.
	Renew()
	Close() error
}

// Document is a manifest or an index as the registry sent it, its digest
// worked out from its bytes.
type Document struct {
	Digest string
	Media  types.MediaType
	Raw    []byte
}

const (
	// MaxLayers is how many layers a manifest may name; overlay2 mounts 128 at
	// most.
	MaxLayers = 1000
	// MaxDocument is how long a manifest or a config may be.
	MaxDocument = 4 << 20
)
