package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
)

// Undelivered is an answer whose bytes do not have the digest that was asked
// for: a proxy's page, half a blob, another blob. It says nothing of the image.
type Undelivered struct {
	Digest string // that was asked for; empty for what a tag names
	What   string // that came: "a web page", "57 of 3301426 bytes"
	Broke  error  // with which the connection ended in the middle of the answer; nil for a whole one
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

// Cut is the error of an answer of which the rest did not come: where the connection broke,
// one that is worth a second try.
func Cut(digest string, err error) error {
	if !Broke(err) {
		return err
	}
	return &Undelivered{Digest: digest, What: "a part", Broke: err}
}

// stream is a stream of HTTP/2 that a server broke off. The library has a type of its own,
// which is not exported, for each copy of it, and fills in any with these fields.
type stream struct {
	StreamID, Code uint32
	Cause          error
}

func (stream) Error() string { return "the stream was broken off" }

// Broke reports whether an error is that of a connection which ended before an answer did.
func Broke(err error) bool {
	if err == nil {
		return false
	}
	_, broken := errors.AsType[stream](err)
	return broken || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		strings.Contains(err.Error(), "http2: server sent GOAWAY") || strings.Contains(err.Error(), "connection error: ") // of HTTP/2, without a type
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
