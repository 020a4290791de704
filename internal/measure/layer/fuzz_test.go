package layer

import (
	"bytes"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/klauspost/compress/flate"

	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// FuzzLayer feeds any bytes to the pass over a layer: it ends with figures
// that hold together, or with a reason.
func FuzzLayer(f *testing.F) {
	raw := registrytest.Tar(f, registrytest.Entry{Name: "a/b", Size: 600}, registrytest.Entry{Name: "a/.wh.c"}, registrytest.Entry{Name: "l", Kind: '2', Link: "a"}, registrytest.Entry{Name: "h", Kind: '1', Link: "a/b"})
	f.Add(raw)
	f.Add(registrytest.Gzip(raw))
	f.Add(registrytest.Zstd(f, raw))
	f.Fuzz(func(t *testing.T, blob []byte) {
		got, err := measureBlob(descOf(blob), v1.Hash{}, bytes.NewReader(blob))
		if err != nil {
			return
		}
		if got.Unpacked < 0 || got.Disk < Block || got.Disk%Block != 0 || got.Files < 0 {
			t.Fatalf("got %+v", got)
		}
		img := &site.Image{Layers: make([]site.Layer, 2)}
		Spend(img, []*Contents{got, got})
		if img.Wasted == nil || *img.Wasted < 0 {
			t.Fatalf("wasted is %v: %s", img.Wasted, img.Missing)
		}
	})
}

// FuzzListing feeds any bytes to the reader of kept names: as they are, and
// compressed as it expects them.
func FuzzListing(f *testing.F) {
	var l listing
	l.add(regular, "a/b", "", 5)
	l.add(hardlink, "a/c", "a/b", 0)
	f.Add(l.kept())
	f.Add([]byte("\x02\x00\x03a/b\x05\x03\x02\x01c\x03a/b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var packed bytes.Buffer
		z, _ := flate.NewWriter(&packed, flate.BestSpeed)
		z.Write(data)
		z.Close()
		for _, names := range [][]byte{data, packed.Bytes()} {
			img := &site.Image{Layers: make([]site.Layer, 2)}
			Spend(img, []*Contents{{Names: names}, {Names: names}})
			if img.Wasted != nil && *img.Wasted < 0 {
				t.Fatalf("wasted is %d", *img.Wasted)
			}
		}
	})
}
