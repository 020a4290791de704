package publish

import (
	"os"
	"path/filepath"
)

// WriteFile makes or replaces one file that a command was told to write, whole at
// every moment. Its folder must be there.
func WriteFile(name string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), tempPrefix+"*"+tempSuffix)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err := fill(f, text, func() error { return f.Chmod(0o644) }); err != nil {
		return err
	}
	return retry(func() error { return os.Rename(f.Name(), name) })
}
