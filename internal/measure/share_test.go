package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	serve "github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"

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
	inner := serve.New(serve.Logger(quiet()), serve.WithReferrersSupport(referrers))
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
				if n, err := first.Push(t.Context(), img); n != 2 || err != nil {
					t.Fatalf("pushed %d layers: %v", n, err)
				}
			}
			r.since()

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
	if log := r.since(); strings.Contains(log, "referrers") || strings.Contains(log, "sha256-") || strings.Count(log, "\n") != 4 {
		t.Errorf("a ping, a manifest, a config and two layers are:\n%s", log)
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

// TestHostileRecords: each is ignored with its reason, and the layers are
// read as if there were none.
func TestHostileRecords(t *testing.T) {
	const good = `{"unpacked":1,"disk":4096,"files":1,"method":"stream"}`
	other := digestOf([]byte("other"))
	with := func(blob string) string { return `{"version":1,"blobs":{"DIGEST":` + blob + `}}` }
	for name, c := range map[string]struct{ record, reason string }{
		"another digest":   {`{"version":1,"blobs":{"` + other + `":` + good + `}}`, "is of another layer"},
		"no digest":        {`{"version":1,"blobs":{"DIGEST":` + good + `,"sha256:../x\u001b[31m":` + good + `}}`, "which is no digest"},
		"sha512":           {`{"version":1,"blobs":{"sha512:` + strings.Repeat("a", 128) + `":` + good + `}}`, "which is no digest"},
		"negative":         {with(`{"unpacked":-1,"disk":4096,"files":1,"method":"stream"}`), "figures that no layer has"},
		"huge":             {with(fmt.Sprintf(`{"unpacked":1,"disk":%d,"files":1,"method":"stream"}`, math.MaxInt64/4096*4096)), "figures that no layer has"},
		"files":            {with(`{"unpacked":1,"disk":4096,"files":10000001,"method":"stream"}`), "figures that no layer has"},
		"broken block":     {with(`{"unpacked":1,"disk":4097,"files":1,"method":"stream"}`), "figures that no layer has"},
		"no int64":         {with(`{"unpacked":1e300,"disk":4096,"files":1,"method":"stream"}`), "is not readable"},
		"text for a size":  {with(`{"unpacked":"1","disk":4096,"files":1,"method":"stream"}`), "is not readable"},
		"another method":   {with(`{"unpacked":1,"disk":4096,"files":1,"method":"trailer"}`), "is not of a whole pass"},
		"unknown field":    {with(`{"unpacked":1,"disk":4096,"files":1,"method":"stream","html":"<script>"}`), "is not readable"},
		"another version":  {`{"version":2,"blobs":{}}`, "version 2"},
		"not JSON":         {"<html>", "is not readable"},
		"a second value":   {with(good) + "{}", "goes on after its end"},
		"nested":           {strings.Repeat("[", 100_000), "is not readable"},
		"too long":         {with(good) + strings.Repeat(" ", mostDocument), "1 to 4194304 are read"},
		"empty":            {"", "1 to 4194304 are read"},
		"nothing about it": {`{"version":1,"blobs":{}}`, "is of another layer"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newCounted(t, false)
			ref, source := r.library(t, "1")
			m, err := source.Manifest()
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range m.Layers {
				r.record(t, "team/figures", tagOf(l.Digest.String()), strings.ReplaceAll(c.record, "DIGEST", l.Digest.String()))
			}
			cl := client(t, Options{Shared: sharedAt(t, "oci://"+r.host+"/team/figures")})
			checkLibrary(t, imageOf(t, cl, ref, nil), source)
			if said := cl.Ignored(); len(said) != 2 || !strings.Contains(said[0], c.reason) || strings.ContainsRune(said[0], '\x1b') {
				t.Errorf("ignored: %q, want %q", said, c.reason)
			}
		})
	}
}

// record puts an artifact whose layer is any text.
func (c *counted) record(t *testing.T, repo, tag, text string) {
	t.Helper()
	at, err := name.NewTag(c.host + "/" + repo + ":" + tag)
	if err != nil {
		t.Fatal(err)
	}
	a, err := newArtifact(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := v1.ParseManifest(bytes.NewReader(a.manifest))
	if err != nil {
		t.Fatal(err)
	}
	a.blobs[1] = static.NewLayer([]byte(text), figuresType)
	m.Layers[0].Size, m.Layers[0].Digest = int64(len(text)), hashOf([]byte(text))
	if a.manifest, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	for _, blob := range a.blobs {
		if err := remote.WriteLayer(at.Context(), blob); err != nil {
			t.Fatal(err)
		}
	}
	if err := remote.Put(at, a); err != nil {
		t.Fatal(err)
	}
}

// TestHostileArtifacts: what stands under the tag or in the list of referrers
// is not what it should be.
func TestHostileArtifacts(t *testing.T) {
	good, err := newArtifact(map[string]site.LockedBlob{digestOf([]byte("x")): {Disk: 4096, Method: site.ByStream}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		manifest string
		reason   string
	}{
		"not JSON":        {"<html>", "is not readable"},
		"another type":    {strings.Replace(string(good.manifest), `"artifactType":"`+figuresType, `"artifactType":"x`, 1), "is something else"},
		"too long":        {strings.Repeat(" ", mostAnswer+1), "is longer than"},
		"a lie of size":   {strings.Replace(string(good.manifest), `"size":`, `"size":9`, -1), "does not have the"},
		"a size of years": {strings.Replace(string(good.manifest), `"size":`, `"size":99999999`, -1), "1 to 4194304 are read"},
		"no layer":        {`{"schemaVersion":2,"artifactType":"` + figuresType + `","layers":[]}`, "is something else"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			l := gz(tarOf(t, item{name: "a", size: 5}))
			h.image("x", nil, l)
			raw, _ := good.blobs[1].Compressed()
			var text bytes.Buffer
			text.ReadFrom(raw)
			h.blob(text.Bytes())
			h.doc(tagOf(digestOf(l.blob)), types.OCIManifestSchema1, []byte(c.manifest))
			cl := client(t, Options{Shared: sharedAt(t, "oci://"+strings.TrimPrefix(h.URL, "http://")+"/team/figures")})
			wantSize(t, "unpacked", imageOf(t, cl, h.ref("x"), nil).Unpacked, 5)
			if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], c.reason) {
				t.Errorf("ignored: %q, want %q", said, c.reason)
			}
		})
	}
}

// Two records of one layer that differ: one of them is wrong.
func TestReferrersThatDiffer(t *testing.T) {
	r := newCounted(t, true)
	ref, source := r.library(t, "1")
	for more := range int64(2) {
		c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
		c.opts.Shared.beside = false // it does not ask
		img := imageOf(t, c, ref, nil)
		c.opts.Shared.beside = true
		digest := img.Layers[0].Digest
		blob := c.blobs[digest]
		blob.Unpacked += more
		c.blobs[digest] = blob
		if _, err := c.Push(t.Context(), img); err != nil {
			t.Fatal(err)
		}
	}
	r.since()
	cl := client(t, Options{Shared: sharedAt(t, "referrers")})
	img := imageOf(t, cl, ref, nil)
	wantSize(t, "unpacked", img.Unpacked, 9220)
	if reads := layerReads(t, r.since(), source); len(reads) != 1 || reads[0] != img.Layers[0].Digest {
		t.Errorf("read are %v", reads)
	}
	if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], "differs") {
		t.Errorf("ignored: %q", said)
	}
}

// A place that is down, or wants a password, is asked once.
func TestPlaceThatIsSilent(t *testing.T) {
	r := newCounted(t, true)
	ref, source := r.library(t, "1")
	h := newHost(t)
	h.hook = func(w http.ResponseWriter, req *http.Request) bool {
		if req.URL.Path == "/v2/" {
			return false
		}
		w.WriteHeader(http.StatusForbidden)
		return true
	}
	cl := client(t, Options{Shared: sharedAt(t, "oci://"+strings.TrimPrefix(h.URL, "http://")+"/team/figures")})
	checkLibrary(t, imageOf(t, cl, ref, nil), source)
	if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], "not asked for any more") || !strings.Contains(said[0], "403") {
		t.Errorf("ignored: %q", said)
	}
	if n := h.countHas("manifests"); n == 0 || n > 2 {
		t.Errorf("asked %d times", n)
	}
}

func TestPushFaults(t *testing.T) {
	r := newCounted(t, true)
	ref, _ := r.library(t, "1")
	c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
	img := imageOf(t, c, ref, nil)
	img.Ref = "oci:folder"
	if _, err := c.Push(t.Context(), img); err == nil || !strings.Contains(err.Error(), "has no referrers (hint: --figures oci://HOST/REPO") {
		t.Errorf("a folder's figures go beside it: %v", err)
	}
	// A registry that takes everything and lists nothing.
	h := newHost(t)
	h.image("x", nil, gz(tarOf(t, item{name: "a", size: 5})))
	h.hook = func(w http.ResponseWriter, req *http.Request) bool {
		switch {
		case strings.Contains(req.URL.Path, "/referrers/"): // a web page
		case req.Method == http.MethodPut, strings.Contains(req.URL.Path, "/uploads/"):
			w.Header().Set("Location", "/v2/a/b/blobs/uploads/1")
			w.WriteHeader(map[string]int{http.MethodPost: 202, http.MethodPatch: 202, http.MethodPut: 201}[req.Method])
		default:
			return false
		}
		return true
	}
	c = client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
	if _, err := c.Push(t.Context(), imageOf(t, c, h.ref("x"), nil)); err == nil || !strings.Contains(err.Error(), "does not list them") {
		t.Errorf("a registry that lists nothing: %v", err)
	}
}

// The right to push is asked for when something is pushed, and not before.
func TestTokensForPushing(t *testing.T) {
	r := newCounted(t, true)
	ref, _ := r.library(t, "1")
	var scopes []string
	r.deny = func(w http.ResponseWriter, req *http.Request) bool {
		if req.URL.Path == "/token" {
			scope := req.URL.Query().Get("scope")
			scopes = append(scopes, scope)
			fmt.Fprintf(w, `{"token":%q}`, scope)
			return true
		}
		right := "pull"
		if req.Method != http.MethodGet && req.Method != http.MethodHead {
			right = "push,pull"
		}
		if strings.HasSuffix(req.Header.Get("Authorization"), right) {
			return false
		}
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="http://%s/token",service="s"`, r.host))
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true, Keychain: login{}})
	img := imageOf(t, c, ref, nil)
	if got := strings.Join(scopes, " "); got != "repository:shop/app:pull" {
		t.Errorf("reading asks for %q", got)
	}
	if n, err := c.Push(t.Context(), img); n != 2 || err != nil {
		t.Errorf("pushed %d, %v", n, err)
	}
	if got := strings.Join(scopes, " "); got != "repository:shop/app:pull repository:shop/app:push,pull" {
		t.Errorf("pushing asks for %q", got)
	}
}

// What is written goes to the registry that was named, wherever it leads to.
func TestNothingIsWrittenElsewhere(t *testing.T) {
	elsewhere := newHost(t)
	h := newHost(t)
	h.image("x", nil, gz(tarOf(t, item{name: "a", size: 5})))
	h.hook = func(w http.ResponseWriter, req *http.Request) bool {
		if req.Method != http.MethodPost {
			return false
		}
		w.Header().Set("Location", elsewhere.URL+"/v2/a/b/blobs/uploads/1")
		w.WriteHeader(http.StatusAccepted)
		return true
	}
	c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
	_, err := c.Push(t.Context(), imageOf(t, c, h.ref("x"), nil))
	if err == nil || !strings.Contains(err.Error(), "nothing is written there") || elsewhere.count("") > 0 {
		t.Errorf("%v, and %d requests elsewhere", err, elsewhere.count(""))
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
