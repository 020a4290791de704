package layer

import (
	"archive/tar"
	"fmt"
	"hash/maphash"
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
	MaxListing = 4 << 20  // bytes of names, compressed, that are kept for the waste of an image
	large      = 4 << 20  // bytes that a pass takes for names as it likes; one at a time takes more
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
	alone   func() // waits until no other pass has many names; nil where none can
	begun   bool   // a header was read
}

// newWalker makes one that counts names and gives none back, so that the length of
// names costs no memory.
func newWalker() *walker {
	t := newTree()
	t.brief = &[2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}
	return &walker{tree: t}
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
		w.begun = true
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
	if w.tree.over(maxNames) {
		return &source.BadBlob{Reason: fmt.Sprintf("holds more than %d names", maxNames)}
	}
	if w.alone != nil && w.tree.nodes.n*nodeBytes+w.tree.bytes > large {
		w.alone()
		w.alone = nil
	}
	if k != directory {
		w.tree.prune(n, func(uint32) {}) // of a folder in whose place it comes
	}
	entry := w.tree.node(n)
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
	for i := 1; i < w.tree.nodes.n; i++ {
		n := w.tree.nodes.at(i)
		if n.gone {
			continue
		}
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
