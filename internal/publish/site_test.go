package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// files makes a site of name and text pairs.
func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

// sample is a site of files that are all known, and of which no earlier build is.
type sample struct {
	fs.FS
	files []string
}

func (s sample) Files() []string                      { return s.files }
func (sample) Stand(string) (stand Stand, known bool) { return stand, false }
func (sample) Remake(string) (from Stand, remake func(b, old []byte) ([]byte, bool), ok bool) {
	return from, nil, false
}
func (s sample) AppendFile(b []byte, name string) ([]byte, error) {
	text, err := fs.ReadFile(s.FS, name)
	return append(b, text...), err
}

func all(m fstest.MapFS) sample { return sample{m, names(m)} }

func names(m fstest.MapFS) []string { return slices.Sorted(maps.Keys(m)) }

// write builds a site and wants it to succeed.
func write(t *testing.T, out string, m fstest.MapFS) Written {
	t.Helper()
	done, err := Write(t.Context(), out, all(m), nil)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// tree reads a folder: what stands there, by slash path, docsite's own lists
// and lock left out.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found, err := readTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func readTree(dir string) (map[string]string, error) {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if rel == Manifest || rel == lockName || filepath.ToSlash(rel) == journalName {
			return nil
		}
		text, err := os.ReadFile(name)
		found[filepath.ToSlash(rel)] = string(text)
		return err
	})
	return found, err
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("the folder holds\n%q\nwant\n%q", got, want)
	}
}

func texts(m fstest.MapFS) map[string]string {
	want := map[string]string{}
	for name, f := range m {
		want[name] = string(f.Data)
	}
	return want
}

// growing is a site that knows of a picture once its page was opened.
type growing struct {
	sample
	known fstest.MapFS // once its page was opened
}

func grow(known fstest.MapFS) *growing {
	return &growing{sample{known, []string{"index.html"}}, known}
}

func (g *growing) Files() []string { return g.files }

func (g *growing) AppendFile(b []byte, name string) ([]byte, error) {
	if name == "index.html" {
		g.files = names(g.known)
	}
	return g.sample.AppendFile(b, name)
}

func TestWriteWhatRenderingFinds(t *testing.T) {
	m := files("index.html", "one", "s/a.png", "two")
	out := filepath.Join(t.TempDir(), "public")
	done, err := Write(t.Context(), out, grow(m), nil)
	if err != nil || done.Changed != 2 || done.Files != 2 {
		t.Errorf("%+v %v", done, err)
	}
	wantTree(t, out, texts(m))
	delete(m, "s/a.png")
	if done, err := Write(t.Context(), out, grow(m), nil); err != nil || done.Changed != 0 || done.Deleted != 1 {
		t.Errorf("without the picture: %+v %v", done, err)
	}
	m["../x"] = &fstest.MapFile{}
	if _, err := Write(t.Context(), out, grow(m), nil); err == nil {
		t.Error("a name outside of the folder was taken")
	}
}

func TestWriteOnlyWhatChanged(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a", "public")
	first := files("index.html", "one", "s/a.html", "two", "s/deep/b.html", "three", "gone/x.html", "four")
	if done := write(t, out, first); done.Changed != 4 || done.Files != 4 || done.Deleted != 0 {
		t.Errorf("first build: %+v", done)
	}
	wantTree(t, out, texts(first))

	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for name := range first {
		if err := os.Chtimes(filepath.Join(out, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	if done := write(t, out, first); done.Changed != 0 || done.Deleted != 0 {
		t.Errorf("the same again: %+v", done)
	}

	second := files("index.html", "one", "s/a.html", "TWO", "s/deep/b.html", "three")
	if done := write(t, out, second); done.Changed != 1 || done.Deleted != 1 {
		t.Errorf("one page changed, one gone: %+v", done)
	}
	wantTree(t, out, texts(second))
	if _, err := os.Stat(filepath.Join(out, "gone")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a page that is gone is still there: %v", err)
	}
	for name, touched := range map[string]bool{"index.html": false, "s/a.html": true, "s/deep/b.html": false} {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil || info.ModTime().Equal(long) == touched {
			t.Errorf("%s was written again: %v, want %v (%v)", name, !touched, touched, err)
		}
	}
}

// A file and a folder may trade places.
func TestWriteFileBecomesFolder(t *testing.T) {
	out := t.TempDir()
	a, b := files("x/y.html", "1"), files("x", "2")
	for _, m := range []fstest.MapFS{a, b, a, b} {
		write(t, out, m)
		wantTree(t, out, texts(m))
	}
}

func TestWriteMendsAndKeeps(t *testing.T) {
	out := t.TempDir()
	write(t, out, files("a.html", "a", "b.html", "b", "c.html", "c"))
	for name, text := range map[string]string{"a.html": "damaged", "b.html": "by hand", "mine.txt": "mine"} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	done := write(t, out, files("a.html", "a"))
	if !slices.Equal(done.Kept, []string{"b.html"}) || done.Changed != 1 || done.Deleted != 1 {
		t.Errorf("%+v", done)
	}
	wantTree(t, out, map[string]string{"a.html": "a", "b.html": "by hand", "mine.txt": "mine"})
}

// The manifest is the same bytes whatever came before.
func TestWriteSameBytes(t *testing.T) {
	m := fstest.MapFS{}
	for i := range 200 {
		m[fmt.Sprintf("s%d/p%d.html", i%7, i)] = &fstest.MapFile{Data: []byte(strings.Repeat(fmt.Sprint(i), i))}
	}
	one, two := t.TempDir(), t.TempDir()
	write(t, one, m)
	write(t, two, files("s1/p1.html", "other", "old.html", "old"))
	write(t, two, m)
	wantTree(t, two, tree(t, one))
	a, _ := os.ReadFile(filepath.Join(one, Manifest))
	b, _ := os.ReadFile(filepath.Join(two, Manifest))
	if len(a) == 0 || string(a) != string(b) {
		t.Error("the manifests differ")
	}
	if strings.Contains(string(a), one) {
		t.Error("the manifest holds an absolute path")
	}
}

// broken is a site one of whose files cannot be rendered.
type broken struct{ fstest.MapFS }

var errBroken = errors.New("broken")

func (b broken) Open(name string) (fs.File, error) {
	if name == "m.html" {
		return nil, errBroken
	}
	return b.MapFS.Open(name)
}

// ReadFile hides the one of MapFS, which would go around Open.
func (b broken) ReadFile(name string) ([]byte, error) {
	f, err := b.Open(name)
	if err != nil {
		return nil, err
	}
	f.Close()
	return b.MapFS.ReadFile(name)
}

func TestWriteFailedBuildLeavesTheOldSite(t *testing.T) {
	old := files("a.html", "old a", "m.html", "old m", "z.html", "old z")
	changed := files("a.html", "new a", "m.html", "new m", "n.html", "new n")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		name  string
		ctx   context.Context
		site  fs.FS
		ready func() error
		want  error
	}{
		{"a page cannot be rendered", t.Context(), broken{changed}, nil, errBroken},
		{"the caller finds a problem", t.Context(), changed, func() error { return errBroken }, errBroken},
		{"interrupted", cancelled, changed, nil, context.Canceled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := t.TempDir()
			write(t, out, old)
			_, err := Write(tt.ctx, out, sample{tt.site, names(changed)}, tt.ready)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			wantTree(t, out, texts(old))

			out = filepath.Join(out, "new", "site")
			if _, err := Write(tt.ctx, out, sample{tt.site, names(changed)}, tt.ready); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a folder was made for nothing")
			}
		})
	}
}

// Every write, sync, removal and rename fails once: what stands in the folder
// is always whole, the build says so, and the next one mends it.
func TestWriteFaultAtEveryStep(t *testing.T) {
	old, changed := fstest.MapFS{}, fstest.MapFS{}
	for i := range 12 {
		name := fmt.Sprintf("s%d/p%d.html", i%3, i)
		old[name] = &fstest.MapFile{Data: []byte("old " + name)}
		if i%4 != 0 {
			changed[name] = &fstest.MapFile{Data: []byte("new " + name)}
		}
	}
	changed["n.html"] = &fstest.MapFile{Data: []byte("new n.html")}
	seen := map[string]int{}
	for at := 0; ; at++ {
		out := t.TempDir()
		write(t, out, old)
		op, err := writeWithFault(t, out, changed, at)
		if op == "" {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		seen[op]++
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("fault %d (%s): error %v", at, op, err)
		}
		for name, text := range tree(t, out) {
			if text != "old "+name && text != "new "+name {
				t.Errorf("fault %d (%s): %s is damaged: %q", at, op, name, text)
			}
		}
		// Meanwhile a page was written once more, and one was given up.
		again := maps.Clone(changed)
		again["n.html"] = &fstest.MapFile{Data: []byte("newer")}
		delete(again, "s1/p1.html")
		write(t, out, again)
		wantTree(t, out, texts(again))
		if _, err := os.Stat(filepath.Join(out, stageName)); err == nil {
			t.Errorf("fault %d (%s): temporary files are left", at, op)
		}
	}
	for op, least := range map[string]int{"write": 11, "sync": 4, "remove": 3, "rename": 11} {
		if seen[op] < least {
			t.Errorf("%d faults of %s, want at least %d", seen[op], op, least)
		}
	}
}

// writeWithFault builds with the step at failing, as a full disk would make
// it, and names that step; it is "" when there were fewer.
func writeWithFault(t *testing.T, out string, m fstest.MapFS, at int) (op string, err error) {
	root, err := os.OpenRoot(out)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	steps := make(chan struct{}, 1000)
	failed := make(chan string, 1)
	w := &writer{out: out, root: root, site: all(m), files: names(m)}
	w.fault = func(step, name string) error {
		steps <- struct{}{}
		if len(steps) != at+1 {
			return nil
		}
		select {
		case failed <- step:
		default:
			return nil // two steps at once saw the same count
		}
		return &fs.PathError{Op: step, Path: name, Err: syscall.ENOSPC}
	}
	_, err = w.write(t.Context())
	select {
	case op = <-failed:
	default:
	}
	return op, err
}

// A site so large that it goes to the disk while it is rendered.
func TestWriteManyFiles(t *testing.T) {
	t.Parallel()
	m := fstest.MapFS{}
	for i := range 3*flushEvery + 1 {
		m[fmt.Sprintf("s%d/p%d.html", i%7, i)] = &fstest.MapFile{Data: []byte(fmt.Sprint(i))}
	}
	out := t.TempDir()
	if done := write(t, out, m); done.Changed != len(m) {
		t.Errorf("%d files written, want %d", done.Changed, len(m))
	}
	wantTree(t, out, texts(m))
	if done := write(t, out, m); done.Changed != 0 {
		t.Errorf("%d files written again", done.Changed)
	}
}

// A folder that the site had not is moved whole; into one that is there, files
// are.
func TestWriteMovesWholeFolders(t *testing.T) {
	out := t.TempDir()
	mine := filepath.Join(out, "s", "mine.txt")
	write(t, out, files("s/a.html", "a"))
	if err := os.WriteFile(mine, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	m := files("s/a.html", "A", "s/b.html", "b", "s/new/c.html", "c", "t/u/d.html", "d", "t/e.html", "e", "f.html", "f")
	root, err := os.OpenRoot(out)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var moved []string
	w := &writer{out: out, root: root, site: all(m), files: names(m)}
	w.fault = func(step, name string) error {
		if step == "rename" && !strings.HasPrefix(name, ownPrefix) {
			moved = append(moved, name)
		}
		return nil
	}
	if _, err := w.write(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := []string{"f.html", "s/a.html", "s/b.html", "s/new", "t"}; !slices.Equal(moved, want) {
		t.Errorf("moved %q, want %q", moved, want)
	}
	want := texts(m)
	want["s/mine.txt"] = "mine"
	wantTree(t, out, want)
}

// What lies among the temporary files is not followed out of the folder.
func TestWriteStagesInItsOwnFolder(t *testing.T) {
	out, elsewhere := t.TempDir(), t.TempDir()
	write(t, out, files("a.html", "a"))
	if err := os.MkdirAll(filepath.Join(out, stagedSite), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{stagedSite + "/s", stageName + "/other"} {
		if err := os.Symlink(elsewhere, filepath.Join(out, name)); err != nil {
			t.Skip(err)
		}
	}
	m := files("a.html", "a", "s/b.html", "b")
	write(t, out, m)
	wantTree(t, out, texts(m))
	wantTree(t, elsewhere, map[string]string{})
	if _, err := os.Lstat(filepath.Join(out, stageName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("temporary files are left: %v", err)
	}
}

func TestWriteTwoAtOnce(t *testing.T) {
	out := t.TempDir()
	sites := []fstest.MapFS{files("a.html", "1", "b.html", "1"), files("a.html", "2", "b.html", "2")}
	errs := make(chan error, 16)
	for i := range cap(errs) {
		go func() {
			m := sites[i%2]
			_, err := Write(t.Context(), out, all(m), nil)
			errs <- err
		}()
	}
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := tree(t, out); got["a.html"] != got["b.html"] || len(got) != 2 {
		t.Errorf("two builds were mixed: %q", got)
	}
}

func TestWriteRefusesNames(t *testing.T) {
	for _, list := range [][]string{
		{"../x"}, {"/x"}, {"a//b"}, {"."}, {""}, {"a/../b"}, {".docsite-manifest.json"}, {"a.html", "a.html"},
	} {
		out := t.TempDir()
		if _, err := Write(t.Context(), out, sample{files("a.html", "a"), list}, nil); err == nil {
			t.Errorf("%q was written", list)
		}
		wantTree(t, out, map[string]string{})
	}
}
