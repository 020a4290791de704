package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/lazy"
	"docsite/internal/measure/source"
)

// Repository is one repository with its token.
type Repository struct {
	Host   string
	name   name.Repository
	puller *remote.Puller
	client *http.Client
	rt     http.RoundTripper
	guard  *guard
	with   credential
}

// Head asks for the digest behind a reference: the one request of an image
// that has not changed, and free on Docker Hub.
func (r *Repository) Head(ctx context.Context, ref name.Reference) (string, error) {
	desc, err := r.puller.Head(ctx, ref)
	if err == nil {
		return desc.Digest.String(), nil
	}
	if !headUnknown(err) {
		return "", r.with.explain(err)
	}
	got, getErr := r.puller.Get(ctx, ref)
	switch {
	case getErr != nil:
		return "", err
	case !json.Valid(got.Manifest): // nobody said which digest it should have
		return "", &source.Undelivered{What: source.Came(got.Manifest, int64(len(got.Manifest)), 0)}
	}
	return got.Digest.String(), nil
}

// How much of a list of tags is read.
const (
	maxTagPages = 50
	maxTags     = 10_000
)

// tagPattern is a tag as registries have them.
var tagPattern = lazy.Pattern(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$`)

// Tags lists the tags of the repository, as many as the registry gives in some pages.
// What is no tag is left out.
func (r *Repository) Tags(ctx context.Context) (tags []string, err error) {
	lister, err := r.puller.Lister(ctx, r.name)
	if err != nil {
		return nil, r.with.explain(err)
	}
	for page := 0; page < maxTagPages && len(tags) < maxTags && lister.HasNext(); page++ {
		next, err := lister.Next(ctx)
		if err != nil {
			return nil, r.with.explain(err)
		}
		for _, tag := range next.Tags {
			if tagPattern().MatchString(tag) {
				tags = append(tags, strings.Clone(tag))
			}
		}
	}
	return tags[:min(len(tags), maxTags)], nil
}

// headUnknown reports that a registry does not answer HEAD, or without the
// headers that matter: then a GET tells.
func headUnknown(err error) bool {
	if answer, ok := errors.AsType[*transport.Error](err); ok {
		return answer.StatusCode == http.StatusMethodNotAllowed || answer.StatusCode == http.StatusNotImplemented
	}
	return strings.Contains(err.Error(), "did not include")
}

// manifestTypes are what a manifest or an index may be; the older ones are asked
// for so that they can be told from a missing image.
var manifestTypes = []string{
	string(types.OCIImageIndex), string(types.DockerManifestList), string(types.OCIManifestSchema1),
	string(types.DockerManifestSchema2), string(types.DockerManifestSchema1Signed), string(types.DockerManifestSchema1),
}

// Manifest fetches a manifest or an index by digest, which its bytes must have.
func (r *Repository) Manifest(ctx context.Context, digest string) (doc *source.Document, err error) {
	err = source.Twice(r, func() error {
		doc, err = r.fetchManifest(ctx, digest)
		return err
	})
	return doc, err
}

func (r *Repository) fetchManifest(ctx context.Context, digest string) (*source.Document, error) {
	resp, err := r.request(ctx, "manifests/"+digest, http.Header{"Accept": {strings.Join(manifestTypes, ",")}})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body) // as much as the guard lets through
	if err != nil {
		return nil, err
	}
	media := types.MediaType(resp.Header.Get("Content-Type"))
	// The digest of a signed manifest of Docker's first schema is over a part of it.
	if source.Digest(raw) != digest && media != types.DockerManifestSchema1Signed {
		return nil, &source.Undelivered{Digest: digest, What: source.Came(raw, int64(len(raw)), 0)}
	}
	return &source.Document{Digest: digest, Media: media, Raw: raw}, nil
}

// Renew sees that what is asked for next comes on a new connection.
func (r *Repository) Renew() { r.guard.renew() }

// Blob opens a blob from an offset on. A registry that does not know ranges
// sends all of it: what lies before the offset is then read past, which is
// cheaper than to begin again.
func (r *Repository) Blob(ctx context.Context, digest string, offset int64) (io.ReadCloser, error) {
	resp, err := r.request(ctx, "blobs/"+digest, from(offset, -1))
	if err != nil {
		return nil, err
	}
	if offset > 0 && resp.StatusCode == http.StatusOK {
		if _, err := io.CopyN(io.Discard, resp.Body, offset); err != nil {
			resp.Body.Close()
			return nil, err
		}
	}
	return resp.Body, nil
}

// Part reads n bytes of a blob from an offset, or reports that the registry
// does not answer ranges. Accept-Ranges is not looked at: most registries
// honour closed ranges and few say so.
func (r *Repository) Part(ctx context.Context, digest string, offset, n int64) ([]byte, error) {
	resp, err := r.request(ctx, "blobs/"+digest, from(offset, n))
	if answer, ok := errors.AsType[*transport.Error](err); ok && answer.StatusCode == http.StatusRequestedRangeNotSatisfiable {
		return nil, &source.BadBlob{Reason: "is shorter than the manifest states", Length: true}
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusPartialContent {
		return nil, &source.BadBlob{Reason: "is too long to be read, and its registry does not give parts of it"}
	}
	return io.ReadAll(io.LimitReader(resp.Body, n))
}

// from is the header that asks for n bytes of a blob from an offset; for all
// that follows where n is negative.
func from(offset, n int64) http.Header {
	switch {
	case n >= 0:
		return http.Header{"Range": {fmt.Sprintf("bytes=%d-%d", offset, offset+n-1)}}
	case offset > 0:
		return http.Header{"Range": {fmt.Sprintf("bytes=%d-", offset)}}
	}
	return nil
}

// request asks for something below the repository.
func (r *Repository) request(ctx context.Context, path string, header http.Header) (*http.Response, error) {
	url := fmt.Sprintf("%s://%s/v2/%s/%s", r.name.Scheme(), r.Host, r.name.RepositoryStr(), path)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	maps.Copy(req.Header, header)
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, err
	}
	if err := transport.CheckError(resp, http.StatusOK, http.StatusPartialContent); err != nil {
		resp.Body.Close()
		return nil, r.with.explain(err)
	}
	return resp, nil
}
