package builds

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"docsite/internal/git"
	"docsite/internal/parallel"
	"docsite/internal/publish"
	"docsite/internal/site"
	"docsite/internal/stamp"
)

// news is what of a project is another thing than it was.
type news struct {
	names   []string // files, and folders that have other entries
	moved   bool     // files that are no pages came or went, or have another size
	entries bool     // folders have other entries
}

// same asks a project the questions of an earlier build again, and reports whether
// all answers are the same, but for those that the next build can see the use of: news
// has them. Answers that are others now, and stamps of files that were read again, since
// theirs said too little, are brought up to date; fresh says that there were some.
func same(ctx context.Context, root *os.Root, answers []Answer) (alike bool, new news, fresh bool) {
	a := &asker{ctx: ctx, root: root, now: time.Now(), pages: map[string]bool{}, folders: publish.Folders{Top: root.Name()}}
	for i := range answers {
		if answers[i].Kind == askPage {
			a.pages[answers[i].Name] = true
		}
	}
	var other, renewed atomic.Bool
	differs := make([]bool, len(answers))
	parallel.Each(len(answers), func(i int) {
		if other.Load() {
			return
		}
		before := answers[i]
		differs[i] = !a.again(&answers[i])
		if differs[i] && !isOfFile(&before, &answers[i]) {
			other.Store(true)
		}
		if answers[i] != before {
			renewed.Store(true)
		}
	})
	for i := range answers {
		if differs[i] {
			new.names = append(new.names, answers[i].Name)
			new.moved = new.moved || answers[i].Kind != askPage && answers[i].Kind != askFolder
			new.entries = new.entries || answers[i].Kind == askFolder
		}
	}
	new.names = slices.Compact(new.names)
	return !other.Load() && ctx.Err() == nil, new, renewed.Load()
}

// isOfFile reports whether an answer that is another one now is on a file, or on the
// entries of a folder, whose use is known: of docsite.yaml, the lock and the theme it is
// not.
func isOfFile(before, now *Answer) bool {
	switch name := now.Name; {
	case name == site.ConfigName || name == site.LockName || name == themeFolder || strings.HasPrefix(name, themeFolder+"/"):
		return false
	case now.Kind == askPage || now.Kind == askText || now.Kind == askFolder:
		return isText(before.Said) && isText(now.Said)
	case now.Kind == askStat || now.Kind == askLstat:
		return isPlain(before.Said) && isPlain(now.Said)
	}
	return false
}

// themeFolder is the folder of the project's theme.
const themeFolder = "theme"

// isText reports whether an answer is what a file holds, or which entries a folder has,
// by its hash, or that there is none.
func isText(said string) bool {
	return said == saidAbsent || len(said) == sha256.Size && !strings.HasPrefix(said, saidError)
}

// isPlain reports whether an answer is that a file is there, or that nothing is.
func isPlain(said string) bool { return said == saidAbsent || strings.HasPrefix(said, saidFile) }

// asker asks questions again: files by their path, which is quicker than through
// the root, wherever no link is on the way.
type asker struct {
	ctx  context.Context
	root *os.Root
	now  time.Time

	pages map[string]bool // whose size is nobody's concern: who reads one for its text has asked for that

	folders publish.Folders
}

// again asks a question again, and reports whether the answer is the same. One that is
// another takes its place.
func (a *asker) again(was *Answer) bool {
	if was.Said == saidUnknown {
		return false
	}
	info, err := fs.FileInfo(nil), error(nil)
	if was.Kind != askTracked && was.Kind != askIgnored {
		info, err = a.look(was.Name)
	}
	if was.Kind == askText || was.Kind == askPage {
		return a.text(was, info)
	}
	before := was.Said
	was.Said = a.say(was.Question, info, err)
	return was.Said == before || a.pages[was.Name] && (was.Kind == askStat || was.Kind == askLstat) && // the size of a page
		strings.HasPrefix(was.Said, saidFile) && strings.HasPrefix(before, saidFile)
}

// say answers a question on anything but a text. info and err are those of its path.
func (a *asker) say(q Question, info fs.FileInfo, err error) string {
	switch q.Kind {
	case askTracked:
		return sayTracked(git.Tracked(a.ctx, a.root.Name()))
	case askIgnored:
		return fmt.Sprint(git.Ignored(a.ctx, a.root.Name(), q.Name))
	case askStat, askLstat:
		if said := sayInfo(info, err); info != nil || said == saidAbsent {
			return said
		}
		if q.Kind == askStat {
			return sayInfo(fs.Stat(a.root.FS(), q.Name))
		}
		return sayInfo(fs.Lstat(a.root.FS(), q.Name))
	case askFolder:
		if info != nil && info.IsDir() {
			if entries, err := os.ReadDir(a.path(q.Name)); err == nil {
				return sayFolder(entries, nil)
			}
		}
		return sayFolder(fs.ReadDir(a.root.FS(), q.Name))
	case askLink:
		return sayLink(fs.ReadLink(a.root.FS(), q.Name))
	}
	return saidUnknown
}

// errLink says that a path goes through a link.
var errLink = errors.New("a link is on the way")

// look gives what stands at a path where neither it nor a folder on the way is a
// link. The error is [fs.ErrNotExist] where nothing is there; any other says nothing.
func (a *asker) look(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) || !a.folders.Are(path.Dir(name)) {
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

// text reports whether a file holds what it held: by its stamp, else by reading it.
func (a *asker) text(was *Answer, info fs.FileInfo) bool {
	if info != nil && was.Settled && stamp.Of(info) == was.Stamp {
		return true
	}
	before := was.Said
	was.Said, was.Stamp, was.Settled = a.read(was.Name, info)
	return was.Said == before && was.Said != saidUnknown
}

// read says what a file holds. info is that of its path, nil where a link is on the way
// or nothing is there.
func (a *asker) read(name string, info fs.FileInfo) (said string, s stamp.Stamp, settled bool) {
	if info == nil {
		info, _ = fs.Stat(a.root.FS(), name)
	}
	if info != nil && !info.Mode().IsRegular() {
		return saidUnknown, s, false // opening a pipe would wait for whoever writes into it
	}
	f, err := a.root.FS().Open(name)
	if err != nil {
		return sayError(err), s, false
	}
	defer f.Close()
	info, err = f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return saidUnknown, s, false
	}
	if said, err = sumOf(f); err != nil {
		return saidUnknown, s, false
	}
	s = stamp.Of(info)
	return said, s, s.Settled(a.now)
}
