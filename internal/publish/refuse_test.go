package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// wrongFolders are folders that are not docsite's. Each makes what it needs
// below dir and names the output folder and, where that matters, the source.
var wrongFolders = []struct {
	name string
	want string // in the error
	make func(f folder) (out, source string)
}{
	{"no name", "no name", func(f folder) (string, string) { return "", "" }},
	{"top of the file system", "top of the file system", func(f folder) (string, string) { return "/", "" }},
	{"top, spelled out", "top of the file system", func(f folder) (string, string) { return "/../.", "" }},
	{"home", "is the home folder", func(f folder) (string, string) { return f.home(), "" }},
	{"around home", "holds the home folder", func(f folder) (string, string) { return filepath.Dir(f.home()), "" }},
	{"the source", "is the source", func(f folder) (string, string) { return f.source("src"), f.path("src") }},
	{"the source, made by docsite once", "is the source", func(f folder) (string, string) {
		f.write("src/"+Manifest, `{"docsite":1,"files":{}}`)
		return f.source("src"), f.path("src")
	}},
	{"around the source", "holds the source", func(f folder) (string, string) { return filepath.Dir(f.source("a/src")), f.path("a/src") }},
	{"far around the source", "holds the source", func(f folder) (string, string) { f.source("a/b/src"); return f.path("a"), f.path("a/b/src") }},
	{"the source, by a way around", "is the source", func(f folder) (string, string) {
		f.source("src")
		return f.path("src") + "/../src/", f.path("src")
	}},
	{"the source, whose name is a link", "is the source", func(f folder) (string, string) {
		f.source("src")
		f.link("src", "name")
		return f.path("src"), f.path("name")
	}},
	{"a link to a folder of docsite's", "is a link", func(f folder) (string, string) {
		f.write("out/"+Manifest, `{"docsite":1,"files":{}}`)
		f.link("out", "name")
		return f.path("name"), ""
	}},
	{"a link to an empty folder", "is a link", func(f folder) (string, string) {
		f.folder("empty")
		f.link("empty", "name")
		return f.path("name"), ""
	}},
	{"a link to nothing", "is a link", func(f folder) (string, string) { f.link("nothing", "name"); return f.path("name"), "" }},
	{"a git repository", "git repository", func(f folder) (string, string) { f.write("out/.git/config", "[core]"); return f.path("out"), "" }},
	{"a git work tree that docsite filled", "git repository", func(f folder) (string, string) {
		f.write("out/.git", "gitdir: ../x")
		f.write("out/"+Manifest, `{"docsite":1,"files":{}}`)
		return f.path("out"), ""
	}},
	{"inside .git", "git repository", func(f folder) (string, string) { f.folder(".git/hooks"); return f.path(".git/hooks"), "" }},
	{"new, inside .git", "git repository", func(f folder) (string, string) { f.folder(".git"); return f.path(".git/site"), "" }},
	{"a file", "not a folder", func(f folder) (string, string) { f.write("out", "text"); return f.path("out"), "" }},
	{"below a file", "cannot be used: a folder in its path is a file", func(f folder) (string, string) { f.write("file", "text"); return f.path("file/out"), "" }},
	{"somebody's files", "not made by docsite", func(f folder) (string, string) { f.write("out/thesis.tex", "years"); return f.path("out"), "" }},
	{"one hidden file", "not made by docsite", func(f folder) (string, string) { f.write("out/.env", "secret"); return f.path("out"), "" }},
	{"an empty folder in it", "not made by docsite", func(f folder) (string, string) { f.folder("out/sub"); return f.path("out"), "" }},
	{"another generator's site", "not made by docsite", func(f folder) (string, string) { f.write("out/index.html", "hugo"); return f.path("out"), "" }},
	{"a lock, but no list", "not made by docsite", func(f folder) (string, string) {
		f.write("out/"+lockName, "")
		f.write("out/keep.txt", "keep")
		return f.path("out"), ""
	}},
	{"a list that is no JSON", "out/" + Manifest + " is not a list that docsite wrote; if the folder is docsite's, delete it", func(f folder) (string, string) {
		f.write("out/"+Manifest, "index.html")
		return f.path("out"), ""
	}},
	{"a list of another program", "not a list that docsite wrote", func(f folder) (string, string) {
		f.write("out/"+Manifest, `{"files":["index.html"]}`)
		return f.path("out"), ""
	}},
	{"a list of a later docsite", "not a list that docsite wrote", func(f folder) (string, string) {
		f.write("out/"+Manifest, `{"docsite":2,"files":{}}`)
		return f.path("out"), ""
	}},
	{"a list that is a link", "not a list that docsite wrote", func(f folder) (string, string) {
		f.write("list.json", `{"docsite":1,"files":{}}`)
		f.folder("out")
		f.link("list.json", "out/"+Manifest)
		return f.path("out"), ""
	}},
	{"a list that is a folder", "not a list that docsite wrote", func(f folder) (string, string) { f.folder("out/" + Manifest); return f.path("out"), "" }},
	{"a list that leaves the folder", "no file of a site", func(f folder) (string, string) {
		f.write("victim", "text")
		f.write("out/"+Manifest, `{"docsite":1,"files":{"../victim":"`+hash([]byte("text"))+`"}}`)
		return f.path("out"), ""
	}},
	{"a list with an absolute path", "no file of a site", func(f folder) (string, string) {
		f.write("victim", "text")
		f.write("out/"+Manifest, `{"docsite":1,"files":{"`+f.path("victim")+`":"`+hash([]byte("text"))+`"}}`)
		return f.path("out"), ""
	}},
	{"a foreign page in the way", `out/index.html" was not written by docsite`, func(f folder) (string, string) {
		f.write("out/"+Manifest, `{"docsite":1,"files":{}}`)
		f.write("out/index.html", "mine")
		return f.path("out"), ""
	}},
	{"a foreign folder in the way", "was not written by docsite", func(f folder) (string, string) {
		f.write("out/"+Manifest, `{"docsite":1,"files":{}}`)
		f.write("out/index.html/mine", "mine")
		return f.path("out"), ""
	}},
	{"a page that is a link", "was not written by docsite", func(f folder) (string, string) {
		f.write("victim", "text")
		f.write("out/"+Manifest, `{"docsite":1,"files":{"index.html":"`+hash([]byte("text"))+`"}}`)
		f.link("victim", "out/index.html")
		return f.path("out"), ""
	}},
	{"a folder that is a link out", "not a folder", func(f folder) (string, string) {
		f.folder("victim")
		f.write("out/"+Manifest, `{"docsite":1,"files":{"s/a.html":"x"}}`)
		f.link("victim", "out/s")
		return f.path("out"), ""
	}},
	{"temporary files that are a link out", "is a link", func(f folder) (string, string) {
		f.write("victim/0", "text")
		f.write("out/"+Manifest, `{"docsite":1,"files":{}}`)
		f.link("victim", "out/"+stageName)
		return f.path("out"), ""
	}},
}

// folder is where a test makes its files.
type folder struct {
	t   *testing.T
	dir string
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f folder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f folder) folder(name string) { f.must(os.MkdirAll(f.path(name), 0o777)) }

func (f folder) write(name, text string) {
	f.must(os.MkdirAll(filepath.Dir(f.path(name)), 0o777))
	f.must(os.WriteFile(f.path(name), []byte(text), 0o666))
}

func (f folder) link(to, name string) { f.must(os.Symlink(f.path(to), f.path(name))) }

func (f folder) source(name string) string {
	f.write(name+"/content/index.md", "# Words")
	return f.path(name)
}

func (f folder) home() string {
	f.write("people/ada/notes.txt", "mine")
	f.t.Setenv("HOME", f.path("people/ada"))
	return f.path("people/ada")
}

// everything reads a folder with its links and empty folders.
func everything(t *testing.T, dir string) map[string]string {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(name)
			found[name] = "-> " + to
			return err
		case d.IsDir():
			found[name] = "/"
			return nil
		}
		text, err := os.ReadFile(name)
		found[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Nothing that docsite did not write is deleted or replaced, whatever folder
// it is pointed at.
func TestWriteRefusesWrongFolders(t *testing.T) {
	if len(wrongFolders) < 24 {
		t.Fatalf("only %d wrong folders", len(wrongFolders))
	}
	m := files("index.html", "page", "s/a.html", "page")
	for _, tt := range wrongFolders {
		t.Run(tt.name, func(t *testing.T) {
			f := folder{t, t.TempDir()}
			out, source := tt.make(f)
			before := everything(t, f.dir)
			var sources []string
			if source != "" {
				sources = []string{source}
			}
			_, err := Write(t.Context(), out, all(m), nil, sources...)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
			after := everything(t, f.dir)
			delete(after, filepath.Join(out, lockName)) // empty, and in nobody's way
			delete(before, filepath.Join(out, lockName))
			if !maps.Equal(before, after) {
				t.Errorf("the folder was changed from\n%q\nto\n%q", before, after)
			}
		})
	}
}

// Folders that are docsite's, though they do not look so at first.
func TestWriteTakesItsOwnFolders(t *testing.T) {
	m := files("index.html", "page")
	for _, tt := range []struct {
		name string
		make func(f folder)
	}{
		{"not there", func(f folder) {}},
		{"empty", func(f folder) { f.folder("out") }},
		{"a first build was stopped while it rendered", func(f folder) {
			f.write("out/"+lockName, "")
			f.write("out/"+stageName+"/0", "pa")
		}},
		{"a first build was stopped while it wrote its list", func(f folder) {
			f.write("out/"+lockName, "")
			f.write("out/"+stageName+"/0/0", "page")
			f.write("out/"+stagedJournal, `{"docsite":1,"fil`)
		}},
		{"a first build was stopped while it renamed", func(f folder) {
			f.write("out/"+lockName, "")
			f.write("out/"+journalName, `{"docsite":1,"files":{"old.html":"`+hash([]byte("old"))+`"}}`)
			f.write("out/old.html", "old")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := folder{t, t.TempDir()}
			tt.make(f)
			write(t, f.path("out"), m)
			wantTree(t, f.path("out"), texts(m))
		})
	}
}

// TestUnwritable names the folder that cannot be written, not what is temporary in it.
func TestUnwritable(t *testing.T) {
	const hint = " (hint: give it to the user that runs docsite, or name another folder with --out)"
	over := func(name string, err error) error { return &fs.PathError{Op: "mkdirat", Path: name, Err: err} }
	link := &os.LinkError{Op: "rename", Old: "out/.docsite-tmp/site/a.html", New: "out/a.html", Err: syscall.EACCES}
	for _, test := range []struct {
		err  error
		want string // empty where it stays as it is
	}{
		{over(".docsite-tmp", syscall.EACCES), `output folder "top/out" cannot be written into: permission denied` + hint},
		{over("top/out/.docsite-lock", syscall.EROFS), `output folder "top/out" cannot be written into: read-only file system` + hint},
		{over("top/out/.docsite-tmp/site/a.html", syscall.ENOSPC), `output folder "top/out" cannot be written into: no space left on device`},
		{over("top", syscall.EACCES), `output folder "top/out" cannot be written into: permission denied` + hint},
		{over("top/out/.docsite-lock", syscall.EISDIR), ""},
		{over("content/a.md", syscall.EACCES), ""},
		{link, ""},
		{errors.New("b"), ""},
		{nil, ""},
	} {
		got := unwritable("top/out", test.err)
		switch {
		case test.want == "" && got != test.err:
			t.Errorf("%v: became %v", test.err, got)
		case test.want != "" && (got == nil || got.Error() != test.want || !errors.Is(got, test.err.(*fs.PathError).Err)):
			t.Errorf("%v:\n got %v\nwant %s", test.err, got, test.want)
		}
	}
}
