package publish

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docsite/internal/cause"
)

// Edit replaces the text of a file.
type Edit struct {
	Name   string // slash path below the root
	Old    []byte // what the edit was made for; nil where no file is there
	New    []byte
	Staged string // of [Stage], in place of New
}

// Stage writes what a file is to hold beside that file, for the Staged of an [Edit],
// so that it does not stay in memory. A file that no edit takes is to be removed.
func Stage(root *os.Root, name string, text []byte) (staged string, err error) {
	temps := temporaries{root: root}
	target, err := resolve(root, name)
	if err == nil {
		err = root.MkdirAll(path.Dir(target), 0o777)
	}
	if err == nil {
		err = temps.write(target, text)
	}
	if err != nil {
		temps.remove()
		return "", blame(name, err)
	}
	return temps.list[0].name, nil
}

// FileError says which file could not be written.
type FileError struct {
	Name string
	Err  error // without operation and path
}

func (e *FileError) Error() string { return fmt.Sprintf("%q cannot be written: %v", e.Name, e.Err) }
func (e *FileError) Unwrap() error { return e.Err }

// blame makes an error over a file one that names the file once.
func blame(name string, err error) *FileError {
	return &FileError{name, cause.Of(err)}
}

// ErrSaved is the cause of a [FileError] over a file that somebody has saved
// since the edit was made.
var ErrSaved = errors.New("somebody has saved it meanwhile")

var errTwoTexts = errors.New("a link leads to the same file, which would have another text")

// Replace carries out all edits or, when the disk is full or somebody has
// saved one of the files meanwhile, none. Each file is replaced in one step:
// whoever reads it, also after a crash, finds the old text or the new one.
//
// It gives the names of the files that were replaced, which after a
// [*FileError] may be some: one file after the other is renamed.
func Replace(root *os.Root, edits []Edit) (done []string, err error) {
	temps := temporaries{root: root}
	defer temps.remove()
	texts := map[string][]byte{} // by target, since a link and its file are one
	for _, e := range edits {
		target, err := resolve(root, e.Name)
		if text, twice := texts[target]; err == nil && twice && !bytes.Equal(text, e.New) {
			err = errTwoTexts
		}
		texts[target] = e.New
		if err == nil && e.Staged != "" {
			temps.list = append(temps.list, temporary{e.Staged, target})
		} else if err == nil {
			err = temps.write(target, e.New)
		}
		if err == nil {
			err = unchanged(root, target, e.Old)
		}
		if err != nil {
			return nil, blame(e.Name, err)
		}
	}
	placed := map[string]bool{}
	for i, e := range edits {
		t := temps.list[i]
		if !placed[t.target] {
			err := unchanged(root, t.target, e.Old)
			if err == nil {
				err = temps.place(t, e.Old == nil)
			}
			if err != nil {
				return done, blame(e.Name, err)
			}
			placed[t.target] = true
		}
		done = append(done, e.Name)
	}
	return done, nil
}

// unchanged makes sure that a file is still what an edit was made for.
func unchanged(root *os.Root, target string, old []byte) error {
	now, err := root.ReadFile(target)
	switch {
	case errors.Is(err, fs.ErrNotExist) && old == nil:
		return nil
	case err != nil:
		return err
	case old == nil || !bytes.Equal(now, old):
		return ErrSaved
	}
	return nil
}

// resolve follows links to the file that is to be replaced: a rename over the
// link would part it from the file. One that leads out of the project is
// refused.
func resolve(root *os.Root, name string) (string, error) {
	base, err := filepath.EvalSymlinks(root.Name())
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(filepath.Join(base, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return name, nil
	}
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(base, real)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("it is a link that leaves the project")
	}
	return filepath.ToSlash(rel), nil
}

// Temporary files beside the files of a project are named so; a run that was
// killed leaves some behind.
const tempPrefix, tempSuffix = ownPrefix, ".tmp"

// temporaries are the files that hold new texts until all of them are on the
// disk, each in the folder of its target.
type temporaries struct {
	root *os.Root
	list []temporary
}

type temporary struct{ name, target string }

// write writes a text to a file beside its target and makes sure that it is on
// the disk, with the mode of a file that is there.
func (t *temporaries) write(target string, text []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := t.root.Stat(target); err == nil {
		mode = info.Mode().Perm()
	}
	name := path.Join(path.Dir(target), tempPrefix+rand.Text()+tempSuffix)
	f, err := t.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	t.list = append(t.list, temporary{name, target})
	return fill(f, text, func() error { return errors.Join(f.Sync(), f.Chmod(mode)) })
}

// place puts a file in the place of the old one, and makes sure that the folder's
// entry is on the disk, where the file system can; the files' texts are there without
// it. Where there was no file a link cannot replace what somebody has saved meanwhile;
// only where the file system has none does a rename have to do.
func (t *temporaries) place(f temporary, isNew bool) error {
	linked := errors.ErrUnsupported
	if isNew {
		linked = t.root.Link(f.name, f.target)
	}
	if errors.Is(linked, fs.ErrExist) {
		return ErrSaved
	}
	if linked != nil {
		if err := retry(func() error { return t.root.Rename(f.name, f.target) }); err != nil {
			return err
		}
	}
	_ = syncPath(t.root, path.Dir(f.target), os.O_RDONLY)
	return nil
}

// remove deletes what is left of them.
func (t *temporaries) remove() {
	for _, f := range t.list {
		_ = t.root.Remove(f.name)
	}
}

// Sweep deletes the temporary files that a killed run left in folders. No
// other run may be at work: see [Lock].
func Sweep(root *os.Root, folders ...string) error {
	for _, folder := range folders {
		entries, err := fs.ReadDir(root.FS(), folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if name := e.Name(); !e.Type().IsRegular() || !strings.HasPrefix(name, tempPrefix) || !strings.HasSuffix(name, tempSuffix) {
				continue
			}
			if err := root.Remove(path.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// Create is [Replace] for files that the project does not have, with the folders that
// they stand in: it makes all of them, or none. A file that is there already is never
// written over. The error is a [*FileError], or one of [Lock].
func Create(ctx context.Context, root *os.Root, files []Edit) (err error) {
	unlock, err := Lock(ctx, root)
	if err != nil {
		return err
	}
	defer unlock()
	var made []string // folders, the outer first, then files
	defer func() {
		for _, name := range slices.Backward(made) {
			if err != nil {
				_ = root.Remove(name) // a folder stays when somebody has put something into it
			}
		}
	}()
	for _, f := range files {
		folder := path.Dir(f.Name)
		folders, err := mkdir(root, folder)
		made = append(made, folders...)
		if err == nil {
			err = Sweep(root, folder)
		}
		if _, there := root.Lstat(f.Name); err == nil && !errors.Is(there, fs.ErrNotExist) {
			err = fs.ErrExist
		}
		if err != nil {
			return blame(f.Name, err)
		}
	}
	done, err := Replace(root, files)
	made = append(made, done...)
	return err
}

// mkdir makes a folder with those around it, and gives the ones that it made.
func mkdir(root *os.Root, folder string) (made []string, err error) {
	if _, err := root.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if made, err = mkdir(root, path.Dir(folder)); err != nil {
		return made, err
	}
	if err = root.Mkdir(folder, 0o755); err == nil {
		made = append(made, folder)
	}
	return made, err
}

// WriteCache is [WriteFile] for a file of a cache. What stands in its place and is no file, a
// pipe that nobody reads for one, was put there by nobody who needs it.
func WriteCache(name string, text []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		_ = os.Remove(name) // a folder that is not empty stays, and WriteFile says so
	}
	return WriteFile(name, text)
}

// WriteFile makes or replaces one file that a command was told to write, whole at
// every moment and with the mode of a file that is there; of a link it replaces the
// file that the link leads to. A device or a pipe is written to, for a rename would
// put a file in its place. The folder must be there. The error is a [*FileError] but for a
// device or a pipe.
func WriteFile(name string, text []byte) (err error) {
	mode := fs.FileMode(0o644)
	info, err := os.Stat(name)
	real, broken := filepath.EvalSymlinks(name)
	_, missing := os.Lstat(name)
	switch {
	case err == nil && !info.Mode().IsRegular(), broken != nil && missing == nil:
		return os.WriteFile(name, text, mode)
	case err == nil:
		name, mode = real, info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), tempPrefix+"*"+tempSuffix)
	if err != nil {
		return &FileError{name, fmt.Errorf("its folder: %w", cause.Of(err))}
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err = fill(f, text, func() error { return f.Chmod(mode) }); err == nil {
		err = retry(func() error { return os.Rename(f.Name(), name) })
	}
	if err != nil {
		return blame(name, err)
	}
	return nil
}
