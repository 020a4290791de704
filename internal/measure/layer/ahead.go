package layer

import (
	"bufio"
	"cmp"
	"hash"
	"io"
	"sync"
)

// aheadBlock is how many bytes are read ahead, and as many again on their way.
const aheadBlock = 128 << 10

// ahead reads on another core while the reader hashes and walks over what was read: to
// decompress takes most of a pass, the hash of the tar most of the rest.
type ahead struct {
	*bufio.Reader
	pipe  *io.PipeReader
	ended sync.WaitGroup
}

// readAhead begins to read, and hashes what is read of it. Who called it closes it
// before r is read by others.
func readAhead(r io.Reader, sum hash.Hash) *ahead {
	pipe, in := io.Pipe()
	a := &ahead{Reader: bufio.NewReaderSize(io.TeeReader(pipe, sum), aheadBlock), pipe: pipe}
	a.ended.Go(func() {
		w := bufio.NewWriterSize(in, aheadBlock)
		_, err := w.ReadFrom(r)
		in.CloseWithError(cmp.Or(w.Flush(), err))
	})
	return a
}

// Close ends the reading, and returns when it has ended.
func (a *ahead) Close() {
	a.pipe.Close()
	a.ended.Wait()
}
