package render

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/rogpeppe/go-internal/robustio"
	"golang.org/x/sync/errgroup"
)

// Names that docsite keeps for itself in an output folder. No file of a site
// may start with ownPrefix.
const (
	ownPrefix = ".docsite-"
	lockName  = ".docsite-lock" // held while a build writes; never deleted, or two builds could both hold one
	stageName = ".docsite-tmp"  // what is rendered, until all of it is; gone after a build
)

// Written says what a build did to its output folder.
type Written struct {
	Files   int      // of the site
	Changed int      // of those, written; the others had these bytes already and were not touched
	Deleted int      // left by an earlier build and no longer part of the site
	Kept    []string // no longer part of the site either, but changed by somebody since
}

// String is what a person wants to know of a build: "3 files written, 1
// deleted".
func (w Written) String() string {
	s := fmt.Sprintf("%d of %d files written", w.Changed, w.Files)
	if w.Deleted > 0 {
		s += fmt.Sprintf(", %d deleted", w.Deleted)
	}
	if len(w.Kept) > 0 {
		s += fmt.Sprintf(", %d kept that somebody changed (%s)", len(w.Kept), strings.Join(w.Kept, ", "))
	}
	return s
}

// Write puts the files of a site into the folder out, which is made when it
// is not there.
//
// Everything is rendered, on all cores, before the first file of the old site
// is touched; then each file that differs is replaced whole, by renaming. A
// build that stops at any moment leaves no file that is half one and half the
// other, and the next one takes up where it stopped. Memory holds one page a
// core.
//
// Only files that the manifest lists and that are as docsite wrote them are
// ever deleted; files that it does not list are never replaced. A folder that
// cannot be one of docsite's is refused: so is each of sources, the folders of
// the author, and a folder around one.
//
// ready, when it is not nil, is called when every file is rendered and none
// has been replaced. An error of it leaves the folder as it was.
func Write(ctx context.Context, out string, site fs.FS, files []string, ready func() error, sources ...string) (Written, error) {
	w := &writer{out: out, site: site, files: files, ready: ready}
	if err := refuse(out, sources); err != nil {
		return Written{}, err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return Written{}, err
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(out, lockName)).Lock()
	if err != nil {
		return Written{}, err
	}
	defer unlock()
	if w.root, err = os.OpenRoot(out); err != nil {
		return Written{}, err
	}
	defer w.root.Close()
	return w.write(ctx)
}

// writer is one build into one folder.
type writer struct {
	out   string
	root  *os.Root // the same folder; nothing read or deleted through it lies outside
	site  fs.FS
	files []string // slash paths
	ready func() error
	fault func(op, name string) error // tests make a step of the file system fail with it

	own     manifest // what earlier builds wrote, the last one and one that was stopped
	last    []byte   // the manifest's bytes as they stand
	hashes  []string // of each of files, once rendered
	changed []bool   // whether each of files was staged
}

func (w *writer) write(ctx context.Context) (Written, error) {
	var err error
	if w.own, w.last, err = readManifests(w.root); err != nil {
		return Written{}, err
	}
	if err := w.checkNames(); err != nil {
		return Written{}, err
	}
	w.sweep()
	defer w.sweep()
	if err := w.stage(ctx); err != nil {
		return Written{}, err
	}
	if w.ready != nil {
		if err := w.ready(); err != nil {
			return Written{}, err
		}
	}
	return w.commit()
}

// checkNames refuses paths that cannot be files of a site.
func (w *writer) checkNames() error {
	seen := make(map[string]bool, len(w.files))
	for _, name := range w.files {
		if !fs.ValidPath(name) || name == "." || strings.HasPrefix(name, ownPrefix) || !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%q is no name for a file of a site", name)
		}
		if seen[name] {
			return fmt.Errorf("two files of the site have the name %q", name)
		}
		seen[name] = true
	}
	return nil
}

// stage renders every file and writes those that differ from what stands in
// the folder into temporary files.
func (w *writer) stage(ctx context.Context) error {
	w.hashes = make([]string, len(w.files))
	w.changed = make([]bool, len(w.files))
	if err := w.root.Mkdir(stageName, 0o777); err != nil {
		return err
	}
	return w.each(ctx, len(w.files), func(i int) error {
		text, err := fs.ReadFile(w.site, w.files[i])
		if err != nil {
			return err
		}
		w.hashes[i] = hash(text)
		if w.stands(w.files[i], text) {
			return nil
		}
		w.changed[i] = true
		return w.writeTemp(staged(i), text)
	})
}

// each calls do for 0 to n-1 on all cores and stops at the first error.
func (w *writer) each(ctx context.Context, n int, do func(i int) error) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := 0; i < n && running.Err() == nil; i++ {
		group.Go(func() error { return do(i) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// stands reports whether the output folder already has a regular file of that
// name with exactly this text.
func (w *writer) stands(name string, text []byte) bool {
	info, err := w.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(text)) {
		return false
	}
	old, err := w.root.ReadFile(name)
	return err == nil && bytes.Equal(old, text)
}

// staged is the temporary file of the i-th file.
func staged(i int) string { return path.Join(stageName, strconv.Itoa(i)) }

func (w *writer) writeTemp(name string, text []byte) error {
	if err := w.step("write", name); err != nil {
		return err
	}
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// commit makes the staged files the site. The new manifest is on the disk
// before the first file of the folder changes, so that a build that is
// stopped in the middle leaves no file whose owner is not known.
func (w *writer) commit() (Written, error) {
	done := Written{Files: len(w.files)}
	next := w.manifest()
	stale, kept := w.stale(next)
	done.Kept = kept
	changed := w.indexes()
	text := next.encode()
	if len(changed) == 0 && len(stale) == 0 && bytes.Equal(text, w.last) {
		return done, nil
	}
	if err := w.inTheWay(changed, stale); err != nil {
		return done, err
	}
	if err := w.writeTemp(nextManifest, text); err != nil {
		return done, err
	}
	if err := w.syncStage(changed); err != nil {
		return done, err
	}
	if err := w.remove(stale); err != nil {
		return done, err
	}
	done.Deleted = len(stale)
	if err := w.replace(changed); err != nil {
		return done, err
	}
	done.Changed = len(changed)
	return done, w.rename(nextManifest, manifestName)
}

// indexes lists the files that were staged.
func (w *writer) indexes() []int {
	var list []int
	for i, changed := range w.changed {
		if changed {
			list = append(list, i)
		}
	}
	return list
}

// remove deletes files of an earlier build, and folders that this empties.
func (w *writer) remove(stale []string) error {
	for _, name := range stale {
		if err := w.step("remove", name); err != nil {
			return err
		}
		if err := w.root.Remove(name); err != nil {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if w.root.Remove(dir) != nil {
				break // not empty
			}
		}
	}
	return nil
}

// replace renames the staged files to their places, and asks for the folders
// to be written down.
func (w *writer) replace(changed []int) error {
	dirs := map[string]bool{".": true}
	for _, i := range changed {
		dirs[path.Dir(w.files[i])] = true
	}
	for dir := range dirs {
		if err := w.root.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	err := w.each(context.Background(), len(changed), func(k int) error {
		return w.rename(staged(changed[k]), w.files[changed[k]])
	})
	if err != nil {
		return err
	}
	return w.syncFolders(dirs)
}

// rename goes by the path and not through the root for the sake of Windows,
// where a virus scanner that looks at a file makes renaming it fail for a
// moment. inTheWay has seen that no folder on the path is a link.
func (w *writer) rename(from, to string) error {
	if err := w.step("rename", to); err != nil {
		return err
	}
	return robustio.Rename(filepath.Join(w.out, filepath.FromSlash(from)), filepath.Join(w.out, filepath.FromSlash(to)))
}

// sweep deletes the temporary files, those of a build that was stopped too.
// Nothing else can stand in that folder, and what is no file in it stays.
func (w *writer) sweep() {
	entries, _ := fs.ReadDir(w.root.FS(), stageName)
	for _, e := range entries {
		if e.Type().IsRegular() {
			w.root.Remove(path.Join(stageName, e.Name()))
		}
	}
	w.root.Remove(stageName)
}

func (w *writer) step(op, name string) error {
	if w.fault == nil {
		return nil
	}
	return w.fault(op, name)
}

// manifest lists the site as it is now rendered. Files that are no longer
// part of it but were changed by somebody are forgotten: they are theirs now.
func (w *writer) manifest() manifest {
	m := make(manifest, len(w.files))
	for i, name := range w.files {
		m[name] = []string{w.hashes[i]}
	}
	return m
}

// stale are the files of earlier builds that the site no longer has: those
// that are as docsite wrote them, and those that are not.
func (w *writer) stale(next manifest) (stale, kept []string) {
	for name, hashes := range w.own {
		if _, ok := next[name]; ok {
			continue
		}
		info, err := w.root.Lstat(name)
		if err != nil {
			continue // gone already
		}
		text, err := w.root.ReadFile(name)
		if err == nil && info.Mode().IsRegular() && slices.Contains(hashes, hash(text)) {
			stale = append(stale, name)
		} else {
			kept = append(kept, name)
		}
	}
	slices.Sort(stale)
	slices.Sort(kept)
	return stale, kept
}
