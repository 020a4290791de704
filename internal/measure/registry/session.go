package registry

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/lazy"
	"docsite/internal/measure/source"
)

// session sends the requests about one repository with what their hosts want of those
// who ask. A registry says what it wants for each repository anew: /v2/ may be open, or
// want something else, and tokens end while a layer is read.
type session struct {
	guard *guard
	scope string            // of the tokens for the repository
	login *authn.AuthConfig // for the registry; every other host is asked by nobody

	mu   sync.Mutex        // held while a token is asked for: the other requests need it too
	with map[string]string // the Authorization of requests, by host; "" is the registry
}

// RoundTrip sends a request, and once more where its host wants something else than what
// it was sent with.
func (s *session) RoundTrip(in *http.Request) (*http.Response, error) {
	host := strings.ToLower(in.URL.Host)
	if s.guard.isOwn(in.URL) {
		host = ""
	}
	s.mu.Lock()
	with := s.with[host]
	s.mu.Unlock()
	resp, err := s.guard.RoundTrip(authorized(in, with))
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	wanted := readChallenge(resp.Header.Values("WWW-Authenticate"))
	if wanted.Scheme == "" || in.Body != nil && in.GetBody == nil {
		return resp, nil
	}
	other, err := s.answer(in.Context(), host, wanted, with)
	if err == nil && other == with {
		return resp, nil
	}
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	again := authorized(in, other)
	if in.Body != nil {
		if again.Body, err = in.GetBody(); err != nil {
			return nil, err
		}
	}
	return s.guard.RoundTrip(again)
}

func authorized(in *http.Request, with string) *http.Request {
	req := in.Clone(in.Context())
	if req.Header.Del("Authorization"); with != "" {
		req.Header.Set("Authorization", with)
	}
	return req
}

// answer gives what requests to a host are to be sent with, after one with something
// else was refused.
func (s *session) answer(ctx context.Context, host string, c transport.Challenge, refused string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.with[host]; now != refused {
		return now, nil // another request has asked meanwhile
	}
	login, name := s.login, s.guard.host
	if host != "" {
		login, name = &authn.AuthConfig{}, source.Plain(host)
	}
	switch c.Scheme {
	case "bearer":
		scopes := []string{c.Parameters["scope"], s.scope} // some look at the first alone
		if host != "" && scopes[0] != "" {
			scopes = scopes[:1]
		}
		token, err := s.token(ctx, name, login, scopes, c.Parameters)
		if err != nil {
			return "", err
		}
		s.with[host] = "Bearer " + token
	case "basic", "": // none: before the first request
		if login.Username != "" && login.Password != "" {
			basic := &http.Request{Header: http.Header{}}
			basic.SetBasicAuth(login.Username, login.Password)
			s.with[host] = basic.Header.Get("Authorization")
		}
	default:
		return "", &refusal{reason: fmt.Sprintf("%s wants credentials in a way that docsite does not know (%s)", name, source.Plain(c.Scheme))}
	}
	return s.with[host], nil
}

// token asks a registry's token host (distribution specification, "Token Authentication"
// and "OAuth2 Token Authentication").
func (s *session) token(ctx context.Context, name string, login *authn.AuthConfig, scopes []string, c map[string]string) (string, error) {
	if login.RegistryToken != "" {
		return login.RegistryToken, nil
	}
	realm, err := url.Parse(c["realm"])
	if err != nil || realm.Host == "" {
		return "", &refusal{reason: name + " wants a token, and does not say who gives one"}
	}
	query := realm.Query()
	if c["service"] != "" {
		query.Set("service", c["service"])
	}
	query["scope"] = slices.Compact(slices.DeleteFunc(scopes, func(scope string) bool { return scope == "" }))
	if login.IdentityToken != "" {
		form := url.Values{"service": query["service"], "scope": {strings.Join(query["scope"], " ")}, "client_id": {"docsite"},
			"grant_type": {"refresh_token"}, "refresh_token": {login.IdentityToken}}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, realm.String(), strings.NewReader(form.Encode()))
		if err != nil {
			return "", err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := (&http.Client{Transport: s.guard}).Do(req)
		if err != nil || resp.StatusCode != http.StatusNotFound && resp.StatusCode != http.StatusMethodNotAllowed {
			return readToken(resp, err)
		}
		resp.Body.Close() // it knows the older way alone
	}
	realm.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, realm.String(), nil)
	if err != nil {
		return "", err
	}
	if login.Username != "" && login.Password != "" {
		req.SetBasicAuth(login.Username, login.Password)
	}
	return readToken((&http.Client{Transport: s.guard}).Do(req))
}

// readToken reads the answer of a token host. Nothing of it is ever told: it may hold
// tokens.
func readToken(resp *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound { // that says nothing of the image
		return "", &refusal{source.Plain(resp.Request.URL.Host) + " gives no token (404)", ""}
	}
	if err := transport.CheckError(resp, http.StatusOK); err != nil {
		return "", err
	}
	var got struct {
		Token       string `json:"token"`
		AccessToken string `json:"access_token"`
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return "", err
	}
	err = json.NewDecoder(bytes.NewReader(raw)).Decode(&got)
	token := cmp.Or(got.Token, got.AccessToken)
	if err != nil || token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", &refusal{fmt.Sprintf("%s gives no token", source.Plain(resp.Request.URL.Host)), "a proxy or a login page may have answered; try again later"}
	}
	return token, nil
}

// challengePart is a parameter of a challenge, or the word that a challenge opens with.
var challengePart = lazy.Pattern(`(\w+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))|([A-Za-z][\w-]*)`)

// readChallenge reads WWW-Authenticate headers (RFC 9110, section 11.6.1): of several
// challenges one for a token, else one for a password. Without any the scheme is empty.
func readChallenge(headers []string) (best transport.Challenge) {
	known := []string{"", "basic", "bearer"}
	var c transport.Challenge
	for _, m := range append(challengePart().FindAllStringSubmatch(strings.Join(headers, ", "), 100), []string{4: "end"}) {
		switch _, twice := c.Parameters[strings.ToLower(m[1])]; {
		case m[4] != "":
			if best.Scheme == "" || slices.Index(known, c.Scheme) > slices.Index(known, best.Scheme) {
				best = c
			}
			c = transport.Challenge{Scheme: strings.ToLower(m[4]), Parameters: map[string]string{}}
		case c.Scheme != "" && !twice:
			c.Parameters[strings.ToLower(m[1])] = m[2] + m[3]
		}
	}
	return best
}
