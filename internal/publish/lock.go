package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"docsite/internal/cause"
)

// TellNoCache tells whoever waits for a run why nothing is kept in the cache folder.
func TellNoCache(ctx context.Context, err error) {
	processOf(ctx).notice("the cache folder is done without: %s", cause.Text(err))
}

// Lock keeps two runs on one project apart: it waits until no other has the
// lock, or ctx is done. The lock file stands in the user's cache, so that the
// project stays clean, else in the folder for temporary files; it is never
// deleted: deleting it would let a third run in.
func Lock(ctx context.Context, root *os.Root) (unlock func(), err error) {
	project, err := filepath.Abs(root.Name())
	if err == nil {
		project, err = filepath.EvalSymlinks(project)
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(project))
	name := "docsite-" + hex.EncodeToString(sum[:8]) + ".lock"
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "docsite", "locks")
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		if unlock, err = acquire(ctx, filepath.Join(dir, name), project); err == nil || ctx.Err() != nil {
			return unlock, err
		}
	}
	TellNoCache(ctx, err)
	mine := strconv.Itoa(os.Getuid()) + "-" + name // another user's file could not be opened
	return acquire(ctx, filepath.Join(os.TempDir(), mine), project)
}

// patience is how long a lock is waited for before somebody is told.
const patience = 300 * time.Millisecond

// acquire waits for the lock of a file. Who has it is written into the file, for
// those that wait. what is the folder that the lock is for.
func acquire(ctx context.Context, file, what string) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err // the file is not made either
	}
	type result struct {
		unlock func()
		err    error
	}
	got := make(chan result, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(file).Lock()
		got <- result{unlock, err}
	}()
	late := time.After(patience)
	for {
		select {
		case r := <-got:
			if r.err != nil {
				return nil, r.err
			}
			_ = os.WriteFile(file, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o666)
			return func() {
				_ = os.Truncate(file, 0)
				r.unlock()
			}, nil
		case <-late:
			processOf(ctx).notice("waiting for %s, which writes %s", holder(file), what)
		case <-ctx.Done():
			go func() { // whoever waits next gets it
				if r := <-got; r.err == nil {
					r.unlock()
				}
			}()
			return nil, ctx.Err()
		}
	}
}

// holder names the process that has a lock.
func holder(file string) string {
	text, err := os.ReadFile(file)
	if pid, bad := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && bad == nil {
		return fmt.Sprintf("process %d", pid)
	}
	return "another docsite"
}
