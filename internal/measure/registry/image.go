package registry

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
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

// Digest asks which digest the reference resolves to.
func (r *Image) Digest(ctx context.Context) (string, error) { return r.Head(ctx, r.ref) }

// Root is what the reference names. It is fetched by the digest that a tag
// resolves to, so that its bytes can be held against that.
func (r *Image) Root(ctx context.Context) (*source.Document, error) {
	if at, ok := r.ref.(name.Digest); ok {
		return r.Manifest(ctx, at.DigestStr())
	}
	digest, err := r.Digest(ctx)
	if err != nil {
		return nil, err
	}
	doc, err := r.Manifest(ctx, digest)
	if statusOf(err) == http.StatusNotFound { // the tag has moved, or a proxy knows its tags alone
		return r.named(ctx, r.ref)
	}
	return doc, err
}

// Close and Fault make it a source.
func (r *Image) Close() error { return nil }
func (r *Image) Fault(ctx context.Context, err error) error {
	return Unavailable(ctx, r.text, r.Host, err)
}

// Referrers lists the artifacts of a type that refer to a manifest. Some registries list
// the config's type for the artifact's, so that these are listed as well. One that does
// not know the question may have the list under a tag ("Referrers Tag Schema").
func (r *Repository) Referrers(ctx context.Context, digest, artifactType string) ([]v1.Descriptor, error) {
	resp, err := r.request(ctx, http.MethodGet, "referrers/"+digest, http.Header{"Accept": {string(types.OCIImageIndex)}})
	var raw []byte
	if err == nil {
		defer resp.Body.Close()
		raw, err = io.ReadAll(resp.Body)
	}
	if statusOf(err) == http.StatusNotFound || statusOf(err) == http.StatusBadRequest || statusOf(err) == http.StatusNotAcceptable ||
		err == nil && resp.Header.Get("Content-Type") != string(types.OCIImageIndex) {
		var doc *source.Document
		if doc, err = r.document(ctx, source.TagOf(digest)); err == nil {
			raw = doc.Raw
		} else if statusOf(err) == http.StatusNotFound {
			return nil, nil
		}
	}
	if err != nil {
		return nil, err
	}
	m, err := v1.ParseIndexManifest(bytes.NewReader(raw))
	if err != nil {
		return nil, &source.BadBlob{Reason: "is in a list that is not readable"}
	}
	return slices.DeleteFunc(m.Manifests, func(d v1.Descriptor) bool {
		return d.ArtifactType != artifactType && d.ArtifactType != string(types.OCIEmptyJSON)
	}), nil
}

// Put writes a manifest and the blobs that it names. The guard tries again
// where that helps, so that the library is not to.
func (r *Repository) Put(ctx context.Context, ref name.Reference, manifest remote.Taggable, blobs []v1.Layer) error {
	// What the library adds to a registry that wants nothing is nothing.
	rt, err := transport.FromToken(r.name.Registry, authn.Anonymous, r.client.Transport, &transport.Challenge{}, nil)
	if err != nil {
		return err
	}
	pusher, err := remote.NewPusher(remote.WithTransport(rt), remote.WithRetryBackoff(remote.Backoff{Steps: 1}))
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
