package publish

import (
	"errors"
	"maps"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/robustio"
)

// fewFiles is up to how many files are written down one by one. Above it one
// call for the whole file system is quicker, though it also waits for what
// other programs wrote there: for 10,000 files of 50 kB on ext4, 0.3 to 0.6 s
// against 2 to 4 s, most of it CPU time.
const fewFiles = 64

// flushEvery is how many staged files are sent to the disk at a time.
const flushEvery = 1000

// flusher sends staged files to the disk while others are rendered: to wait
// for all of them at the end takes as long as the disk does.
type flusher struct {
	root  *os.Root
	files atomic.Int64
	busy  atomic.Bool
	done  sync.WaitGroup
}

// count counts a file that is being staged. Whether the flush that it starts
// went well is seen when all is written down.
func (f *flusher) count() {
	if f.files.Add(1)%flushEvery != 0 || !f.busy.CompareAndSwap(false, true) {
		return
	}
	f.done.Go(func() {
		_, _ = syncAll(f.root)
		f.busy.Store(false)
	})
}

// syncStage returns when the staged files are on the disk. Without it a power
// cut after the renames could leave empty files in the place of good ones.
func (w *writer) syncStage(changed []int) error {
	if err := w.step("sync", stageName); err != nil {
		return err
	}
	if len(changed) > fewFiles {
		done, err := syncAll(w.root)
		if done || err != nil {
			return err
		}
	}
	names := []string{stagedManifest, stagedJournal}
	for _, i := range changed {
		names = append(names, staged(w.files[i]))
	}
	for _, name := range names {
		if err := syncPath(w.root, name, os.O_RDWR); err != nil {
			return err
		}
	}
	return nil
}

// syncFolders returns when the renames in these folders are on the disk.
func (w *writer) syncFolders(dirs map[string]bool) error {
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if err := w.step("sync", dir); err != nil {
			return err
		}
		if err := syncPath(w.root, dir, os.O_RDONLY); err != nil && !foldersUnsynced {
			return err
		}
	}
	return nil
}

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
