package measure

import (
	"archive/tar"
	"bytes"
	"slices"
	"testing"

	"docsite/internal/site"
)

// passOver reads tars as layers.
func passOver(t *testing.T, layers [][]item) []*contents {
	t.Helper()
	var found []*contents
	for _, items := range layers {
		raw := tarOf(t, items...)
		p := &pass{desc: descOf(raw), reading: reading{tell: func(int64) {}}}
		got, err := p.measure(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, got)
	}
	return found
}

func TestWasted(t *testing.T) {
	dir := func(name string) item { return item{name: name, kind: tar.TypeDir} }
	link := func(name, to string) item { return item{name: name, kind: tar.TypeLink, link: to} }
	for _, c := range []struct {
		name   string
		layers [][]item
		want   []int64
	}{
		{"nothing", [][]item{{{name: "a", size: 10}}, {{name: "b", size: 20}}}, []int64{0, 0}},
		{"written again", [][]item{{{name: "a", size: 10}}, {{name: "a", size: 20}}}, []int64{10, 0}},
		{"deleted", [][]item{{{name: "d/a", size: 10}, {name: "d/b", size: 5}}, {{name: "d/.wh.a"}}}, []int64{10, 0}},
		{"a folder deleted", [][]item{{{name: "d/a", size: 10}, {name: "d/e/b", size: 5}, {name: "dd", size: 1}}, {{name: ".wh.d"}}}, []int64{15, 0}},
		{"an opaque folder", [][]item{{{name: "d/a", size: 10}}, {dir("d"), {name: "d/.wh..wh..opq"}, {name: "d/a", size: 3}}}, []int64{10, 0}},
		{"the mark after the new file", [][]item{{{name: "d/a", size: 10}}, {{name: "d/b", size: 3}, {name: "d/.wh..wh..opq"}}}, []int64{10, 0}},
		{"a folder in place of a file", [][]item{{{name: "a", size: 10}}, {dir("a")}}, []int64{10, 0}},
		{"a file in place of a folder", [][]item{{{name: "a/b", size: 10}}, {{name: "a", size: 1}}}, []int64{10, 0}},
		{"a link in place of a file", [][]item{{{name: "a", size: 10}}, {{name: "a", kind: tar.TypeSymlink, link: "b"}}}, []int64{10, 0}},
		{"one of two names deleted", [][]item{{{name: "a", size: 10}, link("b", "a")}, {{name: ".wh.a"}}}, []int64{0, 0}},
		{"both names deleted", [][]item{{{name: "a", size: 10}, link("b", "a")}, {{name: ".wh.a"}, {name: ".wh.b"}}}, []int64{10, 0}},
		{"a link to a lower layer", [][]item{{{name: "a", size: 10}}, {link("b", "a")}, {{name: ".wh.a"}}}, []int64{0, 0, 0}},
		{"a name twice in a layer", [][]item{{{name: "a", size: 10}, {name: "a", size: 7}}}, []int64{0}},
		{"made and deleted above", [][]item{{{name: "x"}}, {{name: "a", size: 10}}, {{name: ".wh.a"}}, {{name: "a", size: 2}}}, []int64{0, 10, 0, 0}},
		{"a whiteout of what is not there", [][]item{{{name: "a", size: 1}}, {{name: "q/.wh.z"}}}, []int64{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			img := &site.Image{Layers: make([]site.Layer, len(c.layers))}
			spend(img, passOver(t, c.layers))
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
			wantSize(t, "wasted", img.Wasted, total)
		})
	}
}

func TestWasteIsNamed(t *testing.T) {
	layers := [][]item{{{name: "keep", size: 1}}, {{name: "big", size: 900}, {name: "d/small", size: 3}}, {{name: ".wh.d"}}, {{name: "big", size: 1}}}
	img := &site.Image{Layers: make([]site.Layer, len(layers))}
	spend(img, passOver(t, layers))
	want := []site.Waste{{Path: "/big", Bytes: 900, Layer: 1, By: 3}, {Path: "/d/small", Bytes: 3, Layer: 1, By: 2}}
	if !slices.Equal(img.Waste, want) {
		t.Errorf("got %+v, want %+v", img.Waste, want)
	}
}

func TestWasteNeedsEveryLayersNames(t *testing.T) {
	img := &site.Image{Layers: make([]site.Layer, 2)}
	found := passOver(t, [][]item{{{name: "a", size: 1}}, {{name: ".wh.a"}}})
	found[0].Names = nil
	spend(img, found)
	if img.Wasted != nil || img.Missing == "" {
		t.Errorf("wasted %v, reason %q; want no figure and a reason", img.Wasted, img.Missing)
	}
}
