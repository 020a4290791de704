// Package stamp tells whether a file is the one that was looked at before, without
// reading it.
//
// Start from [Of]. A stamp that is equal says that nobody has written the file
// since, if it is [Stamp.Before] the moment at which it was taken: a file that is
// written twice within one tick of its file system's clock has the same stamp
// twice. Where a file system tells too little the package gives none.
package stamp

import (
	"io/fs"
	"time"
)

// Stamp is what a file system says of a regular file. The zero Stamp is none.
type Stamp struct {
	Size              int64 // bytes
	Modified, Changed int64 // nanoseconds since 1970, by the file system's clock
	Inode, Device     uint64
}

// tick is more than the time in which a file system on this machine gives two
// writings the same time: two seconds on FAT.
const tick = 2 * time.Second

// Before reports whether the file was last written before a moment that the clock of
// its file system gave, in nanoseconds since 1970.
func (s Stamp) Before(moment int64) bool { return s != Stamp{} && max(s.Modified, s.Changed) < moment }

// Settled reports whether the file was last written before a moment of this
// machine's clock, so long that a later writing has another stamp.
func (s Stamp) Settled(now time.Time) bool { return s.Before(now.Add(-tick).UnixNano()) }

// Of gives the stamp of a file, as [os.Lstat] or an open file describes it; the zero
// Stamp of what is no regular file, and where the system does not tell when a
// file was changed.
func Of(info fs.FileInfo) Stamp {
	if !info.Mode().IsRegular() {
		return Stamp{}
	}
	return of(info)
}

// Moment is when what a file system describes was last changed, by that file system's
// clock, in nanoseconds since 1970: a folder too. 0 where it does not tell.
func Moment(info fs.FileInfo) int64 { return of(info).Changed }
