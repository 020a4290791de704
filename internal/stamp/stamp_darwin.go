package stamp

import (
	"io/fs"
	"syscall"
)

func of(info fs.FileInfo) Stamp {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Stamp{}
	}
	return Stamp{s.Size, s.Mtimespec.Nano(), s.Ctimespec.Nano(), s.Ino, uint64(s.Dev)}
}
