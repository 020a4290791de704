package layer

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const (
	maxTOC       = 64 << 20 // bytes of a table of contents, unpacked; it is read as it comes
	maxPackedTOC = 16 << 20 // bytes of it as it is sent
	maxTOCEntry  = 1 << 20  // bytes of one entry of it
	stargzFooter = 51       // bytes (stargz-snapshotter, docs/estargz.md)
)

// Annotations of layers that carry a table of contents.
const (
	stargzTOCDigest = "containerd.io/snapshot/stargz/toc.digest"
	chunkedPosition = "io.github.containers.zstd-chunked.manifest-position" // offset:length:unpacked length:type
	chunkedDigest   = "io.github.containers.zstd-chunked.manifest-checksum"
)

var errNoTOC = errors.New("no table of contents")

// ReadTOC asks a layer that is too long to be streamed what it says of itself:
// its table of contents, which names every file, or the length that its
// trailer or header states. A trailer tells the length of the tar and nothing
// of the files in it.
func ReadTOC(ctx context.Context, src source.Source, desc v1.Descriptor, limit int64) (*Contents, error) {
	ctx, cancel := context.WithTimeout(ctx, timeFor(desc.Size))
	defer cancel()
	toc, err := fetchTOC(ctx, src, desc)
	if err == nil {
		var found *Contents
		if found, err = tocContents(toc); err == nil {
			return found, nil
		}
	}
	if _, bad := errors.AsType[*source.BadBlob](err); !bad && !errors.Is(err, errNoTOC) {
		return nil, err
	}
	n, err := statedLength(ctx, src, desc)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, &source.BadBlob{Reason: fmt.Sprintf("has %s; layers above %s are not read, and this one does not state its length", figures.Size(desc.Size), figures.Size(limit))}
	}
	return &Contents{Tar: n, Unpacked: n, Method: site.ByTrailer,
		NoDisk: fmt.Sprintf("the layer has %s; above %s only the length of its tar is asked for", figures.Size(desc.Size), figures.Size(limit))}, nil
}

// fetchTOC finds and verifies a table of contents, and gives a reader of it.
func fetchTOC(ctx context.Context, src source.Source, desc v1.Descriptor) (io.Reader, error) {
	if position := desc.Annotations[chunkedPosition]; position != "" {
		return fetchChunkedTOC(ctx, src, desc, position)
	}
	want := desc.Annotations[stargzTOCDigest]
	if want == "" || desc.Size < stargzFooter {
		return nil, errNoTOC
	}
	digest := desc.Digest.String()
	footer, err := src.Part(ctx, digest, desc.Size-stargzFooter, stargzFooter)
	if err != nil {
		return nil, err
	}
	if len(footer) != stargzFooter || string(footer[32:38]) != "STARGZ" {
		return nil, errNoTOC
	}
	offset, err := strconv.ParseInt(string(footer[16:32]), 16, 64)
	if err != nil || offset < 0 || offset > desc.Size-stargzFooter || desc.Size-offset > maxPackedTOC {
		return nil, &source.BadBlob{Reason: "names an impossible place for its table of contents"}
	}
	packed, err := src.Part(ctx, digest, offset, desc.Size-stargzFooter-offset)
	if err != nil {
		return nil, err
	}
	toc, err := openStargz(packed)
	if err != nil {
		return nil, err
	}
	sum := sha256.New() // first to its end: nothing is believed that does not have its digest
	if _, err := io.Copy(sum, toc); err != nil || "sha256:"+hex.EncodeToString(sum.Sum(nil)) != want {
		return nil, &source.BadBlob{Reason: "has a table of contents that does not have its digest"}
	}
	return openStargz(packed)
}

func openStargz(packed []byte) (io.Reader, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, errTOC
	}
	t := tar.NewReader(io.LimitReader(z, maxTOC))
	if h, err := t.Next(); err != nil || h.Name != "stargz.index.json" {
		return nil, errTOC
	}
	return t, nil
}

var errTOC = &source.BadBlob{Reason: "has a table of contents that is not readable"}

// fetchChunkedTOC reads the one of zstd:chunked (containers/storage,
// pkg/chunked).
func fetchChunkedTOC(ctx context.Context, src source.Source, desc v1.Descriptor, position string) (io.Reader, error) {
	var at [3]int64
	parts := strings.Split(position, ":")
	for i := range at {
		if i >= len(parts) {
			return nil, errNoTOC
		}
		n, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil || n < 0 || n > desc.Size && i < 2 || i == 1 && n > maxPackedTOC || i == 2 && n > maxTOC {
			return nil, &source.BadBlob{Reason: "names an impossible place for its table of contents"}
		}
		at[i] = n
	}
	packed, err := src.Part(ctx, desc.Digest.String(), at[0], at[1])
	if err != nil {
		return nil, err
	}
	if source.Digest(packed) != desc.Annotations[chunkedDigest] {
		return nil, &source.BadBlob{Reason: "has a table of contents that does not have its digest"}
	}
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxPackedTOC))
	if err != nil {
		return nil, errTOC
	}
	return io.LimitReader(z, at[2]), nil
}

// tocTypes are the types of entries in both kinds of tables.
var tocTypes = map[string]byte{
	"dir": tar.TypeDir, "reg": tar.TypeReg, "symlink": tar.TypeSymlink, "hardlink": tar.TypeLink,
	"char": tar.TypeChar, "block": tar.TypeBlock, "fifo": tar.TypeFifo,
}

// tocEntry is a row of a table of contents.
type tocEntry struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Size     int64  `json:"size"`
	LinkName string `json:"linkName"`
}

// eachTOCEntry reads a table a row at a time: whole, a small one can say so much of
// nothing that its rows fill the memory.
func eachTOCEntry(toc io.Reader, tell func(tocEntry) error) error {
	limited := &io.LimitedReader{R: toc, N: maxTOCEntry}
	d := json.NewDecoder(limited)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errTOC
	}
	for d.More() {
		limited.N = maxTOCEntry
		key, err := d.Token()
		if err != nil {
			return errTOC
		}
		if key != "entries" {
			if err := d.Decode(new(json.RawMessage)); err != nil {
				return errTOC
			}
			continue
		}
		switch t, err := d.Token(); {
		case err == nil && t == nil:
			continue // null: an empty layer
		case err != nil || t != json.Delim('['):
			return errTOC
		}
		for d.More() {
			limited.N = maxTOCEntry
			var e tocEntry
			if d.Decode(&e) != nil {
				return errTOC
			}
			if err := tell(e); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return errTOC
		}
	}
	if _, err := d.Token(); err != nil {
		return errTOC
	}
	return nil
}

// tocContents works the figures out of a table of contents as the pass over a
// tar does. It does not verify the diff id.
func tocContents(toc io.Reader) (*Contents, error) {
	w := newWalker()
	if err := eachTOCEntry(toc, func(e tocEntry) error {
		kind, ok := tocTypes[e.Type]
		if !ok {
			return nil // a further chunk of the file before it
		}
		return w.entry(&tar.Header{Name: e.Name, Typeflag: kind, Size: e.Size, Linkname: e.LinkName})
	}); err != nil {
		return nil, err
	}
	got := &Contents{Method: site.ByTOC, Names: w.listing.kept()}
	var err error
	got.Unpacked, got.Disk, got.Files, err = w.figures()
	return got, err
}

// statedLength is the length of the tar as the gzip trailer or the first zstd
// frame states it; 0 when nothing believable is stated. ISIZE is the length
// modulo 4 GiB of the last member alone (RFC 1952), so that it is believed
// only where it is a whole number of tar blocks and no shorter than the blob.
func statedLength(ctx context.Context, src source.Source, desc v1.Descriptor) (int64, error) {
	digest := desc.Digest.String()
	head, err := src.Part(ctx, digest, 0, zstd.HeaderMaxSize)
	if err != nil {
		return 0, err
	}
	n := uint64(0)
	switch source.PackingOf(head) {
	case source.PlainTar:
		n = uint64(desc.Size)
	case source.Zstandard:
		var h zstd.Header
		if h.Decode(head) == nil && h.HasFCS && !h.Skippable {
			n = h.FrameContentSize
		}
	case source.Gzipped:
		tail, err := src.Part(ctx, digest, desc.Size-4, 4)
		if err != nil || len(tail) != 4 {
			return 0, err
		}
		n = uint64(binary.LittleEndian.Uint32(tail))
	}
	if n%512 != 0 || n > MaxBytes || n < uint64(desc.Size) {
		return 0, nil
	}
	return int64(n), nil
}
