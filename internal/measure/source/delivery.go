package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
)

// Undelivered is an answer whose bytes do not have the digest that was asked
// for: a proxy's page, half a blob, another blob. It says nothing of the image.
type Undelivered struct {
	Digest string // that was asked for; empty for what a tag names
	What   string // that came: "a web page", "57 of 3301426 bytes"
}

func (e *Undelivered) Error() string { return e.What + " came for " + e.Wanted() }

// Wanted says what was asked for.
func (e *Undelivered) Wanted() string {
	if len(e.Digest) > 19 {
		return e.Digest[:19] + "…"
	}
	return cmp.Or(e.Digest, "the manifest")
}

// Twice asks again, on a new connection, for what was not delivered.
func Twice(src interface{ Renew() }, ask func() error) error {
	err := ask()
	if _, ok := errors.AsType[*Undelivered](err); ok {
		src.Renew()
		err = ask()
	}
	return err
}

// Came says in words what came in place of a blob or a document, of which head is
// the beginning, got the length, and want the length that it should have; 0
// where that is not known.
func Came(head []byte, got, want int64) string {
	switch {
	case got == 0:
		return "nothing"
	case isWebPage(head):
		return "a web page"
	case want > 0 && got < want:
		return fmt.Sprintf("%d of %d bytes", got, want)
	case want > 0 && got > want:
		return fmt.Sprintf("more than its %d bytes", want)
	}
	return "other bytes"
}

// isWebPage reports whether bytes begin as HTML does.
func isWebPage(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(head[:min(len(head), 512)]))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<head"))
}
