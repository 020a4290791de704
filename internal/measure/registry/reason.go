package registry

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"syscall"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
)

// Unavailable gives an error of a registry its reason and hint. A caller that
// gave up itself gets its own error back.
func Unavailable(ctx context.Context, ref, host string, err error) error {
	var fault *source.Fault
	if errors.As(err, &fault) {
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
	var answer *transport.Error
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var wide *http.MaxBytesError
	var other *source.Undelivered
	var no *refusal
	var busy *throttled
	var clear tls.RecordHeaderError
	switch {
	case errors.As(err, &no):
		return no.reason, no.hint
	case errors.As(err, &busy):
		return busy.Error(), ""
	case errors.As(err, &other):
		return fmt.Sprintf("%s sent %s for %s, twice", source.Plain(host), other.What, other.Wanted()), "a proxy or a login page may have answered; try again later"
	case errors.As(err, &answer):
		return statusReason(host, answer)
	case errors.As(err, &dns):
		return fmt.Sprintf("the host of %s is not known", source.Plain(host)), "look at the name; is there a network?"
	case errors.As(err, &cert), errors.As(err, &unknown):
		return source.Plain(fmt.Sprintf("the certificate of %s is not trusted: %v", host, source.Innermost(err))), sayKey(host, "ca: FILE")
	case errors.As(err, &wide):
		return fmt.Sprintf("an answer of %s is longer than %s", source.Plain(host), figures.Size(wide.Limit)), ""
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("%s refuses the connection", source.Plain(host)), "is the registry running?"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return fmt.Sprintf("%s did not answer in time", source.Plain(host)), ""
	case errors.As(err, &clear), errors.Is(err, http.ErrSchemeMismatch):
		return fmt.Sprintf("%s speaks plain HTTP", source.Plain(host)), sayKey(host, "plain: true")
	}
	return source.Plain(source.Innermost(err).Error()), ""
}

// statusReason puts an HTTP status into words.
func statusReason(host string, answer *transport.Error) (reason, hint string) {
	code, host := answer.StatusCode, source.Plain(host)
	switch code {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Sprintf("%s wants other credentials (%d)", host, code), "docker login " + host
	case http.StatusNotFound:
		return fmt.Sprintf("%s has no such image or tag (404)", host), ""
	}
	reason = fmt.Sprintf("%s answers %d", host, code)
	if text := http.StatusText(code); text != "" {
		reason += " " + text
	}
	if len(answer.Errors) > 0 && answer.Errors[0].Message != "" {
		reason += ": " + source.Plain(answer.Errors[0].Message)
	}
	return reason, ""
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}
