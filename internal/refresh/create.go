package refresh

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"docsite/internal/site"
)

// Create makes files that the project does not have, and the folders that
// they stand in: all of them, or none. A file that is there already is never
// written over.
func Create(root *os.Root, files []*site.Source) error {
	unlock, err := lockProject(root)
	if err != nil {
		return err
	}
	defer unlock()
	c := creation{root: root}
	defer c.tidy()
	for _, f := range files {
		if err := c.prepare(f); err != nil {
			return fmt.Errorf("%q cannot be written: %w", f.Name, site.Cause(err))
		}
	}
	for i, f := range files {
		if err := c.place(c.temps[i]); err != nil {
			return fmt.Errorf("%q cannot be written: %w", f.Name, site.Cause(err))
		}
	}
	c.done = true
	return nil
}

// creation is what has been made so far, so that it can be taken back.
type creation struct {
	root    *os.Root
	temps   []temp
	placed  []string
	folders []string // those that were not there, the outer first
	done    bool
}

// prepare writes a file under another name, beside the place that it is for.
func (c *creation) prepare(f *site.Source) error {
	folder := path.Dir(f.Name)
	if err := c.mkdir(folder); err != nil {
		return err
	}
	if err := sweep(c.root, folder); err != nil {
		return err
	}
	if _, err := c.root.Lstat(f.Name); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	t, err := prepare(c.root, file{name: f.Name, new: f.Text})
	if err == nil {
		c.temps = append(c.temps, t)
	}
	return err
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
func (c *creation) place(t temp) error {
	err := c.root.Link(t.name, t.target)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		if _, there := c.root.Lstat(t.target); !errors.Is(there, fs.ErrNotExist) {
			return fs.ErrExist
		}
		err = rename(c.root, t.name, t.target)
	}
	if err == nil {
		c.placed = append(c.placed, t.target)
		syncFolder(c.root, path.Dir(t.target))
	}
	return err
}

// tidy takes away what only the making needed, and all of it when not every
// file could be made.
func (c *creation) tidy() {
	for _, t := range c.temps {
		_ = c.root.Remove(t.name) // gone already when it was renamed
	}
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
