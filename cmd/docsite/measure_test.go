package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"docsite/internal/measure"
	"docsite/internal/site"
)

// lineTruth is what fixtures/README.md says of a layer's lines.
type lineTruth struct {
	Base  bool
	Lines *[2]int
	Also  [][2]int
}

// right reports whether a layer stands where it should; open that it stands
// nowhere.
func (w lineTruth) right(l site.Layer) (right, open bool) {
	switch {
	case l.Base != w.Base:
		return false, false
	case l.Lines == nil:
		return w.Lines == nil || w.Base, w.Lines != nil && !w.Base
	case w.Base:
		return l.Instruction == "FROM", false
	}
	return w.Lines != nil && (*l.Lines == *w.Lines || slices.Contains(w.Also, *l.Lines)), false
}

// Lines of images by real builders: none is wrong, 95 % are there.
func TestMeasureFixtureLines(t *testing.T) {
	dir := filepath.Join(sharedDir(), "fixtures")
	text, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skipf("no images of real builders here (%v); set DOCSITE_SHARED to the folder that holds fixtures/", err)
	}
	var all struct {
		Images []struct {
			Name, Tar, Dockerfile, Target string
			Images                        map[string]struct{ Layers []lineTruth }
		}
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	client := measure.New(measure.Options{})
	known, there := 0, 0
	for _, image := range all.Images {
		df, err := readDockerfile(filepath.Join(dir, image.Dockerfile))
		if err != nil {
			t.Fatal(err)
		}
		for platform, want := range image.Images {
			img, _, err := client.Image(t.Context(), "oci-archive:"+filepath.Join(dir, image.Tar), platform, df, image.Target)
			if err != nil || len(img.Layers) != len(want.Layers) {
				t.Fatalf("%s %s: %v, %+v", image.Name, platform, err, img)
			}
			for i, l := range img.Layers {
				right, open := want.Layers[i].right(l)
				if !right && !open {
					t.Errorf("%s %s: layer %d is on lines %s, base %v; want %+v", image.Name, platform, i, lines(l), l.Base, want.Layers[i])
				}
				if !l.Base && want.Layers[i].Lines != nil {
					known++
					if right {
						there++
					}
				}
			}
		}
	}
	if there*100 < known*95 {
		t.Errorf("%d of %d layers have their lines", there, known)
	}
}
