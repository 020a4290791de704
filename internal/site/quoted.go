package site

import (
	"errors"
	"fmt"
	"io/fs"
)

// maxQuoted is the largest file that is quoted, in bytes.
const maxQuoted = 1 << 20

// ReadQuoted reads a file of a project that a page or the configuration names.
// Its errors leave the name to the caller.
func ReadQuoted(fsys fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, errors.New("the path leaves the project")
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, Cause(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	case info.Size() > maxQuoted:
		return nil, fmt.Errorf("%d bytes are more than a quoted file may have (1 MiB)", info.Size())
	}
	text, err := fs.ReadFile(fsys, name)
	return text, Cause(err)
}

// Cause is an error of a file without the operation and the path, which the
// place of a problem says.
func Cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
