package layer

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/measure/source"
)

const (
	maxBreaks = 4         // times that one blob's connection may break before enough came
	enough    = 1 << 20   // bytes
	leastRate = 256 << 10 // bytes a second below which a blob is given up
)

// resumingReader reads a blob and goes on where a connection broke.
type resumingReader struct {
	ctx    context.Context
	src    source.Source
	desc   v1.Descriptor
	sleep  func(context.Context, time.Duration) error
	body   io.ReadCloser
	at     int64
	broke  int64 // where it did last
	breaks int
}

// timeFor is how long a blob of that size may take.
func timeFor(size int64) time.Duration {
	return time.Minute + time.Duration(size/leastRate)*time.Second
}

// Read gives an error of the way as lost. A blob that ends before its stated size
// just ends, and one that has it ends however the connection does: its digest tells
// what that means.
func (s *resumingReader) Read(p []byte) (int, error) {
	for {
		n, err := s.read(p)
		s.at += int64(n)
		if n > 0 && err != nil && err != io.EOF {
			err = nil // told by the next read, if it is still so
			s.Close()
		}
		if err == nil || err == io.EOF {
			return n, err
		}
		if err := s.mend(err); err != nil {
			return 0, err
		}
	}
}

func (s *resumingReader) read(p []byte) (int, error) {
	if s.body == nil {
		if s.at > 0 && s.at >= s.desc.Size {
			return 0, io.EOF
		}
		body, err := s.src.Blob(s.ctx, s.desc.Digest.String(), s.at)
		if err != nil && s.at == 0 && s.breaks == 0 {
			return 0, lost{err} // the source has tried again where that helps
		}
		if err != nil {
			return 0, err
		}
		s.body = body
	}
	return s.body.Read(p)
}

// mend prepares another connection, or says why there will be none: io.EOF
// where the registry has nothing behind what was read.
func (s *resumingReader) mend(err error) error {
	s.Close()
	if way, ok := errors.AsType[lost](err); ok {
		return way
	}
	if answer, ok := errors.AsType[*transport.Error](err); ok {
		if answer.StatusCode == http.StatusRequestedRangeNotSatisfiable {
			return io.EOF
		}
		return lost{err}
	}
	if s.at-s.broke >= enough {
		s.breaks = 0
	}
	s.breaks, s.broke = s.breaks+1, s.at
	if s.ctx.Err() != nil || s.breaks > maxBreaks {
		return lost{err}
	}
	if slept := s.sleep(s.ctx, time.Duration(s.breaks)*time.Second); slept != nil {
		return lost{err}
	}
	return nil
}

// Close ends the connection that is open.
func (s *resumingReader) Close() error {
	if s.body == nil {
		return nil
	}
	err := s.body.Close()
	s.body = nil
	return err
}
