package measure

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const (
	maxManifests = 1000
	maxUntold    = 20                                   // images that are read for their platforms
	maxBlob      = math.MaxInt64 / 4 / source.MaxLayers // so that sums cannot overflow
)

// record is one platform of an image as its documents state it.
type record struct {
	index    string // digest that the reference resolved to
	digest   string // of the platform's manifest; empty where there is none
	platform string
	manifest *v1.Manifest
	config   *config // nil when it cannot be had: see missing
	missing  string
	unsure   bool            // the manifest's sizes are not to be believed
	attested []v1.Descriptor // attestation manifests that belong to it
	packed   bool            // the layers are as a registry keeps them
}

// config is what is asked of an image's config. What stands in it beside that may have
// any form: builders differ.
type config struct {
	Created                   string
	OS, Architecture, Variant string
	RootFS                    struct {
		DiffIDs []v1.Hash `json:"diff_ids"`
	}
	History []v1.History
}

// parseConfig reads a config; nil where it is none. A part of another form than it has
// to have is as good as none.
func parseConfig(raw []byte) *config {
	c := &config{}
	var syntax *json.SyntaxError
	if err := json.Unmarshal(raw, c); errors.As(err, &syntax) || slices.ContainsFunc(c.RootFS.DiffIDs, func(id v1.Hash) bool { return id.Hex == "" }) {
		return nil
	}
	return c
}

// candidate is a manifest that an index names.
type candidate struct {
	desc     v1.Descriptor
	platform string // empty where it is not said
}

// resolve finds the manifest of one platform and reads its config.
func (c *Client) resolve(ctx context.Context, ref string, src source.Source, want string) (*record, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	explicit := want != ""
	want, err := wantedPlatform(ref, want)
	if err != nil {
		return nil, err
	}
	root, err := src.Root(ctx)
	if err != nil {
		return nil, src.Fault(ctx, err)
	}
	rec := &record{index: root.Digest, packed: true}
	if local, ok := src.(*source.DockerArchive); ok {
		rec.packed = local.Packed
	}
	doc := root
	if isIndex(root) {
		if doc, err = rec.pick(ctx, ref, src, root, want, explicit); err != nil {
			return nil, err
		}
	}
	if err := rec.read(ctx, ref, src, doc); err != nil {
		return nil, src.Fault(ctx, err)
	}
	if _, ok := src.(*source.DockerArchive); ok {
		rec.digest, rec.index = "", ""
	}
	if explicit && rec.platform != "" && choose(want, []string{rec.platform}) < 0 {
		return nil, noPlatform(ref, want, []string{rec.platform})
	}
	return rec, nil
}

// pick chooses the platform's manifest in an index and fetches it.
func (rec *record) pick(ctx context.Context, ref string, src source.Source, root *source.Document, want string, explicit bool) (*source.Document, error) {
	found, attested, err := walkIndex(ctx, src, root)
	if err != nil {
		return nil, src.Fault(ctx, err)
	}
	at := choose(want, platforms(found))
	if at < 0 && len(tagsOf(found)) > 1 && !one(found) {
		return nil, &source.Fault{Ref: ref, Kind: source.ErrPlatform, Reason: "it has several images, and says the platform of none", Hint: source.Plain("name one by its tag: " + strings.Join(tagsOf(found), ", "))}
	}
	if at < 0 && !one(found) {
		if found, err = withPlatforms(ctx, ref, src, found); err != nil {
			return nil, err
		}
		if at = choose(want, platforms(found)); at >= 0 && slices.ContainsFunc(found[at+1:], func(f candidate) bool {
			return f.platform == found[at].platform && f.desc.Digest != found[at].desc.Digest
		}) {
			return nil, &source.Fault{Ref: ref, Kind: source.ErrPlatform, Reason: "it has several images for " + want}
		}
	}
	if at < 0 && one(found) && (!explicit || found[0].platform == "") {
		at = 0
	}
	if at < 0 {
		return nil, noPlatform(ref, want, platforms(found))
	}
	digest := found[at].desc.Digest.String()
	for _, a := range attested {
		if a.Annotations["vnd.docker.reference.digest"] == digest {
			rec.attested = append(rec.attested, a)
		}
	}
	rec.platform = found[at].platform
	doc, err := src.Manifest(ctx, digest)
	if err != nil {
		return nil, src.Fault(ctx, err)
	}
	return doc, nil
}

// walkIndex lists the images and the attestations that an index names.
func walkIndex(ctx context.Context, src source.Source, root *source.Document) (found []candidate, attested []v1.Descriptor, err error) {
	var none []candidate // that say themselves to be for no platform, as BuildKit's attestations do
	todo := []*source.Document{root}
	for depth := 0; len(todo) > 0 && depth < 4; depth++ {
		var next []*source.Document
		for _, doc := range todo {
			index, err := v1.ParseIndexManifest(bytes.NewReader(doc.Raw))
			if err != nil {
				return nil, nil, source.Unreadable("the index", err)
			}
			for _, d := range index.Manifests {
				switch {
				case len(found)+len(none)+len(attested)+len(next) >= maxManifests:
					return nil, nil, fmt.Errorf("the index names more than %d manifests", maxManifests)
				case d.Digest.Hex == "":
					return nil, nil, errors.New("the index names a manifest without a digest")
				case d.Annotations["vnd.docker.reference.type"] == "attestation-manifest":
					attested = append(attested, d)
				case d.MediaType.IsIndex():
					inner, err := src.Manifest(ctx, d.Digest.String())
					if source.IsGone(err) {
						continue // whoever copied the image left its platforms out
					}
					if err != nil {
						return nil, nil, err
					}
					next = append(next, inner)
				case d.Platform != nil && d.Platform.OS == unknown && d.Platform.Architecture == unknown:
					none = append(none, candidate{desc: d})
				default:
					found = append(found, candidate{desc: d, platform: platformText(d.Platform)})
				}
			}
		}
		todo = next
	}
	if _, remote := src.(*registry.Image); !remote {
		found = present(ctx, src, found)
	}
	switch {
	case len(found) > 0:
		return found, attested, nil
	case len(none) > 0:
		return none, attested, nil
	}
	return nil, nil, errors.New("the index names no image")
}

// present are the images of which a folder or an archive has the manifest: docker save writes
// the index of all platforms, and the blobs of those that were pulled. Where it has none, all.
func present(ctx context.Context, src source.Source, found []candidate) (here []candidate) {
	for _, f := range found {
		manifest, err := src.Blob(ctx, f.desc.Digest.String(), 0) // not read: it may be long, and named a thousand times
		if err == nil {
			manifest.Close()
		}
		if !source.IsGone(err) {
			here = append(here, f)
		}
	}
	if here == nil {
		return found
	}
	return here
}

// withPlatforms finds out the platforms of images of which an index says none, and leaves out
// what is no image.
func withPlatforms(ctx context.Context, ref string, src source.Source, found []candidate) (out []candidate, err error) {
	asked := 0
	for _, f := range found {
		if f.platform == "" && asked < maxUntold {
			asked++
			rec := &record{}
			doc, err := src.Manifest(ctx, f.desc.Digest.String())
			if err == nil {
				err = rec.read(ctx, ref, src, doc)
			}
			if errors.Is(err, source.ErrNoImage) || source.IsGone(err) {
				continue
			}
			if err != nil {
				return nil, src.Fault(ctx, err)
			}
			f.platform = rec.platform
		}
		out = append(out, f)
	}
	return out, nil
}

// platforms are those of several images.
func platforms(found []candidate) []string {
	have := make([]string, len(found))
	for i, f := range found {
		have[i] = f.platform
	}
	return have
}

// one reports whether all entries of an index are the same image, as those of an archive
// that has one under several tags are.
func one(found []candidate) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(f candidate) bool { return f.desc.Digest != found[0].desc.Digest })
}

// tagsOf are the tags in a folder or an archive of images without platforms; nil where
// an image has one.
func tagsOf(found []candidate) (tags []string) {
	for _, f := range found {
		if f.platform != "" {
			return nil
		}
		if tag := f.desc.Annotations["org.opencontainers.image.ref.name"]; tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// isIndex tells an index from a manifest by what stands in it: registries and proxies
// send either under any media type.
func isIndex(d *source.Document) bool {
	var shape struct {
		MediaType types.MediaType   `json:"mediaType"`
		Manifests []json.RawMessage `json:"manifests"`
		Config    json.RawMessage   `json:"config"`
	}
	if json.Unmarshal(d.Raw, &shape) != nil {
		return d.Media.IsIndex()
	}
	return shape.Config == nil && (shape.MediaType.IsIndex() || d.Media.IsIndex() || len(shape.Manifests) > 0)
}

// read takes in a manifest and the config that it names. A config that cannot
// be trusted leaves the manifest's own figures.
func (rec *record) read(ctx context.Context, ref string, src source.Source, doc *source.Document) error {
	m, err := v1.ParseManifest(bytes.NewReader(doc.Raw))
	if err != nil {
		return source.Unreadable("the manifest", err)
	}
	if err := checkManifest(m); err != nil {
		return err
	}
	if err := notAnImage(ref, m); err != nil {
		return err
	}
	rec.digest, rec.manifest = doc.Digest, m
	raw, err := source.ReadBlob(ctx, src, m.Config, source.MaxDocument)
	if bad, ok := err.(*source.BadBlob); ok {
		rec.missing, rec.unsure = "the config "+bad.Reason, true
		return nil
	}
	if err != nil {
		return err
	}
	if rec.config = parseConfig(raw); rec.config == nil {
		rec.missing = "the config is not readable"
		return nil
	}
	rec.platform = cmp.Or(rec.platform, platformText(&v1.Platform{OS: rec.config.OS, Architecture: rec.config.Architecture, Variant: rec.config.Variant}))
	return nil
}

// checkManifest refuses numbers that no image has.
func checkManifest(m *v1.Manifest) error {
	if m.Config.Digest.Hex == "" {
		if m.SchemaVersion == 1 {
			return errors.New("the image has a manifest of schema 1, which registries gave up: pull it and push it again")
		}
		if m.SchemaVersion == 0 && m.MediaType == "" {
			return errors.New("this is no image manifest: it names no config")
		}
		return fmt.Errorf("this is no image manifest: it names no config (schema %d, %q)", m.SchemaVersion, source.Plain(string(m.MediaType)))
	}
	if len(m.Layers) > source.MaxLayers {
		return fmt.Errorf("the manifest names more than %d layers", source.MaxLayers)
	}
	for _, d := range append([]v1.Descriptor{m.Config}, m.Layers...) {
		if d.Size < 0 || d.Size > maxBlob {
			return fmt.Errorf("the manifest states a size of %d bytes", d.Size)
		}
		if d.Digest.Hex == "" {
			return fmt.Errorf("the manifest names a layer without a digest")
		}
	}
	return nil
}

// history is the config's.
// image gives what the manifest alone tells.
func (rec *record) image(ref string) *site.Image {
	img := &site.Image{Ref: ref, Digest: rec.digest, Platform: rec.platform, Method: site.ByManifest, Missing: rec.missing}
	if rec.config != nil {
		if at, err := time.Parse(time.RFC3339Nano, rec.config.Created); err == nil && !at.IsZero() {
			img.Created = at.UTC().Format(time.RFC3339Nano)
		}
	}
	total := rec.manifest.Config.Size
	img.Layers = make([]site.Layer, len(rec.manifest.Layers))
	for i, d := range rec.manifest.Layers {
		total += d.Size
		img.Layers[i] = site.Layer{Digest: d.Digest.String(), Compressed: d.Size, Attribution: site.NotKnown}
	}
	switch {
	case !rec.packed:
		img.Missing = "the archive holds the layers unpacked: what a registry sends is not known"
		for i := range img.Layers {
			img.Layers[i].Compressed = 0
		}
	case !rec.unsure:
		img.Download = &total
	}
	return img
}
