package measure

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"docsite/internal/registrytest"
)

// wants answers with a challenge until a request has the right credentials: "token" of
// /token, or "password"; "nothing" lets all pass, a number is a status.
func wants(h *registrytest.Host, what string, w http.ResponseWriter, r *http.Request) (answered bool) {
	user, password, _ := r.BasicAuth()
	known, challenge := true, ""
	switch what {
	case "token":
		known, challenge = strings.HasPrefix(r.Header.Get("Authorization"), "Bearer good"), fmt.Sprintf(`Bearer realm="%s/token",service="s"`, h.URL)
	case "password":
		known, challenge = user == "me" && password == "secret", `Basic realm="x, y"`
	case "either":
		known, challenge = strings.HasPrefix(r.Header.Get("Authorization"), "Bearer good"), fmt.Sprintf(`Negotiate abc==, Basic realm="x, Bearer y", Bearer Realm=%s/token , service="s"`, h.URL)
	case "unquoted":
		known, challenge = strings.HasPrefix(r.Header.Get("Authorization"), "Bearer good"), fmt.Sprintf(`bearer realm=%s/token,service=s`, h.URL)
	case "401":
		known = false
	case "404":
		w.WriteHeader(http.StatusNotFound)
		return true
	}
	if known {
		return false
	}
	if challenge != "" {
		w.Header().Set("WWW-Authenticate", challenge)
	}
	w.WriteHeader(http.StatusUnauthorized)
	return true
}

// What a repository wants counts, whatever /v2/ says.
func TestARepositoryWantsOtherThanTheRegistry(t *testing.T) {
	for _, c := range []struct {
		registry, repository string
		who                  authn.Keychain
	}{
		{"nothing", "token", registrytest.NoLogin{}}, {"nothing", "token", login{}}, {"nothing", "password", login{}}, {"nothing", "either", registrytest.NoLogin{}},
		{"password", "token", registrytest.NoLogin{}}, {"password", "token", login{}}, {"password", "nothing", registrytest.NoLogin{}},
		{"token", "password", login{}}, {"token", "nothing", registrytest.NoLogin{}}, {"either", "either", login{}},
		{"401", "token", registrytest.NoLogin{}}, {"401", "password", login{}}, {"404", "token", login{}}, {"404", "nothing", registrytest.NoLogin{}},
		{"unquoted", "unquoted", registrytest.NoLogin{}},
	} {
		t.Run(fmt.Sprintf("%s, %s, %T", c.registry, c.repository, c.who), func(t *testing.T) {
			h := registrytest.New(t)
			h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
			h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				switch r.URL.Path {
				case "/token":
					fmt.Fprint(w, `{"access_token":"good"}`)
					return true
				case "/v2/":
					return wants(h, c.registry, w, r)
				}
				return wants(h, c.repository, w, r)
			}
			wantSize(t, "unpacked", imageOf(t, client(t, Options{Keychain: c.who}), h.Ref("x"), nil).Unpacked, 5)
		})
	}
}

// A token that has ended is replaced by one for the repository, whether or not the
// registry says so again.
func TestTokensThatEnd(t *testing.T) {
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	issued := 0
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/token" {
			if r.URL.Query().Get("scope") == "repository:a/b:pull" {
				issued++
			}
			fmt.Fprintf(w, `{"token":"good%d"}`, issued)
			return true
		}
		if token := r.Header.Get("Authorization"); strings.Contains(r.URL.Path, "/blobs/") && token == "Bearer good1" {
			r.Header.Del("Authorization")
		}
		return wants(h, "token", w, r)
	}
	wantSize(t, "unpacked", imageOf(t, client(t, Options{}), h.Ref("x"), nil).Unpacked, 5)
	if issued != 2 {
		t.Errorf("%d tokens for the repository", issued)
	}
}

// A registry to which another one leads gets a token of its own, and no password.
func TestTokensOfAnotherRegistry(t *testing.T) {
	other := registrytest.New(t)
	other.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	other.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.Header.Get("Authorization"), "Basic") {
			t.Errorf("%s is asked with a password", r.URL)
		}
		if r.URL.Path == "/token" {
			fmt.Fprint(w, `{"token":"good"}`)
			return true
		}
		return wants(other, "token", w, r)
	}
	h := registrytest.New(t)
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/v2/" {
			return wants(h, "password", w, r)
		}
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
		return true
	}
	wantSize(t, "unpacked", imageOf(t, client(t, Options{Keychain: login{}}), h.Ref("x"), nil).Unpacked, 5)
}

// What is wrong with tokens is told, and nothing of what the token host answers.
func TestTokensThatAreNone(t *testing.T) {
	for answer, want := range map[string]string{
		`{"refresh_token":"hidden"}`: "gives no token", `{"token":""}`: "gives no token", `hidden`: "gives no token", `{"token":"hidden\nX: y"}`: "gives no token",
		`{"token":"` + strings.Repeat("hidden", 20_000) + `"}`: "gives no token",
	} {
		h := registrytest.New(t)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/token" {
				fmt.Fprint(w, answer)
				return true
			}
			return wants(h, "token", w, r)
		}
		if _, err := client(t, Options{}).Digest(t.Context(), h.Ref("x")); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hidden") {
			t.Errorf("%.40s is told as %v", answer, err)
		}
	}
	for silent, want := range map[bool]string{true: "fell silent in the middle", false: "broke off the connection"} {
		h := registrytest.New(t)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/token" {
				return wants(h, "token", w, r)
			}
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"token":`)
			w.(http.Flusher).Flush()
			if !silent {
				panic(http.ErrAbortHandler)
			}
			<-r.Context().Done()
			return true
		}
		if _, err := client(t, Options{stall: 200 * time.Millisecond}).Digest(t.Context(), h.Ref("x")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a token that does not come is told as %v", err)
		}
	}
	for challenge, want := range map[string]string{
		`Bearer service="s"`: "does not say who gives one", `Bearer realm="/token"`: "does not say who gives one",
		`Digest realm="x"`: "in a way that docsite does not know (digest)",
	} {
		h := registrytest.New(t)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("WWW-Authenticate", challenge)
			w.WriteHeader(http.StatusUnauthorized)
			return true
		}
		if _, err := client(t, Options{}).Digest(t.Context(), h.Ref("x")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is told as %v", challenge, err)
		}
	}
}

// What a token host answers is told of that host: the registry has the image all the same.
func TestTokenHostThatRefuses(t *testing.T) {
	for status, want := range map[int]string{http.StatusNotFound: "gives no token (404)", http.StatusTooManyRequests: "limits requests (429)"} {
		tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }))
		defer tokens.Close()
		h := registrytest.New(t)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf("Bearer realm=%q", tokens.URL))
			w.WriteHeader(http.StatusUnauthorized)
			return true
		}
		want = strings.TrimPrefix(tokens.URL, "http://") + " " + want
		if _, err := client(t, Options{}).Digest(t.Context(), h.Ref("x")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d is told as %v, want %q", status, err, want)
		}
	}
}

// What is wrong on the way to a host that the registry leads to is told of that host, and the
// registry is not taken for one that is down.
func TestHostThatIsNotThere(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	cuts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}))
	defer cuts.Close()
	tls := httptest.NewTLSServer(nil)
	defer tls.Close()
	for host, want := range map[string]string{gone.URL: ", which refuses the connection", cuts.URL: " broke off the connection",
		tls.URL: " is not trusted", "https" + strings.TrimPrefix(cuts.URL, "http"): " under https, which speaks plain HTTP"} {
		h := registrytest.New(t)
		h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			if strings.Contains(r.URL.Path, "/blobs/") {
				http.Redirect(w, r, host+r.URL.Path, http.StatusFound)
				return true
			}
			return false
		}
		c := client(t, Options{})
		_, _, err := c.Image(t.Context(), h.Ref("x"), "", nil, "")
		if _, at, _ := strings.Cut(host, "//"); err == nil || !strings.Contains(err.Error(), at) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is told as %v, want %q", host, err, want)
		}
		h.Hook = nil
		if _, err := c.Digest(t.Context(), h.Ref("x")); err != nil {
			t.Error(err)
		}
	}
}

// A registry of this machine is asked with TLS and without; the one that speaks TLS answers
// plain HTTP with an error of its own.
func TestCertificateOfThisMachine(t *testing.T) {
	h := registrytest.New(t)
	server := httptest.NewTLSServer(h.Config.Handler)
	defer server.Close()
	if _, err := client(t, Options{}).Digest(t.Context(), strings.TrimPrefix(server.URL, "https://")+"/a/b:x"); err == nil || !strings.Contains(err.Error(), " is not trusted") || !strings.Contains(err.Error(), "{ca: FILE}") {
		t.Error(err)
	}
}
