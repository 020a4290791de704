package cause

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// failures are errors of the system itself, each with its words in two forms.
func failures(t *testing.T) map[string]error {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("file", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	second := func(_ any, err error) error { return err }
	return map[string]error{
		`"none": there is no such file`:                       second(os.Open("none")),
		`"none/a": there is no such file`:                     second(root.Open("none/a")),
		`"../x": its path leads out of the folder`:            second(root.Open("../x")),
		`".": it is a folder`:                                 second(os.ReadFile(".")),
		`"file/a": a folder in its path is a file`:            second(os.Open(filepath.Join("file", "a"))),
		`"file": there is something of that name`:             os.Mkdir("file", 0o777),
		`"to": there is no such file`:                         os.Rename("none", "to"),
		`no space left on device`:                             os.NewSyscallError("fsync", syscall.ENOSPC),
		`stage a: "none": there is no such file (hint: b)`:    fmt.Errorf("stage a: %w (hint: b)", second(os.Stat("none"))),
		"\"a\": there is no such file\n\"b\": it is a folder": errors.Join(second(os.Lstat("a")), &fs.PathError{Op: "read", Path: "b", Err: syscall.EISDIR}),
		`there is no "open" here`:                             errors.New(`there is no "open" here`),
	}
}

func TestText(t *testing.T) {
	for want, err := range failures(t) {
		if got := Text(err); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for err, want := range map[error]string{
		&fs.PathError{Op: "openat", Path: "a", Err: syscall.ENOENT}:                                 "there is no such file",
		&fs.PathError{Op: "openat", Path: "a", Err: os.NewSyscallError("statx", syscall.EACCES)}:    "permission denied",
		fmt.Errorf("b: %w", &os.LinkError{Op: "renameat", Old: "a", New: "b", Err: syscall.EISDIR}): "it is a folder",
		fs.ErrNotExist:    "file does not exist",
		errors.New("own"): "own",
	} {
		got := Of(err)
		if got.Error() != want {
			t.Errorf("%v: %v, want %s", err, got, want)
		}
	}
	if Of(nil) != nil {
		t.Error("no error is none")
	}
	if err := Of(&fs.PathError{Op: "open", Path: "a", Err: syscall.ENOENT}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not known any more", err)
	}
}
