package registry

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
)

// Unavailable gives an error of a registry its reason and hint. A caller that
// gave up itself gets its own error back.
func Unavailable(ctx context.Context, ref, host string, err error) error {
	if _, ok := errors.AsType[*source.Fault](err); ok {
		return err
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	reason, hint := Reason(host, err)
	return &source.Fault{Ref: ref, Reason: reason, Hint: hint, Kind: source.ErrUnavailable}
}

// Reason says in words what a request ended with.
func Reason(host string, err error) (reason, hint string) {
	host = source.Plain(host)
	var no *refusal
	var other *source.Undelivered
	var answer *transport.Error
	var wide *http.MaxBytesError
	var syntax *json.SyntaxError
	var form *json.UnmarshalTypeError
	switch {
	case errors.As(err, &no):
		return no.reason, no.hint
	case errors.As(err, &other) && other.Broke != nil:
		return wayReason(host, other.Broke)
	case errors.As(err, &other):
		return fmt.Sprintf("%s sent %s for %s, twice", host, other.What, other.Wanted()), "a proxy or a login page may have answered; try again later"
	case errors.As(err, &answer):
		return statusReason(host, answer)
	case errors.As(err, &wide):
		return fmt.Sprintf("an answer of %s is longer than %s", host, figures.Size(wide.Limit)), ""
	case errors.As(err, &syntax), errors.As(err, &form):
		return host + otherForm, otherFormHint
	}
	return wayReason(host, err)
}

// otherForm is said of an answer that is none of a registry.
const (
	otherForm     = " answers in another form than registries do"
	otherFormHint = "a proxy or a login page may have answered; try again later"
)

// wayReason says why no answer came.
func wayReason(host string, err error) (reason, hint string) {
	var proxy *proxyError
	var other *otherHostError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var clear tls.RecordHeaderError
	var system syscall.Errno
	asked := host
	switch {
	case errors.As(err, &proxy):
		host = "the proxy " + source.Plain(proxy.addr)
	case errors.As(err, &other):
		host = source.Plain(other.host)
	}
	switch {
	case errors.As(err, &dns):
		return fmt.Sprintf("the host %s is not known", source.Plain(dns.Name)), "look at the name; is there a network?"
	case errors.As(err, &cert), errors.As(err, &unknown):
		return source.Plain(fmt.Sprintf("the certificate of %s is not trusted: %v", host, source.Innermost(err))), sayKey(asked, "ca: FILE")
	case errors.Is(err, syscall.ECONNREFUSED) && proxy != nil:
		return host + " refuses the connection", proxyHint
	case errors.Is(err, syscall.ECONNREFUSED) && other != nil:
		return fmt.Sprintf("%s leads to %s, which refuses the connection", asked, host), ""
	case errors.Is(err, syscall.ECONNREFUSED):
		return host + " refuses the connection", "is the registry running?"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return host + " did not answer in time", ""
	case errors.Is(err, errStalled):
		return host + " fell silent in the middle of an answer", ""
	case other != nil && (errors.As(err, &clear) || errors.Is(err, http.ErrSchemeMismatch)):
		return fmt.Sprintf("%s leads to %s under https, which speaks plain HTTP", asked, host), ""
	case !isLoopbackName(hostname(host)) && (errors.As(err, &clear) || errors.Is(err, http.ErrSchemeMismatch)): // of this machine both are asked
		return host + " speaks plain HTTP", sayKey(host, "plain: true")
	case source.Broke(err):
		return host + " broke off the connection", ""
	case errors.As(err, &system):
		return fmt.Sprintf("%s cannot be reached: %s", host, source.Plain(system.Error())), "is there a network?"
	}
	for _, f := range httpFaults {
		if strings.Contains(err.Error(), f.words) {
			return host + " " + f.said, "a proxy may stand between; look at the host's name and port"
		}
	}
	return source.Plain(source.Innermost(err).Error()), ""
}

// httpFaults are words of Go's HTTP library, which a reader has no use for, and what
// they mean.
var httpFaults = []struct{ said, words string }{
	{"answers with more headers than are read", "response headers exceeded"},
	{"redirects to what is no address", "Location header"},
	{"does not answer in HTTP", "malformed HTTP"}, {"does not answer in HTTP", "bad Content-Length"}, {"does not answer in HTTP", "invalid Content-Length"},
	{"does not answer in HTTP", "unsupported transfer encoding"}, {"does not answer in HTTP", "too many transfer encodings"}, {"does not answer in HTTP", "chunk"}, // of half a dozen faults
	{"does not answer in HTTP", "malformed MIME header"}, {"does not answer in HTTP", "http2:"}, {"does not answer in HTTP", "http: "},
}

// statusReason puts an HTTP status into words.
func statusReason(host string, answer *transport.Error) (reason, hint string) {
	code, host := answer.StatusCode, source.Plain(host)
	switch code {
	case http.StatusUnauthorized, http.StatusForbidden:
		if kind, digest := partOf(answer); kind == "blobs" { // an address that is good for some minutes may be older
			return fmt.Sprintf("%s does not give the layer or config %s of the image (%d)", source.Plain(answer.Request.URL.Host), digest, code), "try again later; look at what the credentials allow"
		}
		reason = fmt.Sprintf("%s has no such image, or wants other credentials (%d)", host, code)
		if code == http.StatusForbidden {
			reason += saying(answer) // of a registry that knows who asks
		}
		return reason, "look at the name; docker login " + host
	case http.StatusNotFound:
		switch kind, digest := partOf(answer); kind {
		case "blobs":
			return fmt.Sprintf("%s has the image, and not its layer or config %s (404)", host, digest), "push the image again"
		case "manifests":
			return fmt.Sprintf("%s has no manifest %s (404)", host, digest), ""
		}
		return fmt.Sprintf("%s has no such image or tag (404)", host), ""
	}
	if answer.Request != nil { // the token host, or where layers are kept
		host = source.Plain(answer.Request.URL.Host)
	}
	reason = fmt.Sprintf("%s answers %d", host, code)
	if text := http.StatusText(code); text != "" {
		reason += " " + text
	}
	return reason + saying(answer), ""
}

// saying is what a registry says itself of an answer that is an error, behind a colon.
func saying(answer *transport.Error) string {
	if len(answer.Errors) == 0 || answer.Errors[0].Message == "" {
		return ""
	}
	return ": " + source.Plain(answer.Errors[0].Message)
}

// partOf is what an answer is about, "blobs" or "manifests", with its digest; empty
// where it is about a tag.
func partOf(answer *transport.Error) (kind, digest string) {
	if answer.Request == nil {
		return "", ""
	}
	first := answer.Request
	for first.Response != nil && first.Response.Request != nil {
		first = first.Response.Request // a registry leads on to where its layers are kept
	}
	way := strings.Split(first.URL.Path, "/")
	digest = source.Plain(way[len(way)-1])
	if len(way) < 2 || !strings.Contains(digest, ":") { // a tag
		return "", ""
	}
	return way[len(way)-2], (&source.Undelivered{Digest: digest}).Wanted()
}

func isTimeout(err error) bool {
	n, ok := errors.AsType[net.Error](err)
	return ok && n.Timeout()
}
