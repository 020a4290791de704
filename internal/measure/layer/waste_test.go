package layer

import (
	"archive/tar"
	"bytes"
	"fmt"
	"slices"
	"testing"

	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// passOver reads tars as layers.
func passOver(t *testing.T, layers [][]registrytest.Entry) []*Contents {
	t.Helper()
	var found []*Contents
	for _, items := range layers {
		raw := registrytest.Tar(t, items...)
		p := &pass{desc: descOf(raw), Options: Options{Tell: func(int64) {}}}
		got, err := p.measure(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, got)
	}
	return found
}

func TestWasted(t *testing.T) {
	dir := func(name string) registrytest.Entry { return registrytest.Entry{Name: name, Kind: tar.TypeDir} }
	link := func(name, to string) registrytest.Entry {
		return registrytest.Entry{Name: name, Kind: tar.TypeLink, Link: to}
	}
	for _, c := range []struct {
		name   string
		layers [][]registrytest.Entry
		want   []int64
	}{
		{"nothing", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {{Name: "b", Size: 20}}}, []int64{0, 0}},
		{"written again", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {{Name: "a", Size: 20}}}, []int64{10, 0}},
		{"deleted", [][]registrytest.Entry{{{Name: "d/a", Size: 10}, {Name: "d/b", Size: 5}}, {{Name: "d/.wh.a"}}}, []int64{10, 0}},
		{"a folder deleted", [][]registrytest.Entry{{{Name: "d/a", Size: 10}, {Name: "d/e/b", Size: 5}, {Name: "dd", Size: 1}}, {{Name: ".wh.d"}}}, []int64{15, 0}},
		{"an opaque folder", [][]registrytest.Entry{{{Name: "d/a", Size: 10}}, {dir("d"), {Name: "d/.wh..wh..opq"}, {Name: "d/a", Size: 3}}}, []int64{10, 0}},
		{"the mark after the new file", [][]registrytest.Entry{{{Name: "d/a", Size: 10}}, {{Name: "d/b", Size: 3}, {Name: "d/.wh..wh..opq"}}}, []int64{10, 0}},
		{"a folder in place of a file", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {dir("a")}}, []int64{10, 0}},
		{"a file in place of a folder", [][]registrytest.Entry{{{Name: "a/b", Size: 10}}, {{Name: "a", Size: 1}}}, []int64{10, 0}},
		{"a link in place of a file", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {{Name: "a", Kind: tar.TypeSymlink, Link: "b"}}}, []int64{10, 0}},
		{"one of two names deleted", [][]registrytest.Entry{{{Name: "a", Size: 10}, link("b", "a")}, {{Name: ".wh.a"}}}, []int64{0, 0}},
		{"both names deleted", [][]registrytest.Entry{{{Name: "a", Size: 10}, link("b", "a")}, {{Name: ".wh.a"}, {Name: ".wh.b"}}}, []int64{10, 0}},
		{"a link to a lower layer", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {link("b", "a")}, {{Name: ".wh.a"}}}, []int64{0, 0, 0}},
		{"a name twice in a layer", [][]registrytest.Entry{{{Name: "a", Size: 10}, {Name: "a", Size: 7}}}, []int64{0}},
		{"made and deleted above", [][]registrytest.Entry{{{Name: "x"}}, {{Name: "a", Size: 10}}, {{Name: ".wh.a"}}, {{Name: "a", Size: 2}}}, []int64{0, 10, 0, 0}},
		{"a folder in place of a file, without an entry", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {{Name: "a/b/c", Size: 5}}}, []int64{10, 0}},
		{"a folder for a whiteout, in place of a file", [][]registrytest.Entry{{{Name: "a", Size: 10}, {Name: "d/a", Size: 4}}, {{Name: "a/.wh.b"}, {Name: "d/a/e/.wh.b"}}}, []int64{14, 0}},
		{"an opaque folder in place of a file", [][]registrytest.Entry{{{Name: "a", Size: 10}}, {{Name: "a/.wh..wh..opq"}}}, []int64{10, 0}},
		{"a whiteout of what is not there", [][]registrytest.Entry{{{Name: "a", Size: 1}}, {{Name: "q/.wh.z"}}}, []int64{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			img := &site.Image{Layers: make([]site.Layer, len(c.layers))}
			Spend(img, passOver(t, c.layers))
			var got []int64
			total := int64(0)
			for _, l := range img.Layers {
				if l.Wasted == nil {
					t.Fatalf("a layer has no figure: %s", img.Missing)
				}
				got = append(got, *l.Wasted)
				total += *l.Wasted
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("wasted %v, want %v", got, c.want)
			}
			if img.Wasted == nil || *img.Wasted != total {
				t.Errorf("wasted is %v, want %d", img.Wasted, total)
			}
		})
	}
}

func TestWasteIsNamed(t *testing.T) {
	layers := [][]registrytest.Entry{{{Name: "keep", Size: 1}}, {{Name: "big", Size: 900}, {Name: "d/small", Size: 3}}, {{Name: ".wh.d"}}, {{Name: "big", Size: 1}}}
	img := &site.Image{Layers: make([]site.Layer, len(layers))}
	Spend(img, passOver(t, layers))
	want := []site.Waste{{Path: "/big", Bytes: 900, Layer: 1, By: 3}, {Path: "/d/small", Bytes: 3, Layer: 1, By: 2}}
	if !slices.Equal(img.Waste, want) {
		t.Errorf("got %+v, want %+v", img.Waste, want)
	}
}

// Many small files of one folder are told as the folder; a large one beside them is
// told by its name.
func TestWasteByFolder(t *testing.T) {
	docs := []registrytest.Entry{{Name: "usr/share/doc/big", Size: 9000}}
	for i := range 50 {
		docs = append(docs, registrytest.Entry{Name: fmt.Sprintf("usr/share/man/p%d/page", i), Size: 100})
	}
	img := &site.Image{Layers: make([]site.Layer, 3)}
	Spend(img, passOver(t, [][]registrytest.Entry{append(docs, registrytest.Entry{Name: "etc/a", Size: 10}), {{Name: "usr/share/.wh.doc"}, {Name: "usr/share/.wh.man"}}, {{Name: "etc/a", Size: 1}}}))
	want := []site.Waste{{Path: "/usr/share/doc/big", Bytes: 9000, By: 1}, {Path: "/usr/share/man/", Bytes: 5000, Files: 50, By: 1}, {Path: "/etc/a", Bytes: 10, By: 2}}
	if !slices.Equal(img.Waste, want) {
		t.Errorf("got %+v, want %+v", img.Waste, want)
	}
}

func TestWasteNeedsEveryLayersNames(t *testing.T) {
	img := &site.Image{Layers: make([]site.Layer, 2)}
	found := passOver(t, [][]registrytest.Entry{{{Name: "a", Size: 1}}, {{Name: ".wh.a"}}})
	found[0].Names = nil
	Spend(img, found)
	if img.Wasted != nil || img.Missing == "" {
		t.Errorf("wasted %v, reason %q; want no figure and a reason", img.Wasted, img.Missing)
	}
}
