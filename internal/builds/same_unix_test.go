//go:build unix

package builds

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipeInPlaceOfFile: nobody writes into a pipe that stands where a file was, so that it
// must not be opened.
func TestPipeInPlaceOfFile(t *testing.T) {
	root := project(t, map[string]string{"a": "1", "sub/b": "2"})
	asked := ask(t, root)
	pipe := filepath.Join(root.Name(), "a")
	if err := os.Remove(pipe); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if alike, _, _ := same(t.Context(), root, asked); alike {
		t.Error("a pipe in the place of a file is taken for the file")
	}
}
