package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Limits on what is read beside pages; of files in bytes.
const (
	maxConfig = 512 << 10 // docsite.yaml
	maxLock   = 16 << 20  // docsite.lock: 10,000 images with ten layers each
	MaxTheme  = 1 << 20   // a file of the project's theme

	// maxFolders is how many folders of pages may stand in one another: a page names
	// them all, so that a site grows with the square of their number.
	maxFolders = 100
)

// ReadFile reads a file of a project if it is one, and has no more than limit
// bytes: a pipe would be waited for, and a device never ends.
func ReadFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
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
	return readAll(f, info.Size())
}

// IsFile reports whether a name of a project is that of a file. A pipe and a device
// are none: nothing is read of these.
func IsFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// readAll reads a file of a known size with one allocation. A file that grew
// since is read to the size that was checked against the limit.
func readAll(r io.Reader, size int64) ([]byte, error) {
	text := make([]byte, size)
	n, err := io.ReadFull(r, text)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil // it shrank
	}
	return text[:n], err
}
