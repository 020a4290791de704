package measure

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// A connection that breaks is taken up where it broke, as long as something comes.
func TestBrokenConnectionGoesOn(t *testing.T) {
	raw := registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 12 << 20})
	for name, c := range map[string]struct {
		part   int  // bytes that a connection gives
		breaks int  // connections that break
		ranges int  // as the registry knows them: not at all, from the first byte, well
		more   bool // the answer is to be longer than the blob
		lost   bool
	}{
		"twice": {1 << 20, 2, 2, false, false}, "without ranges": {1 << 20, 2, 0, false, false}, "with other ranges": {1 << 20, 2, 1, false, false},
		"at the first byte": {0, 2, 2, false, false}, "again and again": {1 << 20, 11, 2, false, false}, "at the end": {len(raw), 1, 2, true, false},
		"always at the first byte": {0, 99, 2, false, true}, "with little": {1 << 10, 99, 2, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			h.Image("x", nil, registrytest.Layer{Raw: raw, Blob: raw})
			asked := 0
			h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				if !strings.Contains(r.URL.Path, source.Digest(raw)) {
					return false
				}
				at, _ := strconv.Atoi(strings.Trim(r.Header.Get("Range"), "bytes=-"))
				if at > 0 && c.ranges < 2 {
					if r.Header.Del("Range"); c.ranges == 1 {
						w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(raw)-1, len(raw)))
						w.WriteHeader(http.StatusPartialContent)
						w.Write(raw)
						return true
					}
				}
				if asked++; asked > c.breaks {
					return false
				}
				length := len(raw) - at
				if c.more {
					length += 100
				}
				if w.Header().Set("Content-Length", fmt.Sprint(length)); at > 0 {
					w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", at, len(raw)-1, len(raw)))
					w.WriteHeader(http.StatusPartialContent)
				}
				w.Write(raw[at:min(at+c.part, len(raw))])
				w.(http.Flusher).Flush()
				panic(http.ErrAbortHandler)
			}
			cl := client(t, Options{sleep: (&registrytest.Naps{}).Sleep})
			img, _, err := cl.Image(t.Context(), h.Ref("x"), "", nil, "")
			if c.lost {
				if !errors.Is(err, source.ErrUnavailable) || asked > 6 {
					t.Errorf("got %v after %d requests", err, asked)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantSize(t, "unpacked", img.Unpacked, 12<<20)
			if c.more && asked != 1 {
				t.Errorf("asked %d times", asked)
			}
		})
	}
}

// A registry that does not answer HEAD, or answers it without a digest, is asked for the
// document.
// A tag may move between two requests, and a proxy may know tags alone.
func TestDigestThatIsNotThere(t *testing.T) {
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t)))
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodHead {
			w.Header().Set("Docker-Content-Digest", "sha256:"+strings.Repeat("0", 64))
		}
		return r.Method == http.MethodHead
	}
	if _, _, err := client(t, Options{}).Image(t.Context(), h.Ref("x"), "", nil, ""); err != nil {
		t.Error(err)
	}
}

func TestRegistriesWithoutHead(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		header map[string]string
		gets   int
	}{
		"400": {400, nil, 1}, "403": {403, nil, 1}, "405": {405, nil, 1}, "406": {406, nil, 1}, "501": {501, nil, 1},
		"no digest": {200, nil, 1}, "a digest of another kind": {200, map[string]string{"Docker-Content-Digest": "md5:00"}, 1}, "no digest at all": {200, map[string]string{"Docker-Content-Digest": `"x"`}, 1},
		"404": {404, nil, 1}, "500": {500, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			want := h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t))).Digest.String()
			h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodHead {
					return false
				}
				for key, value := range c.header {
					w.Header().Set(key, value)
				}
				w.WriteHeader(c.status)
				return true
			}
			got, err := client(t, Options{sleep: (&registrytest.Naps{}).Sleep}).Digest(t.Context(), h.Ref("x"))
			if n := h.CountHas("GET /v2/a/b/manifests/x"); n != c.gets || (got == want) != (c.gets > 0) || (err == nil) != (c.gets > 0) {
				t.Errorf("got %q, %v, with %d GETs", got, err, n)
			}
		})
	}
}
