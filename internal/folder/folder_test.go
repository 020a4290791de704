package folder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAbove(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"p/docsite.yaml", "p/content/deep/a.md", "p/own/Dockerfile", "p/repo/.git/config", "alone/a.md"} {
		file := filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{"p": "", "p/content": "..", "p/content/deep": "../..", "p/own": "..", "p/repo": ""} {
		if got := filepath.ToSlash(Above(filepath.Join(top, dir))); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
	if !IsPart(filepath.Join(top, "p/content/deep")) || IsPart(filepath.Join(top, "p/own")) {
		t.Error("a folder with a Dockerfile may be a project, one with pages is none")
	}
	if Way("..") != "one folder" || Way("../..") != "2 folders" {
		t.Error(Way(".."), Way("../.."))
	}
	for dir, want := range map[string]string{"none": "there is no folder", "p/docsite.yaml": "is a file"} {
		if _, err := Open(filepath.Join(top, dir)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
}

// TestOf: the nearest docsite.yaml, else the repository, else the folder where one is.
func TestOf(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"p/docsite.yaml", "p/content/deep/a.md", "repo/.git/config", "repo/x/a.md", "alone/deep/a.md", "other/here"} {
		file := filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ here, name, want string }{
		{"other", "p/content/deep/a.md", "content/deep/a.md"}, {"p/content", "p/content/deep/a.md", "content/deep/a.md"},
		{"other", "repo/x/a.md", "x/a.md"}, {"alone", "alone/deep/a.md", "deep/a.md"}, {"other", "alone/deep/a.md", "a.md"},
	} {
		t.Chdir(filepath.Join(top, tt.here))
		root, file, err := Of(filepath.Join(top, tt.name))
		if err != nil {
			t.Fatal(err)
		}
		root.Close()
		if file != tt.want {
			t.Errorf("%s from %s: %s in %s, want %s", tt.name, tt.here, file, root.Name(), tt.want)
		}
	}
}
