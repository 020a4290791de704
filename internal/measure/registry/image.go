package registry

import (
	"context"
	"slices"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/source"
)

// Image is a reference to a registry: a [source.Source].
type Image struct {
	*Repository
	text string
	ref  name.Reference
}

// Image is a reference to this repository, as the author wrote it.
func (r *Repository) Image(text string, ref name.Reference) *Image {
	return &Image{Repository: r, text: text, ref: ref}
}

// Root is what the reference names. It is fetched by the digest that a tag
// resolves to, so that its bytes can be held against that.
func (r *Image) Root(ctx context.Context) (*source.Document, error) {
	if at, ok := r.ref.(name.Digest); ok {
		return r.Manifest(ctx, at.DigestStr())
	}
	digest, err := r.Head(ctx, r.ref)
	if err != nil {
		return nil, err
	}
	return r.Manifest(ctx, digest)
}

// Close and Fault make it a source.
func (r *Image) Close() error { return nil }
func (r *Image) Fault(ctx context.Context, err error) error {
	return Unavailable(ctx, r.text, r.Host, err)
}

// Referrers lists the artifacts of a type that refer to a manifest: some
// registries, as go-containerregistry's own, list the config's type for the
// artifact's, so that these are listed as well.
func (r *Repository) Referrers(ctx context.Context, digest, artifactType string) ([]v1.Descriptor, error) {
	index, err := remote.Referrers(r.name.Digest(digest), remote.WithContext(ctx), remote.Reuse(r.puller))
	if err != nil {
		return nil, err
	}
	m, err := index.IndexManifest()
	if err != nil {
		return nil, &source.BadBlob{Reason: "is in a list that is not readable"}
	}
	return slices.DeleteFunc(slices.Clone(m.Manifests), func(d v1.Descriptor) bool {
		return d.ArtifactType != artifactType && d.ArtifactType != string(types.OCIEmptyJSON)
	}), nil
}

// Put writes a manifest and the blobs that it names. The guard tries again
// where that helps, so that the library is not to.
func (r *Repository) Put(ctx context.Context, ref name.Reference, manifest remote.Taggable, blobs []v1.Layer) error {
	pusher, err := remote.NewPusher(remote.WithTransport(r.rt), remote.WithRetryBackoff(remote.Backoff{Steps: 1}))
	if err != nil {
		return err
	}
	for _, blob := range blobs {
		if err := pusher.Upload(ctx, r.name, blob); err != nil {
			return err
		}
	}
	return pusher.Put(ctx, ref, manifest)
}
