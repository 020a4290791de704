package measure

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
)

// locked makes a host ask for a token, as Docker Hub does. spend tells which
// tokens are good.
func locked(h *host, field string, good func(token string) bool) {
	issued := 0
	h.hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/token" {
			user, password, _ := r.BasicAuth()
			if user != "me" || password != "secret" || !strings.HasPrefix(r.URL.Query().Get("scope"), "repository:a/b:pull") {
				w.WriteHeader(http.StatusUnauthorized)
				return true
			}
			issued++
			fmt.Fprintf(w, `{%q:"t%d"}`, field, issued)
			return true
		}
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if ok && good(token) {
			return false
		}
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s/token",service="s",scope="repository:a/b:pull"`, h.URL))
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
}

func TestTokens(t *testing.T) {
	blobs := 0
	for name, c := range map[string]struct {
		field string
		good  func(string) bool
	}{
		"token":        {"token", func(t string) bool { return t == "t1" }},
		"access token": {"access_token", func(t string) bool { return t == "t1" }},
		"one that expires": {"token", func(t string) bool {
			blobs++
			return blobs < 3 || t != "t1"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			h.image("x", nil, gz(tarOf(t, item{name: "a", size: 5})))
			locked(h, c.field, c.good)
			cl := client(t, Options{Keychain: login{}})
			if _, err := cl.Digest(t.Context(), h.ref("x")); err != nil {
				t.Fatal(err)
			}
			wantSize(t, "unpacked", imageOf(t, cl, h.ref("x"), nil).Unpacked, 5)
			if n := h.count("GET /v2/"); h.count("GET /token") > 2 || n == 0 {
				t.Errorf("%d tokens are asked for", h.count("GET /token"))
			}
		})
	}
}

func TestPasswordForTheRegistryItself(t *testing.T) {
	h := newHost(t)
	h.image("x", nil, gz(tarOf(t, item{name: "a", size: 5})))
	h.hook = func(w http.ResponseWriter, r *http.Request) bool {
		if user, password, _ := r.BasicAuth(); user == "me" && password == "secret" {
			return false
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	wantSize(t, "unpacked", imageOf(t, client(t, Options{Keychain: login{}}), h.ref("x"), nil).Unpacked, 5)
	if _, err := client(t, Options{}).Digest(t.Context(), h.ref("x")); !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), "docker login") {
		t.Errorf("without a password: %v", err)
	}
}

// An identity token is sent as a form.
type identity struct{}

func (identity) Resolve(authn.Resource) (authn.Authenticator, error) {
	return authn.FromConfig(authn.AuthConfig{IdentityToken: "id"}), nil
}

func TestIdentityToken(t *testing.T) {
	h := newHost(t)
	h.image("x", nil, gz(tarOf(t)))
	h.hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/token" && r.Method == http.MethodPost && r.FormValue("refresh_token") == "id" {
			fmt.Fprint(w, `{"access_token":"t"}`)
			return true
		}
		if r.Header.Get("Authorization") == "Bearer t" {
			return false
		}
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s/token",service="s"`, h.URL))
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	if _, err := client(t, Options{Keychain: identity{}}).Digest(t.Context(), h.ref("x")); err != nil {
		t.Error(err)
	}
}
