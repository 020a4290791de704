package publish

import (
	"errors"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/robustio"
)

// ownPrefix begins the names that docsite keeps for itself, in an output
// folder and in a project. No file of a site may start with it.
const ownPrefix = ".docsite-"

// fill writes the text of a new file and closes it; finish, where it is not
// nil, comes before the closing.
func fill(f *os.File, text []byte, finish func() error) error {
	_, err := f.Write(text)
	if err == nil && finish != nil {
		err = finish()
	}
	return errors.Join(err, f.Close())
}

// retry renames again for a second while an indexer or a virus scanner has
// the file open, as only Windows reports.
func retry(rename func() error) error {
	err := rename()
	for i := 0; i < 20 && err != nil && robustio.IsEphemeralError(err); i++ {
		time.Sleep(50 * time.Millisecond)
		err = rename()
	}
	return err
}

// syncPath returns when what a file holds, or which entries a folder has, is on
// the disk. flag opens it: Windows syncs only what is open for writing.
func syncPath(root *os.Root, name string, flag int) error {
	f, err := root.OpenFile(name, flag, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
