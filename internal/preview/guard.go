package preview

import (
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strings"

	"docsite/internal/lazy"
)

// policy lets a page use what its own site serves, as the policy in the pages
// themselves does, and listen for builds. There is no inline script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; " +
	"img-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// pagePolicy is the policy for a page, which may show pictures of the hosts that
// the page's own policy names.
func pagePolicy(page []byte) string {
	if m := pictureHosts().FindSubmatch(page); m != nil {
		return strings.Replace(policy, "img-src 'self'", "img-src 'self'"+string(m[1]), 1)
	}
	return policy
}

// pictureHosts finds the hosts in the policy of a page: nothing in them can be
// more than hosts. Both policies hold, so that this one widens none.
var pictureHosts = lazy.Pattern(`(?s)\A.{0,600}Content-Security-Policy.{0,200}img-src &#39;self&#39;((?: https://[a-z0-9.-]+(?::[0-9]+)?)+);`)

// own is the folder of the preview's own addresses.
const own = "_docsite/"

// ServeHTTP refuses whatever does not come from a page of the preview itself
// or from a person who typed or followed its address.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache") // kept, but asked for again each time
	if status, why := s.refuse(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			h.Set("Allow", "GET, HEAD")
		}
		http.Error(w, why, status)
		return
	}
	name, folder, status := sitePath(r)
	switch {
	case status != 0:
		http.Error(w, http.StatusText(status), status)
	case strings.HasPrefix(name, own):
		s.own(w, r, strings.TrimPrefix(name, own))
	default:
		s.page(w, r, name, folder)
	}
}

// refuse gives the status and the reason for which a request is not answered;
// 0 when it is. The research behind the list: other previews were read by
// foreign pages for want of each of these checks (CVE-2025-24010,
// CVE-2025-30360, CVE-2026-27977, GHSA-67mh-4wv8-2f99).
func (s *Server) refuse(r *http.Request) (status int, why string) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !s.isRefresh(r):
		return http.StatusMethodNotAllowed, "the preview is only read"
	case r.URL.Host != "" || r.URL.Scheme != "" || !strings.HasPrefix(r.RequestURI, "/"):
		return http.StatusBadRequest, "the preview is no proxy"
	case !isHost(r.Host):
		return http.StatusBadRequest, "the request names no host"
	case !s.hosts[strings.ToLower(r.Host)]:
		return http.StatusForbidden, fmt.Sprintf("the preview does not answer to %.100q", r.Host)
	case r.Header.Get("Upgrade") != "":
		return http.StatusBadRequest, "the preview speaks plain HTTP"
	case !sameOrigin(r) || !ownSite(r):
		return http.StatusForbidden, "the preview is not for other sites"
	case r.Method == http.MethodPost && !ownScript(r):
		return http.StatusForbidden, "only a page of the preview may ask for this, on this machine"
	case strings.Contains(r.Header.Get("Range"), ","):
		return http.StatusRequestedRangeNotSatisfiable, "one range at a time"
	}
	return 0, ""
}

// isRefresh reports whether a request asks for a page to be refreshed.
func (s *Server) isRefresh(r *http.Request) bool {
	return s.opts.Refresh != nil && r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/"+own+refreshing)
}

// ownScript reports whether a request that writes comes from the script of a page of
// the preview, in a browser of this machine. It must have an Origin, and a header
// that no form can send and no other site may: a server is asked for that first, and
// this one does not answer.
func ownScript(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback() && len(r.Header.Values("Origin")) == 1 && r.Header.Get("X-Docsite") == "refresh"
}

// hostNames are the values of the Host header that a browser sends to a
// server at addr. A name that an attacker can point at this machine is not
// among them, which is what stops DNS rebinding.
func hostNames(addr net.Addr) map[string]bool {
	names := make(map[string]bool)
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return names
	}
	hosts := []string{"localhost", "127.0.0.1", "::1", host}
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		addrs, _ := net.InterfaceAddrs()
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				hosts = append(hosts, n.IP.String())
			}
		}
	}
	for _, host := range hosts {
		name := net.JoinHostPort(host, port)
		names[name] = true
		if port == "80" { // which browsers leave out
			names[strings.TrimSuffix(name, ":80")] = true
		}
	}
	return names
}

// isHost reports whether a Host header has the form of one.
func isHost(host string) bool {
	if !strings.Contains(host, ":") {
		return host != "" && !strings.ContainsAny(host, "[]")
	}
	name, _, err := net.SplitHostPort(host)
	return err == nil && name != ""
}

// sameOrigin checks the Origin header where there is one. "null", the origin
// of sandboxed frames and of files, is as foreign as any other.
func sameOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	return len(origins) == 1 && strings.EqualFold(origins[0], "http://"+r.Host)
}

// ownSite checks what browsers say of a request's origin (Fetch Metadata).
// From elsewhere only a link may lead here, in a tab of its own. A server on
// another port of this machine is "same-site", and as foreign.
func ownSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document" &&
		!strings.HasPrefix(r.URL.Path, "/"+own)
}

// sitePath turns a request's path into a name in the site. folder is true
// when it ends in a slash. A path that says the same thing in another way
// (dots, doubled or encoded slashes) is refused, not cleaned: cleaning is
// where other servers were led astray (CVE-2025-30208, GHSA-g7r4-m6w7-qqqr).
func sitePath(r *http.Request) (name string, folder bool, status int) {
	raw := strings.ToLower(r.URL.EscapedPath())
	if strings.Contains(r.RequestURI, "#") || strings.Contains(raw, "%2f") {
		return "", false, http.StatusBadRequest
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/")
	if name == "" && ok {
		return ".", true, 0
	}
	name, folder = strings.CutSuffix(name, "/")
	if !ok || name == "." || !fs.ValidPath(name) || strings.ContainsFunc(name, badRune) {
		return "", false, http.StatusBadRequest
	}
	for part := range strings.SplitSeq(name, "/") {
		// Hidden files are no part of a site. Windows takes the other forms
		// for names of files that are: "x.", "x ", "x::$DATA".
		if strings.HasPrefix(part, ".") || strings.TrimRight(part, ". ") != part || strings.Contains(part, ":") {
			return "", false, http.StatusNotFound
		}
	}
	return name, folder, 0
}

func badRune(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
