package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// full is a file on a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// TestFull: whichever verb prints, standard output that takes nothing is an error.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "docsite.yaml"), nil)
	writeFile(t, filepath.Join(dir, "content/a.md"), []byte("# A\n"))
	writeFile(t, filepath.Join(dir, "Dockerfile"), []byte("FROM a AS b\n"))
	t.Chdir(dir)
	for _, args := range []string{"build", "build", "explain", "page content/a.md", "page content/a.md -o a.html", "notes --format json", "refresh", "--help", "--version", "man --help", "completion bash"} {
		var stderr bytes.Buffer
		code := run(t.Context(), strings.Fields(args), nil, full{}, &stderr)
		if code != exitUsage || !strings.HasPrefix(stderr.String(), "docsite: ") || strings.Count(stderr.String(), syscall.ENOSPC.Error()) != 1 {
			t.Errorf("%s: %d %q", args, code, stderr.String())
		}
	}
}
