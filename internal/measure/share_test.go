package measure

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	serve "github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// counted is a whole registry, which can be written to, with what it is asked.
type counted struct {
	host string
	deny func(w http.ResponseWriter, r *http.Request) bool // true: answered

	mu  sync.Mutex
	log []string
}

func newCounted(t *testing.T, referrers bool) *counted {
	t.Helper()
	inner := serve.New(serve.Logger(registrytest.Quiet()), serve.WithReferrersSupport(referrers))
	c := &counted{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.log = append(c.log, r.Method+" "+r.URL.Path)
		c.mu.Unlock()
		if c.deny != nil && c.deny(w, r) {
			return
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c.host = strings.TrimPrefix(server.URL, "http://")
	return c
}

// since gives what was asked since the last call.
func (c *counted) since() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	log := strings.Join(c.log, "\n")
	c.log = nil
	return log
}

// library pushes the image of library and gives its reference.
func (c *counted) library(t *testing.T, tag string) (ref string, img v1.Image) {
	t.Helper()
	ref, img = c.host+"/shop/app:"+tag, library(t, "amd64")
	at, err := name.ParseReference(ref)
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(at, img); err != nil {
		t.Fatal(err)
	}
	return ref, img
}

func sharedAt(t *testing.T, place string) Shared {
	t.Helper()
	s, err := ParseShared(place)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// layerReads are the requests for the image's layers among those of a log.
func layerReads(t *testing.T, log string, img v1.Image) (reads []string) {
	t.Helper()
	m, err := img.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range m.Layers {
		if strings.Contains(log, "GET /v2/shop/app/blobs/"+l.Digest.String()) {
			reads = append(reads, l.Digest.String())
		}
	}
	return reads
}

// TestShared: one client measures and pushes, another one with nothing of its
// own reads no layer and says the same.
func TestShared(t *testing.T) {
	for _, c := range []struct {
		name, place string
		referrers   bool
	}{
		{"referrers", "referrers", true},
		{"referrers by tag", "referrers", false},
		{"repository", "oci://HOST/team/figures", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newCounted(t, c.referrers)
			ref, source := r.library(t, "1")
			shared := sharedAt(t, strings.Replace(c.place, "HOST", r.host, 1))
			first := client(t, Options{Shared: shared, Push: true})
			img := imageOf(t, first, ref, nil)
			checkLibrary(t, img, source)
			if n := len(layerReads(t, r.since(), source)); n != 2 {
				t.Errorf("the first client reads %d layers", n)
			}
			for range 2 {
				r.since()
				if n, err := first.Push(t.Context(), img); n != 2 || err != nil {
					t.Fatalf("pushed %d layers: %v", n, err)
				}
			}
			if log := r.since(); c.place != "referrers" && strings.Contains(log, "PUT") {
				t.Errorf("what is there is put again:\n%s", log)
			}

			cache := NewCache("")
			second := client(t, Options{Shared: shared, Cache: cache, Push: true})
			again := imageOf(t, second, ref, nil)
			if reads := layerReads(t, r.since(), source); len(reads) > 0 {
				t.Errorf("the second client reads %v", reads)
			}
			wantSize(t, "unpacked", again.Unpacked, *img.Unpacked)
			wantSize(t, "disk", again.Disk, *img.Disk)
			if again.Method != site.ByStream || again.Layers[0].Files != 2 || len(second.Ignored()) > 0 {
				t.Errorf("%s, %d files, ignored %v", again.Method, again.Layers[0].Files, second.Ignored())
			}
			if len(cache.known) > 0 {
				t.Error("what others measured stands in the cache")
			}
			if n, err := second.Push(t.Context(), again); n != 0 || err != nil || strings.Contains(r.since(), "PUT") {
				t.Errorf("what others measured is pushed again: %d, %v", n, err)
			}
		})
	}
}

// TestSharedFormat pins the artifact: others read it by these words.
func TestSharedFormat(t *testing.T) {
	r := newCounted(t, false)
	ref, source := r.library(t, "1")
	c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
	img := imageOf(t, c, ref, nil)
	if _, err := c.Push(t.Context(), img); err != nil {
		t.Fatal(err)
	}
	at, _ := name.NewDigest(r.host + "/shop/app@" + img.Digest)
	index, err := remote.Referrers(at)
	if err != nil {
		t.Fatal(err)
	}
	list, _ := index.IndexManifest()
	if len(list.Manifests) != 1 || list.Manifests[0].ArtifactType != figuresType {
		t.Fatalf("referrers are %+v", list.Manifests)
	}
	got, err := remote.Get(at.Context().Digest(list.Manifests[0].Digest.String()))
	if err != nil {
		t.Fatal(err)
	}
	m, err := v1.ParseManifest(bytes.NewReader(got.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	digest, _ := source.Digest()
	if m.Config.MediaType != types.OCIEmptyJSON || m.Config.Size != 2 || m.Subject == nil || m.Subject.Digest != digest || m.Subject.Size == 0 {
		t.Errorf("the manifest is %s", got.Manifest)
	}
	layer, err := remote.Layer(at.Context().Digest(m.Layers[0].Digest.String()))
	if err != nil {
		t.Fatal(err)
	}
	body, err := layer.Compressed()
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	var text bytes.Buffer
	text.ReadFrom(body)
	want := fmt.Sprintf(`%q:{"unpacked":9100,"disk":28672,"files":2,"method":"stream"}`, img.Layers[0].Digest)
	if !strings.HasPrefix(text.String(), `{"version":1,"blobs":{`) || !strings.Contains(text.String(), want) {
		t.Errorf("the record is %s, want %s in it", &text, want)
	}
}

// TestNobodyIsAskedUnlessToldSo compares what a registry is asked without a
// place with what it was asked before there were any.
func TestNobodyIsAskedUnlessToldSo(t *testing.T) {
	r := newCounted(t, true)
	ref, _ := r.library(t, "1")
	c := client(t, Options{})
	r.since()
	img := imageOf(t, c, ref, nil)
	if log := r.since(); strings.Contains(log, "referrers") || strings.Contains(log, "sha256-") || strings.Count(log, "\n") != 5 {
		t.Errorf("a ping, a tag's digest, a manifest, a config and two layers are:\n%s", log)
	}
	if n, err := client(t, Options{Shared: sharedAt(t, "referrers")}).Push(t.Context(), img); n != 0 || err != nil {
		t.Errorf("a client that knows nothing pushes %d, %v", n, err)
	}
	if n, err := c.Push(t.Context(), img); err == nil || !strings.Contains(err.Error(), "no method for reading") {
		t.Errorf("a client made for reading pushes %d, %v", n, err)
	}
	if log := r.since(); strings.Contains(log, "POST") || strings.Contains(log, "PUT") || strings.Contains(log, "PATCH") {
		t.Errorf("it asks:\n%s", log)
	}
}

// What is measured here comes before what others say.
func TestOwnResultsComeFirst(t *testing.T) {
	r := newCounted(t, true)
	ref, source := r.library(t, "1")
	place := "oci://" + r.host + "/team/figures"
	liar := client(t, Options{Shared: sharedAt(t, place), Push: true})
	img := imageOf(t, liar, ref, nil)
	for digest, blob := range liar.blobs {
		blob.Unpacked++
		liar.blobs[digest] = blob
	}
	if _, err := liar.Push(t.Context(), img); err != nil {
		t.Fatal(err)
	}
	cache := NewCache("")
	imageOf(t, client(t, Options{Cache: cache}), ref, nil)
	r.since()
	checkLibrary(t, imageOf(t, client(t, Options{Cache: cache, Shared: sharedAt(t, place)}), ref, nil), source)
	if log := r.since(); strings.Contains(log, "figures") {
		t.Errorf("the place is asked for what is known:\n%s", log)
	}
}

// A place that is down, or wants a password, is not asked for every layer.
func TestPlaceThatIsSilent(t *testing.T) {
	h := registrytest.New(t)
	var layers []registrytest.Layer
	for i := range 12 {
		layers = append(layers, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: fmt.Sprint(i), Size: 10})))
	}
	h.Image("x", nil, layers...)
	h.Hook = func(w http.ResponseWriter, req *http.Request) bool {
		if !strings.HasPrefix(req.URL.Path, "/v2/team/figures/") {
			return false
		}
		w.WriteHeader(http.StatusForbidden)
		return true
	}
	cl := client(t, Options{Shared: sharedAt(t, "oci://"+strings.TrimPrefix(h.URL, "http://")+"/team/figures")})
	wantSize(t, "unpacked", imageOf(t, cl, h.Ref("x"), nil).Unpacked, 120)
	if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], "not asked for any more") || !strings.Contains(said[0], "403") {
		t.Errorf("ignored: %q", said)
	}
	if n := h.CountHas("/team/figures/"); n == 0 || n > 2*workers() {
		t.Errorf("asked %d times", n)
	}
}

func TestPlaces(t *testing.T) {
	for _, text := range []string{"", "referrers", "oci://registry.example.org/team/figures", "oci://127.0.0.1:5000/f"} {
		if _, err := ParseShared(text); err != nil {
			t.Error(err)
		}
	}
	for _, text := range []string{"yes", "oci:folder", "oci://", "oci://team/figures", "oci://registry.example.org/", "oci://registry.example.org/a:1", "https://registry.example.org/a"} {
		if got, err := ParseShared(text); err == nil {
			t.Errorf("%q reads as %v", text, got)
		}
	}
}
