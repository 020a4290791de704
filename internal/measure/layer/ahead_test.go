package layer

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/iotest"
)

func TestReadAhead(t *testing.T) {
	broken := errors.New("broken")
	for _, size := range []int{0, 1, aheadBlock - 1, aheadBlock, aheadBlock + 1, 11*aheadBlock + 7} {
		data := make([]byte, size)
		rand.NewChaCha8([32]byte{1}).Read(data)
		for name, c := range map[string]struct {
			r    io.Reader
			want error
		}{
			"as it comes":      {bytes.NewReader(data), nil},
			"end with data":    {iotest.DataErrReader(bytes.NewReader(data)), nil},
			"in halves":        {iotest.HalfReader(bytes.NewReader(data)), nil},
			"ends in an error": {io.MultiReader(bytes.NewReader(data), iotest.ErrReader(broken)), broken},
		} {
			sum := sha256.New()
			a := readAhead(c.r, sum)
			got, err := io.ReadAll(iotest.HalfReader(a))
			a.Close()
			if want := sha256.Sum256(data); !bytes.Equal(got, data) || err != c.want || !bytes.Equal(sum.Sum(nil), want[:]) {
				t.Errorf("%d bytes, %s: got %d bytes, error %v, hash %x", size, name, len(got), err, sum.Sum(nil))
			}
		}
	}
}

// counting counts what is read of an endless stream.
type counting struct{ n atomic.Int64 }

func (c *counting) Read(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

// A reader that stops has the stream read no further than the blocks that there are.
func TestReadAheadIsBounded(t *testing.T) {
	var r counting
	a := readAhead(&r, sha256.New())
	if _, err := io.CopyN(io.Discard, a, 3*aheadBlock+5); err != nil {
		t.Fatal(err)
	}
	a.Close()
	if n := r.n.Load(); n < 4*aheadBlock || n > (4+aheadBlocks)*aheadBlock {
		t.Errorf("%d bytes were read for %d", n, 3*aheadBlock+5)
	}
}
