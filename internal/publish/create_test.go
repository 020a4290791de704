package publish

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCreate(t *testing.T) {
	files := func(names ...string) (list []Edit) {
		for _, name := range names {
			list = append(list, Edit{Name: name, New: []byte("new " + name)})
		}
		return list
	}
	for _, tt := range []struct {
		name   string
		before map[string]string
		files  []Edit
		want   string // what stands there afterwards
		fault  string
	}{
		{"folders are made", nil, files("content/a/index.md", "docsite.yaml"), "content content/a content/a/index.md docsite.yaml", ""},
		{"several in one folder", nil, files("content/a.md", "content/b.md"), "content content/a.md content/b.md", ""},
		{"nothing is written over", map[string]string{"docsite.yaml": "old"}, files("content/index.md", "docsite.yaml"),
			"docsite.yaml", `"docsite.yaml" cannot be written: file already exists`},
		{"what others put there stays", map[string]string{"content/b.md": "old"}, files("content/index.md", "content/b.md/x.md"),
			"content content/b.md", `"content/b.md/x.md" cannot be written: `},
		{"what a killed run left is swept", map[string]string{"content/.docsite-x.tmp": ""}, files("content/index.md"), "content content/index.md", ""},
		{"a path that leaves the project", nil, files("content/index.md", "../x"), "", `"../x" cannot be written: `},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.before {
				must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
				must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
			}
			root, err := os.OpenRoot(dir)
			must(t, err)
			defer root.Close()
			err = Create(t.Context(), root, tt.files)
			if got := listed(t, dir); got != tt.want {
				t.Errorf("there are %q, want %q", got, tt.want)
			}
			if tt.fault == "" && err != nil || tt.fault != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.fault)) {
				t.Errorf("error %v, want %q", err, tt.fault)
			}
			for name, text := range tt.before {
				if now, err := os.ReadFile(filepath.Join(dir, name)); err == nil && string(now) != text {
					t.Errorf("%s was written over", name)
				}
			}
		})
	}
}

// TestCreateDangling: a link that leads nowhere is there all the same.
func TestCreateDangling(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Symlink("nowhere", filepath.Join(dir, "index.md")))
	root, err := os.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	if err := Create(t.Context(), root, []Edit{{Name: "index.md", New: []byte("x")}}); err == nil {
		t.Error("a link was written over")
	}
	if got := listed(t, dir); got != "index.md" {
		t.Errorf("there are %q", got)
	}
}

func listed(t *testing.T, dir string) string {
	var names []string
	must(t, filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, name); rel != "." {
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	}))
	slices.Sort(names)
	return strings.Join(names, " ")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
