package source

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// What an error of this package is, for errors.Is.
var (
	// ErrUnavailable: the registry could not be asked, or its answer cannot
	// be trusted. The last good figures still stand.
	ErrUnavailable = errors.New("the registry could not be asked")
	// ErrReference: the reference does not parse.
	ErrReference = errors.New("the reference does not parse")
	// ErrPlatform: the image is there, but not for the platform asked for.
	ErrPlatform = errors.New("the image has no such platform")
	// ErrNoImage: what the reference names is something else than an image.
	ErrNoImage = errors.New("this is not an image")
	// ErrSource: a folder or an archive that cannot be read.
	ErrSource = errors.New("the image's folder or archive cannot be read")
	// ErrTarget: the Dockerfile has no such stage.
	ErrTarget = errors.New("the Dockerfile has no such stage")
)

// Fault says which image could not be measured, and why.
type Fault struct {
	Ref    string // as the author wrote it
	Reason string // free of control characters
	Hint   string // what to do, where that is sure
	Kind   error  // one of the errors above
}

func (f *Fault) Error() string {
	s := fmt.Sprintf("image %q: %s", f.Ref, f.Reason)
	if f.Hint != "" {
		s += " (hint: " + f.Hint + ")"
	}
	return s
}

func (f *Fault) Unwrap() error { return f.Kind }

// IsGone reports whether what was asked for is not there, or not for who asks: to ask
// again gives the same.
func IsGone(err error) bool {
	if answer, ok := errors.AsType[*transport.Error](err); ok {
		return answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone
	}
	_, lacks := errors.AsType[*missing](err)
	return lacks
}

// Innermost leaves out what the layers between wrote around an error.
func Innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// Plain makes text from a registry fit for a terminal, a CI log and a page:
// one line, no control or formatting characters, at limit 200 characters.
func Plain(s string) string {
	const limit = 200
	var b strings.Builder
	n, gap := 0, false
	for _, r := range s {
		if n >= limit {
			b.WriteString("…")
			break
		}
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
			gap = n > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			n, gap = n+1, false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
