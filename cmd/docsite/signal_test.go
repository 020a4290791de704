//go:build unix

package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSignalWhileWaiting holds the lock of an output folder. A build says what
// it waits for, and a signal ends it with the exit code of one.
func TestSignalWhileWaiting(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir := t.TempDir()
		if err := errors.Join(os.Mkdir(filepath.Join(dir, "public"), 0o777), os.WriteFile(filepath.Join(dir, "index.md"), []byte("# A\n"), 0o666)); err != nil {
			t.Fatal(err)
		}
		lock, err := os.Create(filepath.Join(dir, "public", ".docsite-lock"))
		if err == nil {
			err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
		}
		if err != nil {
			t.Fatal(err)
		}
		build := &exec.Cmd{Path: os.Args[0], Args: []string{"docsite", "build", dir}, Env: os.Environ()}
		stderr, err := build.StderrPipe()
		if err == nil {
			err = build.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		said := bufio.NewReader(stderr)
		first, err := said.ReadString('\n')
		if err != nil || !strings.Contains(first, "waiting for ") {
			t.Errorf("%v: the build says %q, %v", signal, first, err)
		}
		if err := build.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(said)
		err = build.Wait()
		if build.ProcessState.ExitCode() != exitInterrupted || !strings.Contains(string(rest), "interrupted") {
			t.Errorf("%v: %v, %q", signal, err, rest)
		}
		lock.Close()
		if _, err := os.Stat(filepath.Join(dir, "public", "index.html")); err == nil {
			t.Errorf("%v: the build went on", signal)
		}
	}
}
