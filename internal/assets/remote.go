package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
)

// RemoteFolder is where copies of pictures of other hosts are kept in a project.
const RemoteFolder = "docsite-images"

// RemoteTypes are the endings of the pictures that are copied.
var RemoteTypes = []string{".svg", ".png", ".jpg", ".gif", ".webp", ".avif"}

// RemoteName is the file of a project, without its ending, in which the picture at
// an address is kept.
func RemoteName(address string) string {
	sum := sha256.Sum256([]byte(address))
	return path.Join(RemoteFolder, hex.EncodeToString(sum[:10]))
}

// RemoteFile is the copy that a project has of the picture at an address; empty
// for none.
func RemoteFile(fsys fs.FS, address string) string {
	name := RemoteName(address)
	for _, ext := range RemoteTypes {
		if info, err := fs.Stat(fsys, name+ext); err == nil && info.Mode().IsRegular() {
			return name + ext
		}
	}
	return ""
}
