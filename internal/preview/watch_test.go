package preview

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// watched is a folder under watch.
type watched struct {
	t       *testing.T
	dir     string
	w       *watcher
	changes chan []string
	log     []string
}

func watchFolder(t *testing.T, prepare func(w *watcher)) *watched {
	f := &watched{t: t, dir: t.TempDir(), changes: make(chan []string)}
	write(t, filepath.Join(f.dir, "content/a.md"), "a")
	write(t, filepath.Join(f.dir, "content/guide/b.md"), "b")
	ignore := func(name string) bool { return name == "public" }
	f.w = newWatcher(f.dir, ignore, func(message string) { f.log = append(f.log, message) })
	if prepare != nil {
		prepare(f.w)
	}
	f.w.look(".")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() { f.w.run(ctx, f.changes); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	return f
}

func (f *watched) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }
func (f *watched) write(name, text string) { f.t.Helper(); write(f.t, f.path(name), text) }

func (f *watched) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// within waits until all names have been reported.
func (f *watched) within(limit time.Duration, names ...string) {
	f.t.Helper()
	end := time.After(limit)
	missing := slices.Clone(names)
	for len(missing) > 0 {
		select {
		case changed := <-f.changes:
			missing = slices.DeleteFunc(missing, func(name string) bool { return slices.Contains(changed, name) })
		case <-end:
			f.t.Fatalf("after %v nothing was reported of %d of %d names: %.10q", limit, len(missing), len(names), missing)
		}
	}
}

// quiet reads until nothing has come for a while and gives what came.
func (f *watched) quiet(wait time.Duration) (all []string) {
	for {
		select {
		case changed := <-f.changes:
			all = append(all, changed...)
		case <-time.After(wait):
			return all
		}
	}
}

// soon is less than the time after which everything is looked at: what comes
// within it was reported.
const soon = rescan * 3 / 4

// The ways in which editors save.
func TestSavesAreSeen(t *testing.T) {
	for name, save := range map[string]func(f *watched, text string){
		"in place": func(f *watched, text string) { f.write("content/a.md", text) },
		"renamed over": func(f *watched, text string) {
			f.write("content/.a.tmp", text)
			f.must(os.Rename(f.path("content/.a.tmp"), f.path("content/a.md")))
		},
		"backup, then new": func(f *watched, text string) {
			f.must(os.Rename(f.path("content/a.md"), f.path("content/a.md~")))
			f.write("content/a.md", text)
		},
		"deleted, then new": func(f *watched, text string) {
			f.must(os.Remove(f.path("content/a.md")))
			f.write("content/a.md", text)
		},
		"from another folder": func(f *watched, text string) {
			outside := filepath.Join(f.t.TempDir(), "x")
			write(f.t, outside, text)
			f.must(os.Rename(outside, f.path("content/a.md")))
		},
		"appended": func(f *watched, text string) {
			file, err := os.OpenFile(f.path("content/a.md"), os.O_APPEND|os.O_WRONLY, 0)
			f.must(err)
			_, err = file.WriteString(text)
			f.must(err)
			f.must(file.Close())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := watchFolder(t, nil)
			for i := range 11 { // a watch on the file itself was gone after the first save
				save(f, fmt.Sprint("text ", i%2)) // of one size
				f.within(soon, "content/a.md")
				f.quiet(20 * time.Millisecond)
			}
		})
	}
}

func TestFoldersAreFollowed(t *testing.T) {
	t.Parallel()
	f := watchFolder(t, nil)
	f.must(os.MkdirAll(f.path("content/new/deep/er"), 0o777))
	f.within(soon, "content/new/deep/er")
	f.write("content/new/deep/er/c.md", "c")
	f.within(soon, "content/new/deep/er/c.md")

	f.must(os.Rename(f.path("content/new"), f.path("content/moved")))
	f.within(soon, "content/moved/deep/er/c.md", "content/new/deep/er/c.md")
	f.quiet(50 * time.Millisecond)
	f.write("content/moved/deep/er/c.md", "changed")
	f.within(soon, "content/moved/deep/er/c.md")

	f.must(os.RemoveAll(f.path("content/moved")))
	f.within(soon, "content/moved/deep/er/c.md")
	f.must(os.Rename(f.path("content/guide"), f.path("old")))
	f.must(os.Rename(f.path("old"), f.path("content/guide")))
	f.quiet(50 * time.Millisecond)
	f.write("content/guide/b.md", "back")
	f.within(soon, "content/guide/b.md")
}

// Files that come into a folder before it can be watched are found by
// listing it.
func TestFreshFoldersWithFiles(t *testing.T) {
	t.Parallel()
	f := watchFolder(t, nil)
	var names []string
	go func() {
		for i := range 500 {
			write(t, f.path(fmt.Sprintf("content/fresh/%d/x/page.md", i)), "x")
		}
	}()
	for i := range 500 {
		names = append(names, fmt.Sprintf("content/fresh/%d/x/page.md", i))
	}
	f.within(20*time.Second, names...)
}

func TestOwnFilesAreIgnored(t *testing.T) {
	t.Parallel()
	f := watchFolder(t, nil)
	for _, name := range []string{"public/index.html", "public/a/b.html", ".git/index", "content/.git/x", "node_modules/p/x.js",
		"content/a.md~", "content/.a.md.swp", "content/.#a.md", "content/.docsite-tmp123"} {
		f.write(name, "x")
	}
	for _, name := range f.quiet(200 * time.Millisecond) {
		if name != "content" && name != "." {
			t.Errorf("%q was reported", name)
		}
	}
	f.write(".ci/run", "quoted by a page")
	f.within(soon, ".ci/run")
}

// An overflow loses reports; everything is looked at.
func TestOverflow(t *testing.T) {
	t.Parallel()
	f := watchFolder(t, nil)
	f.must(f.w.notify.Remove(f.path("content/guide"))) // as if its reports were lost
	f.write("content/guide/b.md", "changed")
	f.w.notify.Errors <- fsnotify.ErrEventOverflow
	f.within(soon, "content/guide/b.md")
	f.write("content/guide/b.md", "and is reported again")
	f.within(soon, "content/guide/b.md")
}

// What no report tells of is found by looking.
func TestLostReportsAreMadeUpFor(t *testing.T) {
	t.Parallel()
	f := watchFolder(t, nil)
	f.must(f.w.notify.Remove(f.path("content/guide")))
	f.write("content/guide/b.md", "changed")
	f.within(3*rescan, "content/guide/b.md")
}

// When the system takes no more watches (ENOSPC, EMFILE), everything is
// found by looking. A closed watcher refuses in the same way.
func TestPolling(t *testing.T) {
	for name, prepare := range map[string]func(w *watcher){
		"from the start": func(w *watcher) { w.giveUp(os.ErrInvalid) },
		"for a folder":   func(w *watcher) { _ = w.notify.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := watchFolder(t, prepare)
			if len(f.log) != 1 || !strings.Contains(f.log[0], "looked for") {
				t.Errorf("the terminal says %q", f.log)
			}
			f.write("content/a.md", "changed")
			f.write("content/new/deep/c.md", "c")
			f.within(10*poll, "content/a.md", "content/new/deep/c.md")
			f.must(os.RemoveAll(f.path("content/guide")))
			f.within(10*poll, "content/guide/b.md")
		})
	}
}

// TestIgnoredLater: the folder that the configuration names as output is watched until
// that has been read; it has not changed then. What an editor writes beside a file is none.
func TestIgnoredLater(t *testing.T) {
	dir, output := t.TempDir(), ""
	write(t, filepath.Join(dir, "public/index.html"), "a")
	write(t, filepath.Join(dir, "a.md"), "a")
	w := tree{dir: dir, ignore: func(name string) bool { return name == output }, known: make(map[string]fs.FileInfo), enter: func(string, fs.FileInfo) {}}
	w.look(".")
	output = "public"
	write(t, filepath.Join(dir, "a.md"), "ab")
	write(t, filepath.Join(dir, "a.md___jb_tmp___"), "ab")
	if got := w.look("."); !slices.Equal(got, []string{"a.md"}) {
		t.Errorf("%q changed", got)
	}
}
