package layer

import (
	"archive/tar"
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

// Long names cost the pass over a layer no memory, and many are counted one layer at a
// time. What lies on one another needs the names, and then says why there is no figure.
func TestManyLongNames(t *testing.T) {
	w, alone := newWalker(), 0
	w.alone = func() { alone++ }
	const n = 90_000
	for i := range n {
		name := fmt.Sprintf("%d-%s", i, strings.Repeat("x", 300))
		if err := w.entry(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: 1}); err != nil {
			t.Fatal(err)
		}
	}
	if w.tree.bytes > n*(briefName+1) || alone != 1 {
		t.Errorf("%d bytes of names, alone %d times", w.tree.bytes, alone)
	}
	unpacked, _, files, err := w.figures()
	if unpacked != n || files != n || err != nil {
		t.Errorf("%d bytes in %d files, %v", unpacked, files, err)
	}
	names := w.listing.kept()
	if len(names) == 0 || len(names) > MaxListing {
		t.Fatalf("%d bytes of names are kept", len(names))
	}
	img := &site.Image{Layers: make([]site.Layer, 1)}
	Spend(img, []*Contents{{Names: names}})
	if img.Wasted != nil || !strings.Contains(img.Missing, "wasted: the layers hold, together, more than") {
		t.Errorf("wasted %v, reason %q", img.Wasted, img.Missing)
	}
}

// As many names as large images have keep all figures.
func TestNamesOfALargeImage(t *testing.T) {
	var layers []*Contents
	for l := range 3 {
		w := newWalker()
		for i := range 50_000 {
			name := fmt.Sprintf("usr/lib/python3/dist-packages/package-%d/module-%d/file-%d-%d.cpython-312.pyc", i%300, i%7, i, l)
			if err := w.entry(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: 1}); err != nil {
				t.Fatal(err)
			}
		}
		layers = append(layers, &Contents{Names: w.listing.kept()})
	}
	img := &site.Image{Layers: make([]site.Layer, 3)}
	if Spend(img, layers); img.Wasted == nil || *img.Wasted != 0 {
		t.Errorf("wasted %v, reason %q", img.Wasted, img.Missing)
	}
}
