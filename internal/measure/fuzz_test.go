package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"os"
	"testing"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// FuzzConfig feeds any config, manifest and index to the reader of images.
func FuzzConfig(f *testing.F) {
	f.Add([]byte(`{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":[{"created_by":"x"}]}`), []byte(`{"schemaVersion":2}`))
	f.Fuzz(func(t *testing.T, config, manifest []byte) {
		src := &twoDocuments{conf: config, raw: manifest}
		c := New(Options{Keychain: registrytest.NoLogin{}})
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
	f.Add([]byte(`{"version":1,"blobs":{"` + source.Digest(nil) + `":{"unpacked":1,"disk":4096,"files":1,"method":"stream"}}}`))
	f.Add([]byte(`{"version":1,"blobs":{"sha256:":{"unpacked":-1}}} {}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		found, err := decodeShared(raw)
		if err != nil {
			return
		}
		for digest, blob := range found {
			if len(digest) != len(source.Digest(nil)) || blob.Unpacked < 0 || blob.Disk < layer.Block || blob.Disk > 2*layer.MaxBytes || blob.Files < 0 {
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

// twoDocuments is a source that has a manifest and a config.
type twoDocuments struct{ conf, raw []byte }

func (d *twoDocuments) Root(context.Context) (*source.Document, error) {
	return &source.Document{Digest: source.Digest(d.raw), Raw: d.raw}, nil
}

func (d *twoDocuments) Manifest(context.Context, string) (*source.Document, error) {
	return nil, os.ErrNotExist
}

func (d *twoDocuments) Blob(_ context.Context, digest string, _ int64) (io.ReadCloser, error) {
	if digest != source.Digest(d.conf) {
		return nil, os.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(d.conf)), nil
}

func (d *twoDocuments) Part(context.Context, string, int64, int64) ([]byte, error) {
	return nil, os.ErrNotExist
}
func (d *twoDocuments) Fault(_ context.Context, err error) error { return err }
func (d *twoDocuments) Close() error                             { return nil }
func (d *twoDocuments) Renew()                                   {}
