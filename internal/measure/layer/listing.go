package layer

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
)

// listing is a layer's entries in their order, compressed, and small enough to be
// kept: what later layers delete and replace can only be told with the names.
type listing struct {
	packed bytes.Buffer
	flate  *flate.Writer // nil before the first entry
	entry  []byte
	last   string
	over   bool // too long to be kept
}

func (l *listing) add(k kind, name, target string, size int64) {
	if l.over {
		return
	}
	if l.flate == nil {
		l.flate, _ = flate.NewWriter(&l.packed, flate.BestSpeed) // the level is one
	}
	shared := 0
	for shared < len(name) && shared < len(l.last) && name[shared] == l.last[shared] {
		shared++
	}
	b := append(l.entry[:0], byte(k))
	b = binary.AppendUvarint(b, uint64(shared))
	b = appendText(b, name[shared:])
	switch k {
	case regular:
		b = binary.AppendUvarint(b, uint64(size))
	case hardlink:
		b = appendText(b, target)
	}
	l.flate.Write(b) // memory takes all
	l.entry, l.last = b, name
	if l.packed.Len() > MaxListing {
		*l = listing{over: true}
	}
}

// kept is the listing for later layers: nil when it was too long, not when the
// layer is empty.
func (l *listing) kept() []byte {
	switch {
	case l.over:
		return nil
	case l.flate == nil:
		return []byte{}
	}
	l.flate.Close() // memory takes all
	names := bytes.Clone(l.packed.Bytes())
	*l = listing{}
	return names
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// eachEntry reads a listing. It comes from the cache's files, so that nothing in
// it is believed.
func eachEntry(data []byte, tell func(k kind, name, target string, size int64)) error {
	if len(data) == 0 {
		return nil
	}
	z := flate.NewReader(bytes.NewReader(data))
	defer z.Close()
	l := reader{Reader: bufio.NewReader(z)}
	var name []byte
	for {
		first, err := l.ReadByte()
		if err == io.EOF {
			return nil
		}
		k, shared := kind(first), l.number(uint64(len(name)))
		name = l.text(name[:shared])
		var size uint64
		target := ""
		switch k {
		case regular:
			size = l.number(MaxBytes)
		case hardlink:
			target = string(l.text(nil))
		}
		if err != nil || l.bad {
			return errListing
		}
		tell(k, string(name), target, int64(size))
	}
}

var errListing = errors.New("the kept names are not readable")

// reader takes numbers and texts off a listing; it is bad after a fault.
type reader struct {
	*bufio.Reader
	bad bool
}

// number is 0 where it would be more than most.
func (r *reader) number(most uint64) uint64 {
	n, err := binary.ReadUvarint(r)
	if r.bad = r.bad || err != nil || n > most; r.bad {
		return 0
	}
	return n
}

// text appends a text; the whole is at most maxPath bytes.
func (r *reader) text(to []byte) []byte {
	n := int(r.number(uint64(maxPath - len(to))))
	start := len(to)
	to = append(to, make([]byte, n)...)
	if _, err := io.ReadFull(r, to[start:]); err != nil {
		r.bad = true
	}
	return to
}
