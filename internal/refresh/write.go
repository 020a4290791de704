package refresh

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/rogpeppe/go-internal/robustio"

	"docsite/internal/site"
)

// file is a file to replace. old is what it was planned on; nil for one that
// is not there.
type file struct {
	name     string // slash path relative to the project
	old, new []byte
}

// temporary files are named so; a run that was killed leaves some behind.
const tempPrefix, tempSuffix = ".docsite-", ".tmp"

// lockProject keeps two runs on one project apart. The lock file stands in
// the user's cache, so that the project stays clean, and is never deleted:
// deleting it would let a third run in.
func lockProject(root *os.Root) (unlock func(), err error) {
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "docsite", "locks")
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		dir = os.TempDir()
	}
	project, err := filepath.Abs(root.Name())
	if err == nil {
		project, err = filepath.EvalSymlinks(project)
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(project))
	return lockedfile.MutexAt(filepath.Join(dir, "docsite-"+hex.EncodeToString(sum[:8])+".lock")).Lock()
}

// write replaces the files, all or, when the disk is full or somebody has
// saved one of them meanwhile, none. Each is replaced in one step: whoever
// reads it, also after a crash, finds the old text or the new one.
func (r *run) write(files []file) error {
	temps := make([]temp, 0, len(files))
	defer func() {
		for _, t := range temps {
			_ = r.root.Remove(t.name) // gone already when it was renamed
		}
	}()
	for _, f := range files {
		t, err := prepare(r.root, f)
		if err == nil {
			temps = append(temps, t)
			err = unchanged(r.root, t.target, f)
		}
		if err != nil {
			return r.blame(f, err)
		}
	}
	for i, f := range files {
		if err := unchanged(r.root, temps[i].target, f); err != nil {
			return r.blame(f, err)
		}
		if err := rename(r.root, temps[i].name, temps[i].target); err != nil {
			return r.blame(f, err)
		}
		r.report.Written = append(r.report.Written, f.name)
	}
	return nil
}

// blame makes an error over a file a problem of the report.
func (r *run) blame(f file, err error) error {
	r.report.add(site.Problems{{File: f.name, Severity: site.Error, Message: "cannot be written: " + site.Cause(err).Error()}})
	return nil
}

// temp is a file that holds the new text, in the folder of its target.
type temp struct{ name, target string }

// prepare writes the new text to a file beside the old one and makes sure
// that it is on the disk, with the old file's mode.
func prepare(root *os.Root, f file) (temp, error) {
	target, err := resolve(root, f.name)
	if err != nil {
		return temp{}, err
	}
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(target); err == nil {
		mode = info.Mode().Perm()
	}
	name := path.Join(path.Dir(target), tempPrefix+rand.Text()+tempSuffix)
	t, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return temp{}, err
	}
	_, err = t.Write(f.new)
	if err == nil {
		err = t.Sync()
	}
	if err == nil {
		err = t.Chmod(mode)
	}
	if err = errors.Join(err, t.Close()); err != nil {
		_ = root.Remove(name)
	}
	return temp{name, target}, err
}

// unchanged makes sure that the file is still what the edits were made for.
func unchanged(root *os.Root, target string, f file) error {
	now, err := root.ReadFile(target)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.old == nil:
		return nil
	case err != nil:
		return err
	case f.old == nil || !bytes.Equal(now, f.old):
		return errors.New("somebody has saved it meanwhile; run docsite refresh again")
	}
	return nil
}

// rename puts the new file in the place of the old one, and makes sure that
// the folder's entry is on the disk.
func rename(root *os.Root, name, target string) error {
	err := root.Rename(name, target)
	for i := 0; i < 20 && err != nil && robustio.IsEphemeralError(err); i++ { // an indexer or a virus scanner has it open
		time.Sleep(50 * time.Millisecond)
		err = root.Rename(name, target)
	}
	if err != nil {
		return err
	}
	syncFolder(root, path.Dir(target))
	return nil
}

func syncFolder(root *os.Root, folder string) {
	if dir, err := root.Open(folder); err == nil {
		_ = dir.Sync() // not every file system can; what it would make sure of is done
		_ = dir.Close()
	}
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

// sweep deletes the temporary files of a run that was killed. No other run is
// at work: this one holds the lock.
func (r *run) sweep() error {
	folders := map[string]bool{".": true}
	for _, p := range r.site.Pages {
		folders[path.Dir(r.site.File(p))] = true
	}
	for folder := range folders {
		if err := sweep(r.root, folder); err != nil {
			return err
		}
	}
	return nil
}

func sweep(root *os.Root, folder string) error {
	entries, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix) {
			if err := root.Remove(path.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
