package figures

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

func TestLimits(t *testing.T) {
	img := func(download, unpacked, wasted int64) *site.Image {
		return &site.Image{Download: &download, Unpacked: &unpacked, Wasted: &wasted, Layers: make([]site.Layer, 3)}
	}
	bare := func(disk int64) *site.Image { return &site.Image{Disk: &disk} }
	for _, c := range []struct {
		name, text string
		now, was   *site.Image
		want       string
	}{
		{"download", "80 MB", img(80_000_000, 0, 0), nil, ""},
		{"download", "80MB", img(80_600_000, 0, 0), nil, "download is 80.6 MB, more than 80 MB"},
		{"download", "80 MiB", img(80_600_000, 0, 0), nil, ""},
		{"disk", "1 kB", img(1, 1, 1), nil, "disk is not known, so that it may be more than 1 kB"},
		{"layers", "2", img(1, 1, 1), nil, "it has 3 layers, more than 2"},
		{"layers", "3", img(1, 1, 1), nil, ""},
		{"wasted", "5%", img(1, 100, 5), nil, ""},
		{"wasted", "0", img(1, 100, 0), nil, ""},
		{"wasted", "5%", img(1, 100, 6), nil, "6.0 % of what is unpacked is wasted, more than 5.0 %"},
		{"wasted", "5%", img(1, 100_000, 5_001), nil, "5.001 % of what is unpacked is wasted, more than 5.0 %"},
		{"wasted", "0.01%", img(1, 490_116, 145), nil, "0.03 % of what is unpacked is wasted, more than 0.01 %"},
		{"download", "342 kB", img(342_297, 1, 1), nil, "download is 342 kB, more than 342 kB by 297 B"},
		{"wasted", "5 B", img(1, 100, 6), nil, "wasted is 6 B, more than 5 B"},
		{"wasted", "5%", &site.Image{}, nil, "what is wasted is not known"},
		{"growth", "10%", img(200, 1, 1), nil, ""},
		{"growth", "10%", img(110, 1, 1), img(100, 1, 1), ""},
		{"growth", "10%", img(120, 1, 1), img(100, 1, 1), "download has grown from 100 B to 120 B (+20 B, +20.0 %), by more than 10.0 %"},
		{"growth", "19 B", img(120, 1, 1), img(100, 1, 1), "download has grown from 100 B to 120 B (+20 B, +20.0 %), by more than 19 B"},
		{"growth", "10%", bare(120), bare(100), "disk has grown from 100 B to 120 B (+20 B, +20.0 %), by more than 10.0 %"},
		{"growth", "10%", bare(90), bare(100), ""},
		{"growth", "10%", bare(90), img(1, 1, 1), "by how much it has grown is not known"},
	} {
		l, err := ParseLimit(c.name, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		got := ""
		if excess := l.Check(c.now, c.was); excess != nil {
			got = excess.Reason
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.text, got, c.want)
		}
	}
	for _, c := range [][3]string{
		{"size", "5 MB", `"size" is no limit; there are download, unpacked, disk, usage, wasted, layers, growth`},
		{"layers", "many", `"many" is not a number of layers`},
		{"layers", "-1", `"-1" is not a number of layers`},
		{"growth", "120%", "is not a share"},
		{"download", "5%", "is not a size"},
		{"download", "80", `"80" has no unit: write 80 MB, or 80 B for bytes`},
		{"wasted", "5", `"5" has no unit`},
		{"growth", " 5.5 ", `" 5.5 " has no unit: write 5.5 MB`},
	} {
		if _, err := ParseLimit(c[0], c[1]); err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%s %s: %v", c[0], c[1], err)
		}
	}
}
