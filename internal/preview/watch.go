package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"docsite/internal/cause"
)

const (
	rescan = 2 * time.Second        // how often everything is looked at, whatever was reported
	poll   = 300 * time.Millisecond // the same, where the system reports nothing
	effort = 20                     // a look takes at most one part in so many of the time, there
	calm   = 150                    // the same, where the system reports what changes
)

// watcher reports what changes below a folder. The system's reports make it
// quick; looking at everything now and then makes it right: reports get lost
// when there are too many, and on some file systems there are none.
type watcher struct {
	tree
	notify   *fsnotify.Watcher      // nil when everything is found by looking
	followed map[string]fs.FileInfo // the folders that notify reports on
	reports  reports
	log      func(string)
}

func newWatcher(dir string, ignore func(string) bool, log func(string)) *watcher {
	w := &watcher{log: log, followed: make(map[string]fs.FileInfo)}
	w.reports.wake = make(chan struct{}, 1)
	w.tree = tree{dir: dir, ignore: ignore, known: make(map[string]fs.FileInfo), enter: w.follow}
	notify, err := fsnotify.NewWatcher()
	if err != nil { // EMFILE: the user's processes have all the instances there are
		w.giveUp(err)
		return w
	}
	w.notify = notify
	return w
}

// run sends the names of what changes until ctx ends. The goroutine that
// takes the system's reports does nothing else, so that few are lost.
func (w *watcher) run(ctx context.Context, changes chan<- []string) {
	var wg sync.WaitGroup
	defer wg.Wait()
	if notify := w.notify; notify != nil {
		defer notify.Close()
		wg.Go(func() { w.reports.take(notify) })
	}
	timer := time.NewTimer(w.interval(0))
	defer timer.Stop()
	for {
		var changed []string
		select {
		case <-ctx.Done():
			return
		case <-w.reports.wake:
			changed = w.reported()
		case <-timer.C:
			start := time.Now()
			changed = w.everything()
			timer.Reset(w.interval(time.Since(start)))
		}
		if len(changed) == 0 {
			continue
		}
		select {
		case changes <- changed:
		case <-ctx.Done():
			return
		}
	}
}

// interval is the time until everything is looked at again, after a look that
// took so long.
func (w *watcher) interval(took time.Duration) time.Duration {
	if w.notify == nil {
		return max(poll, effort*took)
	}
	return max(rescan, calm*took)
}

// reported looks at what the system has reported.
func (w *watcher) reported() (changed []string) {
	reports, lost := w.reports.next()
	if lost {
		return w.everything()
	}
	names := make(map[string]fsnotify.Op, len(reports))
	for file, op := range reports {
		rel, err := filepath.Rel(w.dir, file)
		name := filepath.ToSlash(rel)
		if err != nil || name != "." && w.skip(name) {
			continue
		}
		names[name] = op
		if op.Has(fsnotify.Rename) || op.Has(fsnotify.Remove) {
			w.leave(name) // before another folder of this name is entered
		}
	}
	for name, op := range names {
		found := w.look(name)
		// A file written twice within the clock's resolution looks the same.
		written := op.Has(fsnotify.Write) || op.Has(fsnotify.Create)
		if len(found) == 0 && written && !w.isFolder(name) {
			found = []string{name}
		}
		changed = append(changed, found...)
	}
	return changed
}

// everything looks at the whole tree, and follows again the folders whose
// watch was lost.
func (w *watcher) everything() []string {
	if w.notify != nil {
		watched := make(map[string]bool)
		for _, dir := range w.notify.WatchList() {
			watched[dir] = true
		}
		maps.DeleteFunc(w.followed, func(name string, _ fs.FileInfo) bool { return !watched[w.path(name)] })
	}
	return w.look(".")
}

// follow asks the system to report on a folder. The folder is listed after
// that, so nothing that comes into it is missed.
func (w *watcher) follow(name string, info fs.FileInfo) {
	if old := w.followed[name]; w.notify == nil || old != nil && os.SameFile(old, info) {
		return
	}
	w.leave(name)
	err := w.notify.Add(w.path(name))
	switch {
	case err == nil:
		w.followed[name] = info
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
	default: // ENOSPC or EMFILE: the user's processes watch all that they may
		w.giveUp(err)
	}
}

// leave ends the reports on a folder and those below it. One that was moved
// would go on reporting under its old name.
func (w *watcher) leave(name string) {
	if w.notify == nil || w.followed[name] == nil {
		return
	}
	for dir := range w.followed {
		if dir == name || strings.HasPrefix(dir, name+"/") {
			_ = w.notify.Remove(w.path(dir)) // it may be gone
			delete(w.followed, dir)
		}
	}
}

// giveUp goes over to finding every change by looking.
func (w *watcher) giveUp(err error) {
	w.log(fmt.Sprintf("changes are looked for every %v, since the system does not report them: %s", poll, cause.Text(err)))
	if w.notify != nil {
		_ = w.notify.Close()
		w.notify = nil
	}
}

func (w *watcher) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// reports gathers what the system reports until somebody looks at it.
type reports struct {
	wake chan struct{} // holds one value when there is something

	mu    sync.Mutex
	names map[string]fsnotify.Op
	lost  bool // there were too many: what is in names is not all
}

// take reads until the watcher is closed.
func (r *reports) take(notify *fsnotify.Watcher) {
	faults := notify.Errors
	for {
		select {
		case e, ok := <-notify.Events:
			if !ok {
				return
			}
			r.add(e.Name, e.Op)
		case _, ok := <-faults: // ErrEventOverflow, as a rule
			if !ok {
				faults = nil
				continue
			}
			r.add("", 0)
		}
	}
}

// add notes a report; one without a name says that some were lost.
func (r *reports) add(name string, op fsnotify.Op) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.names == nil {
		r.names = make(map[string]fsnotify.Op)
	}
	if name == "" {
		r.lost = true
	} else {
		r.names[name] |= op
	}
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// next gives what has come since the last call.
func (r *reports) next() (names map[string]fsnotify.Op, lost bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	names, lost = r.names, r.lost
	r.names, r.lost = nil, false
	return names, lost
}

const (
	quiet   = 5 * time.Millisecond  // a file with text in it was saved when it has been left alone for this
	refill  = 30 * time.Millisecond // an editor that empties a file, or moves it away, fills it within this
	longest = time.Second           // a stream of changes is not waited out
)

// debounce gathers the names that come in until none has come for a while, or
// until the first has waited for the longest time, and hands them on, sorted,
// each once. The while is longer as long as there is nothing in one of the files.
// While nobody takes the names it gathers on.
func debounce(ctx context.Context, in <-chan []string, out chan<- []string, isEmpty func(name string) bool) {
	var batch []string
	empty := make(map[string]bool)
	var first time.Time // when the batch began
	var ready chan<- []string
	timer := time.NewTimer(0)
	timer.Stop()
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case names := <-in:
			if len(batch) == 0 {
				first = time.Now()
			}
			batch = append(batch, names...)
			slices.Sort(batch)
			batch = slices.Compact(batch)
			for _, name := range names {
				if delete(empty, name); isEmpty(name) {
					empty[name] = true
				}
			}
			wait := quiet
			if len(empty) > 0 {
				wait = refill
			}
			ready = nil
			timer.Reset(min(wait, max(0, longest-time.Since(first))))
		case <-timer.C:
			ready = out
		case ready <- batch:
			batch, ready = nil, nil
			clear(empty)
		}
	}
}
