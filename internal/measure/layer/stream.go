package layer

import (
	"archive/tar"
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const (
	ratioFrom = 64 << 20 // bytes of tar after which the ratio counts
	maxRatio  = 1100     // bytes of tar for each compressed byte; DEFLATE makes 1032 of zeros
	maxWindow = 64 << 20 // of zstd, whose own levels without --ultra have 8 MiB
	maxExcess = 1 << 20  // bytes behind a blob's stated length that are still hashed
)

// Contents is what one pass over a layer tells.
type Contents struct {
	DiffID   string      `json:"diff_id"`
	Tar      int64       `json:"tar"` // bytes of the uncompressed stream
	Unpacked int64       `json:"unpacked"`
	Disk     int64       `json:"disk"`
	NoDisk   string      `json:"-"` // why Disk is not known
	Files    int         `json:"files"`
	Method   site.Method `json:"method"`
	Names    []byte      `json:"-"` // the listing; nil where it is not kept
}

// meter counts what passes, and hashes it where it has a hash.
type meter struct {
	r     io.Reader
	hash  hash.Hash // or nil
	n     int64
	limit func(n int64) error
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if n > 0 {
		m.n += int64(n)
		if m.hash != nil {
			m.hash.Write(p[:n])
		}
		if over := m.limit(m.n); over != nil {
			return n, over
		}
	}
	return n, err
}

// Options say how one layer is to be read.
type Options struct {
	DiffID  v1.Hash // that the config states; empty where it states none
	Tell    func(done int64)
	Exclude func() func() // taken for a decoder that needs much memory
	Alone   func() func() // taken for many names; nil where no other pass is about
	Sleep   func(context.Context, time.Duration) error
}

// Read reads a layer in one pass, and goes on where a connection broke. It
// judges nothing but bytes that have their digest: others are a
// *source.Undelivered, after a second try. A *source.BadBlob says that the layer
// itself is not what was promised, any other error that it did not arrive.
func Read(ctx context.Context, src source.Source, desc v1.Descriptor, how Options) (found *Contents, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	clock := time.AfterFunc(timeFor(desc.Size), func() { cancel(context.DeadlineExceeded) })
	defer clock.Stop()
	how.Exclude, how.Alone = untimed(clock, desc.Size, how.Exclude), untimed(clock, desc.Size, how.Alone)
	err = source.Twice(src, func() error {
		body := &resumingReader{ctx: ctx, src: src, desc: desc, sleep: how.Sleep}
		defer body.Close()
		found, err = (&pass{Options: how, desc: desc}).measure(body)
		return err
	})
	if err != nil && context.Cause(ctx) == context.DeadlineExceeded {
		err = context.DeadlineExceeded
	}
	return found, err
}

// untimed is a wait for other passes, after which a blob has all of its time again: the registry
// is not to blame for it.
func untimed(clock *time.Timer, size int64, take func() func()) func() func() {
	if take == nil {
		return nil
	}
	return func() func() {
		clock.Stop()
		defer clock.Reset(timeFor(size))
		return take()
	}
}

// pass is one reading of a layer, from the registry's bytes to the figures.
type pass struct {
	Options
	desc v1.Descriptor
	head []byte // the first bytes that came
}

// errTooLong ends a blob that goes on long after its stated length.
var errTooLong = errors.New("the blob does not end")

// measure reads a layer to its end. Whatever the decoders say of it waits until
// the digest is known to be right.
func (p *pass) measure(r io.Reader) (*Contents, error) {
	sum, err := v1.Hasher(p.desc.Digest.Algorithm)
	if err != nil {
		return nil, &source.BadBlob{Reason: "has a digest of an unknown kind"}
	}
	blob := &meter{r: r, hash: sum, limit: func(n int64) error {
		if n > p.desc.Size+maxExcess {
			return errTooLong
		}
		p.Tell(min(n, p.desc.Size))
		return nil
	}}
	packed := bufio.NewReaderSize(blob, 128<<10)
	found, verdict := p.unpack(packed, blob)
	// What the decoder left, so that the digest is over the whole blob.
	_, err = io.Copy(io.Discard, packed)
	var way lost
	switch got, want := blob.n, p.desc.Size; {
	case errors.As(verdict, &way), errors.As(err, &way):
		return nil, way.error
	case fmt.Sprintf("%x", sum.Sum(nil)) != p.desc.Digest.Hex:
		return nil, &source.Undelivered{Digest: p.desc.Digest.String(), What: source.Came(p.head, got, want)}
	case got < want:
		return nil, &source.BadBlob{Reason: fmt.Sprintf("has %d bytes, and not the %d that the manifest states", got, want), Length: true}
	case got > want:
		return nil, &source.BadBlob{Reason: fmt.Sprintf("is longer than the %d bytes that the manifest states", want), Length: true}
	}
	return found, verdict
}

// unpack decompresses and walks.
func (p *pass) unpack(packed *bufio.Reader, blob *meter) (*Contents, error) {
	magic, err := packed.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head, _ := packed.Peek(packed.Buffered())
	p.head = bytes.Clone(head[:min(len(head), 512)])
	if other := otherPacking(p.head); other != "" {
		return nil, &source.BadBlob{Reason: "is compressed with " + other + ", which no registry's image may be"}
	}
	raw, done, err := p.decoder(packed, source.PackingOf(magic))
	if err != nil {
		return nil, badStream(err)
	}
	defer done()
	algorithm := cmp.Or(p.DiffID.Algorithm, "sha256")
	sum, err := v1.Hasher(algorithm)
	if err != nil {
		return nil, &source.BadBlob{Reason: "has a diff id of an unknown kind"}
	}
	plain := &meter{r: raw, limit: func(n int64) error {
		if n > MaxBytes {
			return &source.BadBlob{Reason: fmt.Sprintf("unpacks to more than %s", figures.Size(MaxBytes))}
		}
		if n > ratioFrom && n/maxRatio > blob.n {
			return &source.BadBlob{Reason: fmt.Sprintf("unpacks to more than %d times its size", maxRatio)}
		}
		return nil
	}}
	stream := readAhead(plain, sum)
	defer stream.Close()
	free := func() {}
	defer func() { free() }()
	w := newWalker()
	if p.Alone != nil {
		w.alone = func() { free = p.Alone() }
	}
	if err := w.walk(stream); err != nil {
		return nil, badStream(err)
	}
	// What follows the tar's end counts for the diff id: eStargz keeps its
	// table of contents there.
	if !w.begun {
		if err := endsTar(stream); err != nil {
			return nil, badStream(err)
		}
	}
	if _, err := io.Copy(io.Discard, stream); err != nil {
		return nil, badStream(err)
	}
	diffID := algorithm + ":" + fmt.Sprintf("%x", sum.Sum(nil))
	if p.DiffID.Hex != "" && diffID != p.DiffID.String() {
		return nil, &source.BadBlob{Reason: "does not have the diff id that the config states"}
	}
	found := &Contents{DiffID: diffID, Tar: plain.n, Method: site.ByStream, Names: w.listing.kept()}
	found.Unpacked, found.Disk, found.Files, err = w.figures()
	return found, err
}

// endsTar looks what follows the end of a tar without entries: zeros, or another tar. An image
// of EROFS begins with as many zeros.
func endsTar(r io.Reader) error {
	var zeros, block [512]byte
	for block == zeros {
		if n, err := io.ReadFull(r, block[:]); n == 0 && err == io.EOF {
			return nil
		} else if err != nil && err != io.ErrUnexpectedEOF {
			return err
		}
	}
	_, err := tar.NewReader(io.MultiReader(bytes.NewReader(block[:]), r)).Next()
	return err
}

// otherPacking names a compression that image layers do not have; empty for none.
func otherPacking(head []byte) string {
	for name, magic := range map[string]string{"xz": "\xfd7zXZ\x00", "bzip2": "BZh", "lz4": "\x04\x22\x4d\x18"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return name
		}
	}
	return ""
}

func (p *pass) decoder(packed *bufio.Reader, kind source.Packing) (io.Reader, func(), error) {
	switch kind {
	case source.Gzipped:
		z, err := gzip.NewReader(packed) // every member
		return z, func() {}, err
	case source.Zstandard:
		release := p.Exclude()
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			release()
			return nil, nil, err
		}
		return z, func() { z.Close(); release() }, nil
	}
	return packed, func() {}, nil
}

// lost is an error of the way, not of the bytes.
type lost struct{ error }

func (l lost) Unwrap() error { return l.error }

// badStream turns a decoder's complaint into a reason.
func badStream(err error) error {
	if bad, ok := errors.AsType[*source.BadBlob](err); ok {
		return bad
	}
	var way lost
	switch {
	case errors.As(err, &way):
		return way
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return &source.BadBlob{Reason: fmt.Sprintf("wants a zstd window of more than %s", figures.Size(maxWindow))}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &source.BadBlob{Reason: "ends in the middle of its tar"}
	case errors.Is(err, tar.ErrHeader):
		return &source.BadBlob{Reason: "is not readable as a layer: it is no tar"}
	}
	return &source.BadBlob{Reason: "is not readable as a layer: " + source.Plain(source.Innermost(err).Error())}
}

// Holds reports whether the layer has an entry at a path, or below it; known
// is false where its names were not kept.
func (c *Contents) Holds(path string) (holds, known bool) {
	if c == nil || c.Names == nil {
		return false, false
	}
	err := eachEntry(c.Names, func(_ kind, name, _ string, _ int64) {
		holds = holds || name == path || strings.HasPrefix(name, path+"/")
	})
	return holds, err == nil
}
