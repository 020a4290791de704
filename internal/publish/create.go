package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
)

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
