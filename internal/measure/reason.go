package measure

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
)

// unavailable gives an error of a registry its reason and hint. A caller that
// gave up itself gets its own error back.
func unavailable(ctx context.Context, ref, host string, err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		return err
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	reason, hint := reasonOf(host, err)
	return &Fault{Ref: ref, Reason: reason, Hint: hint, Kind: ErrUnavailable}
}

// reasonOf says in words what a request ended with.
func reasonOf(host string, err error) (reason, hint string) {
	var answer *transport.Error
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var wide *http.MaxBytesError
	switch {
	case errors.As(err, &answer):
		return statusReason(host, answer)
	case errors.As(err, &dns):
		return fmt.Sprintf("the host of %s is not known", plain(host)), "look at the name; is there a network?"
	case errors.As(err, &cert), errors.As(err, &unknown):
		return plain(fmt.Sprintf("the certificate of %s is not trusted: %v", host, innermost(err))), ""
	case errors.As(err, &wide):
		return fmt.Sprintf("an answer of %s is longer than %s", plain(host), figures.Size(wide.Limit)), ""
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("%s refuses the connection", plain(host)), "is the registry running?"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return fmt.Sprintf("%s did not answer in time", plain(host)), ""
	}
	return plain(innermost(err).Error()), ""
}

// statusReason puts an HTTP status into words.
func statusReason(host string, answer *transport.Error) (reason, hint string) {
	code, host := answer.StatusCode, plain(host)
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
		reason += ": " + plain(answer.Errors[0].Message)
	}
	return reason, ""
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}
