package measure

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// locked makes a host ask for a token, as Docker Hub does. spend tells which
// tokens are good.
func locked(h *registrytest.Host, field string, good func(token string) bool) {
	issued := 0
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
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
			h := registrytest.New(t)
			h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
			locked(h, c.field, c.good)
			cl := client(t, Options{Keychain: login{}})
			if _, err := cl.Digest(t.Context(), h.Ref("x")); err != nil {
				t.Fatal(err)
			}
			wantSize(t, "unpacked", imageOf(t, cl, h.Ref("x"), nil).Unpacked, 5)
			if n := h.Count("GET /v2/"); h.Count("GET /token") > 2 || n == 0 {
				t.Errorf("%d tokens are asked for", h.Count("GET /token"))
			}
		})
	}
}

func TestPasswordForTheRegistryItself(t *testing.T) {
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if user, password, _ := r.BasicAuth(); user == "me" && password == "secret" {
			return false
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	wantSize(t, "unpacked", imageOf(t, client(t, Options{Keychain: login{}}), h.Ref("x"), nil).Unpacked, 5)
	if _, err := client(t, Options{}).Digest(t.Context(), h.Ref("x")); !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), "docker login") {
		t.Errorf("without a password: %v", err)
	}
}

// An identity token is sent as a form, and again where that helps.
type identity struct{}

func (identity) Resolve(authn.Resource) (authn.Authenticator, error) {
	return authn.FromConfig(authn.AuthConfig{IdentityToken: "id"}), nil
}

func TestIdentityToken(t *testing.T) {
	h, asked := registrytest.New(t), 0
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t)))
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/token" && r.Method == http.MethodPost && r.FormValue("refresh_token") == "id" {
			if asked++; asked == 1 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
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
	if _, err := client(t, Options{Keychain: identity{}, sleep: (&registrytest.Naps{}).Sleep}).Digest(t.Context(), h.Ref("x")); err != nil {
		t.Error(err)
	}
}

// login is a keychain that knows a password for every host.
type login struct{}

func (login) Resolve(authn.Resource) (authn.Authenticator, error) {
	return &authn.Basic{Username: "me", Password: "secret"}, nil
}

func TestPasswordIsNotLured(t *testing.T) {
	var stolen atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || r.Method == http.MethodPost {
			stolen.Add(1)
		}
		fmt.Fprint(w, `{"token":"t"}`)
	}))
	defer thief.Close()
	// The thief by another name, so that no rule about equal hosts helps it.
	named := strings.Replace(thief.URL, "127.0.0.1", "localhost", 1)
	for name, challenge := range map[string]string{"another name": named + "/token"} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				w.Header().Set("WWW-Authenticate", fmt.Sprintf("Bearer realm=%q,service=\"s\"", challenge))
				w.WriteHeader(http.StatusUnauthorized)
				return true
			}
			_, err := client(t, Options{Keychain: login{}}).Digest(context.Background(), h.Ref("x"))
			if !errors.Is(err, source.ErrUnavailable) {
				t.Errorf("got %v", err)
			}
		})
	}
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t)))
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/v2/" {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(http.StatusUnauthorized)
			return true
		}
		if strings.Contains(r.URL.Path, "/blobs/") {
			http.Redirect(w, r, named+r.URL.Path, http.StatusFound)
			return true
		}
		return false
	}
	_, _, err := client(t, Options{Keychain: login{}}).Image(t.Context(), h.Ref("x"), "", nil, "")
	if !errors.Is(err, source.ErrUnavailable) {
		t.Errorf("a config from elsewhere gives %v", err)
	}
	if n := stolen.Load(); n > 0 {
		t.Errorf("the password went elsewhere %d times", n)
	}
}

func TestARegistryThatIsDownIsAskedOnce(t *testing.T) {
	h := registrytest.New(t)
	ref := h.Ref("x")
	h.Close()
	c := client(t, Options{})
	for range 20 {
		if _, err := c.Digest(context.Background(), ref); !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), "refuses the connection") {
			t.Fatalf("got %v", err)
		}
	}
}

// A helper that this machine does not have, or that gives no answer, is missed where
// credentials are wanted, and only there.
func TestHelperWithoutAnAnswer(t *testing.T) {
	home := t.TempDir()
	for _, key := range []string{"REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"} {
		t.Setenv(key, "")
	}
	t.Setenv("DOCKER_CONFIG", home)
	t.Setenv("PATH", home)
	for name, text := range map[string]string{
		"of-another-machine": "", "that-prints-a-page": "echo '<html>'", "that-fails": "echo keychain is locked; exit 1", "that-crashes": "kill -9 $$",
	} {
		if text != "" {
			if err := os.WriteFile(filepath.Join(home, "docker-credential-"+name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(home, "config.json"), []byte(`{"credsStore":"`+name+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		h := registrytest.New(t)
		h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
		wantSize(t, "unpacked", imageOf(t, New(Options{}), h.Ref("x"), nil).Unpacked, 5)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(http.StatusUnauthorized)
			return true
		}
		_, err := New(Options{}).Digest(t.Context(), h.Ref("x"))
		if !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), `it wants credentials (401), and the credential helper "docker-credential-`+name) {
			t.Errorf("got %v", err)
		}
	}
}
