package measure

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// A registry that answers so that nothing can be believed is unavailable: the
// last good figures stay. Each fault is told with the image's name and a
// reason, well before the time that an image may take.
func TestRegistryFaults(t *testing.T) {
	status := func(code int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			w.WriteHeader(code)
			fmt.Fprint(w, `{"errors":[{"code":"DENIED","message":"no\u001b[31m\n::error::go away"}]}`)
			return true
		}
	}
	manifests := func(answer func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.Contains(r.URL.Path, "/manifests/") {
				return false
			}
			answer(w, r)
			return true
		}
	}
	gets := func(answer func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			return r.Method == http.MethodGet && manifests(answer)(w, r)
		}
	}
	page := func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html>hello\x1b]0;x\x07") }
	for name, c := range map[string]struct {
		hook   func(http.ResponseWriter, *http.Request) bool
		reason string
	}{
		"401": {status(401), "credentials (401)"},
		"403": {status(403), "credentials (403): no [31m ::error::go away"},
		"412": {status(412), "answers 412 Precondition Failed: no [31m"},
		"challenge with control characters": {func(w http.ResponseWriter, r *http.Request) bool {
			conn, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(conn, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic \x1b[31m\r\n\r\n")
			conn.Close()
			return true
		}, "does not answer in HTTP"},
		"404": {manifests(func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }), "no such image or tag"},
		"404 of a blob": {func(w http.ResponseWriter, r *http.Request) bool {
			if strings.Contains(r.URL.Path, "/blobs/") {
				http.NotFound(w, r)
			}
			return strings.Contains(r.URL.Path, "/blobs/")
		}, "has the image, and not its layer or config sha256:"},
		"404 of a blob elsewhere": {func(w http.ResponseWriter, r *http.Request) bool {
			if strings.Contains(r.URL.Path, "/blobs/") {
				http.Redirect(w, r, "/store/1234", http.StatusTemporaryRedirect)
			}
			return strings.Contains(r.URL.Path, "/blobs/")
		}, "has the image, and not its layer or config sha256:"},
		"403 of a blob elsewhere": {func(w http.ResponseWriter, r *http.Request) bool {
			switch {
			case strings.Contains(r.URL.Path, "/blobs/"):
				_, port, _ := net.SplitHostPort(r.Host)
				http.Redirect(w, r, "http://localhost:"+port+"/store/1234?signature=secret", http.StatusTemporaryRedirect)
			case strings.HasPrefix(r.URL.Path, "/store/"):
				w.WriteHeader(http.StatusForbidden)
			default:
				return false
			}
			return true
		}, "does not give the layer or config sha256:"},
		"redirect into a private network": {manifests(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/x", http.StatusTemporaryRedirect)
		}), "leads to plain HTTP at 169.254.169.254"},
		"404 of what the tag names": {func(w http.ResponseWriter, r *http.Request) bool {
			gone := r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/manifests/")
			if gone {
				http.NotFound(w, r)
			}
			return gone
		}, "has no such image or tag (404)"},
		"429":          {status(429), "limits requests (429): no [31m"},
		"500":          {status(500), "500 Internal Server Error"},
		"503":          {status(503), "503 Service Unavailable"},
		"header hangs": {manifests(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), "did not answer in time"},
		"body stalls":  {gets(func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); <-r.Context().Done() }), "fell silent"},
		"reset":        {manifests(func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }), ""},
		"redirect loop": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
			return true
		}, "redirects more than 5 times"},
		"endless": {gets(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, io.LimitReader(registrytest.Zeros{}, 1<<30)) }), "longer than 4.19 MB"},
		"endless ping": {func(w http.ResponseWriter, r *http.Request) bool {
			io.Copy(w, io.LimitReader(registrytest.Zeros{}, 1<<30))
			return true
		}, ""},
		"web page":         {gets(page), "sent a web page for sha256:"},
		"web page for all": {manifests(page), "sent a web page for the manifest"},
		"empty":            {gets(func(w http.ResponseWriter, r *http.Request) {}), "sent nothing for sha256:"},
		"empty for all":    {manifests(func(w http.ResponseWriter, r *http.Request) {}), "sent nothing for the manifest"},
		"metadata host": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "https://169.254.169.254/latest", http.StatusFound)
			return true
		}, "169.254.169.254"},
		"plain redirect": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://example.net/", http.StatusFound)
			return true
		}, "plain HTTP"},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 1})))
			h.Hook = c.hook
			wait := 4 * time.Second // what answers has time for that, on a busy machine too
			if name == "header hangs" || name == "body stalls" {
				wait = 400 * time.Millisecond
			}
			opts := client(t, Options{Timeout: wait, sleep: (&registrytest.Naps{}).Sleep, stall: wait / 2})
			start := time.Now()
			_, _, err := opts.Image(context.Background(), h.Ref("x"), "", nil, "")
			if !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), c.reason) || !strings.Contains(err.Error(), h.Ref("x")) {
				t.Errorf("got %v, want %q", err, c.reason)
			}
			if err != nil && strings.ContainsAny(err.Error(), "\x1b\x07\n\r") {
				t.Errorf("control characters in %q", err)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

func TestHostsThatAreNotThere(t *testing.T) {
	c := client(t, Options{Timeout: 3 * time.Second})
	if _, err := c.Digest(context.Background(), "no-such-host.invalid/a:1"); !errors.Is(err, source.ErrUnavailable) {
		t.Errorf("an unknown host gives %v", err)
	}
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = registrytest.Quiet()
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	server.StartTLS()
	defer server.Close()
	server.Config.ErrorLog = registrytest.Quiet()
	ref := strings.TrimPrefix(server.URL, "https://") + "/a:1"
	if _, err := c.Digest(context.Background(), ref); !errors.Is(err, source.ErrUnavailable) {
		t.Errorf("an unknown certificate gives %v", err)
	}
}

// A blob that is not what the manifest says leaves the figures that do not
// depend on it, and a reason in place of the others.
func TestImageFaults(t *testing.T) {
	good := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000}))
	for name, c := range map[string]struct {
		spoil    func(h *registrytest.Host, m *v1.Manifest)
		download bool
		reason   string
	}{
		"config of 2 GiB":     {func(h *registrytest.Host, m *v1.Manifest) { m.Config.Size = 2 << 30 }, false, "the config is stated to have 2147483648 bytes"},
		"config of nothing":   {func(h *registrytest.Host, m *v1.Manifest) { m.Config.Size = 0 }, false, "the config is stated to have 0 bytes"},
		"config shorter":      {func(h *registrytest.Host, m *v1.Manifest) { m.Config.Size += 3 }, false, "does not have the"},
		"config is no JSON":   {func(h *registrytest.Host, m *v1.Manifest) { m.Config = h.Blob([]byte("hello")) }, true, "the config is not readable"},
		"size that lies up":   {func(h *registrytest.Host, m *v1.Manifest) { m.Layers[0].Size += 1000 }, false, "and not the"},
		"size that lies down": {func(h *registrytest.Host, m *v1.Manifest) { m.Layers[0].Size -= 5 }, false, "is longer than"},
		"a layer too many":    {func(h *registrytest.Host, m *v1.Manifest) { m.Layers = append(m.Layers, m.Layers[0]) }, true, "the config states 1 layers, the manifest 2"},
		"foreign layer":       {func(h *registrytest.Host, m *v1.Manifest) { m.Layers[0].MediaType = types.DockerForeignLayer }, true, "kept outside the registry"},
		"encrypted": {func(h *registrytest.Host, m *v1.Manifest) {
			m.Layers[0].MediaType = "application/vnd.oci.image.layer.v1.tar+gzip+encrypted"
		}, true, "layer 1: the layer is encrypted"},
		"xz": {func(h *registrytest.Host, m *v1.Manifest) { m.Layers[0] = h.Blob([]byte("\xfd7zXZ\x00 and so on")) }, true, "the layer is compressed with xz"},
		"nydus": {func(h *registrytest.Host, m *v1.Manifest) {
			m.Layers[0].MediaType = "application/vnd.oci.image.layer.nydus.blob.v1"
		}, true, "nydus"},
		"too long": {func(h *registrytest.Host, m *v1.Manifest) { m.Layers[0].Size = 3 << 30 }, false, "shorter than"},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			desc := h.Image("", nil, good)
			m, err := v1.ParseManifest(bytes.NewReader(h.Manifests[desc.Digest.String()]))
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(h, m)
			h.Doc("x", types.OCIManifestSchema1, m)
			cl := client(t, Options{sleep: (&registrytest.Naps{}).Sleep})
			img, _, err := cl.Image(context.Background(), h.Ref("x"), "", nil, "")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(img.Missing, c.reason) {
				t.Errorf("the reason is %q, want %q", img.Missing, c.reason)
			}
			if (img.Download != nil) != c.download {
				t.Errorf("download is %v", img.Download)
			}
			if name != "a layer too many" && (img.Unpacked != nil || img.Disk != nil || img.Usage != nil) {
				t.Error("a figure is given that nobody knows")
			}
		})
	}
}

func TestManifestsThatAreRefused(t *testing.T) {
	huge := v1.Manifest{SchemaVersion: 2, Config: v1.Descriptor{Digest: registrytest.Hash([]byte("x")), Size: 1}}
	negative, many := huge, huge
	huge.Layers = []v1.Descriptor{{Digest: registrytest.Hash([]byte("x")), Size: math.MaxInt64}}
	negative.Layers = []v1.Descriptor{{Digest: registrytest.Hash([]byte("x")), Size: -1}}
	many.Layers = make([]v1.Descriptor, source.MaxLayers+1)
	for i := range many.Layers {
		many.Layers[i].Digest = registrytest.Hash([]byte("x"))
	}
	index := v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: make([]v1.Descriptor, maxManifests+1)}
	for i := range index.Manifests {
		index.Manifests[i].Digest = registrytest.Hash([]byte("x"))
	}
	for name, doc := range map[string]any{"exabytes": huge, "less than nothing": negative, "thousands of layers": many, "thousands of manifests": index,
		"a digest that climbs": map[string]any{"schemaVersion": 2, "config": map[string]any{"digest": "sha256:../../etc/passwd", "size": 1}, "layers": []any{}}} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			media := types.OCIManifestSchema1
			if name == "thousands of manifests" {
				media = types.OCIImageIndex
			}
			h.Doc("x", media, doc)
			if _, _, err := client(t, Options{}).Image(context.Background(), h.Ref("x"), "", nil, ""); !errors.Is(err, source.ErrUnavailable) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A registry that goes away in the middle is unavailable; what was finished
// until then is kept.
func TestRegistryGoesAway(t *testing.T) {
	h := registrytest.New(t)
	first, second := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5000})), registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "b", Size: 5000}))
	h.Image("x", nil, first, second)
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, source.Digest(second.Blob)) {
			w.WriteHeader(http.StatusBadGateway)
			return true
		}
		return false
	}
	cache := NewCache(t.TempDir())
	cl := client(t, Options{Cache: cache, sleep: func(ctx context.Context, _ time.Duration) error {
		for range 200 { // until the other layer is read
			if cache.get(source.Digest(first.Blob)) != nil {
				return nil
			}
			time.Sleep(5 * time.Millisecond)
		}
		return ctx.Err()
	}})
	img, _, err := cl.Image(context.Background(), h.Ref("x"), "", nil, "")
	if !errors.Is(err, source.ErrUnavailable) || img == nil || img.Download == nil {
		t.Fatalf("got %v, %v", img, err)
	}
	h.Hook = nil
	h.Log = nil
	again := imageOf(t, client(t, Options{Cache: cache}), h.Ref("x"), nil)
	wantSize(t, "unpacked", again.Unpacked, 10_000)
	if n := h.CountHas(source.Digest(first.Blob)); n != 0 {
		t.Errorf("the finished layer is read again")
	}
}

// TestMemory measures what the worst layers take: names by the million in
// several layers at once.
func TestMemory(t *testing.T) {
	if os.Getenv("DOCSITE_SLOW") == "" {
		t.Skip("reads layers of gigabytes; set DOCSITE_SLOW=1")
	}
	h := registrytest.New(t)
	pr, pw := io.Pipe()
	go func() { writeManyNames(pw, 10_000_000); pw.Close() }()
	blob, err := io.ReadAll(pr)
	if err != nil {
		t.Fatal(err)
	}
	h.Image("x", nil, registrytest.Layer{Raw: []byte("1"), Blob: blob})
	img := imageOf(t, client(t, Options{}), h.Ref("x"), nil)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%q; %d MiB from the system, of which the blob itself has %d", img.Missing, m.Sys>>20, len(blob)>>20)
	if img.Unpacked != nil {
		t.Error("ten million names are counted")
	}
}
