package costs

import (
	"testing"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// TestTarget: the stages that are part of an image, and the line of its base image, are
// those of the target, however that is written.
func TestTarget(t *testing.T) {
	df, err := dockerfile.Parse([]byte("FROM golang AS build\nRUN go build\nFROM alpine AS Debug\nCOPY --from=build /a /a\nFROM alpine AS runtime\nCOPY --from=build /b /b\n"))
	if err != nil {
		t.Fatal(err)
	}
	n := func(v int64) *int64 { return &v }
	image := site.LockedImage{Image: site.Image{Layers: []site.Layer{
		{Compressed: 90, Disk: n(900), Base: true},
		{Compressed: 500, Disk: n(5000), Lines: &[2]int{4, 4}, Instruction: "COPY"},
	}}}
	for target, from := range map[string]int{"debug": 3, "Debug": 3, "1": 3, "runtime": 5, "": 5, "build": 1, "elsewhere": 0} {
		c := New("web", image, df, target, false)
		for first := 1; first <= 5; first += 2 {
			cost, part := c.Of(first, first)
			if want := first == from; part != want || (cost.Bytes == 900) != want {
				t.Errorf("target %q: line %d is part of the image: %t, with %d bytes", target, first, part, cost.Bytes)
			}
		}
		if cost, _ := c.Of(4, 4); cost.Bytes != 5000 || cost.Download != 500 {
			t.Errorf("target %q: line 4 costs %+v", target, cost)
		}
		if c.Total != 5900 || c.Max != 5000 || c.Unattributed != (from == 0) {
			t.Errorf("target %q: %d of %d bytes, unattributed: %t", target, c.Max, c.Total, c.Unattributed)
		}
	}
	if c := New("web", image, df, "debug", true); !c.Unattributed || len(c.byLine) > 0 {
		t.Error("a Dockerfile that has changed since has costs")
	}
}
