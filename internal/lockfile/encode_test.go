package lockfile

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/golden"
	"docsite/internal/site"
)

func fullLock() *site.Lock {
	n := func(bytes int64) *int64 { return &bytes }
	image := func(digest string, layers int) site.LockedImage {
		img := site.LockedImage{Image: site.Image{Ref: "r.example/web:1", Digest: "sha256:" + digest, Platform: "linux/amd64", Created: "2026-11-19T10:00:00Z",
			Download: n(1), Unpacked: n(2), Disk: n(3), Usage: n(4), Method: site.ByStream, Waste: []site.Waste{{Path: "/a<b>", Bytes: 5, Layer: 0, By: 1}}}, Index: "sha256:ff", Since: "2026-11-20", From: "aa"}
		for i := range layers {
			img.Layers = append(img.Layers, site.Layer{Digest: "sha256:" + digest + string(rune('a'+i)), Compressed: 7, Unpacked: n(8), Disk: n(9), Files: 2, Method: site.ByStream, Attribution: site.ByHistory, Lines: &[2]int{i, i}})
		}
		return img
	}
	return &site.Lock{Version: 1, Held: []string{"sizes"},
		Images:   map[string]site.LockedImage{"web": image("01", 3), "api": image("02", 1)},
		Quotes:   map[string]site.LockedQuote{"a.md#1": {SHA256: "bb"}},
		Notes:    map[string][]site.LockedNote{"a.md": {{Label: "RUN a && b", Lines: []string{"RUN a \\", "  && b"}, Words: "cc"}, {Label: "CMD", Block: 1, Rank: 1, Lines: []string{"CMD"}, Words: "dd"}}},
		Pictures: map[string]string{"https://a.example/b.svg": "00112233445566778899aabbccddeeff.svg", "dot:01": "ffeeddccbbaa99887766554433221100.png"},
		Shots:    map[string]site.LockedShot{"pictures/a.png": {Shows: "ee", Look: "ff"}, "pictures/b.png": {Shows: "01", Look: "02"}},
		History:  map[string][]site.LockedSize{"web": {{Since: "2026-11-01", Digest: "sha256:00", Download: 1}, {Since: "2026-11-20", Digest: "sha256:01", Download: 2, Usage: 3, Grew: &site.LayerChange{Lines: "3", Was: 1, Now: 2}}}},
	}
}

// The lock is read as it was written, from before its lines were made for people too.
func TestLockIsReadBack(t *testing.T) {
	lock := fullLock()
	golden.Compare(t, "testdata/docsite.lock", Encode(lock))
	old, err := json.MarshalIndent(lock, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	withBlobs := strings.Replace(string(old), `"version": 1,`, `"version": 1, "blobs": {"sha256:x": {"unpacked": 1}},`, 1)
	for name, text := range map[string]string{"new": string(Encode(lock)), "old": string(old), "with blobs": withBlobs} {
		got, ps := site.ReadLock(fstest.MapFS{site.LockName: {Data: []byte(text)}})
		if ps != nil {
			t.Fatalf("%s: %v", name, ps)
		}
		if !reflect.DeepEqual(got, lock) || string(Encode(got)) != string(Encode(lock)) {
			t.Errorf("%s: got %s", name, Encode(got))
		}
	}
	if got := string(Encode(&site.Lock{Version: 1})); got != "{\n  \"version\": 1\n}\n" {
		t.Errorf("empty: %q", got)
	}
}

// Each key of an image has its line.
func TestLockLines(t *testing.T) {
	all := slices.Concat(lockLines...)
	for _, of := range []reflect.Type{reflect.TypeFor[site.Image](), reflect.TypeFor[site.LockedImage]()} {
		for i := range of.NumField() {
			f := of.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.Anonymous && name != "tree" && !slices.Contains(all, name) {
				t.Errorf("%s.%s, %q, is on no line of the lock", of.Name(), f.Name, name)
			}
		}
	}
}

// An image of another digest costs at most fifteen lines of a diff, all of its
// layers, what they waste and its history included.
func TestLockDiff(t *testing.T) {
	lock := fullLock()
	was := strings.Split(string(Encode(lock)), "\n")
	img := lock.Images["web"]
	one := int64(1 << 30)
	img.Digest, img.Index, img.Since, img.Created, img.From = "sha256:new", "sha256:new", "2026-12-01", "x", "new"
	img.Download, img.Unpacked, img.Disk, img.Usage, img.Wasted = &one, &one, &one, &one, &one
	img.Waste, img.Differs = append(img.Waste, site.Waste{Path: "/b"}), []string{"- a", "+ b"}
	for i := range 40 {
		img.Layers = append(img.Layers, site.Layer{Digest: string(rune('a' + i)), Unpacked: &one})
	}
	lock.Images["web"] = img
	lock.History["web"] = append(lock.History["web"], site.LockedSize{Since: "2026-12-01", Digest: "sha256:new", Download: one})
	now := strings.Split(string(Encode(lock)), "\n")
	n := 0
	for _, pair := range [][2][]string{{was, now}, {now, was}} {
		for _, line := range pair[0] {
			if !slices.Contains(pair[1], line) {
				n++
			}
		}
	}
	if n > 15 {
		t.Errorf("%d lines of a diff", n)
	}
	if len(strings.Split(strings.Join(now, "\n"), "sha256:new")) != 4 {
		t.Error("the digest is not in it")
	}
}
