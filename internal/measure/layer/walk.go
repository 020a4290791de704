package layer

import (
	"archive/tar"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
)

const (
	Block      = 4096     // of ext4, as Debian, Ubuntu and the clouds make it
	inlineLink = 60       // a shorter symlink target stands in the inode
	maxNames   = 700_000  // names in one layer, implied parents included
	maxPath    = 4096     // PATH_MAX: no kernel makes a longer one
	MaxListing = 48 << 20 // bytes of names that are kept for the waste
	MaxBytes   = 64 << 30 // bytes that a layer may unpack to
)

// whiteouts of the OCI image specification, layer.md.
const (
	whiteoutPrefix = ".wh."
	whiteoutOpaque = ".wh..wh..opq"
)

// walker takes in a layer's tar, entry by entry.
type walker struct {
	tree    *tree
	listing listing
}

// walk reads a tar up to its end marker.
func (w *walker) walk(r io.Reader) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeXGlobalHeader {
			continue // git archive writes one; it is no file
		}
		if err := w.entry(h); err != nil {
			return err
		}
	}
}

// entry takes in one entry. A later entry for a name replaces an earlier one,
// as it does when the layer is extracted.
func (w *walker) entry(h *tar.Header) error {
	name := source.CleanPath(h.Name)
	switch {
	case len(name) > maxPath || len(h.Linkname) > maxPath:
		return &source.BadBlob{Reason: fmt.Sprintf("has a name of more than %d bytes", maxPath)}
	case h.Size < 0 || h.Size > MaxBytes:
		return &source.BadBlob{Reason: fmt.Sprintf("has a file of more than %s", figures.Size(MaxBytes))}
	}
	k := kindOfEntry(h, path.Base("/"+name))
	if name == "" && k == directory {
		return nil // the root is counted once, for every layer
	}
	n := w.tree.ensure(name)
	if len(w.tree.nodes) > maxNames {
		return &source.BadBlob{Reason: fmt.Sprintf("holds more than %d names", maxNames)}
	}
	entry := &w.tree.nodes[n]
	entry.kind, entry.value = k, 0
	target := ""
	switch k {
	case regular:
		entry.value = h.Size
	case symlink:
		entry.value = int64(len(h.Linkname))
	case hardlink:
		target = source.CleanPath(h.Linkname)
	}
	w.listing.add(k, name, target, h.Size)
	return nil
}

func kindOfEntry(h *tar.Header, base string) kind {
	switch {
	case base == whiteoutOpaque:
		return opaque
	case strings.HasPrefix(base, whiteoutPrefix):
		return whiteout
	}
	switch h.Typeflag {
	case tar.TypeDir:
		return directory
	case tar.TypeReg, '\x00', tar.TypeCont, tar.TypeGNUSparse:
		return regular
	case tar.TypeLink:
		return hardlink
	case tar.TypeSymlink:
		return symlink
	}
	return special
}

// figures adds up what the layer holds. disk is what its files take on ext4:
// blocks of 4 KiB, one for the root, one a directory (implied ones are made
// all the same), one for a long symlink target; containerd's snapshots have
// that size to the byte, directories of hundreds of entries aside. An error
// says that the sum is more than a layer may have.
func (w *walker) figures() (unpacked, disk int64, files int, err error) {
	disk = Block
	for i := range w.tree.nodes[1:] {
		n := &w.tree.nodes[i+1]
		switch n.kind {
		case implied, directory:
			disk += Block
		case regular:
			files++
			unpacked += n.value
			disk += (n.value + Block - 1) / Block * Block
		case symlink:
			files++
			unpacked += n.value
			if n.value >= inlineLink {
				disk += Block
			}
		case hardlink, special:
			files++
		}
		if unpacked > MaxBytes {
			return 0, 0, 0, &source.BadBlob{Reason: fmt.Sprintf("holds files of more than %s", figures.Size(MaxBytes))}
		}
	}
	return unpacked, disk, files, nil
}

// listing is a layer's entries in their order, small enough to be kept: what
// later layers delete and replace can only be told with the names.
type listing struct {
	data []byte
	last string
	over bool // too long to be kept
}

func (l *listing) add(k kind, name, target string, size int64) {
	if l.over {
		return
	}
	shared := 0
	for shared < len(name) && shared < len(l.last) && name[shared] == l.last[shared] {
		shared++
	}
	b := append(l.data, byte(k))
	b = binary.AppendUvarint(b, uint64(shared))
	b = appendText(b, name[shared:])
	switch k {
	case regular:
		b = binary.AppendUvarint(b, uint64(size))
	case hardlink:
		b = appendText(b, target)
	}
	l.data, l.last = b, name
	if len(b) > MaxListing {
		l.data, l.over = nil, true
	}
}

// kept is the listing for later layers: nil when it was too long, not when the
// layer is empty.
func (l *listing) kept() []byte {
	if l.over || l.data != nil {
		return l.data
	}
	return []byte{}
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// each reads a listing. It comes from the cache's files, so that nothing in
// it is believed.
func eachEntry(data []byte, tell func(k kind, name, target string, size int64)) error {
	l := reader{data}
	var name []byte
	for len(l.data) > 0 {
		k := kind(l.data[0])
		l.data = l.data[1:]
		shared, text := l.number(), []byte(nil)
		if shared > uint64(len(name)) {
			return errListing
		}
		text = l.text()
		name = append(name[:shared], text...)
		var size uint64
		target := ""
		switch k {
		case regular:
			size = l.number()
		case hardlink:
			target = string(l.text())
		}
		if l.data == nil || len(name) > maxPath || size > MaxBytes {
			return errListing
		}
		tell(k, string(name), target, int64(size))
	}
	return nil
}

var errListing = fmt.Errorf("the kept names are not readable")

// reader takes numbers and texts off a listing; its data is nil after a fault.
type reader struct{ data []byte }

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.data = nil
		return 0
	}
	r.data = r.data[size:]
	return n
}

func (r *reader) text() []byte {
	n := r.number()
	if n > uint64(len(r.data)) {
		r.data = nil
		return nil
	}
	text := r.data[:n]
	r.data = r.data[n:]
	return text
}
