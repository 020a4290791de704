package layer

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"docsite/internal/registrytest"
)

// benchLayer is a layer like a distribution's: many small files and some
// large ones, of text that compresses to a third.
func benchLayer(b *testing.B, files int) (raw, blob []byte) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 4000)
	for i := range words {
		words[i] = fmt.Sprintf("w%x ", r.Uint64()>>uint(20+r.IntN(40)))
	}
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for i := range files {
		size := r.IntN(20_000)
		if i%100 == 0 {
			size = 1_000_000
		}
		w.WriteHeader(&tar.Header{Name: fmt.Sprintf("usr/lib/pkg%d/dir%d/file-%d.py", i%200, i%37, i), Mode: 0o644, Size: int64(size), Typeflag: tar.TypeReg})
		for size > 0 {
			word := words[r.IntN(len(words))]
			word = word[:min(len(word), size)]
			size -= len(word)
			io.WriteString(w, word)
		}
	}
	w.Close()
	return buf.Bytes(), registrytest.Gzip(buf.Bytes())
}

// bare is the least that anybody must do: decompress, both digests, and the
// tar's headers.
func bare(b *testing.B, blob []byte) {
	sum, diff := sha256.New(), sha256.New()
	z, err := gzip.NewReader(io.TeeReader(bytes.NewReader(blob), sum))
	if err != nil {
		b.Fatal(err)
	}
	tee := io.TeeReader(z, diff)
	t := tar.NewReader(tee)
	for {
		if _, err := t.Next(); err == io.EOF {
			break
		} else if err != nil {
			b.Fatal(err)
		}
	}
	if _, err := io.Copy(io.Discard, tee); err != nil {
		b.Fatal(err)
	}
	sum.Sum(nil)
	diff.Sum(nil)
}

// BenchmarkPass reports the pass's speed as a share of the bare loop's over
// the same layer, taken in turns ("%bare").
func BenchmarkPass(b *testing.B) {
	raw, blob := benchLayer(b, 6000)
	desc, diffID := descOf(blob), registrytest.Hash(raw)
	var ours, theirs time.Duration
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		start := time.Now()
		bare(b, blob)
		middle := time.Now()
		if _, err := measureBlob(desc, diffID, bytes.NewReader(blob)); err != nil {
			b.Fatal(err)
		}
		theirs += middle.Sub(start)
		ours += time.Since(middle)
	}
	b.ReportMetric(100*float64(theirs)/float64(ours), "%bare")
}
