package measure

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"docsite/internal/dockerfile"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

func client(t testing.TB, opts Options) *Client {
	t.Helper()
	if opts.Keychain == nil {
		opts.Keychain = registrytest.NoLogin{}
	}
	if opts.Timeout == 0 {
		opts.Timeout = 20 * time.Second
	}
	return New(opts)
}

func imageOf(t testing.TB, c *Client, ref string, df *dockerfile.File) *site.Image {
	t.Helper()
	img, _, err := c.Image(context.Background(), ref, "", df, "")
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// wantSize fails a test where a size is another one.
func wantSize(t testing.TB, name string, got *int64, want int64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is not known, want %d", name, want)
	} else if *got != want {
		t.Errorf("%s is %d, want %d", name, *got, want)
	}
}

// writeTar writes files into an archive, in the order of their names.
func writeTar(t testing.TB, to string, files map[string][]byte) {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(files[name])), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// writeManyNames writes a compressed tar with n empty files.
func writeManyNames(to io.Writer, n int) {
	z, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	w := tar.NewWriter(z)
	for i := range n {
		w.WriteHeader(&tar.Header{Name: fmt.Sprintf("d%d/file-%d", i/1000, i), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR})
	}
	w.Close()
	z.Close()
}
