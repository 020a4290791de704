package measure

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"docsite/internal/site"
)

// fixtures finds the real images that lie beside the repository.
func fixtures(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("DOCSITE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "fixtures")
	if _, err := os.Stat(filepath.Join(dir, "expected.json")); err != nil {
		t.Skipf("no images of real builders here (%v); set DOCSITE_SHARED to the folder that holds fixtures/", err)
	}
	return dir
}

// expectedLayer is a layer as fixtures/README.md describes it.
type expectedLayer struct {
	Digest                             string
	Compressed, Unpacked, Disk, Wasted int64
	Files                              int
	Base                               bool
}

type expectedImage struct {
	Digest                                  string `json:"manifest_digest"`
	Download, Unpacked, Disk, Usage, Wasted int64
	Layers                                  []expectedLayer
}

// The figures of images by real builders, to the byte, from their archives.
// Lines are checked where the Dockerfile parser is, in cmd/docsite.
func TestFixtures(t *testing.T) {
	dir := fixtures(t)
	text, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Images []struct {
			Name, Tar string
			Images    map[string]expectedImage
		}
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, image := range all.Images {
		for platform, want := range image.Images {
			t.Run(image.Name+" "+platform, func(t *testing.T) {
				img, _, err := client(t, Options{}).Image(t.Context(), "oci-archive:"+filepath.Join(dir, image.Tar), platform, nil, "")
				if err != nil {
					t.Fatal(err)
				}
				compareFixture(t, img, want)
			})
		}
	}
}

func compareFixture(t *testing.T, img *site.Image, want expectedImage) {
	t.Helper()
	wantSize(t, "download", img.Download, want.Download)
	wantSize(t, "unpacked", img.Unpacked, want.Unpacked)
	wantSize(t, "disk", img.Disk, want.Disk)
	wantSize(t, "usage", img.Usage, want.Usage)
	wantSize(t, "wasted", img.Wasted, want.Wasted)
	if img.Digest != want.Digest || len(img.Layers) != len(want.Layers) {
		t.Fatalf("digest %s with %d layers, want %s with %d", img.Digest, len(img.Layers), want.Digest, len(want.Layers))
	}
	for i, l := range img.Layers {
		w := want.Layers[i]
		name := fmt.Sprintf("layer %d ", i)
		wantSize(t, name+"unpacked", l.Unpacked, w.Unpacked)
		wantSize(t, name+"disk", l.Disk, w.Disk)
		wantSize(t, name+"wasted", l.Wasted, w.Wasted)
		if l.Digest != w.Digest || l.Compressed != w.Compressed || l.Files != w.Files {
			t.Errorf("layer %d is %+v, want %+v", i, l, w)
		}
	}
}

// A table of contents tells the same figures as the whole stream.
func TestTableOfContentsOfFixture(t *testing.T) {
	ref := "oci-archive:" + filepath.Join(fixtures(t), "estargz.tar")
	whole, toc := imageOf(t, client(t, Options{}), ref, nil), imageOf(t, client(t, Options{MaxLayer: 1}), ref, nil)
	wantSize(t, "unpacked", toc.Unpacked, *whole.Unpacked)
	wantSize(t, "disk", toc.Disk, *whole.Disk)
	wantSize(t, "wasted", toc.Wasted, *whole.Wasted)
	if toc.Method != site.ByTOC {
		t.Errorf("the method is %s", toc.Method)
	}
}
