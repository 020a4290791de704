package measure

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

func unreadable(what string, err error) error {
	return fmt.Errorf("the %s is not readable: %s", what, plain(innermost(err).Error()))
}

// badBlob is a blob whose bytes are not what was promised: no second request
// mends that.
type badBlob struct {
	reason string
	length bool // the manifest states another length, so that no sum over it is right
}

func (e *badBlob) Error() string { return "the blob " + e.reason }

// wholeBlob reads a small blob and verifies its size and digest.
func wholeBlob(ctx context.Context, src source, d v1.Descriptor, limit int64) ([]byte, error) {
	if d.Size < 1 || d.Size > limit {
		return nil, &badBlob{reason: fmt.Sprintf("is stated to have %d bytes; 1 to %d are read", d.Size, limit)}
	}
	r, err := src.blob(ctx, d.Digest.String(), 0)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, d.Size+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) != d.Size {
		return nil, &badBlob{reason: fmt.Sprintf("does not have the %d bytes that the manifest states", d.Size)}
	}
	if digestOf(raw) != d.Digest.String() {
		return nil, &badBlob{reason: "does not have its digest"}
	}
	return raw, nil
}

func digestOf(b []byte) string {
	h := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(h[:])
}
