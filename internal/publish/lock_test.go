package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// TestLockIsWaitedFor holds the lock of a folder: whoever waits is told of the
// process that has it, and stops waiting with its context.
func TestLockIsWaitedFor(t *testing.T) {
	file := filepath.Join(t.TempDir(), lockName)
	unlock, err := acquire(t.Context(), file, "x")
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 1)
	ctx, cancel := context.WithCancel(WithProcess(t.Context(), &Process{Notice: func(message string) { told <- message }}))
	failed := make(chan error, 1)
	go func() {
		_, err := acquire(ctx, file, "the site")
		failed <- err
	}()
	if message := <-told; !strings.Contains(message, "waiting for process ") || !strings.Contains(message, "the site") {
		t.Errorf("told %q", message)
	}
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	unlock()
	again, err := lockedfile.MutexAt(file).Lock() // the one that gave up does not keep it
	if err != nil {
		t.Fatal(err)
	}
	again()
	if text, err := os.ReadFile(file); err != nil || len(text) > 0 {
		t.Errorf("a lock that nobody has names %q, %v", text, err)
	}
}

// TestWriteWithoutAccess builds into a folder that cannot be written: fine while
// nothing would change, the reason when something would.
func TestWriteWithoutAccess(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	site := files("a", "1", "b", "2")
	write(t, out, site)
	for _, test := range []struct {
		site fstest.MapFS
		want error
	}{{site, nil}, {files("a", "1", "b", "3"), fs.ErrPermission}, {files("a", "1"), fs.ErrPermission}, {files("a", "1", "b", "2", "c", ""), fs.ErrPermission}} {
		root, err := os.OpenRoot(out)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		before := tree(t, out)
		w := &writer{out: out, root: root, site: all(test.site), files: names(test.site), closed: fs.ErrPermission}
		if _, err := w.write(t.Context()); !errors.Is(err, test.want) {
			t.Errorf("%v: got %v, want %v", names(test.site), err, test.want)
		}
		if !maps.Equal(before, tree(t, out)) {
			t.Error("something was written")
		}
	}
}
