package origin

import (
	"encoding/json"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/measure/layer"
	"docsite/internal/site"
)

// FuzzProvenance feeds any statement to the attribution.
func FuzzProvenance(f *testing.F) {
	t := &testing.T{}
	all := digests("a", "b")
	a := attested{file: shop, steps: []attestedStep{{"source", [][2]int{{4, 4}}, all[:1]}, {"exec", [][2]int{{8, 9}}, all}}}
	f.Add(a.statement(t, true))
	f.Add(a.statement(t, false))
	df, err := dockerfile.Parse([]byte(shop))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, statement []byte) {
		p := parseProvenance(statement)
		if p == nil {
			return
		}
		img := imageWith(2)
		img.Layers[0].Digest, img.Layers[1].Digest = all[0], all[1]
		checkPlaces(t, df, locate(df, "", p, img, readPast(nil, len(img.Layers), make([]*layer.Contents, 2))))
	})
}

// FuzzHistory feeds any history to the attribution.
func FuzzHistory(f *testing.F) {
	for _, c := range byBuilder {
		text, err := json.Marshal(c.history)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	df, err := dockerfile.Parse([]byte(shop))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var history []v1.History
		if json.Unmarshal(text, &history) != nil || len(history) > 100 {
			return
		}
		img := imageWith(layerCount(entries(history)))
		checkPlaces(t, df, locate(df, "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(img.Layers)))))
		readPast(history, len(img.Layers), nil).name(img)
	})
}

// checkPlaces wants only lines that the Dockerfile has.
func checkPlaces(t *testing.T, df *dockerfile.File, places []place) {
	t.Helper()
	known := map[site.Lines]bool{}
	for _, s := range df.Stages {
		for _, in := range s.Instructions {
			known[in.Lines] = true
		}
	}
	for _, p := range places {
		if p.in != nil && !known[p.in.Lines] {
			t.Fatalf("a layer is on lines %v", p.in.Lines)
		}
	}
}
