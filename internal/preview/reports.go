package preview

import (
	"sync"

	"github.com/fsnotify/fsnotify"
)

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
