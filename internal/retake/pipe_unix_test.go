//go:build unix

package retake

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestPipeInPlaceOfPicture: nobody writes into a pipe that has the name of a screenshot.
func TestPipeInPlaceOfPicture(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, text := range map[string]string{"docsite.yaml": "shots:\n  a.png: {page: index.md}\n", "index.md": "# A\n"} {
		if err := root.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root.Name(), "a.png"), 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := Run(t.Context(), root, Options{Accept: true}, func(Outcome) {})
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil || err.Error() != "a.png: it is not a file" {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for ever")
	}
}
