package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFilesAreLimited has files that are none, or too large, in place of those
// of a project.
func TestFilesAreLimited(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("# A\n")}
	big := &fstest.MapFile{Data: bytes.Repeat([]byte("#\n"), maxLock)}
	for _, test := range []struct {
		fsys fstest.MapFS
		want string
	}{
		{fstest.MapFS{"a.md": page, ConfigName: &fstest.MapFile{Mode: 0o666 | 1<<25}}, "docsite.yaml: it is not a file"},
		{fstest.MapFS{"a.md": page, LockName: &fstest.MapFile{Mode: 0o666 | 1<<25}}, "docsite.lock: it is not a file"},
		{fstest.MapFS{"a.md": page, ConfigName: big}, fmt.Sprintf("docsite.yaml: it has %d bytes; at most %d are read", 2*maxLock, maxConfig)},
		{fstest.MapFS{"a.md": page, LockName: big}, fmt.Sprintf("docsite.lock: it has %d bytes; at most %d are read", 2*maxLock, maxLock)},
		{fstest.MapFS{"a.md": &fstest.MapFile{Data: []byte("---\na: b\ntitle: " + strings.Repeat("[", 3000) + "\n---\n")}}, "a.md:3: warning: front matter is left out: brackets are nested deeper than 64 levels"},
		{fstest.MapFS{"a.md": page, strings.Repeat("b", 251) + ".md": page}, strings.Repeat("b", 251) + ".md: warning: it is left out: its name is too long (hint: give it a shorter one)"},
		{fstest.MapFS{"a.md": page, "deep/" + strings.Repeat("a/", maxFolders) + "b.md": page}, "deep" + strings.Repeat("/a", maxFolders) + ": warning: it is left out: folders stand more than 100 deep (hint: move its pages up)"},
		{fstest.MapFS{"a.md": page, LockName: &fstest.MapFile{Data: []byte(`{"notes":{"a.md":["{,{\"{",` + strings.Repeat("{},", 300_000) + `{}]}}`)}}, "docsite.lock:1:900022: it holds more than 300000 objects or 2000000 values (hint: restore the file from git)"},
		{fstest.MapFS{"a.md": page, LockName: &fstest.MapFile{Data: []byte("{\n<<<<<<< HEAD\n\"version\": 1\n=======\n\"version\": 1\n>>>>>>> x\n}\n")}}, `docsite.lock:2:1: git has left a conflict here: "<<<<<<< HEAD" (hint: take it as one side has it, such as git checkout --ours docsite.lock, and run docsite refresh)`},
	} {
		_, problems := Load(test.fsys, Options{Title: func([]byte) string { return "" }})
		if len(problems) == 0 || problems[0].String() != test.want {
			t.Errorf("got %v, want %q", problems, test.want)
		}
	}
}

// pipes are files, some of which would be waited for.
type pipes struct {
	fstest.MapFS
	t *testing.T
}

func (p pipes) Open(name string) (fs.File, error) {
	if f := p.MapFS[name]; f != nil && !f.Mode.IsRegular() {
		p.t.Errorf("%q is opened", name)
		return nil, errors.New("it hangs")
	}
	return p.MapFS.Open(name)
}

// TestPipesAreNotOpened has a pipe in the place of each file that a project may have.
func TestPipesAreNotOpened(t *testing.T) {
	for _, name := range []string{ConfigName, LockName, "README.md", "mkdocs.yml", "mkdocs.yaml", "docs/SUMMARY.md", "docs/a.md", "more.md", "Dockerfile"} {
		fsys := pipes{fstest.MapFS{"docs/index.md": {Data: []byte("# A\n")}, ConfigName: {Data: []byte("files: [\"*.md\"]\n")}}, t}
		fsys.MapFS[name] = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o666}
		if s, _ := Load(fsys, Options{}); s != nil {
			s.Files()
			_, _ = s.Quoted(name)
		}
	}
}
