// package registrytest is what tests of images need: tars and layers, and a
// registry in memory that serves what it is told to, counts what it is asked,
// and misbehaves on request.
//
// Start from [New]. It is for tests alone, and knows nothing of the house.
package registrytest

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
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

// NoLogin is a keychain that knows nobody, so that no test runs a credential
// helper of the machine.
type NoLogin struct{}

func (NoLogin) Resolve(authn.Resource) (authn.Authenticator, error) { return authn.Anonymous, nil }

// Entry is a tar entry of a test.
type Entry struct {
	Name string
	Kind byte // of archive/tar; 0 is a regular file
	Size int
	Link string
}

func Tar(t testing.TB, items ...Entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, it := range items {
		h := &tar.Header{Name: it.Name, Typeflag: it.Kind, Size: int64(it.Size), Linkname: it.Link, Mode: 0o755}
		if it.Kind == 0 {
			h.Typeflag = tar.TypeReg
		}
		if it.Kind == tar.TypeXGlobalHeader {
			h = &tar.Header{Typeflag: it.Kind, PAXRecords: map[string]string{"comment": "0123456789"}}
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if it.Size > 0 {
			if _, err := w.Write(bytes.Repeat([]byte("x"), it.Size)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func Gzip(raw []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(raw)
	w.Close()
	return b.Bytes()
}

func Zstd(t testing.TB, raw []byte, opts ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(raw, nil)
}

func Hash(b []byte) v1.Hash {
	h, _, err := v1.SHA256(bytes.NewReader(b))
	if err != nil {
		panic(err) // bytes can be read
	}
	return h
}

// Host is a registry of a test: it serves what it is told to, counts, and can
// be made to misbehave.
type Host struct {
	*httptest.Server
	t testing.TB

	mu        sync.Mutex
	Blobs     map[string][]byte
	Manifests map[string][]byte // by tag and by digest
	media     map[string]string
	Log       []string
	Hook      func(w http.ResponseWriter, r *http.Request) bool // true: answered
}

func New(t testing.TB) *Host {
	t.Helper()
	h := &Host{t: t, Blobs: map[string][]byte{}, Manifests: map[string][]byte{}, media: map[string]string{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return h
}

func (h *Host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.Log = append(h.Log, r.Method+" "+r.URL.Path)
	hook := h.Hook
	h.mu.Unlock()
	if hook != nil && hook(w, r) {
		return
	}
	at := strings.LastIndexByte(r.URL.Path, '/')
	name := r.URL.Path[at+1:]
	h.mu.Lock()
	blob, isBlob := h.Blobs[name]
	doc, isDoc := h.Manifests[name]
	media := h.media[name]
	h.mu.Unlock()
	switch {
	case r.URL.Path == "/v2/":
	case strings.Contains(r.URL.Path, "/blobs/") && isBlob:
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(blob))
	case strings.Contains(r.URL.Path, "/manifests/") && isDoc:
		w.Header().Set("Content-Type", media)
		w.Header().Set("Docker-Content-Digest", Hash(doc).String())
		w.Header().Set("Content-Length", fmt.Sprint(len(doc)))
		if r.Method == http.MethodGet {
			w.Write(doc)
		}
	default:
		http.NotFound(w, r)
	}
}

// Count tells how many requests began with a prefix such as "HEAD /v2/".
func (h *Host) Count(prefix string) int { return h.count(prefix, strings.HasPrefix) }

// CountHas tells how many requests had a text in them.
func (h *Host) CountHas(part string) int { return h.count(part, strings.Contains) }

func (h *Host) count(text string, has func(line, text string) bool) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, line := range h.Log {
		if has(line, text) {
			n++
		}
	}
	return n
}

func (h *Host) Blob(b []byte) v1.Descriptor {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.Blobs[Hash(b).String()] = b
	return v1.Descriptor{Digest: Hash(b), Size: int64(len(b)), MediaType: types.OCILayer}
}

func (h *Host) Doc(tag string, media types.MediaType, v any) v1.Descriptor {
	raw, ok := v.([]byte)
	if !ok {
		var err error
		if raw, err = json.Marshal(v); err != nil {
			h.t.Fatal(err)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	digest := Hash(raw).String()
	h.Manifests[digest], h.media[digest] = raw, string(media)
	if tag != "" {
		h.Manifests[tag], h.media[tag] = raw, string(media)
	}
	return v1.Descriptor{Digest: Hash(raw), Size: int64(len(raw)), MediaType: media}
}

// Ref is a reference to a tag of the host.
func (h *Host) Ref(tag string) string {
	return strings.TrimPrefix(h.URL, "http://") + "/a/b:" + tag
}

// Layer is a layer as it is pushed: raw is the tar, blob what is stored.
type Layer struct{ Raw, Blob []byte }

func GzipLayer(raw []byte) Layer { return Layer{raw, Gzip(raw)} }

// Image puts an image under a tag and gives its manifest's descriptor.
func (h *Host) Image(tag string, history []v1.History, layers ...Layer) v1.Descriptor {
	h.t.Helper()
	config := &v1.ConfigFile{Architecture: "amd64", OS: "linux", History: history, RootFS: v1.RootFS{Type: "layers"}}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	for _, l := range layers {
		config.RootFS.DiffIDs = append(config.RootFS.DiffIDs, Hash(l.Raw))
		m.Layers = append(m.Layers, h.Blob(l.Blob))
	}
	raw, err := json.Marshal(config)
	if err != nil {
		h.t.Fatal(err)
	}
	m.Config = h.Blob(raw)
	m.Config.MediaType = types.OCIConfigJSON
	return h.Doc(tag, types.OCIManifestSchema1, m)
}

// Quiet is a log that nobody reads.
func Quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// Naps is a clock that does not wait.
type Naps struct {
	List []time.Duration
}

func (n *Naps) Sleep(ctx context.Context, d time.Duration) error {
	n.List = append(n.List, d)
	return ctx.Err()
}

// Zeros is an endless stream.
type Zeros struct{}

func (Zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
