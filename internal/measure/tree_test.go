package measure

import (
	"strings"
	"testing"

	"docsite/internal/registrytest"
)

// Sizes by path are those of the finished image, or of one layer; where the names of a
// layer are not known, the reason stands.
func TestTreeOfImage(t *testing.T) {
	h := registrytest.New(t)
	layer := func(name string, size int) registrytest.Layer {
		return registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: name, Size: size}))
	}
	h.Image("one", nil, layer("usr/a", 5000), layer("usr/a", 7000), layer("opt/b", 10))
	paths := func(o Options) string {
		var list []string
		img := imageOf(t, client(t, o), h.Ref("one"), nil)
		for _, p := range img.Tree {
			list = append(list, p.Path)
		}
		return strings.Join(list, " ") + img.Missing
	}
	first := client(t, Options{})
	imageOf(t, first, h.Ref("one"), nil)
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{}, ""},
		{Options{Tree: 2}, "usr usr/a opt opt/b"},
		{Options{Tree: 1, Layer: 3}, "opt"},
		{Options{Tree: 1, Blobs: first.blobs}, "wasted: the names in a layer are not kept, or are too many"},
	} {
		if got := paths(c.options); got != c.want {
			t.Errorf("%+v: %q, want %q", c.options, got, c.want)
		}
	}
	if _, _, err := client(t, Options{Tree: 1, Layer: 4}).Image(t.Context(), h.Ref("one"), "", nil, ""); err == nil || !strings.Contains(err.Error(), "it has 3 layers, and no layer 4") {
		t.Error(err)
	}
}
