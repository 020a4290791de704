package measure

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// What comes once in place of a manifest, a config or a layer is asked for again,
// on another connection; what comes twice makes the image one that could not be
// asked.
func TestDeliveredLater(t *testing.T) {
	page := []byte("<html><body>Please log in")
	for _, times := range []int{1, 2} {
		for _, what := range []string{"manifest", "config", "layer"} {
			t.Run(fmt.Sprintf("%s, %d times", what, times), func(t *testing.T) {
				h := registrytest.New(t)
				desc := h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
				m, err := v1.ParseManifest(bytes.NewReader(h.Manifests[desc.Digest.String()]))
				if err != nil {
					t.Fatal(err)
				}
				digest := map[string]v1.Hash{"manifest": desc.Digest, "config": m.Config.Digest, "layer": m.Layers[0].Digest}[what]
				var mu sync.Mutex
				from := []string{}
				h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
					if r.Method != http.MethodGet || !strings.HasSuffix(r.URL.Path, digest.String()) {
						return false
					}
					mu.Lock()
					defer mu.Unlock()
					from = append(from, r.RemoteAddr)
					if len(from) <= times {
						w.Write(page)
						return true
					}
					return false
				}
				img, _, err := client(t, Options{}).Image(t.Context(), h.Ref("x"), "", nil, "")
				if len(from) != 2 || from[0] == from[1] {
					t.Errorf("asked from %v, want two connections", from)
				}
				if times == 1 {
					if err != nil {
						t.Fatal(err)
					}
					wantSize(t, "unpacked", img.Unpacked, 5)
				} else if !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), "sent a web page for sha256:") {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}
