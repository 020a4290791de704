package publish

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"docsite/internal/parallel"
	"docsite/internal/regular"
	"docsite/internal/stamp"
)

// Names in an output folder.
const (
	lockName  = ownPrefix + "lock" // held while a build writes; never deleted, or two builds could both hold one
	stageName = ownPrefix + "tmp"  // what is rendered, until all of it is; gone after a build
)

// stagedSite holds the site as it will stand.
const stagedSite = stageName + "/site"

// Written says what a build did to its output folder.
type Written struct {
	Files   int      // of the site
	Changed int      // of those, written; the others had these bytes already and were not touched
	Deleted int      // left by an earlier build and no longer part of the site
	Kept    []string // no longer part of the site either, but changed by somebody since
	Stands  []Stand  // the files as they stand now, for [Stands]
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

// Site is what a folder is to hold.
type Site interface {
	// Files are the slash paths of the files. A site may learn of more while it is
	// rendered: it is asked again once all of these are.
	Files() []string
	// AppendFile renders a file behind what is in b.
	AppendFile(b []byte, name string) ([]byte, error)
	// Stand gives a file as an earlier build left it, where it is to be the same: a file
	// that stands so is not rendered.
	Stand(name string) (Stand, bool)
	// Remake gives a file of the earlier build, and how a file is made of its text.
	Remake(name string) (from Stand, remake func(b, old []byte) ([]byte, bool), ok bool)
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
func Write(ctx context.Context, out string, site Site, ready func() error, sources ...string) (Written, error) {
	if err := refuse(out, sources); err != nil {
		return Written{}, &Refusal{out, err}
	}
	_, err := os.Lstat(out)
	made := errors.Is(err, fs.ErrNotExist)
	w := &writer{out: out, folders: Folders{Top: out}, site: site, files: site.Files(), ready: ready}
	done, err := w.open(ctx)
	if err != nil && made { // a build that fails leaves no empty folder either
		os.Remove(filepath.Join(out, lockName))
		os.Remove(out)
	}
	return done, unwritable(out, err)
}

// writer is one build into one folder.
type writer struct {
	out   string
	root  *os.Root // the same folder; nothing read or deleted through it lies outside
	site  Site
	files []string // of the site, as far as they are known
	ready func() error
	fault func(op, name string) error // tests make a step of the file system fail with it

	// closed is why nothing can be written into the folder. A build that would
	// change nothing needs no more.
	closed error

	own     manifest      // what earlier builds wrote, the last one and one that was stopped
	listed  manifest      // what the last one wrote, as the manifest says
	last    []byte        // the manifest's bytes as they stand
	began   int64         // when, by the clock of the folder's file system; 0 where that is not known
	hashes  []string      // of each of files, once rendered
	stamps  []stamp.Stamp // of each of files: as it stands, or as it is staged
	changed []bool        // whether each of files was staged
	folders Folders       // below out
}

// open makes the folder, and keeps other builds out of it while this one
// writes.
func (w *writer) open(ctx context.Context) (Written, error) {
	if err := os.MkdirAll(w.out, 0o777); err != nil {
		return Written{}, err
	}
	unlock, err := acquire(ctx, filepath.Join(w.out, lockName), w.out)
	switch {
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		w.closed = err
	case err != nil:
		return Written{}, err
	default:
		defer unlock()
	}
	if w.root, err = os.OpenRoot(w.out); err != nil {
		return Written{}, err
	}
	defer w.root.Close()
	return w.write(ctx)
}

func (w *writer) write(ctx context.Context) (done Written, err error) {
	var journal manifest // of a build that was stopped
	if w.listed, w.last, err = readManifest(w.root, Manifest); err == nil {
		journal, _, err = readManifest(w.root, journalName)
	}
	if err != nil {
		return Written{}, err
	}
	w.own = w.listed.with(journal)
	if err := w.checkNames(); err != nil {
		return Written{}, err
	}
	if w.closed == nil {
		w.sweep(false)
		defer func() { w.sweep(err == nil) }()
		if err := w.openStage(); err != nil {
			return Written{}, err
		}
	}
	if err := w.stage(ctx); err != nil {
		return Written{}, err
	}
	if w.ready != nil {
		if err := w.ready(); err != nil {
			return Written{}, err
		}
	}
	return w.commit(ctx)
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
// the folder into temporary files: first those that are known, then those that
// they have turned out to need.
func (w *writer) stage(ctx context.Context) error {
	flusher := flusher{root: w.root}
	defer flusher.done.Wait()
	if err := w.stageFrom(ctx, &flusher, 0); err != nil {
		return err
	}
	known, more := len(w.files), w.found()
	if len(more) == 0 {
		return nil
	}
	w.files = append(w.files[:known:known], more...)
	if err := w.checkNames(); err != nil {
		return err
	}
	return w.stageFrom(ctx, &flusher, known)
}

// found are the files that the site knows of now that the others are rendered.
func (w *writer) found() (more []string) {
	files := w.site.Files()
	if len(files) == len(w.files) { // none goes
		return nil
	}
	known := make(map[string]bool, len(w.files))
	for _, name := range w.files {
		known[name] = true
	}
	for _, name := range files {
		if !known[name] {
			more = append(more, name)
		}
	}
	return more
}

// stageFrom stages the files from an index on.
func (w *writer) stageFrom(ctx context.Context, flusher *flusher, first int) error {
	n := len(w.files) - first
	w.hashes = append(w.hashes, make([]string, n)...)
	w.changed = append(w.changed, make([]bool, n)...)
	w.stamps = append(w.stamps, make([]stamp.Stamp, n)...)
	texts := sync.Pool{New: func() any { return new([]byte) }} // of one file after the other
	return each(ctx, n, func(i int) (err error) {
		i += first
		if w.keeps(i) {
			return nil
		}
		text := texts.Get().(*[]byte)
		defer texts.Put(text)
		if *text, err = w.make((*text)[:0], w.files[i]); err != nil {
			return err
		}
		w.hashes[i] = hash(*text)
		if w.stamps[i], err = w.stands(w.files[i], *text); err == nil {
			return nil
		}
		if w.closed != nil {
			return w.closed
		}
		w.changed[i] = true
		flusher.count()
		w.stamps[i], err = w.writeStaged(staged(w.files[i]), *text)
		return err
	})
}

// each calls do with each number from 0 to n-1, on all cores, up to the first error.
func each(ctx context.Context, n int, do func(i int) error) error {
	running, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	parallel.Each(n, func(i int) {
		if running.Err() != nil {
			return
		}
		if err := do(i); err != nil {
			stop(err)
		}
	})
	return cmp.Or(ctx.Err(), context.Cause(running))
}

// errOther is that a file is not as it is to be.
var errOther = errors.New("it is another file")

// stands gives the stamp of a file that the output folder already has: a regular
// one, one of docsite's, with exactly this text. The error says that it has none.
func (w *writer) stands(name string, text []byte) (stamp.Stamp, error) {
	if w.own[name] == nil {
		return stamp.Stamp{}, errOther
	}
	old, info, err := regular.ReadNoLink(w.root.FS(), name, int64(len(text)))
	if err != nil || !bytes.Equal(old, text) {
		return stamp.Stamp{}, errOther
	}
	return stamp.Of(info), nil
}

// staged is where a file of the site waits until all are rendered.
func staged(name string) string { return stagedSite + "/" + name }

// openStage makes the folders in which files wait. They are new: what is
// written below them by its path lies in the output folder.
func (w *writer) openStage() error {
	if err := w.root.Mkdir(stageName, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := w.root.Mkdir(stagedSite, 0o777); err != nil {
		return err
	}
	info, err := w.root.Lstat(stagedSite)
	if err == nil {
		w.began = stamp.Moment(info) // what is older and was read since is settled
	}
	return err
}

// writeStaged writes a file in stageName, and makes the folders around it. It gives
// the file's stamp.
func (w *writer) writeStaged(name string, text []byte) (stamp.Stamp, error) {
	if err := w.step("write", name); err != nil {
		return stamp.Stamp{}, err
	}
	file := w.path(name)
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return stamp.Stamp{}, err
		}
		f, err = os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	}
	if err != nil {
		return stamp.Stamp{}, err
	}
	var is stamp.Stamp
	err = fill(f, text, func() error {
		info, err := f.Stat()
		if err == nil {
			is = stamp.Of(info)
		}
		return err
	})
	return is, err
}

// path is where a slash path of the output folder is on this machine.
func (w *writer) path(name string) string { return filepath.Join(w.out, filepath.FromSlash(name)) }

// sweep deletes the temporary files, those of a build that was stopped too.
// The folder is docsite's own: nothing of anybody else can stand in it. The
// journal goes when the manifest says the same.
func (w *writer) sweep(journal bool) {
	var dirs []string
	_ = fs.WalkDir(w.root.FS(), stageName, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir():
			dirs = append(dirs, name)
		case journal || name != journalName:
			w.root.Remove(name)
		}
		return nil
	})
	for _, dir := range slices.Backward(dirs) {
		w.root.Remove(dir) // fails while there is something in it
	}
}

func (w *writer) step(op, name string) error {
	if w.fault == nil {
		return nil
	}
	return w.fault(op, name)
}
