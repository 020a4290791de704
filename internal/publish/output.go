package publish

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"docsite/internal/cause"
)

// WriteFile makes or replaces one file of a cache, or that a command was told to write, whole at
// every moment and with the mode of a file that is there; of a link it replaces the
// file that the link leads to. A device or a pipe is written to, for a rename would
// put a file in its place. The folder must be there. The error is a [*FileError] but for a
// device or a pipe.
func WriteFile(name string, text []byte) (err error) {
	mode := fs.FileMode(0o644)
	info, err := os.Stat(name)
	real, broken := filepath.EvalSymlinks(name)
	_, missing := os.Lstat(name)
	switch {
	case err == nil && !info.Mode().IsRegular(), broken != nil && missing == nil:
		return os.WriteFile(name, text, mode)
	case err == nil:
		name, mode = real, info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), tempPrefix+"*"+tempSuffix)
	if err != nil {
		return &FileError{name, fmt.Errorf("its folder: %w", cause.Of(err))}
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err = fill(f, text, func() error { return f.Chmod(mode) }); err == nil {
		err = retry(func() error { return os.Rename(f.Name(), name) })
	}
	if err != nil {
		return blame(name, err)
	}
	return nil
}
