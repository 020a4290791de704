//go:build unix

package main

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSignalEndsPreview interrupts a preview, idle and while it prints a page: that is
// how a preview ends.
func TestSignalEndsPreview(t *testing.T) {
	dir := t.TempDir()
	slow := "# A\n\n````hcl\n" + strings.Repeat("'", 60_000) + "\n````\n"
	if err := os.WriteFile(filepath.Join(dir, "index.md"), []byte(strings.Repeat(slow, 4)), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, busy := range []bool{false, true} {
		serve := &exec.Cmd{Path: os.Args[0], Args: []string{"docsite", "serve", "--addr", "127.0.0.1:0", dir}, Env: os.Environ()}
		stdout, err := serve.StdoutPipe()
		if err == nil {
			err = serve.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		address, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if busy {
			go func() { _, _ = http.Get(strings.TrimSpace(address)) }()
		}
		if err := errors.Join(serve.Process.Signal(syscall.SIGINT), serve.Wait()); err != nil {
			t.Errorf("busy is %v: %v", busy, err)
		}
	}
}

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
