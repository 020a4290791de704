package layer

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/binary"
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
	maxTOC       = 64 << 20 // bytes of a table of contents, unpacked
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
		return tocContents(toc)
	}
	var bad *source.BadBlob
	if !errors.Is(err, errNoTOC) && !errors.As(err, &bad) {
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

// fetchTOC finds and verifies a table of contents.
func fetchTOC(ctx context.Context, src source.Source, desc v1.Descriptor) ([]byte, error) {
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
	if err != nil || offset < 0 || offset > desc.Size-stargzFooter || desc.Size-offset > maxTOC {
		return nil, &source.BadBlob{Reason: "names an impossible place for its table of contents"}
	}
	packed, err := src.Part(ctx, digest, offset, desc.Size-stargzFooter-offset)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, &source.BadBlob{Reason: "has a table of contents that is not readable"}
	}
	t := tar.NewReader(io.LimitReader(z, maxTOC))
	if h, err := t.Next(); err != nil || h.Name != "stargz.index.json" {
		return nil, &source.BadBlob{Reason: "has a table of contents that is not readable"}
	}
	toc, err := io.ReadAll(t)
	if err != nil || source.Digest(toc) != want {
		return nil, &source.BadBlob{Reason: "has a table of contents that does not have its digest"}
	}
	return toc, nil
}

// fetchChunkedTOC reads the one of zstd:chunked (containers/storage,
// pkg/chunked).
func fetchChunkedTOC(ctx context.Context, src source.Source, desc v1.Descriptor, position string) ([]byte, error) {
	var at [3]int64
	parts := strings.Split(position, ":")
	for i := range at {
		if i >= len(parts) {
			return nil, errNoTOC
		}
		n, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil || n < 0 || n > desc.Size && i < 2 || i > 0 && n > maxTOC {
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
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxTOC))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	toc, err := io.ReadAll(io.LimitReader(z, at[2]+1))
	if err != nil || int64(len(toc)) != at[2] {
		return nil, &source.BadBlob{Reason: "has a table of contents that is not readable"}
	}
	return toc, nil
}

// tocTypes are the types of entries in both kinds of tables.
var tocTypes = map[string]byte{
	"dir": tar.TypeDir, "reg": tar.TypeReg, "symlink": tar.TypeSymlink, "hardlink": tar.TypeLink,
	"char": tar.TypeChar, "block": tar.TypeBlock, "fifo": tar.TypeFifo,
}

// tocContents works the figures out of a table of contents as the pass over a
// tar does. It does not verify the diff id.
func tocContents(toc []byte) (*Contents, error) {
	var table struct {
		Entries []struct {
			Name     string `json:"name"`
			Type     string `json:"type"`
			Size     int64  `json:"size"`
			LinkName string `json:"linkName"`
		} `json:"entries"`
	}
	if err := json.Unmarshal(toc, &table); err != nil {
		return nil, &source.BadBlob{Reason: "has a table of contents that is not readable"}
	}
	w := newWalker()
	for _, e := range table.Entries {
		kind, ok := tocTypes[e.Type]
		if !ok {
			continue // a further chunk of the file before it
		}
		if err := w.entry(&tar.Header{Name: e.Name, Typeflag: kind, Size: e.Size, Linkname: e.LinkName}); err != nil {
			return nil, err
		}
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
