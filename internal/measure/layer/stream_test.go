package layer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

func descOf(blob []byte) v1.Descriptor {
	return v1.Descriptor{Digest: registrytest.Hash(blob), Size: int64(len(blob))}
}

func measureBlob(desc v1.Descriptor, diffID v1.Hash, r io.Reader) (*Contents, error) {
	p := &pass{desc: desc, Options: Options{DiffID: diffID, Tell: func(int64) {}, Exclude: func() func() { return func() {} }}}
	return p.measure(r)
}

func TestPackings(t *testing.T) {
	raw := registrytest.Tar(t, registrytest.Entry{Name: "usr/a", Size: 70_000}, registrytest.Entry{Name: "usr/b", Size: 1})
	behind := append(bytes.Clone(raw), []byte("what eStargz keeps behind the end of the tar")...)
	disk, cut := append(bytes.Clone(raw), make([]byte, 80<<20)...), len(raw)/3
	for name, c := range map[string]struct{ raw, blob []byte }{
		"plain":           {raw, raw},
		"gzip":            {raw, registrytest.Gzip(raw)},
		"two members":     {raw, append(registrytest.Gzip(raw[:cut]), registrytest.Gzip(raw[cut:])...)},
		"gzip of zeros":   {disk, registrytest.Gzip(disk)}, // as the empty disk of a virtual machine has
		"zstd":            {raw, registrytest.Zstd(t, raw)},
		"two frames":      {raw, append(registrytest.Zstd(t, raw[:cut]), registrytest.Zstd(t, raw[cut:])...)},
		"skippable frame": {raw, append([]byte{0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 'h', 'i'}, registrytest.Zstd(t, raw)...)},
		"bytes behind":    {behind, registrytest.Gzip(behind)},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := measureBlob(descOf(c.blob), registrytest.Hash(c.raw), bytes.NewReader(c.blob))
			if err != nil {
				t.Fatal(err)
			}
			if got.Unpacked != 70_001 || got.Files != 2 || got.Disk != 4096+4096+18*4096+4096 || got.Tar != int64(len(c.raw)) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestHostileLayers(t *testing.T) {
	raw := registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000})
	blob := registrytest.Gzip(raw)
	notGzip := append(bytes.Clone(blob[:10]), bytes.Repeat([]byte("?"), len(blob)-10)...)
	bomb := registrytest.Zstd(t, append(registrytest.Tar(t, registrytest.Entry{Name: "a"})[:1024], make([]byte, 80<<20)...))
	erofs := append(make([]byte, 2048), append([]byte("\xe2\xe1\xf5\xe0"), make([]byte, 5000)...)...)
	wide := append([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x98}, make([]byte, 64)...) // a window of 512 MiB
	longer := descOf(blob)
	longer.Size += 100
	broken := bytes.Clone(raw)
	copy(broken[148:], "7777777")
	for name, c := range map[string]struct {
		desc   v1.Descriptor
		diffID v1.Hash
		blob   io.Reader
		reason string
	}{
		"wrong diff id":       {descOf(blob), registrytest.Hash(blob), bytes.NewReader(blob), "does not have the diff id"},
		"longer than stated":  {v1.Descriptor{Digest: registrytest.Hash(blob), Size: 50}, v1.Hash{}, bytes.NewReader(blob), "is longer than the 50 bytes"},
		"shorter than stated": {longer, v1.Hash{}, bytes.NewReader(blob), "and not the"},
		"truncated":           {descOf(blob[:40]), v1.Hash{}, bytes.NewReader(blob[:40]), "ends in the middle"},
		"not gzip":            {descOf(notGzip), v1.Hash{}, bytes.NewReader(notGzip), "is not readable as a layer"},
		"bomb":                {descOf(bomb), v1.Hash{}, bytes.NewReader(bomb), "unpacks to more than 1100 times"},
		"a file system":       {descOf(erofs), v1.Hash{}, bytes.NewReader(erofs), "is no tar"},
		"zstd window":         {descOf(wide), v1.Hash{}, bytes.NewReader(wide), "zstd window"},
		"header checksum":     {descOf(broken), v1.Hash{}, bytes.NewReader(broken), "is not readable as a layer"},
		"unknown digest kind": {v1.Descriptor{Digest: v1.Hash{Algorithm: "md5", Hex: "00"}, Size: 1}, v1.Hash{}, bytes.NewReader(blob), "unknown kind"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := measureBlob(c.desc, c.diffID, c.blob)
			var bad *source.BadBlob
			if !errors.As(err, &bad) || !strings.Contains(bad.Reason, c.reason) {
				t.Errorf("got %v, want a reason with %q", err, c.reason)
			}
		})
	}
}

// Bytes that do not have their digest are not judged, whatever a decoder would
// say of them.
func TestUndelivered(t *testing.T) {
	blob := registrytest.Gzip(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000}))
	other := registrytest.Gzip(registrytest.Tar(t, registrytest.Entry{Name: "b", Size: 5000}))
	bomb := registrytest.Gzip(make([]byte, 80<<20))
	flipped := bytes.Clone(blob)
	flipped[len(flipped)/2] ^= 1
	for name, c := range map[string]struct {
		came io.Reader
		what string
	}{
		"a web page":     {strings.NewReader("\n<!DOCTYPE html><title>Log in</title>"), "a web page"},
		"nothing":        {strings.NewReader(""), "nothing"},
		"half of it":     {bytes.NewReader(blob[:len(blob)/2]), fmt.Sprintf("%d of %d bytes", len(blob)/2, len(blob))},
		"a flipped byte": {bytes.NewReader(flipped), "other bytes"},
		"more bytes":     {io.MultiReader(bytes.NewReader(blob), strings.NewReader("and more")), "more than its"},
		"no end":         {registrytest.Zeros{}, "more than its"},
		"another layer":  {bytes.NewReader(other[:len(blob)]), "other bytes"},
		"a bomb":         {bytes.NewReader(bomb), "more than its"},
		"not compressed": {strings.NewReader(strings.Repeat("x", len(blob))), "other bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := measureBlob(descOf(blob), v1.Hash{}, c.came)
			var bad *source.Undelivered
			if !errors.As(err, &bad) || !strings.Contains(bad.What, c.what) {
				t.Errorf("got %v, want %q", err, c.what)
			}
		})
	}
}

// A PAX record of megabytes is refused by archive/tar itself; this keeps us
// told if that changes.
func TestHugePAX(t *testing.T) {
	record := "30000000 path=" + strings.Repeat("a", 2<<20)
	header := make([]byte, 512)
	copy(header, "PaxHeaders/x")
	copy(header[124:], "00010000000\x00")
	copy(header[257:], "ustar\x0000")
	header[156] = 'x'
	copy(header[148:], "        ")
	sum := 0
	for _, b := range header {
		sum += int(b)
	}
	copy(header[148:], []byte{byte('0' + sum>>15&7), byte('0' + sum>>12&7), byte('0' + sum>>9&7), byte('0' + sum>>6&7), byte('0' + sum>>3&7), byte('0' + sum&7), 0, ' '})
	raw := append(header, []byte(record)...)
	_, err := measureBlob(descOf(raw), v1.Hash{}, bytes.NewReader(raw))
	var bad *source.BadBlob
	if !errors.As(err, &bad) {
		t.Errorf("got %v, want a reason", err)
	}
}

// ISIZE of a gzip trailer is not believed by the pass: it reads to the end.
func TestTrailerMayLie(t *testing.T) {
	raw := registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000})
	blob := registrytest.Gzip(raw)
	binary.LittleEndian.PutUint32(blob[len(blob)-4:], 512)
	_, err := measureBlob(descOf(blob), v1.Hash{}, bytes.NewReader(blob))
	var bad *source.BadBlob
	if !errors.As(err, &bad) {
		t.Errorf("got %v, want a reason", err)
	}
}
