package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"docsite/internal/regular"
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
	w := &writer{out: out, folders: Folders{Top: out}}
	if w.root, err = os.OpenRoot(out); err != nil {
		return false, false
	}
	defer w.root.Close()
	return w.stand(ctx, files)
}

// stand looks at all files.
func (w *writer) stand(ctx context.Context, files []Stand) (all, fresh bool) {
	var renewed atomic.Bool
	now := time.Now()
	err := each(ctx, len(files), func(i int) error {
		before := files[i]
		if !w.standsAs(&files[i], now) {
			return errOther
		}
		if files[i] != before {
			renewed.Store(true)
		}
		return nil
	})
	return err == nil, renewed.Load()
}

// standsAs reports whether a file stands as it did, below folders that are no links:
// by its stamp, else by reading it. Then its stamp is brought up to date.
func (w *writer) standsAs(f *Stand, now time.Time) bool {
	if !w.folders.Are(path.Dir(f.Name)) {
		return false
	}
	info, err := os.Lstat(w.path(f.Name))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	is := stamp.Of(info)
	if f.Settled && is == f.Stamp {
		return true
	}
	text, err := w.root.ReadFile(f.Name)
	if err != nil || hash(text) != f.Hash {
		return false
	}
	f.Stamp, f.Settled = is, is.Settled(now)
	return true
}

// Folders tells of slash paths below a folder whether they are paths of folders alone,
// without a link. It is safe for use by several goroutines.
type Folders struct {
	Top   string
	known sync.Map // path → bool
}

// Are reports whether a path is one of folders alone.
func (f *Folders) Are(dir string) bool {
	if dir == "." {
		return true
	}
	if is, known := f.known.Load(dir); known {
		return is.(bool)
	}
	info, err := os.Lstat(filepath.Join(f.Top, filepath.FromSlash(dir)))
	is := err == nil && info.IsDir() && f.Are(path.Dir(dir))
	f.known.Store(dir, is)
	return is
}

// keeps reports whether a file of the site is to be as an earlier build left it, and
// stands so.
func (w *writer) keeps(i int) bool {
	f, ok := w.site.Stand(w.files[i])
	if !ok || !slices.Equal(w.own[f.Name], []string{f.Hash}) || !w.standsAs(&f, time.Now()) {
		return false
	}
	w.hashes[i], w.stamps[i] = f.Hash, f.Stamp
	return true
}

// make appends a file of the site to b: made of a file of the earlier build, where that
// is known and stands, else rendered.
func (w *writer) make(b []byte, name string) ([]byte, error) {
	if from, remake, ok := w.site.Remake(name); ok && slices.Equal(w.own[from.Name], []string{from.Hash}) {
		if old, _, err := regular.ReadNoLink(w.root.FS(), from.Name, regular.NoLimit); err == nil && hash(old) == from.Hash {
			if text, ok := remake(b, old); ok {
				return text, nil
			}
		}
	}
	return w.site.AppendFile(b, name)
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
	err = each(ctx, len(w.files), func(i int) error {
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
	})
	if err != nil {
		return nil
	}
	return files
}
