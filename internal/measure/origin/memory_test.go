package origin

import (
	"bytes"
	"context"
	"io"
	"os"

	"docsite/internal/measure/source"
)

// memory is a source whose documents are held in memory.
type memory struct{ docs map[string][]byte }

func (m *memory) Root(context.Context) (*source.Document, error) {
	return &source.Document{Digest: source.Digest(m.docs["root"]), Raw: m.docs["root"]}, nil
}

func (m *memory) Manifest(_ context.Context, digest string) (*source.Document, error) {
	if raw, ok := m.docs[digest]; ok {
		return &source.Document{Digest: digest, Raw: raw}, nil
	}
	return nil, os.ErrNotExist
}

func (m *memory) Blob(_ context.Context, digest string, offset int64) (io.ReadCloser, error) {
	raw, ok := m.docs[digest]
	if !ok || offset > int64(len(raw)) {
		return nil, os.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(raw[offset:])), nil
}

func (m *memory) Part(context.Context, string, int64, int64) ([]byte, error) {
	return nil, os.ErrNotExist
}
func (m *memory) Fault(_ context.Context, err error) error { return err }
func (m *memory) Close() error                             { return nil }
func (m *memory) Renew()                                   {}
