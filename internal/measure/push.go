package measure

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const figuresByLayer = "--figures oci://HOST/REPO keeps figures by layer"

// Push shares what this client and its cache know of an image's layers, and
// gives how many layers that are. What is there already is left as it is. The
// client must be made with Options.Push and a place; nothing else of a client
// ever writes.
func (c *Client) Push(ctx context.Context, img *site.Image) (layers int, err error) {
	own := c.own(img)
	if len(own) == 0 {
		return 0, nil
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	if c.opts.Shared.repo != nil {
		err = c.pushTagged(ctx, img.Ref, own)
	} else {
		err = c.pushReferrer(ctx, img, own)
	}
	if err != nil {
		return 0, err
	}
	return len(own), nil
}

// own picks the results that are whole passes, and not others' passes.
func (c *Client) own(img *site.Image) map[string]Blob {
	own := map[string]Blob{}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	for _, l := range img.Layers {
		if blob, ok := c.blobs[l.Digest]; ok && blob.Method == site.ByStream && !c.shared.taken[l.Digest] {
			own[l.Digest] = blob
		}
	}
	return own
}

// pushTagged puts one artifact a layer into the repository of results.
func (c *Client) pushTagged(ctx context.Context, ref string, own map[string]Blob) error {
	at := *c.opts.Shared.repo
	repo, err := c.registries.Repository(ctx, at, transport.PushScope)
	if err != nil {
		return registry.Unavailable(ctx, ref, at.RegistryStr(), err)
	}
	for _, digest := range slices.Sorted(maps.Keys(own)) {
		a, err := newArtifact(map[string]Blob{digest: own[digest]}, nil)
		if err != nil {
			return err
		}
		tag := at.Tag(source.TagOf(digest))
		// A registry may hold tags fast: what stands there is not put again.
		if there, err := repo.Head(ctx, tag); err == nil && there == source.Digest(a.manifest) {
			continue
		}
		if err := repo.Put(ctx, tag, a, a.blobs); err != nil {
			return registry.Unavailable(ctx, ref, at.RegistryStr(), err)
		}
	}
	return nil
}

// pushReferrer puts one artifact beside the image, which refers to the
// platform's manifest, and looks whether the registry lists it: GHCR answers
// the question with a web page, so that the list under the tag is not written.
func (c *Client) pushReferrer(ctx context.Context, img *site.Image, own map[string]Blob) error {
	if _, _, local := source.Local(img.Ref); local || img.Digest == "" {
		return &source.Fault{Ref: img.Ref, Kind: source.ErrSource, Reason: "a folder or an archive has no referrers",
			Hint: figuresByLayer}
	}
	repo, parsed, err := c.repository(ctx, img.Ref, transport.PushScope)
	if err != nil {
		return err
	}
	at := parsed.Context()
	doc, err := repo.Manifest(ctx, img.Digest)
	if err != nil {
		return registry.Unavailable(ctx, img.Ref, at.RegistryStr(), err)
	}
	hash, err := v1.NewHash(doc.Digest)
	if err != nil {
		return err
	}
	a, err := newArtifact(own, &v1.Descriptor{MediaType: doc.Media, Digest: hash, Size: int64(len(doc.Raw))})
	if err != nil {
		return err
	}
	digest := source.Digest(a.manifest)
	if err := repo.Put(ctx, at.Digest(digest), a, a.blobs); err != nil {
		return registry.Unavailable(ctx, img.Ref, at.RegistryStr(), err)
	}
	list, err := repo.Referrers(ctx, img.Digest, figuresType)
	if err == nil && !slices.ContainsFunc(list, func(d v1.Descriptor) bool { return d.Digest.String() == digest }) {
		return &source.Fault{Ref: img.Ref, Kind: source.ErrUnavailable,
			Reason: fmt.Sprintf("%s took the figures and does not list them as referrers", at.RegistryStr()),
			Hint:   figuresByLayer}
	}
	if err != nil {
		return registry.Unavailable(ctx, img.Ref, at.RegistryStr(), err)
	}
	return nil
}

// artifact is a manifest and what it names. Its bytes follow from the results
// alone, so that pushing them again changes nothing.
type artifact struct {
	manifest []byte
	blobs    []v1.Layer
}

// newArtifact makes the artifact of results.
func newArtifact(own map[string]Blob, subject *v1.Descriptor) (*artifact, error) {
	raw, err := json.Marshal(sharedFile{Version: 1, Blobs: own})
	if err != nil {
		return nil, err
	}
	a := &artifact{blobs: []v1.Layer{static.NewLayer([]byte("{}"), types.OCIEmptyJSON), static.NewLayer(raw, figuresType)}}
	var named [2]v1.Descriptor
	for i, blob := range a.blobs {
		d, err := partial.Descriptor(blob)
		if err != nil {
			return nil, err
		}
		named[i] = *d
	}
	a.manifest, err = json.Marshal(v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1,
		ArtifactType: figuresType, Config: named[0], Layers: named[1:], Subject: subject})
	return a, err
}

// RawManifest and MediaType are what go-containerregistry wants of a manifest
// that it puts.
func (a *artifact) RawManifest() ([]byte, error)        { return a.manifest, nil }
func (a *artifact) MediaType() (types.MediaType, error) { return types.OCIManifestSchema1, nil }
