package measure

import (
	"bytes"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// An answer that breaks off before its first byte or in the middle is asked for again,
// over HTTP/2 too, where the library has errors of its own.
func TestDeliveredInPart(t *testing.T) {
	for _, proto := range []string{"HTTP/1.1", "HTTP/2.0"} {
		for _, where := range []string{"before", "in"} {
			for _, what := range []string{"tag", "manifest", "config", "layer"} {
				for _, times := range []int32{1, 99} {
					t.Run(strings.Join([]string{proto, where, what, map[int32]string{1: "once", 99: "always"}[times]}, " "), func(t *testing.T) {
						img, asked, err := breakOff(t, proto, where, what, times)
						if times > 1 {
							if !errors.Is(err, source.ErrUnavailable) || !strings.HasSuffix(err.Error(), " broke off the connection") || asked > 12 { // three times by docsite, and by the library where it had a connection
								t.Errorf("got %v after %d requests", err, asked)
							}
							return
						}
						if err != nil {
							t.Fatal(err)
						}
						wantSize(t, "unpacked", img, 5)
					})
				}
			}
		}
	}
}

// breakOff measures an image of a registry that breaks off some of the answers about
// one of its parts, and counts the requests for that part.
func breakOff(t *testing.T, proto, where, what string, times int32) (unpacked *int64, asked int32, err error) {
	h := registrytest.New(t)
	desc := h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	m, err := v1.ParseManifest(bytes.NewReader(h.Manifests[desc.Digest.String()]))
	if err != nil {
		t.Fatal(err)
	}
	part := map[string]string{"tag": "/x", "manifest": desc.Digest.String(), "config": m.Config.Digest.String(), "layer": m.Layers[0].Digest.String()}[what]
	var count atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Proto != proto:
			t.Errorf("asked over %s", r.Proto)
		case what == "tag" && r.Method == http.MethodHead:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case !strings.HasSuffix(r.URL.Path, part) || count.Add(1) > times:
			h.ServeHTTP(w, r)
		case where == "in":
			w.Header().Set("Content-Length", "1000")
			w.Write([]byte("{"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		default:
			panic(http.ErrAbortHandler)
		}
	}))
	server.Config.ErrorLog = registrytest.Quiet()
	server.EnableHTTP2 = proto == "HTTP/2.0"
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	name := strings.TrimPrefix(server.URL, "https://")
	c := client(t, Options{Hosts: registry.Hosts{name: {CA: roots}}, sleep: (&registrytest.Naps{}).Sleep})
	img, _, err := c.Image(t.Context(), name+"/a/b:x", "", nil, "")
	if err != nil {
		return nil, count.Load(), err
	}
	return img.Unpacked, count.Load(), nil
}
