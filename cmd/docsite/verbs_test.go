package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/release"
)

// TestVerbsAreComplete wants of every verb what a person looks for: an example
// in its help, a script that runs it, and its name in the README.
func TestVerbsAreComplete(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range release.Documented(newRoot(&program{})) {
		name := cmd.Name()
		if cmd.Example == "" {
			t.Errorf("%s has no example", name)
		}
		if scripts, _ := filepath.Glob("testdata/script/" + name + "*.txtar"); scripts == nil {
			t.Errorf("%s has no script in testdata/script", name)
		}
		if !strings.Contains(string(readme), "docsite "+name) {
			t.Errorf("the README does not name docsite %s", name)
		}
	}
}
