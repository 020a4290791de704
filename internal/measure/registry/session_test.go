package registry

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
)

// TestTokenThatEnds has a token that ends while something is put: it is sent again, whole,
// with another.
func TestTokenThatEnds(t *testing.T) {
	var sent []string
	tokens := 0
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			tokens++
			fmt.Fprintf(w, `{"token":"t%d"}`, tokens)
			return
		}
		body, _ := io.ReadAll(r.Body)
		if sent = append(sent, r.Header.Get("Authorization")+" "+string(body)); tokens < 2 {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s/token",service="s"`, server.URL))
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(server.Close)
	g := newGuard(strings.TrimPrefix(server.URL, "http://"), Host{}, time.Minute, time.Minute)
	g.writes, tokens = true, 1
	s := &session{guard: g, login: &authn.AuthConfig{}, with: map[string]string{"": "Bearer t1"}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, server.URL+"/v2/a/manifests/b", strings.NewReader("manifest"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := s.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if got := strings.Join(sent, ", "); resp.StatusCode != http.StatusOK || got != "Bearer t1 manifest, Bearer t2 manifest" {
		t.Errorf("%d after %s", resp.StatusCode, got)
	}
}
