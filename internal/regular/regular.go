// Package regular reads regular files alone, up to a limit: a pipe would be waited for, and a
// device never ends.
package regular

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
)

// NoLimit is the limit of a file that is read whatever its size.
const NoLimit = math.MaxInt64

// Is reports whether a name is that of a regular file, or of a link to one.
func Is(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// Read reads the file of a name, or the one that a link leads to, of at most limit bytes.
func Read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	return read(fsys, name, info, limit)
}

// ReadNoLink reads a file of at most limit bytes that is no link, and tells what it was before.
func ReadNoLink(fsys fs.FS, name string, limit int64) ([]byte, fs.FileInfo, error) {
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	text, err := read(fsys, name, info, limit)
	return text, info, err
}

// ReadPath is [Read] of a file anywhere on the machine.
func ReadPath(name string, limit int64) ([]byte, error) {
	return Read(os.DirFS(filepath.Dir(name)), filepath.Base(name), limit)
}

func read(fsys fs.FS, name string, info fs.FileInfo, limit int64) ([]byte, error) {
	switch {
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	case info.Size() > limit:
		return nil, fmt.Errorf("it has %d bytes; at most %d are read", info.Size(), limit)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return All(f, info.Size())
}

// All reads an open file of a known size with one allocation. A file that grew since its size
// was asked for is read to that size.
func All(r io.Reader, size int64) ([]byte, error) {
	text := make([]byte, size)
	n, err := io.ReadFull(r, text)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil // it shrank
	}
	return text[:n], err
}
