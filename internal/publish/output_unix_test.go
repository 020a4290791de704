//go:build unix

package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestWriteFilePipe writes through a pipe, also one that a link leads to, and
// leaves it a pipe.
func TestWriteFilePipe(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("pipe", link); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(pipe, os.O_RDWR, 0) // so that no side is waited for
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for _, name := range []string{pipe, link} {
		if err := WriteFile(name, []byte("text")); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
			t.Fatalf("%s: the pipe is %v, %v", name, info.Mode(), err)
		}
		got := make([]byte, 4)
		if n, err := reader.Read(got); err != nil || string(got[:n]) != "text" {
			t.Errorf("%s: %q, %v", name, got[:n], err)
		}
	}
	if info, _ := os.Lstat(link); info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is %v", info.Mode())
	}
}

// TestWriteCache puts a file in the place of a pipe, of a device and of an empty folder: nobody
// reads the pipe, so that a build would wait for ever.
func TestWriteCache(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"pipe", "device", "folder"} {
		file := filepath.Join(dir, name)
		make := map[string]func() error{
			"pipe":   func() error { return syscall.Mkfifo(file, 0o600) },
			"device": func() error { return os.Symlink("/dev/full", file) },
			"folder": func() error { return os.Mkdir(file, 0o700) },
		}
		if err := make[name](); err != nil {
			t.Skip(err)
		}
		written := timeless(t, func() error { return WriteCache(file, []byte("text")) })
		if got, err := os.ReadFile(file); written != nil || err != nil || string(got) != "text" {
			t.Errorf("%s: %v, %q, %v", name, written, got, err)
		}
	}
}

// TestPipeInOutput: a pipe in the place of a file that the site no longer has is somebody else's.
func TestPipeInOutput(t *testing.T) {
	out := t.TempDir()
	write(t, out, files("a", "1", "b", "2"))
	pipe := filepath.Join(out, "b")
	if err := os.Remove(pipe); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	var done Written
	err := timeless(t, func() (err error) {
		done, err = Write(t.Context(), out, all(files("a", "1")), nil)
		return err
	})
	if err != nil || len(done.Kept) != 1 || done.Deleted > 0 {
		t.Errorf("%v, %+v", err, done)
	}
}

// timeless runs what may wait for ever for at most ten seconds.
func timeless(t *testing.T, do func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for ever")
		return nil
	}
}

// TestWriteFileLink replaces the file that a link leads to, with its mode, and makes
// one that is not there yet.
func TestWriteFileLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "to"), 0o755); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(dir, "to", "old")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"old", "new"} {
		link := filepath.Join(dir, name)
		if err := os.Symlink(filepath.Join("to", name), link); err != nil {
			t.Skip(err)
		}
		if err := WriteFile(link, []byte("text")); err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Lstat(link); info.Mode().Type() != fs.ModeSymlink {
			t.Errorf("%s is no link any more: %v", name, info.Mode())
		}
		if got, err := os.ReadFile(filepath.Join(dir, "to", name)); err != nil || string(got) != "text" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if info, _ := os.Stat(old); info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v", info.Mode())
	}
}

// TestWriteFileNamesItsFile names the file that was asked for, and not the temporary one.
func TestWriteFileNamesItsFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "none", "a.html")
	err := WriteFile(name, nil)
	if want := fmt.Sprintf("%q cannot be written: its folder: there is no such file", name); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestWriteUnwritable builds into a folder of somebody else.
func TestWriteUnwritable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(out, 0o555); err != nil {
		t.Fatal(err)
	}
	site := files("a", "1")
	_, err := Write(t.Context(), out, all(site), nil)
	if refusal, ok := errors.AsType[*Refusal](err); !ok || !errors.Is(refusal, fs.ErrPermission) {
		t.Errorf("%v", err)
	}
}
