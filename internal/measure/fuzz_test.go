package measure

import (
	"bytes"
	"encoding/json"
	"maps"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// FuzzLayer feeds any bytes to the pass over a layer: it ends with figures
// that hold together, or with a reason.
func FuzzLayer(f *testing.F) {
	raw := tarOf(f, item{name: "a/b", size: 600}, item{name: "a/.wh.c"}, item{name: "l", kind: '2', link: "a"}, item{name: "h", kind: '1', link: "a/b"})
	f.Add(raw)
	f.Add(gzipOf(raw))
	f.Add(zstdOf(f, raw))
	f.Fuzz(func(t *testing.T, blob []byte) {
		got, err := measureBlob(descOf(blob), v1.Hash{}, bytes.NewReader(blob))
		if err != nil {
			return
		}
		if got.Unpacked < 0 || got.Disk < block || got.Disk%block != 0 || got.Files < 0 {
			t.Fatalf("got %+v", got)
		}
		img := imageWith(2)
		spend(img, []*contents{got, got})
		if img.Wasted == nil || *img.Wasted < 0 {
			t.Fatalf("wasted is %v: %s", img.Wasted, img.Missing)
		}
	})
}

// FuzzListing feeds any bytes to the reader of kept names.
func FuzzListing(f *testing.F) {
	var l listing
	l.add(regular, "a/b", "", 5)
	l.add(hardlink, "a/c", "a/b", 0)
	f.Add(l.data)
	f.Fuzz(func(t *testing.T, data []byte) {
		img := imageWith(2)
		spend(img, []*contents{{Names: data}, {Names: data}})
		if img.Wasted != nil && *img.Wasted < 0 {
			t.Fatalf("wasted is %d", *img.Wasted)
		}
	})
}

// FuzzProvenance feeds any statement to the attribution.
func FuzzProvenance(f *testing.F) {
	t := &testing.T{}
	all := digests("a", "b")
	a := attested{file: shop, steps: []attestedStep{{"source", [][2]int{{4, 4}}, all[:1]}, {"exec", [][2]int{{8, 9}}, all}}}
	f.Add(a.statement(t, true))
	f.Add(a.statement(t, false))
	df, err := parseTest([]byte(shop))
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
		checkPlaces(t, df, locate(df, "", p, img, nil, make([]*contents, 2)))
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
	df, err := parseTest([]byte(shop))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var history []v1.History
		if json.Unmarshal(text, &history) != nil || len(history) > 100 {
			return
		}
		img := imageWith(layerCount(entries(history)))
		checkPlaces(t, df, locate(df, "", nil, img, history, make([]*contents, len(img.Layers))))
		nameOnly(img, history)
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

// FuzzConfig feeds any config, manifest and index to the reader of images.
func FuzzConfig(f *testing.F) {
	f.Add([]byte(`{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":[{"created_by":"x"}]}`), []byte(`{"schemaVersion":2}`))
	f.Fuzz(func(t *testing.T, config, manifest []byte) {
		src := &memory{docs: map[string][]byte{"root": manifest, digestOf(config): config}}
		c := New(Options{Keychain: noLogin{}})
		rec, err := c.resolve(t.Context(), "x", src, "")
		if err != nil {
			return
		}
		img := rec.image("x")
		if img.Download != nil && *img.Download < 0 {
			t.Fatalf("download is %d", *img.Download)
		}
	})
}

// What is taken of a shared record is in the ranges that a pass can give, and
// writes the same record again.
func FuzzShared(f *testing.F) {
	f.Add([]byte(`{"version":1,"blobs":{"` + digestOf(nil) + `":{"unpacked":1,"disk":4096,"files":1,"method":"stream"}}}`))
	f.Add([]byte(`{"version":1,"blobs":{"sha256:":{"unpacked":-1}}} {}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		found, err := decodeShared(raw)
		if err != nil {
			return
		}
		for digest, blob := range found {
			if len(digest) != len(digestOf(nil)) || blob.Unpacked < 0 || blob.Disk < block || blob.Disk > 2*mostBytes || blob.Files < 0 {
				t.Fatalf("%q is believed: %+v", digest, blob)
			}
		}
		text, err := json.Marshal(sharedFile{Version: 1, Blobs: found})
		if err != nil {
			t.Fatal(err)
		}
		if again, err := decodeShared(text); err != nil || !maps.Equal(again, found) {
			t.Fatalf("%s reads as %v, %v", text, again, err)
		}
	})
}
