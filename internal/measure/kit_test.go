package measure

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// noLogin is a keychain that knows nobody, so that no test runs a credential
// helper of the machine.
type noLogin struct{}

func (noLogin) Resolve(authn.Resource) (authn.Authenticator, error) { return authn.Anonymous, nil }

// item is a tar entry of a test.
type item struct {
	name string
	kind byte // of archive/tar; 0 is a regular file
	size int
	link string
}

func tarOf(t testing.TB, items ...item) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, it := range items {
		h := &tar.Header{Name: it.name, Typeflag: it.kind, Size: int64(it.size), Linkname: it.link, Mode: 0o755}
		if it.kind == 0 {
			h.Typeflag = tar.TypeReg
		}
		if it.kind == tar.TypeXGlobalHeader {
			h = &tar.Header{Typeflag: it.kind, PAXRecords: map[string]string{"comment": "0123456789"}}
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if it.size > 0 {
			if _, err := w.Write(bytes.Repeat([]byte("x"), it.size)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(raw []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(raw)
	w.Close()
	return b.Bytes()
}

func zstdOf(t testing.TB, raw []byte, opts ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(raw, nil)
}

func hashOf(b []byte) v1.Hash {
	h, err := v1.NewHash(digestOf(b))
	if err != nil {
		panic(err)
	}
	return h
}

// host is a registry of a test: it serves what it is told to, counts, and can
// be made to misbehave.
type host struct {
	*httptest.Server
	t testing.TB

	mu        sync.Mutex
	blobs     map[string][]byte
	manifests map[string][]byte // by tag and by digest
	media     map[string]string
	log       []string
	hook      func(w http.ResponseWriter, r *http.Request) bool // true: answered
}

func newHost(t testing.TB) *host {
	t.Helper()
	h := &host{t: t, blobs: map[string][]byte{}, manifests: map[string][]byte{}, media: map[string]string{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return h
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.log = append(h.log, r.Method+" "+r.URL.Path)
	hook := h.hook
	h.mu.Unlock()
	if hook != nil && hook(w, r) {
		return
	}
	at := strings.LastIndexByte(r.URL.Path, '/')
	name := r.URL.Path[at+1:]
	h.mu.Lock()
	blob, isBlob := h.blobs[name]
	doc, isDoc := h.manifests[name]
	media := h.media[name]
	h.mu.Unlock()
	switch {
	case r.URL.Path == "/v2/":
	case strings.Contains(r.URL.Path, "/blobs/") && isBlob:
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(blob))
	case strings.Contains(r.URL.Path, "/manifests/") && isDoc:
		w.Header().Set("Content-Type", media)
		w.Header().Set("Docker-Content-Digest", digestOf(doc))
		w.Header().Set("Content-Length", fmt.Sprint(len(doc)))
		if r.Method == http.MethodGet {
			w.Write(doc)
		}
	default:
		http.NotFound(w, r)
	}
}

// count tells how many requests began with a prefix such as "HEAD /v2/".
func (h *host) count(prefix string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, line := range h.log {
		if strings.HasPrefix(line, prefix) {
			n++
		}
	}
	return n
}

func (h *host) countHas(part string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, line := range h.log {
		if strings.Contains(line, part) {
			n++
		}
	}
	return n
}

func (h *host) blob(b []byte) v1.Descriptor {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.blobs[digestOf(b)] = b
	return v1.Descriptor{Digest: hashOf(b), Size: int64(len(b)), MediaType: types.OCILayer}
}

func (h *host) doc(tag string, media types.MediaType, v any) v1.Descriptor {
	raw, ok := v.([]byte)
	if !ok {
		var err error
		if raw, err = json.Marshal(v); err != nil {
			h.t.Fatal(err)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	digest := digestOf(raw)
	h.manifests[digest], h.media[digest] = raw, string(media)
	if tag != "" {
		h.manifests[tag], h.media[tag] = raw, string(media)
	}
	return v1.Descriptor{Digest: hashOf(raw), Size: int64(len(raw)), MediaType: media}
}

// ref is a reference to a tag of the host.
func (h *host) ref(tag string) string {
	return strings.TrimPrefix(h.URL, "http://") + "/a/b:" + tag
}

// layerOf is a layer as it is pushed: raw is the tar, blob what is stored.
type layerOf struct{ raw, blob []byte }

func gz(raw []byte) layerOf { return layerOf{raw, gzipOf(raw)} }

// image puts an image under a tag and gives its manifest's descriptor.
func (h *host) image(tag string, history []v1.History, layers ...layerOf) v1.Descriptor {
	h.t.Helper()
	config := &v1.ConfigFile{Architecture: "amd64", OS: "linux", History: history, RootFS: v1.RootFS{Type: "layers"}}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	for _, l := range layers {
		config.RootFS.DiffIDs = append(config.RootFS.DiffIDs, hashOf(l.raw))
		m.Layers = append(m.Layers, h.blob(l.blob))
	}
	raw, err := json.Marshal(config)
	if err != nil {
		h.t.Fatal(err)
	}
	m.Config = h.blob(raw)
	m.Config.MediaType = types.OCIConfigJSON
	return h.doc(tag, types.OCIManifestSchema1, m)
}

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

// quiet is a log that nobody reads.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

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

// naps is a clock that does not wait.
type naps struct {
	list []time.Duration
}

func (n *naps) sleep(ctx context.Context, d time.Duration) error {
	n.list = append(n.list, d)
	return ctx.Err()
}

// zeros is an endless stream.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
