package measure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
)

// figuresType is the artifact type of shared results and the media type of
// their one layer.
const figuresType = "application/vnd.docsite.figures.v1+json"

// maxArtifacts is how many are read of one image.
const maxArtifacts = 20

// Shared is where the results of passes over layers are shared, so that many
// machines measure once. There are two places:
//
//   - "referrers": beside each image. One artifact for each platform's
//     manifest, its subject, holds the results of all its layers; a registry
//     without the referrers API keeps the list under the tag sha256-HEX, as
//     the distribution specification says ("Referrers Tag Schema"). Two
//     clients that push for one manifest at once may then lose an entry of
//     that list, which costs a later run one more pass.
//   - "oci://HOST/REPO": in one repository, for images that nobody here may
//     push to. An artifact for each layer, under the tag sha256-HEX of the
//     layer's digest.
//
// Either artifact is a manifest with an empty config and one layer of JSON: a
// docsite.lock with nothing but its version and blobs, and of those only what
// a whole pass told.
//
// A shared result cannot be verified without the pass that it saves. Who may
// push to the place is believed about sizes, and about nothing else: what does
// not have the form is ignored with its reason, what this machine has measured
// itself comes first, and what was taken from others is neither put into the
// cache nor pushed again.
type Shared struct {
	beside bool
	repo   *name.Repository
}

// SharedHint says what [ParseShared] reads.
const SharedHint = "write referrers, or oci://HOST/REPO"

// ParseShared reads "referrers" or "oci://HOST/REPO"; empty text is the zero
// value, with which nobody is asked.
func ParseShared(text string) (Shared, error) {
	switch at, ok := strings.CutPrefix(text, "oci://"); {
	case text == "":
		return Shared{}, nil
	case text == "referrers":
		return Shared{beside: true}, nil
	case ok:
		if repo, err := name.NewRepository(at, name.StrictValidation); err == nil {
			return Shared{repo: &repo}, nil
		}
	}
	return Shared{}, fmt.Errorf("%q is no place to share figures", text)
}

// shared is what a client remembers of the place it asks.
type shared struct {
	mu      sync.Mutex
	unasked map[string]bool // hosts that could not be asked
	ignored []string
	taken   map[string]bool // digests of layers whose results are others'
}

// Ignored says which shared results were not taken, and why.
func (c *Client) Ignored() []string {
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	return slices.Clone(c.shared.ignored)
}

// lender asks for the shared result of a layer; nil when there is none.
type lender func(digest string) *layer.Contents

// lender gives the lender for one image.
func (c *Client) lender(ctx context.Context, src source.Source, rec *record) lender {
	image, remote := src.(*registry.Image)
	switch {
	case c.opts.Shared.repo != nil:
		return func(digest string) *layer.Contents {
			return c.borrow(digest, c.tagged(ctx, digest))
		}
	case c.opts.Shared.beside && remote:
		found := sync.OnceValue(func() map[string]Blob { return c.referred(ctx, image, rec.digest) })
		return func(digest string) *layer.Contents { return c.borrow(digest, found()) }
	}
	return func(string) *layer.Contents { return nil }
}

// borrow takes the result of a layer out of those that were found.
func (c *Client) borrow(digest string, found map[string]Blob) *layer.Contents {
	blob, ok := found[digest]
	if !ok {
		return nil
	}
	got := blob.contents()
	c.note(digest, got)
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	c.shared.taken[digest] = true
	return got
}

// tagged reads the result of a layer from the repository of results.
func (c *Client) tagged(ctx context.Context, digest string) map[string]Blob {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	at := *c.opts.Shared.repo
	host := at.RegistryStr()
	// A few at once, so that a host that is silent is not asked for each layer.
	select {
	case c.passes <- struct{}{}:
		defer func() { <-c.passes }()
	case <-ctx.Done():
		return nil
	}
	if c.isUnasked(host) {
		return nil
	}
	repo, err := c.registries.Repository(ctx, at, transport.PullScope)
	if err != nil {
		c.ignore(ctx, host, digest, err)
		return nil
	}
	src := repo.Image("", at.Tag(source.TagOf(digest)))
	found, err := readShared(ctx, src, src.Root, "")
	if _, ok := found[digest]; err == nil && found != nil && !ok {
		err = &source.BadBlob{Reason: "is of another layer"}
	}
	if err != nil {
		c.ignore(ctx, host, digest, err)
		return nil
	}
	return found
}

// referred reads the results that refer to an image's manifest. Where two of
// them differ about a layer, neither is taken.
func (c *Client) referred(ctx context.Context, image *registry.Image, digest string) map[string]Blob {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	if digest == "" || c.isUnasked(image.Host) {
		return nil
	}
	list, err := image.Referrers(ctx, digest, figuresType)
	if err != nil {
		c.ignore(ctx, image.Host, digest, err)
		return nil
	}
	all, odd := map[string]Blob{}, map[string]bool{}
	for i, d := range list {
		if i == maxArtifacts {
			c.ignore(ctx, image.Host, digest, &source.BadBlob{Reason: fmt.Sprintf("is one of more than %d", maxArtifacts)})
			break
		}
		found, err := readShared(ctx, image, func(ctx context.Context) (*source.Document, error) { return image.Manifest(ctx, d.Digest.String()) }, digest)
		if err != nil {
			c.ignore(ctx, image.Host, digest, err)
		}
		for layer, blob := range found {
			if was, ok := all[layer]; ok && was != blob {
				odd[layer] = true
			}
			all[layer] = blob
		}
	}
	for layer := range odd {
		delete(all, layer)
		c.ignore(ctx, image.Host, layer, &source.BadBlob{Reason: "differs from another one of the same layer"})
	}
	return all
}

// readShared reads an artifact: nil when there is none, a *source.BadBlob when it is not
// what it should be. subject is the manifest that it must refer to, or empty.
func readShared(ctx context.Context, r *registry.Image, fetch func(context.Context) (*source.Document, error), subject string) (map[string]Blob, error) {
	doc, err := fetch(ctx)
	if answer, ok := errors.AsType[*transport.Error](err); ok && answer.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := v1.ParseManifest(bytes.NewReader(doc.Raw))
	if err != nil {
		return nil, &source.BadBlob{Reason: "has a manifest that is not readable"}
	}
	if subject != "" && m.ArtifactType != figuresType {
		return nil, nil // somebody else's, listed under its config's type
	}
	if m.ArtifactType != figuresType || len(m.Layers) != 1 || m.Layers[0].MediaType != figuresType {
		return nil, &source.BadBlob{Reason: "is something else"}
	}
	if subject != "" && (m.Subject == nil || m.Subject.Digest.String() != subject) {
		return nil, &source.BadBlob{Reason: "refers to another manifest"}
	}
	raw, err := source.ReadBlob(ctx, r, m.Layers[0], source.MaxDocument)
	if err != nil {
		return nil, err
	}
	return decodeShared(raw)
}

func (c *Client) isUnasked(host string) bool {
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	return c.shared.unasked[host]
}

// ignore remembers why a record was not taken. A host that cannot be asked is
// not asked again.
func (c *Client) ignore(ctx context.Context, host, digest string, err error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	var bad *source.BadBlob
	var wide *http.MaxBytesError
	var other *source.Undelivered
	reason, _ := registry.Reason(host, err)
	switch {
	case errors.As(err, &bad):
		reason = fmt.Sprintf("the shared figures of %s are ignored: the record %s", digest, bad.Reason)
	case errors.As(err, &wide), errors.As(err, &other):
		reason = fmt.Sprintf("the shared figures of %s are ignored: %s", digest, reason)
	case c.shared.unasked[host]:
		return
	default:
		c.shared.unasked[host] = true
		reason = "the shared figures are not asked for any more: " + reason
	}
	if !slices.Contains(c.shared.ignored, reason) {
		c.shared.ignored = append(c.shared.ignored, reason)
	}
}
