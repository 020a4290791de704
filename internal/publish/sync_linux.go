package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// foldersUnsynced says whether syncing a folder may be refused.
const foldersUnsynced = false

// syncAll writes down everything that waits to be written on the file system
// of the folder, and reports whether it could.
func syncAll(root *os.Root) (bool, error) {
	dir, err := root.Open(".")
	if err != nil {
		return false, err
	}
	defer dir.Close()
	return true, unix.Syncfs(int(dir.Fd()))
}
