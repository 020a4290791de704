package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
)

// File is a file to make: a slash path below the root, and its text.
type File struct {
	Name string
	Text []byte
}

// Create makes files that the project does not have, and the folders that
// they stand in: all of them, or none. A file that is there already is never
// written over. The error is a [*FileError], or one of [Lock].
func Create(ctx context.Context, root *os.Root, files []File) error {
	unlock, err := Lock(ctx, root)
	if err != nil {
		return err
	}
	defer unlock()
	c := creation{temporaries: temporaries{root: root}}
	defer c.tidy()
	for _, f := range files {
		if err := c.prepare(f); err != nil {
			return blame(f.Name, err)
		}
	}
	for i, f := range files {
		if err := c.place(c.list[i]); err != nil {
			return blame(f.Name, err)
		}
	}
	c.done = true
	return nil
}

// creation is what has been made so far, so that it can be taken back.
type creation struct {
	temporaries
	placed  []string
	folders []string // those that were not there, the outer first
	done    bool
}

// prepare writes a file under another name, beside the place that it is for.
func (c *creation) prepare(f File) error {
	folder := path.Dir(f.Name)
	if err := c.mkdir(folder); err != nil {
		return err
	}
	if !slices.ContainsFunc(c.list, func(f temporary) bool { return path.Dir(f.name) == folder }) {
		if err := Sweep(c.root, folder); err != nil {
			return err
		}
	}
	if _, err := c.root.Lstat(f.Name); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	target, err := resolve(c.root, f.Name)
	if err != nil {
		return err
	}
	return c.write(target, f.Text)
}

// mkdir makes a folder, and notes which ones it made.
func (c *creation) mkdir(folder string) error {
	if _, err := c.root.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := c.mkdir(path.Dir(folder)); err != nil {
		return err
	}
	err := c.root.Mkdir(folder, 0o755)
	if err == nil {
		c.folders = append(c.folders, folder)
	}
	return err
}

// place gives a file its name. A link cannot replace what somebody has saved
// there meanwhile; only where the file system has none does a rename have to
// do.
func (c *creation) place(f temporary) error {
	err := c.root.Link(f.name, f.target)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		if _, there := c.root.Lstat(f.target); !errors.Is(there, fs.ErrNotExist) {
			return fs.ErrExist
		}
		err = c.rename(f)
	}
	if err == nil {
		c.placed = append(c.placed, f.target)
		c.syncFolder(path.Dir(f.target))
	}
	return err
}

// tidy takes away what only the making needed, and all of it when not every
// file could be made.
func (c *creation) tidy() {
	c.remove()
	if c.done {
		return
	}
	for _, name := range c.placed {
		_ = c.root.Remove(name)
	}
	for i := len(c.folders) - 1; i >= 0; i-- {
		_ = c.root.Remove(c.folders[i]) // stays when somebody has put something into it
	}
}
