package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// project has Markdown in many places.
func filesProject(config string) fstest.MapFS {
	fsys := fstest.MapFS{"docsite.yaml": {Data: []byte(config)}}
	for _, name := range []string{"Readme.md", "docs/index.md", "docs/a.md", "CHANGES.md", "pkg/a/README.md", "pkg/b/README.md", "pkg/b/notes.txt",
		"node_modules/x/README.md", ".github/pull.md", "public/README.md", "other/docsite.yaml", "other/README.md"} {
		fsys[name] = &fstest.MapFile{Data: []byte("---\nannotate: false\nweight: [no number\n---\n# A\n")}
	}
	return fsys
}

func TestFiles(t *testing.T) {
	for _, c := range []struct{ config, want, problems string }{
		{"", "Readme.md", ""},
		{"files: ['!Readme.md']", "", ""},
		{"files: [./CHANGES.md, '!./Readme.md']", "CHANGES.md", ""},
		{"files: [CHANGES.md]", "CHANGES.md Readme.md", ""},
		{"files: ['**/*.md']", "CHANGES.md Readme.md pkg/a/README.md pkg/b/README.md", ""},
		{"files: ['pkg/**', '!pkg/b/**', .github/pull.md]", ".github/pull.md Readme.md pkg/a/README.md", ""},
		{"files: [docs/a.md, other/README.md]", "Readme.md other/README.md", ""},
		{"files: [nope.md, 'x/*.md', pkg/b/notes.txt]", "Readme.md",
			`docsite.yaml:1:9: files: "nope.md" is not there|docsite.yaml:1:18: warning: files: "x/*.md" is no Markdown file of the project|docsite.yaml:1:28: files: "pkg/b/notes.txt" is no Markdown: its name does not end in .md or .mdx`},
	} {
		s, ps := Load(filesProject(c.config), Options{})
		if s == nil {
			t.Fatal(ps)
		}
		files, ps := s.Files()
		var names, said []string
		for _, p := range files {
			names = append(names, s.File(p))
			if p.Output != "" {
				t.Errorf("%s has an output", p.Path)
			}
		}
		for _, p := range ps {
			said = append(said, p.String())
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); got != c.want || strings.Join(said, "|") != c.problems {
			t.Errorf("%s: %q, want %q\n%s", c.config, got, c.want, strings.Join(said, "|"))
		}
	}
}

func TestFilesRefuses(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{"files: [../a.md]", `docsite.yaml:1:9: files "../a.md" is not inside the project`},
		{"files: ['!/a.md']", `docsite.yaml:1:9: files "!/a.md" is not inside the project`},
		{"files: ['a[.md']", `docsite.yaml:1:9: files "a[.md" is not a pattern`},
	} {
		s, ps := Load(filesProject(c.config), Options{})
		if s != nil || len(ps) != 1 || !strings.HasPrefix(ps[0].String(), c.want) {
			t.Errorf("%s: %v", c.config, ps)
		}
	}
}

// A page that is a link to the README is not looked at twice.
func TestFilesThatArePages(t *testing.T) {
	dir := t.TempDir()
	root := openProject(t, dir, map[string]string{"README.md": "# A\n", "docs/b.md": "# B\n"}, map[string]string{"docs/index.md": "../README.md", "LINK.md": "docs/b.md"})
	s, ps := Load(root, Options{})
	if s == nil || len(s.Pages) != 2 {
		t.Fatal(ps)
	}
	s.Config.Files = []string{"LINK.md"}
	if files, ps := s.Files(); len(files) > 0 || len(ps) > 0 {
		t.Error(s.File(files[0]), ps)
	}
}

// openProject makes a folder with files and links.
func openProject(t *testing.T, dir string, files, links map[string]string) fs.FS {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root.FS()
}

// counted counts how often files are looked at.
type counted struct {
	fstest.MapFS
	looks *int
}

func (c counted) Stat(name string) (fs.FileInfo, error) {
	*c.looks++
	return c.MapFS.Stat(name)
}

// TestFilesAreComparedOnce: where a page may be a link, each page is looked at once for all files.
func TestFilesAreComparedOnce(t *testing.T) {
	const many = 100
	project := fstest.MapFS{"docsite.yaml": {Data: []byte("content: docs\nfiles: ['more/*.md']\n")},
		"docs/part.md": {Data: []byte("part\n")}, "docs/index.md": {Data: []byte("# T\n\n--8<-- \"part.md\"\n")}}
	for i := range many {
		project[fmt.Sprintf("docs/%d.md", i)], project[fmt.Sprintf("more/%d.md", i)] = &fstest.MapFile{Data: []byte("# A\n")}, &fstest.MapFile{Data: []byte("# A\n")}
	}
	looks := 0
	s, ps := Load(counted{project, &looks}, Options{})
	if ps.Failed() {
		t.Fatal(ps)
	}
	looks = 0
	if files, _ := s.Files(); len(files) != many || looks > 5*many {
		t.Errorf("%d files after %d looks", len(files), looks)
	}
}
