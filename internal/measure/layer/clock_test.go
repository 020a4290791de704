package layer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// paced is a registry with one blob, which takes a while for each read.
type paced struct {
	source.Source
	blob []byte
	each time.Duration
}

func (p *paced) Renew() {}

func (p *paced) Blob(ctx context.Context, _ string, offset int64) (io.ReadCloser, error) {
	return io.NopCloser(&pacedReader{ctx, bytes.NewReader(p.blob[offset:]), p.each}), nil
}

type pacedReader struct {
	ctx  context.Context
	rest *bytes.Reader
	each time.Duration
}

func (r *pacedReader) Read(p []byte) (int, error) {
	select {
	case <-time.After(r.each):
		return r.rest.Read(p)
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}

// A layer has its time for what its registry does, not for waiting for another layer.
func TestWaitsAreNotTimed(t *testing.T) {
	random := make([]byte, 1<<20)
	rand.NewChaCha8([32]byte{}).Read(random)
	blob := registrytest.Zstd(t, random)
	for _, c := range []struct {
		each, wait time.Duration
		late       bool
	}{{time.Second / 10, time.Hour, false}, {time.Minute, 0, true}} {
		synctest.Test(t, func(t *testing.T) {
			how := Options{Tell: func(int64) {}, Sleep: func(context.Context, time.Duration) error { return nil }, Exclude: func() func() {
				time.Sleep(c.wait)
				return func() {}
			}}
			_, err := Read(t.Context(), &paced{blob: blob, each: c.each}, descOf(blob), how)
			if errors.Is(err, context.DeadlineExceeded) != c.late {
				t.Errorf("%s for each read, after %s: %v", c.each, c.wait, err)
			}
		})
	}
}
