// Package cause says in words what kept a file from being read or written.
//
// Start from [Of] where the place of a problem names the file, and from [Text] where
// nothing else does. Neither names a call of the system.
package cause

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// said are words in the place of an error's own.
type said struct {
	words string
	err   error
}

func (s *said) Error() string { return s.words }
func (s *said) Unwrap() error { return s.err }

// words are for errors of the system that have none for people.
var words = []struct {
	err   error
	words string
}{
	{fs.ErrNotExist, "there is no such file"},
	{fs.ErrExist, "there is something of that name"},
	{syscall.EISDIR, "it is a folder"},
	{syscall.ENOTDIR, "a folder in its path is a file"},
	{syscall.ELOOP, "it is a link that leads back to itself"},
}

// escapes is what [os.Root] says of a path that leads out of it.
const escapes = "path escapes from parent"

// Of is an error over a file without the operation and the path, which the place of a
// problem says. What is no error of the system stays as it is.
func Of(err error) error {
	inner := err
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		inner = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		inner = e.Err
	}
	if e, ok := errors.AsType[*os.SyscallError](inner); ok {
		inner = e.Err
	}
	if inner == nil {
		return nil
	}
	if inner.Error() == escapes {
		return &said{"its path leads out of the folder", inner}
	}
	if _, own := inner.(syscall.Errno); own || inner != err {
		for _, w := range words {
			if errors.Is(inner, w.err) {
				return &said{w.words, inner}
			}
		}
	}
	return inner
}

// Text is what an error says, with each error over a file in it as the file's name and
// [Of]: `"a.md": there is no such file`.
func Text(err error) string {
	text := err.Error()
	replace := func(e error, name string) {
		plain := Of(e).Error()
		if name != "" {
			plain = strconv.Quote(name) + ": " + plain
		}
		text = strings.ReplaceAll(text, e.Error(), plain)
	}
	var look func(error)
	look = func(err error) {
		switch e := err.(type) {
		case *fs.PathError:
			replace(e, e.Path)
		case *os.LinkError:
			replace(e, e.New)
		case *os.SyscallError:
			replace(e, "")
		case interface{ Unwrap() []error }:
			for _, inner := range e.Unwrap() {
				look(inner)
			}
		case interface{ Unwrap() error }:
			if inner := e.Unwrap(); inner != nil {
				look(inner)
			}
		}
	}
	look(err)
	return text
}
