package builds

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"docsite/internal/git"
	"docsite/internal/stamp"
)

// same asks a project the questions of an earlier build again, and reports whether
// all answers are the same, but for the text of pages, which are named by their files.
// The stamps of files that were read again, since theirs said too little, are brought
// up to date; fresh says that there were some.
func same(ctx context.Context, root *os.Root, answers []Answer) (alike bool, changed []string, fresh bool) {
	a := &asker{ctx: ctx, root: root, now: time.Now(), pages: map[string]bool{}, folders: map[string]bool{}}
	for i := range answers {
		if answers[i].Kind == askPage {
			a.pages[answers[i].Name] = true
		}
	}
	var next atomic.Int64
	var other, renewed atomic.Bool
	var all sync.WaitGroup
	differs := make([]bool, len(answers))
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(answers) && !other.Load(); i = int(next.Add(1)) - 1 {
				before := answers[i]
				if !a.again(&answers[i]) {
					differs[i] = true
					if before.Kind != askPage || !a.isText(before.Name) {
						other.Store(true)
					}
				}
				if answers[i] != before {
					renewed.Store(true)
				}
			}
		})
	}
	all.Wait()
	for i := range answers {
		if differs[i] {
			changed = append(changed, answers[i].Name)
		}
	}
	return !other.Load() && ctx.Err() == nil, changed, renewed.Load()
}

// asker asks questions again: files by their path, which is quicker than through
// the root, wherever no link is on the way.
type asker struct {
	ctx  context.Context
	root *os.Root
	now  time.Time

	pages map[string]bool // whose size is nobody's concern: who reads one for its text has asked for that

	mu      sync.Mutex
	folders map[string]bool // whether a path is one of folders alone
}

// again asks a question again, and reports whether the answer is the same.
func (a *asker) again(was *Answer) bool {
	if was.Said == saidUnknown {
		return false
	}
	switch was.Kind {
	case askTracked:
		return sayTracked(git.Tracked(a.ctx, a.root.Name())) == was.Said
	case askIgnored:
		return fmt.Sprint(git.Ignored(a.ctx, a.root.Name(), was.Name)) == was.Said
	}
	info, err := a.look(was.Name)
	switch was.Kind {
	case askText, askPage:
		return a.text(was, info)
	case askStat, askLstat:
		if said := sayInfo(info, err); info != nil || said == saidAbsent {
			return said == was.Said || a.pages[was.Name] && info != nil && info.Mode().IsRegular() && strings.HasPrefix(was.Said, saidFile)
		}
		if was.Kind == askStat {
			return sayInfo(fs.Stat(a.root.FS(), was.Name)) == was.Said
		}
		return sayInfo(fs.Lstat(a.root.FS(), was.Name)) == was.Said
	case askFolder:
		if info != nil && info.IsDir() {
			if entries, err := os.ReadDir(a.path(was.Name)); err == nil {
				return sayFolder(entries, nil) == was.Said
			}
		}
		return sayFolder(fs.ReadDir(a.root.FS(), was.Name)) == was.Said
	case askLink:
		return sayLink(fs.ReadLink(a.root.FS(), was.Name)) == was.Said
	}
	return false
}

// errLink says that a path goes through a link.
var errLink = errors.New("a link is on the way")

// look gives what stands at a path where neither it nor a folder on the way is a
// link. The error is [fs.ErrNotExist] where nothing is there; any other says nothing.
func (a *asker) look(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) || !a.plain(path.Dir(name)) {
		return nil, errLink
	}
	info, err := os.Lstat(a.path(name))
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return nil, errLink
	}
	return info, err
}

func (a *asker) path(name string) string {
	return filepath.Join(a.root.Name(), filepath.FromSlash(name))
}

// plain reports whether a path is one of folders alone.
func (a *asker) plain(dir string) bool {
	if dir == "." {
		return true
	}
	a.mu.Lock()
	plain, known := a.folders[dir]
	a.mu.Unlock()
	if known {
		return plain
	}
	info, err := os.Lstat(a.path(dir))
	plain = err == nil && info.IsDir() && a.plain(path.Dir(dir))
	a.mu.Lock()
	a.folders[dir] = plain
	a.mu.Unlock()
	return plain
}

// isText reports whether a file is there that can be read.
func (a *asker) isText(name string) bool {
	f, err := a.root.Open(filepath.FromSlash(name))
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}

// text reports whether a file holds what it held: by its stamp, else by reading it.
func (a *asker) text(was *Answer, info fs.FileInfo) bool {
	if info != nil && was.Settled && stamp.Of(info) == was.Stamp {
		return true
	}
	f, err := a.root.FS().Open(was.Name)
	if err != nil {
		return sayError(err) == was.Said
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	if said, err := sumOf(f); err != nil || said != was.Said {
		return false
	}
	was.Stamp = stamp.Of(info)
	was.Settled = was.Stamp.Settled(a.now)
	return true
}
