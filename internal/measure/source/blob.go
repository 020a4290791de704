package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// Unreadable says that a document does not parse.
func Unreadable(what string, err error) error {
	if typed, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is not readable: it has a JSON %s where none may be", what, Plain(typed.Value))
	}
	syntax, ok := errors.AsType[*json.SyntaxError](err)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || ok && strings.Contains(syntax.Error(), "unexpected end") {
		return fmt.Errorf("%s is not readable: it is no whole JSON", what)
	}
	if ok {
		return fmt.Errorf("%s is not readable: it is no JSON from byte %d on", what, max(syntax.Offset, 1))
	}
	return fmt.Errorf("%s is not readable: %s", what, Plain(Innermost(err).Error()))
}

// BadBlob is a blob that has its digest, and is not what it should be: no
// second request mends that.
type BadBlob struct {
	Reason string
	Length bool // the manifest states another length, so that no sum over it is right
}

func (e *BadBlob) Error() string { return "the blob " + e.Reason }

// ReadBlob reads a small blob of at most limit bytes. What came under its name
// and does not have its digest is a *[Undelivered], after a second try; what has
// it and is not as the manifest states is a *[BadBlob].
func ReadBlob(ctx context.Context, src Source, d v1.Descriptor, limit int64) (raw []byte, err error) {
	if d.Size < 1 || d.Size > limit {
		return nil, &BadBlob{Reason: fmt.Sprintf("is stated to have %d bytes; 1 to %d are read", d.Size, limit)}
	}
	err = Twice(src, func() error {
		raw, err = readBlob(ctx, src, d, limit)
		return err
	})
	return raw, err
}

func readBlob(ctx context.Context, src Source, d v1.Descriptor, limit int64) ([]byte, error) {
	r, err := src.Blob(ctx, d.Digest.String(), 0)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, Cut(d.Digest.String(), err)
	}
	if !HasDigest(raw, d.Digest.String()) {
		return nil, &Undelivered{Digest: d.Digest.String(), What: Came(raw, int64(len(raw)), d.Size)}
	}
	if int64(len(raw)) != d.Size {
		return nil, &BadBlob{Reason: fmt.Sprintf("does not have the %d bytes that the manifest states", d.Size)}
	}
	return raw, nil
}

// Digest is the SHA-256 of bytes, written as a digest.
func Digest(b []byte) string {
	h := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(h[:])
}

// HasDigest reports whether bytes have a digest, of whichever kind.
func HasDigest(b []byte, digest string) bool {
	kind, hex, _ := strings.Cut(digest, ":")
	sum, err := v1.Hasher(kind)
	if err != nil {
		return false
	}
	sum.Write(b)
	return fmt.Sprintf("%x", sum.Sum(nil)) == hex
}

// TagOf is the tag under which a registry has what belongs to a digest (distribution
// specification, "Referrers Tag Schema").
func TagOf(digest string) string { return strings.Replace(digest, ":", "-", 1) }
