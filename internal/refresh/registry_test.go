package refresh

import (
	"archive/tar"
	"bytes"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// testRegistry is a registry in this process that counts what it is asked.
type testRegistry struct {
	t    *testing.T
	host string

	mu   sync.Mutex
	seen []string // "HEAD /v2/a/manifests/latest"
	down func(*http.Request) bool
	// later picks requests that are answered with 429 and Retry-After; set
	// before the first of them.
	later func(*http.Request) bool
}

func newRegistry(t *testing.T) *testRegistry {
	r := &testRegistry{t: t}
	handler := registry.New(registry.Logger(log.New(io.Discard, "", 0)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		r.seen = append(r.seen, req.Method+" "+req.URL.Path)
		down := r.down != nil && r.down(req)
		r.mu.Unlock()
		if r.later != nil && r.later(req) {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "later", http.StatusTooManyRequests)
			return
		}
		if down {
			http.Error(w, "gone", http.StatusForbidden)
			return
		}
		handler.ServeHTTP(w, req)
	}))
	t.Cleanup(server.Close)
	r.host = strings.TrimPrefix(server.URL, "http://")
	return r
}

// requests gives what was asked since the last call, without the ping with
// which every conversation with a registry begins.
func (r *testRegistry) requests() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var seen []string
	for _, s := range r.seen {
		if s != "GET /v2/" {
			seen = append(seen, s)
		}
	}
	r.seen = nil
	return seen
}

// refuse makes the registry refuse the requests that f picks.
func (r *testRegistry) refuse(f func(*http.Request) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.down = f
}

// push makes an image with one layer of a file of so many bytes, and gives
// the sum of its config and layers as the manifest has it.
func (r *testRegistry) push(repo string, size int) (download int64) {
	return pushImage(r.t, r.host+"/"+repo+":latest", size)
}

func pushImage(t *testing.T, ref string, size int) (download int64) {
	t.Helper()
	return pushPlatform(t, ref, "amd64", size)
}

func pushPlatform(t *testing.T, ref, architecture string, size int) (download int64) {
	t.Helper()
	tag, err := name.ParseReference(ref)
	if err != nil {
		t.Fatal(err)
	}
	img, err := mutate.AppendLayers(empty.Image, layerOf(t, size))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	cfg = cfg.DeepCopy()
	cfg.OS, cfg.Architecture = "linux", architecture
	if img, err = mutate.ConfigFile(img, cfg); err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(tag, img); err != nil {
		t.Fatal(err)
	}
	m, err := img.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	download = m.Config.Size
	for _, l := range m.Layers {
		download += l.Size
	}
	return download
}

// layerOf is a layer with a file that does not compress.
func layerOf(t *testing.T, size int) v1.Layer {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	body := make([]byte, size)
	x := uint32(size) | 1
	for i := range body {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		body[i] = byte(x)
	}
	if err := w.WriteHeader(&tar.Header{Name: "data", Mode: 0o644, Size: int64(size), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil })
	if err != nil {
		t.Fatal(err)
	}
	return layer
}
