//go:build !linux

package publish

import "os"

// foldersUnsynced says whether syncing a folder may be refused: Windows does.
const foldersUnsynced = true

// syncAll is not to be had: file by file is the only way.
func syncAll(*os.Root) (bool, error) { return false, nil }
