//go:build !linux && !darwin

package stamp

import "io/fs"

// of gives none: without the time at which a file was changed, one that got its
// old time back would look as before.
func of(fs.FileInfo) Stamp { return Stamp{} }
