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
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/lazy"
	"docsite/internal/measure/source"
)

// Repository is one repository with its token.
type Repository struct {
	Host   string
	name   name.Repository
	client *http.Client
	guard  *guard
	with   credential
}

// Head asks for the digest behind a reference: the one request of an image that has not
// changed, and free on Docker Hub. A registry that does not answer it, as some do that say
// 404 to it, or not with a digest, is asked for the document; its refusal has words then, too.
func (r *Repository) Head(ctx context.Context, ref name.Reference) (string, error) {
	resp, err := r.request(ctx, http.MethodHead, "manifests/"+ref.Identifier(), manifestHeader())
	switch code := statusOf(err); {
	case err == nil:
		resp.Body.Close()
		if hash, err := v1.NewHash(resp.Header.Get("Docker-Content-Digest")); err == nil {
			return hash.String(), nil
		}
	case code == 0, code == http.StatusUnauthorized, code >= http.StatusInternalServerError && code != http.StatusNotImplemented:
		return "", err
	}
	doc, err := r.named(ctx, ref)
	if err != nil {
		return "", err
	}
	return doc.Digest, nil
}

// named fetches what a tag names where nobody said which digest that should have.
func (r *Repository) named(ctx context.Context, ref name.Reference) (doc *source.Document, err error) {
	err = source.Twice(r, func() (err error) {
		if doc, err = r.document(ctx, ref.Identifier()); err == nil && !json.Valid(doc.Raw) {
			err = &source.Undelivered{What: source.Came(doc.Raw, int64(len(doc.Raw)), 0)}
		}
		return err
	})
	return doc, err
}

// How much of a list of tags is read: a part of it is none, since the highest versions
// may stand anywhere.
const (
	maxTagPages = 1000
	maxTags     = 100_000
)

var (
	// tagPattern is a tag as registries have them.
	tagPattern = lazy.Pattern(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$`)
	// linked is an address of a Link header (RFC 8288) and what is said of it.
	linked = lazy.Pattern(`<([^>]*)>([^<]*)`)
	// isNext is that an address is that of the rest of a list.
	isNext = lazy.Pattern(`(?i)\brel\s*=\s*"?next\b`)
)

// Tags lists the tags of the repository. What is no tag is left out.
func (r *Repository) Tags(ctx context.Context) (tags []string, err error) {
	seen := map[string]bool{}
	for page, query, before := 0, "n=1000", ""; query != ""; page++ {
		if page == maxTagPages || len(tags) > maxTags || query == before {
			return nil, &refusal{reason: fmt.Sprintf("%s lists more than %d tags, or the same for ever", r.Host, maxTags)}
		}
		var list []string
		var header http.Header
		err := source.Twice(r, func() (err error) {
			var raw []byte
			if raw, header, err = r.read(ctx, "tags/list?"+query, nil); err == nil {
				list, err = r.readTags(raw)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, tag := range list {
			if tagPattern().MatchString(tag) && !seen[tag] {
				tags, seen[tag] = append(tags, tag), true
			}
		}
		before = query
		if query, err = r.nextPage(header); err != nil {
			return nil, err
		}
	}
	return tags, nil
}

// readTags reads a page of a list. An answer that has neither a name nor tags is none: what a
// proxy says in JSON must not pass for a repository without tags.
func (r *Repository) readTags(raw []byte) (tags []string, err error) {
	var list struct {
		Name *string
		Tags json.RawMessage
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, err
	}
	if list.Tags == nil {
		if list.Name == nil {
			return nil, &refusal{r.Host + otherForm, otherFormHint}
		}
		return nil, nil
	}
	return tags, json.Unmarshal(list.Tags, &tags)
}

// nextPage is the query of the address that the rest of a list has; empty where there is no
// rest. Which host and path it has is known, and registries behind a proxy often name another.
func (r *Repository) nextPage(header http.Header) (query string, err error) {
	for _, m := range linked().FindAllStringSubmatch(strings.Join(header.Values("Link"), ", "), 100) {
		if strings.Contains(m[2], "rel") && !isNext().MatchString(m[2]) {
			continue
		}
		_, query, _ = strings.Cut(m[1], "?")
		if query, _, _ = strings.Cut(query, "#"); query == "" {
			return "", &refusal{reason: r.Host + " says that it has more tags, and not where"}
		}
		return query, nil
	}
	return "", nil
}

// manifestTypes are what a manifest or an index may be; the older ones are asked
// for so that they can be told from a missing image.
var manifestTypes = []string{
	string(types.OCIImageIndex), string(types.DockerManifestList), string(types.OCIManifestSchema1),
	string(types.DockerManifestSchema2), string(types.DockerManifestSchema1Signed), string(types.DockerManifestSchema1),
}

func manifestHeader() http.Header { return http.Header{"Accept": {strings.Join(manifestTypes, ",")}} }

// Manifest fetches a manifest or an index by digest, which its bytes must have.
func (r *Repository) Manifest(ctx context.Context, digest string) (doc *source.Document, err error) {
	err = source.Twice(r, func() error {
		doc, err = r.fetchManifest(ctx, digest)
		return err
	})
	return doc, err
}

func (r *Repository) fetchManifest(ctx context.Context, digest string) (*source.Document, error) {
	doc, err := r.document(ctx, digest)
	if err != nil {
		return nil, err
	}
	// The digest of a signed manifest of Docker's first schema is over a part of it.
	if !source.HasDigest(doc.Raw, digest) && doc.Media != types.DockerManifestSchema1Signed {
		return nil, &source.Undelivered{Digest: digest, What: source.Came(doc.Raw, int64(len(doc.Raw)), 0)}
	}
	doc.Digest = digest
	return doc, nil
}

// document fetches what a tag or a digest names, with the digest of what came.
func (r *Repository) document(ctx context.Context, at string) (*source.Document, error) {
	raw, header, err := r.read(ctx, "manifests/"+at, manifestHeader())
	if err != nil {
		return nil, err
	}
	return &source.Document{Digest: source.Digest(raw), Media: types.MediaType(header.Get("Content-Type")), Raw: raw}, nil
}

// read gives an answer that is no blob, as much as the guard lets through.
func (r *Repository) read(ctx context.Context, path string, with http.Header) (raw []byte, header http.Header, err error) {
	resp, err := r.request(ctx, http.MethodGet, path, with)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	raw, err = io.ReadAll(resp.Body)
	return raw, resp.Header, source.Cut("", err)
}

// Renew sees that what is asked for next comes on a new connection.
func (r *Repository) Renew() { r.guard.renew() }

// Blob opens a blob from an offset on. A registry that sends more of it, as those do that
// know no ranges, is read past what lies before the offset, which is cheaper than to
// begin again.
func (r *Repository) Blob(ctx context.Context, digest string, offset int64) (io.ReadCloser, error) {
	resp, err := r.request(ctx, http.MethodGet, "blobs/"+digest, from(offset, -1))
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, resp.Body, max(0, offset-startOf(resp))); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp.Body, nil
}

// Part reads n bytes of a blob from an offset, or reports that the registry
// does not answer ranges. Accept-Ranges is not looked at: most registries
// honour closed ranges and few say so.
func (r *Repository) Part(ctx context.Context, digest string, offset, n int64) ([]byte, error) {
	resp, err := r.request(ctx, http.MethodGet, "blobs/"+digest, from(offset, n))
	if statusOf(err) == http.StatusRequestedRangeNotSatisfiable {
		return nil, &source.BadBlob{Reason: "is shorter than the manifest states", Length: true}
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusPartialContent || startOf(resp) != offset {
		return nil, &source.BadBlob{Reason: "is too long to be read, and its registry does not give parts of it"}
	}
	return io.ReadAll(io.LimitReader(resp.Body, n))
}

// startOf is the offset in a blob at which an answer begins.
func startOf(resp *http.Response) (at int64) {
	if resp.StatusCode == http.StatusPartialContent {
		fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-", &at) // else it begins at the first byte
	}
	return at
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
func (r *Repository) request(ctx context.Context, method, path string, header http.Header) (*http.Response, error) {
	url := fmt.Sprintf("%s://%s/v2/%s/%s", r.name.Scheme(), r.Host, r.name.RepositoryStr(), path)
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return nil, err
	}
	maps.Copy(req.Header, header)
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, r.with.explain(err)
	}
	if err := transport.CheckError(resp, http.StatusOK, http.StatusPartialContent); err != nil {
		resp.Body.Close()
		return nil, r.with.explain(err)
	}
	return resp, nil
}

// statusOf is the status of an answer that is an error; 0 for other errors, and none.
func statusOf(err error) int {
	if answer, ok := errors.AsType[*transport.Error](err); ok {
		return answer.StatusCode
	}
	return 0
}
