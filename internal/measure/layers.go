package measure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// workers is how many layers are read at once: decompressing takes a core, and
// each pass takes memory for its names.
func workers() int { return min(max(runtime.GOMAXPROCS(0), 2), 4) }

// flights sees that two images with one layer do not read it twice.
type flights struct {
	mu   sync.Mutex
	busy map[string]chan struct{} // by digest; full while somebody reads the blob
}

// take waits until nobody else reads the blob.
func (f *flights) take(ctx context.Context, digest string) (release func(), err error) {
	f.mu.Lock()
	if f.busy[digest] == nil {
		f.busy[digest] = make(chan struct{}, 1)
	}
	door := f.busy[digest]
	f.mu.Unlock()
	select {
	case door <- struct{}{}:
		return func() { <-door }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// layers measures every layer, several at once, and writes the figures into
// the image. What it gives back is by position; nil where there is no figure.
func (c *Client) layers(ctx context.Context, ref string, src source.Source, rec *record, img *site.Image) ([]*layer.Contents, error) {
	found, lies := make([]*layer.Contents, len(img.Layers)), make([]bool, len(img.Layers))
	if rec.config == nil {
		return found, nil
	}
	diffs := rec.config.RootFS.DiffIDs
	if len(diffs) != len(img.Layers) {
		img.Missing = cmp.Or(img.Missing, fmt.Sprintf("the config states %d layers, the manifest %d", len(diffs), len(img.Layers)))
		diffs = make([]v1.Hash, len(img.Layers))
	}
	var bytes int64
	for _, desc := range rec.manifest.Layers {
		bytes += desc.Size
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var names budget
	lend := c.lender(ctx, src, rec)
	var all sync.WaitGroup
	for i, desc := range rec.manifest.Layers {
		tell := func(done int64) {
			if c.opts.Progress != nil {
				c.opts.Progress(Event{Ref: ref, Layer: i, Done: done, All: bytes})
			}
		}
		all.Go(func() {
			got, err := c.layer(ctx, src, desc, diffs[i], lend, tell)
			var bad *source.BadBlob
			switch {
			case errors.As(err, &bad):
				img.Layers[i].Missing, lies[i] = "the layer "+bad.Reason, bad.Length
			case err != nil:
				cancel(err)
			default:
				found[i] = names.within(got)
				fill(&img.Layers[i], got)
			}
			tell(desc.Size)
		})
	}
	all.Wait()
	if slices.Contains(lies, true) {
		img.Download = nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return found, src.Fault(context.WithoutCancel(ctx), cause)
	}
	return found, nil
}

// budget counts the names that are kept of one image's layers.
type budget struct {
	mu   sync.Mutex
	kept int // bytes
}

// within is what is known of a layer; without its names once the image has too many.
func (b *budget) within(c *layer.Contents) *layer.Contents {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept += len(c.Names); b.kept <= layer.MaxListing {
		return c
	}
	short := *c
	short.Names = nil
	return &short
}

// fill writes what is known of a layer into it.
func fill(l *site.Layer, c *layer.Contents) {
	l.Unpacked, l.Files, l.Method = &c.Unpacked, c.Files, c.Method
	if c.NoDisk == "" {
		l.Disk = &c.Disk
	} else {
		l.Missing = c.NoDisk
	}
}

// layer gives what is known of a layer: from this run, from the cache, from
// docsite.lock, from what others share, and else from one pass over it.
func (c *Client) layer(ctx context.Context, src source.Source, desc v1.Descriptor, diffID v1.Hash, lend lender, tell func(int64)) (*layer.Contents, error) {
	digest := desc.Digest.String()
	release, err := c.running.take(ctx, digest)
	if err != nil {
		return nil, err
	}
	defer release()
	got := c.known(digest)
	if got == nil {
		got = lend(digest)
	}
	if got == nil {
		if got, err = c.read(ctx, src, desc, diffID, tell); err != nil {
			return nil, err
		}
		c.keep(digest, got)
	}
	if diffID.Hex != "" && got.DiffID != "" && got.DiffID != diffID.String() {
		return nil, &source.BadBlob{Reason: "does not have the diff id that the config states"}
	}
	return got, nil
}

// read measures a layer that nothing is known of.
func (c *Client) read(ctx context.Context, src source.Source, desc v1.Descriptor, diffID v1.Hash, tell func(int64)) (*layer.Contents, error) {
	if !desc.MediaType.IsDistributable() {
		return nil, &source.BadBlob{Reason: "is kept outside the registry"}
	}
	if strings.HasSuffix(string(desc.MediaType), "+encrypted") {
		return nil, &source.BadBlob{Reason: "is encrypted"}
	}
	if strings.Contains(string(desc.MediaType), "nydus") {
		return nil, &source.BadBlob{Reason: "is a nydus blob, not a tar"}
	}
	select {
	case c.passes <- struct{}{}:
		defer func() { <-c.passes }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if desc.Size > c.opts.MaxLayer {
		return layer.ReadTOC(ctx, src, desc, c.opts.MaxLayer)
	}
	return layer.Read(ctx, src, desc, layer.Options{DiffID: diffID, Tell: tell, Sleep: c.opts.sleep, Exclude: exclude(&c.zstd), Alone: exclude(&c.names)})
}

// exclude takes a lock and gives what releases it.
func exclude(m *sync.Mutex) func() func() {
	return func() func() {
		m.Lock()
		return m.Unlock
	}
}

// known gives what is known of a blob without reading it.
func (c *Client) known(digest string) *layer.Contents {
	c.mu.Lock()
	locked, ok := c.blobs[digest]
	c.mu.Unlock()
	if c.opts.Cache != nil {
		if got := c.opts.Cache.get(digest); got != nil {
			c.note(digest, got)
			return got
		}
	}
	if !ok || locked.Method != site.ByStream {
		return nil // a trailer is asked again: it costs little, and a pass may be allowed now
	}
	return locked.contents()
}

// keep remembers a finished pass at once: a run that is killed later does not
// read that layer again.
func (c *Client) keep(digest string, got *layer.Contents) {
	c.note(digest, got)
	if c.opts.Cache != nil && got.Method == site.ByStream {
		c.opts.Cache.put(digest, got)
	}
}

func (c *Client) note(digest string, got *layer.Contents) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.blobs[digest] = Blob{got.Unpacked, got.Disk, got.Files, got.Method}
}

// sum adds the layers up into the image. One unknown layer leaves a sum
// unknown, with that layer's reason.
func sum(img *site.Image) {
	if strings.HasPrefix(img.Platform, "windows/") {
		img.Missing = cmp.Or(img.Missing, "Windows unpacks layers to NTFS: what they take there is not known")
		for i := range img.Layers {
			img.Layers[i].Disk = nil
		}
	}
	unpacked, disk := int64(0), int64(0)
	haveUnpacked, haveDisk := img.Missing == "" || len(img.Layers) > 0, true
	for i := range img.Layers {
		l := &img.Layers[i]
		if l.Missing != "" {
			img.Missing = cmp.Or(img.Missing, fmt.Sprintf("layer %d: %s", i+1, l.Missing))
		}
		haveUnpacked = haveUnpacked && l.Unpacked != nil
		haveDisk = haveDisk && l.Disk != nil
		if l.Unpacked != nil {
			unpacked += *l.Unpacked
		}
		if l.Disk != nil {
			disk += *l.Disk
		}
		img.Method = weaker(img.Method, l.Method)
	}
	if haveUnpacked {
		img.Unpacked = &unpacked
	}
	if haveDisk && haveUnpacked {
		img.Disk = &disk
	}
	if img.Disk != nil && img.Download != nil {
		usage := *img.Disk + *img.Download
		img.Usage = &usage
	}
}

// weaker gives the less sure of two methods.
func weaker(a, b site.Method) site.Method {
	order := []site.Method{"", site.ByManifest, site.ByStream, site.ByTOC, site.ByTrailer}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}
