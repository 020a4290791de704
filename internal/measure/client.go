package measure

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
	"docsite/internal/measure/layer"
	"docsite/internal/measure/origin"
	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// Options of a client; the zero value is useful.
type Options struct {
	Keychain authn.Keychain  // nil: what docker login and podman login left, with credential helpers
	Cache    *Cache          // nil: results live as long as the client
	Blobs    map[string]Blob // what docsite.lock knows already, by digest
	MaxLayer int64           // a longer layer (bytes, compressed) is not streamed; 0: 2 GiB
	Timeout  time.Duration   // for manifests and configs of one image; 0: 60 s
	Shared   Shared          // where results of others are; the zero value asks nobody
	Push     bool            // [Client.Push] may write
	Hosts    registry.Hosts  // what a person has said of registries; see [Hosts]

	Tree  int // levels of sizes by path that an image gets; 0: none
	Layer int // of which that is, from 1; 0: the whole image

	// Progress is told how far each layer is; it is called from several
	// goroutines at once.
	Progress func(Event)

	stall time.Duration // that an answer may be silent; 0: 30 s
	sleep func(context.Context, time.Duration) error
}

// LimitMemory makes the collector of a process that measures work harder before 128 MiB
// are taken, whatever an image holds: names of an image, or a zstd window, fit.
func LimitMemory() { debug.SetMemoryLimit(100 << 20) }

// Event is how far one layer's pass is.
type Event struct {
	Ref   string
	Layer int   // its position
	Done  int64 // compressed bytes read
	All   int64 // compressed bytes of the image's layers
}

// Client measures images. It may be used by several goroutines.
type Client struct {
	opts       Options
	registries *registry.Client

	mu     sync.Mutex
	blobs  map[string]Blob
	shared shared

	zstd    sync.Mutex    // a zstd window may take 64 MiB: one at a time
	names   sync.Mutex    // many names take as much: those of one layer, or one image, at a time
	passes  chan struct{} // as many layers at once as there are cores
	running flights
}

// New makes a client.
func New(o Options) *Client {
	o.MaxLayer, o.Timeout = cmp.Or(o.MaxLayer, 2<<30), cmp.Or(o.Timeout, 60*time.Second)
	o.stall = cmp.Or(o.stall, 30*time.Second)
	if o.sleep == nil {
		o.sleep = registry.Sleep
	}
	c := &Client{
		opts: o,
		registries: registry.New(registry.Options{
			Keychain: o.Keychain, Header: min(20*time.Second, o.Timeout), Stall: o.stall, Helper: 30 * time.Second, Writes: o.Push, Hosts: o.Hosts, Sleep: o.sleep,
		}),
		blobs:   map[string]Blob{},
		shared:  shared{unasked: map[string]bool{}, taken: map[string]bool{}},
		passes:  make(chan struct{}, workers()),
		running: flights{busy: map[string]chan struct{}{}},
	}
	maps.Copy(c.blobs, o.Blobs)
	return c
}

// Digest asks a registry which digest a reference resolves to: one HEAD
// request. For a folder or an archive it is the digest that its index names.
func (c *Client) Digest(ctx context.Context, ref string) (string, error) {
	src, err := c.open(ctx, ref)
	if err != nil {
		return "", err
	}
	defer src.Close()
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	digest := ""
	if image, ok := src.(*registry.Image); ok {
		digest, err = image.Digest(ctx)
	} else if doc, fault := src.Root(ctx); fault == nil {
		digest = doc.Digest
	} else {
		err = fault
	}
	if err != nil {
		return "", src.Fault(ctx, err)
	}
	return digest, nil
}

// repository is the repository that a reference is in, to be read or written to.
func (c *Client) repository(ctx context.Context, ref, scope string) (*registry.Repository, name.Reference, error) {
	parsed, err := parseRef(ref)
	if err != nil {
		return nil, nil, err
	}
	repo, err := c.registries.Repository(ctx, parsed.Context(), scope)
	if err != nil {
		return nil, nil, registry.Unavailable(ctx, ref, parsed.Context().RegistryStr(), err)
	}
	return repo, parsed, nil
}

// Tags lists the tags of the repository that a reference is in.
func (c *Client) Tags(ctx context.Context, ref string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	repo, _, err := c.repository(ctx, ref, transport.PullScope)
	if err != nil {
		return nil, err
	}
	tags, err := repo.Tags(ctx)
	if err != nil {
		return nil, registry.Unavailable(ctx, ref, repo.Host, err)
	}
	return tags, nil
}

// Platforms lists the platforms that a reference is there for, without those of
// attestations.
func (c *Client) Platforms(ctx context.Context, ref string) ([]string, error) {
	src, err := c.open(ctx, ref)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	root, err := src.Root(ctx)
	if err != nil {
		return nil, src.Fault(ctx, err)
	}
	if !isIndex(root) {
		rec := &record{}
		if err := rec.read(ctx, ref, src, root); err != nil {
			return nil, src.Fault(ctx, err)
		}
		return []string{rec.platform}, nil
	}
	found, _, err := walkIndex(ctx, src, root)
	if err != nil {
		return nil, src.Fault(ctx, err)
	}
	if found, err = withPlatforms(ctx, ref, src, found); err != nil {
		return nil, err
	}
	var out []string
	for _, platform := range platforms(found) {
		if platform != "" && !slices.Contains(out, platform) {
			out = append(out, platform)
		}
	}
	return out, nil
}

// Image measures one platform of an image; an empty platform means
// linux/amd64, or the image's only one. df is the documented Dockerfile, or
// nil; target is a stage of it, or empty for the last. index is the digest
// that the reference resolved to.
//
// What cannot be had of an image that answers is nil in the result, with its
// reason. When a registry falls silent in the middle, the error is
// ErrUnavailable and the image holds what was had until then.
func (c *Client) Image(ctx context.Context, ref, platform string, df *dockerfile.File, target string) (img *site.Image, index string, err error) {
	if _, err := wantedPlatform(ref, platform); err != nil {
		return nil, "", err // nobody is asked
	}
	src, err := c.open(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	defer src.Close()
	rec, err := c.resolve(ctx, ref, src, platform)
	if err != nil {
		return nil, "", err
	}
	img = rec.image(ref)
	found, err := c.layers(ctx, ref, src, rec, img)
	if err != nil {
		return img, rec.index, err
	}
	sum(img)
	c.names.Lock()
	layer.Spend(img, found)
	err = c.tree(img, found)
	c.names.Unlock()
	if err != nil {
		return img, rec.index, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	err = origin.Attribute(ctx, src, img, origin.Build{Attested: rec.attested, History: cmp.Or(rec.config, &config{}).History, File: df, Target: target, Layers: found})
	return img, rec.index, err
}

// tree gives an image its sizes by path, where the client is to.
func (c *Client) tree(img *site.Image, found []*layer.Contents) error {
	switch at := c.opts.Layer; {
	case c.opts.Tree == 0:
		return nil
	case at > len(found):
		return &source.Fault{Ref: img.Ref, Kind: source.ErrTarget, Reason: fmt.Sprintf("it has %d layers, and no layer %d", len(found), at)}
	case at > 0:
		found = found[at-1 : at]
	}
	var err error
	if img.Tree, err = layer.Tree(found, c.opts.Tree); err != nil {
		img.Missing = cmp.Or(img.Missing, "sizes by path: "+err.Error())
	}
	return nil
}

// open finds the source that a reference names.
func (c *Client) open(ctx context.Context, ref string) (source.Source, error) {
	if kind, path, ok := source.Local(ref); ok {
		return source.OpenLocal(ref, kind, path)
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	repo, parsed, err := c.repository(ctx, ref, transport.PullScope)
	if err != nil {
		return nil, err
	}
	return repo.Image(ref, parsed), nil
}

// parseRef parses a reference as docker does: a short name is Docker Hub's,
// no tag is "latest".
func parseRef(ref string) (name.Reference, error) {
	if fault := foreignTransport(ref); fault != nil {
		return nil, fault
	}
	if parsed, ok := readRef(ref); ok {
		return parsed, nil
	}
	hint := fmt.Sprintf("write it as docker pull does, such as %q; a folder is %q", "docker.io/library/debian:12", "oci:DIR")
	repo := site.Repository(ref)
	if small := strings.ToLower(repo) + ref[len(repo):]; small != ref {
		if _, ok := readRef(small); ok {
			hint = fmt.Sprintf("write %q: names of images have no capital letters", small)
		}
	}
	return nil, &source.Fault{Ref: ref, Kind: source.ErrReference, Reason: "this is not an image reference", Hint: hint}
}

// repositoryPattern is the name of a repository as registries know it; of
// go-containerregistry's rules it has the signs, and not where each may stand.
var repositoryPattern = lazy.Pattern(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$`)

func readRef(ref string) (parsed name.Reference, ok bool) {
	parsed, err := name.ParseReference(ref)
	if err != nil || strings.HasPrefix(ref, "./") || strings.HasPrefix(ref, "../") {
		return nil, false
	}
	if _, port, err := net.SplitHostPort(parsed.Context().RegistryStr()); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return nil, false
		}
	}
	return parsed, repositoryPattern().MatchString(parsed.Context().RepositoryStr())
}

// transports are ways to name an image that other tools have and docsite has not,
// with what to write in their place.
var transports = []struct{ prefix, hint string }{
	{"docker://", "write the reference without docker://"},
	{"https://", "write the reference without https://"},
	{"http://", "write the reference without http://"},
	{"docker-daemon:", "docker save -o app.tar IMAGE, and write docker-archive:app.tar"},
	{"containers-storage:", "podman save --format oci-archive -o app.tar IMAGE, and write oci-archive:app.tar"},
	{"dir:/", "skopeo copy dir:DIR oci:OTHER, and write oci:OTHER"},
	{"dir:./", "skopeo copy dir:DIR oci:OTHER, and write oci:OTHER"},
	{"dir:../", "skopeo copy dir:DIR oci:OTHER, and write oci:OTHER"},
	{"ostree:", "skopeo copy it to oci:DIR, and write oci:DIR"},
	{"sif:", "skopeo copy it to oci:DIR, and write oci:DIR"},
}

// foreignTransport refuses what would otherwise be taken for an image's name.
func foreignTransport(ref string) error {
	for _, t := range transports {
		if strings.HasPrefix(ref, t.prefix) {
			return &source.Fault{Ref: ref, Kind: source.ErrReference,
				Reason: fmt.Sprintf("images are read from registries, from oci:DIR, oci-archive:FILE and docker-archive:FILE, not from %s", t.prefix), Hint: t.hint}
		}
	}
	return nil
}

// Repository is the repository that a reference names in a registry, such as
// "team/app". It asks nobody; a folder or an archive is refused.
func Repository(ref string) (string, error) {
	if _, _, local := source.Local(ref); local {
		return "", &source.Fault{Ref: ref, Kind: source.ErrReference, Reason: "it is a file of one machine",
			Hint: "name the image as docker pull does"}
	}
	parsed, err := parseRef(ref)
	if err != nil {
		return "", err
	}
	return parsed.Context().RepositoryStr(), nil
}

// Registry is the host, with its port, that a reference is asked of; the reference
// itself where that is a file or no reference.
func Registry(ref string) string {
	if _, _, local := source.Local(ref); local {
		return ref
	}
	parsed, err := parseRef(ref)
	if err != nil {
		return ref
	}
	return parsed.Context().RegistryStr()
}
