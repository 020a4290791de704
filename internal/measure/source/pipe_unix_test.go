//go:build unix

package source

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipesAreNoImages has pipes in the place of an archive and of a layout's index,
// which to open would be to wait for.
func TestPipesAreNoImages(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "index.json")
	if err := syscall.Mkfifo(name, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := openTar(name); err == nil || !strings.Contains(err.Error(), "is no file") {
		t.Errorf("archive: %v", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (rootFiles{root}).open("index.json"); err == nil || !strings.Contains(err.Error(), "is no file") {
		t.Errorf("layout: %v", err)
	}
	root.Close()
}
