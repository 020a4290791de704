package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDockerfileWithoutEnd: of what --dockerfile names no more is read than a Dockerfile has.
func TestDockerfileWithoutEnd(t *testing.T) {
	name := filepath.Join(t.TempDir(), "Dockerfile")
	if err := os.WriteFile(name, make([]byte, 3<<20), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := readDockerfile(name); err == nil || !strings.Contains(err.Error(), "it has more than 1048576 bytes") {
		t.Error(err)
	}
}
