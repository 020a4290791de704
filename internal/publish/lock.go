package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Lock keeps two runs on one project apart: it waits until no other has the
// lock. The lock file stands in the user's cache, so that the project stays
// clean, and is never deleted: deleting it would let a third run in.
func Lock(root *os.Root) (unlock func(), err error) {
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "docsite", "locks")
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		dir = os.TempDir()
	}
	project, err := filepath.Abs(root.Name())
	if err == nil {
		project, err = filepath.EvalSymlinks(project)
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(project))
	return lockedfile.MutexAt(filepath.Join(dir, "docsite-"+hex.EncodeToString(sum[:8])+".lock")).Lock()
}
