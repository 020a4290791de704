package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/dockerfile"
	"docsite/internal/lockfile"
	"docsite/internal/site"
)

// tarn is the project of test data: the page about the 400 lines of Tarn's
// Dockerfile with an image that was measured, and the shared document.
func tarn(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/browser/official.md")
	if err != nil {
		t.Fatal(err)
	}
	dockerfile := fence.FindStringSubmatch(string(text))[2]
	if n := strings.Count(dockerfile, "\n"); n < 400 {
		t.Fatalf("the long Dockerfile has %d lines", n)
	}
	files := map[string]string{
		"docsite.yaml":        "title: Tarn\nimages:\n  tarn: {ref: example.org/tarn:4, dockerfile: content/Dockerfile}\ntables:\n  sizes: {images: [tarn], columns: [usage, download]}\n",
		"docsite.lock":        string(lockfile.Encode(tarnLock(t, dockerfile))),
		"content/index.md":    "# Tarn\n\nThe broker's [image](official.md).\n",
		"content/official.md": string(text),
		"content/Dockerfile":  dockerfile,
		"content/sizes.md":    "# Sizes\n\nIt downloads <!-- ds:tarn.download -->49.6 MB<!-- /ds --> for <!-- ds:tarn.usage -->196 MB<!-- /ds --> of disk usage.\n\n<!-- ds:table sizes -->\n\n| Image | Docker disk usage | Download |\n| :---- | ----: | ----: |\n| tarn | 196 MB | 49.6 MB |\n\n<!-- /ds:table sizes -->\n",
	}
	if seed, err := os.ReadFile(filepath.Join(sharedDir(), "seed", "dockerfile.md")); err == nil {
		files["content/dockerfile.md"] = string(seed)
	}
	return files
}

// tarnLock is what a refresh would have written: a base layer and one for each
// instruction of the stage "runtime" that makes one, of which the fourth has a
// file that the next deletes.
func tarnLock(t *testing.T, text string) *site.Lock {
	t.Helper()
	df, err := dockerfile.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	n := func(v int64) *int64 { return &v }
	layers := []site.Layer{{Compressed: 29_700_000, Unpacked: n(78_600_000), Disk: n(81_300_000), Wasted: n(0), Base: true}}
	for _, stage := range df.Stages {
		if stage.Name != "runtime" {
			continue
		}
		for _, in := range stage.Instructions {
			if size := int64(in.Lines.First) * 8192; dockerfile.MakesLayer(in.Keyword) {
				layers = append(layers, site.Layer{Compressed: size * 2 / 5, Unpacked: &size, Disk: n(size * 16), Wasted: n(0),
					Lines: &[2]int{in.Lines.First, in.Lines.Last}, Instruction: in.Keyword})
			}
		}
	}
	if len(layers) < 7 {
		t.Fatalf("%d layers", len(layers))
	}
	layers[4].Wasted = n(1_250_000)
	spec := site.ImageSpec{Ref: "example.org/tarn:4", Dockerfile: "content/Dockerfile"}
	return &site.Lock{Version: 1,
		Images: map[string]site.LockedImage{"tarn": {Since: "2026-11-20", From: spec.Hash([]byte(text)), Image: site.Image{
			Ref: spec.Ref, Platform: "linux/amd64", Digest: "sha256:aa", Download: n(49_600_000), Usage: n(196_000_000),
			Method: site.ByStream, Layers: layers, Waste: []site.Waste{{Path: "/x", Bytes: 1_250_000, Layer: 4, By: 5}}}}},
		History: map[string][]site.LockedSize{"tarn": {
			{Since: "2026-08-02", Digest: "sha256:cc", Download: 53_100_000},
			{Since: "2026-10-11", Digest: "sha256:bb", Download: 48_900_000},
			{Since: "2026-11-20", Digest: "sha256:aa", Download: 49_600_000},
		}},
	}
}
