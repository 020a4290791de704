package layer

import (
	"hash"
	"io"
	"sync"
)

const (
	aheadBlocks = 4         // that are read ahead of a layer's tar at most
	aheadBlock  = 128 << 10 // bytes of one
)

// ahead reads on another core while the reader hashes and walks over what was read: to
// decompress takes most of a pass, the hash of the tar most of the rest. It holds four
// blocks and no more.
type ahead struct {
	hash   hash.Hash // of what was read of it
	blocks chan block
	free   chan []byte
	stop   chan struct{}
	ended  sync.WaitGroup

	now  block
	left []byte // of now, not read yet
}

// block is a piece of a stream, and the error behind it.
type block struct {
	data []byte
	err  error
}

// readAhead begins to read. Who called it closes it before r is read by others.
func readAhead(r io.Reader, sum hash.Hash) *ahead {
	a := &ahead{hash: sum, blocks: make(chan block, aheadBlocks), free: make(chan []byte, aheadBlocks), stop: make(chan struct{})}
	for range aheadBlocks {
		a.free <- nil // a layer that is small needs one
	}
	a.ended.Go(func() { a.fill(r) })
	return a
}

// fill reads blocks until the stream ends or nobody wants more.
func (a *ahead) fill(r io.Reader) {
	for {
		var data []byte
		select {
		case data = <-a.free:
		case <-a.stop:
			return
		}
		if data == nil {
			data = make([]byte, aheadBlock)
		}
		n, err := fillBlock(r, data[:aheadBlock])
		a.blocks <- block{data[:n], err} // there is room for all blocks
		if err != nil {
			return
		}
	}
}

// fillBlock is io.ReadFull with the reader's own error.
func fillBlock(r io.Reader, data []byte) (n int, err error) {
	for n < len(data) && err == nil {
		var got int
		got, err = r.Read(data[n:])
		n += got
	}
	return n, err
}

// Read hashes a block when its first byte is wanted.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.left) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.data != nil {
			a.free <- a.now.data
		}
		a.now = <-a.blocks
		a.left = a.now.data
		a.hash.Write(a.left)
	}
	n := copy(p, a.left)
	a.left = a.left[n:]
	return n, nil
}

// Close ends the reading, and returns when it has ended.
func (a *ahead) Close() {
	close(a.stop)
	a.ended.Wait()
}
