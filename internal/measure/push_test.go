package measure

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"docsite/internal/registrytest"
)

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
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	h.Hook = func(w http.ResponseWriter, req *http.Request) bool {
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
	if _, err := c.Push(t.Context(), imageOf(t, c, h.Ref("x"), nil)); err == nil || !strings.Contains(err.Error(), "does not list them") {
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
	elsewhere := registrytest.New(t)
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	h.Hook = func(w http.ResponseWriter, req *http.Request) bool {
		if req.Method != http.MethodPost {
			return false
		}
		w.Header().Set("Location", elsewhere.URL+"/v2/a/b/blobs/uploads/1")
		w.WriteHeader(http.StatusAccepted)
		return true
	}
	c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
	_, err := c.Push(t.Context(), imageOf(t, c, h.Ref("x"), nil))
	if err == nil || !strings.Contains(err.Error(), "nothing is written there") || elsewhere.Count("") > 0 {
		t.Errorf("%v, and %d requests elsewhere", err, elsewhere.Count(""))
	}
}
