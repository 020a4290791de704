package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync/atomic"
	"time"

	"docsite/internal/stamp"
)

// Stand is a file as it stands in an output folder.
type Stand struct {
	Name    string // slash path in the folder
	Hash    string // SHA-256, hexadecimal
	Stamp   stamp.Stamp
	Settled bool // no later writing has this stamp
}

// Stands reports whether a folder is as the build left it that gave these files: then
// the same build would change nothing. The stamps of files that had to be read are
// brought up to date; fresh says that there were some. It waits for a build that writes
// into the folder, and changes nothing itself.
func Stands(ctx context.Context, out string, files []Stand, sources ...string) (all, fresh bool) {
	if len(files) == 0 || refuse(out, sources) != nil {
		return false, false
	}
	if _, err := os.Lstat(out); err != nil {
		return false, false
	}
	unlock, err := acquire(ctx, filepath.Join(out, lockName), out)
	switch {
	case err == nil:
		defer unlock()
	case ctx.Err() != nil:
		return false, false
	}
	if _, err := os.Lstat(filepath.Join(out, stageName)); !errors.Is(err, fs.ErrNotExist) {
		return false, false // a build was stopped, or cannot be kept out
	}
	w := &writer{out: out}
	if w.root, err = os.OpenRoot(out); err != nil {
		return false, false
	}
	defer w.root.Close()
	return w.stand(ctx, files)
}

// stand looks at all files.
func (w *writer) stand(ctx context.Context, files []Stand) (all, fresh bool) {
	if !w.areFolders(files) {
		return false, false
	}
	var renewed atomic.Bool
	now := time.Now()
	err := w.each(ctx, len(files), func() func(int) error {
		return func(i int) error {
			f := &files[i]
			info, err := os.Lstat(w.path(f.Name))
			if err != nil || !info.Mode().IsRegular() {
				return errOther
			}
			is := stamp.Of(info)
			if f.Settled && is == f.Stamp {
				return nil
			}
			text, err := w.root.ReadFile(f.Name)
			if err != nil || hash(text) != f.Hash {
				return errOther
			}
			f.Stamp, f.Settled = is, is.Settled(now)
			renewed.Store(true)
			return nil
		}
	})
	return err == nil, renewed.Load()
}

// areFolders reports whether the folders of all files are folders and no links.
func (w *writer) areFolders(files []Stand) bool {
	seen := map[string]bool{".": true}
	for i := range files {
		for dir := path.Dir(files[i].Name); !seen[dir]; dir = path.Dir(dir) {
			info, err := os.Lstat(w.path(dir))
			if err != nil || !info.IsDir() {
				return false
			}
			seen[dir] = true
		}
	}
	return true
}

// standing gives the files of the site, and the manifest with its text, as they stand
// once a build is done. A file that somebody has written meanwhile has no stamp.
func (w *writer) standing(ctx context.Context, manifest []byte) []Stand {
	files := make([]Stand, len(w.files)+1)
	files[len(w.files)] = Stand{Name: Manifest, Hash: hash(manifest)}
	info, err := os.Lstat(w.path(Manifest))
	if err != nil {
		return nil
	}
	end := stamp.Moment(info) // nothing of what was replaced was written later
	err = w.each(ctx, len(w.files), func() func(int) error {
		return func(i int) error {
			f := &files[i]
			f.Name, f.Hash, f.Stamp = w.files[i], w.hashes[i], w.stamps[i]
			if !w.changed[i] {
				f.Settled = f.Stamp.Before(w.began)
				return nil
			}
			if info, err := os.Lstat(w.path(f.Name)); err == nil {
				is := stamp.Of(info)
				staged := f.Stamp
				staged.Changed = is.Changed // renaming counts as a change
				f.Stamp, f.Settled = is, is == staged && is.Before(end)
			}
			return nil
		}
	})
	if err != nil {
		return nil
	}
	return files
}

// begin notes when the folder for staged files was made: what is older than it and was
// read since is settled.
func (w *writer) begin() error {
	info, err := w.root.Lstat(stagedSite)
	if err == nil {
		w.began = stamp.Moment(info)
	}
	return err
}
