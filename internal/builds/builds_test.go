package builds

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"docsite/internal/publish"
	"docsite/internal/site"
)

// project is a folder with files, and a cache of its own.
func project(t *testing.T, files map[string]string) *os.Root {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// ask reads a project as a build does, and gives what it asked.
func ask(t *testing.T, root *os.Root) []Answer {
	t.Helper()
	trace := NewTrace(root)
	for _, name := range []string{"a", "sub/b", "none", "docsite.yaml", "theme/x.css"} {
		_, _ = fs.ReadFile(trace.FS(), name)
		_, _ = fs.Stat(trace.FS(), name)
	}
	_, _ = fs.ReadDir(trace.FS(), "sub")
	_, _ = fs.Lstat(trace.FS(), "link")
	_, _ = fs.ReadLink(trace.FS(), "link")
	return trace.Answers()
}

// TestSame: every change of what was asked about is seen, and nothing else is. Of files it
// is told which they are; for anything else the project is another one.
func TestSame(t *testing.T) {
	write := func(name, text string) func(dir string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666) }
	}
	for name, tt := range map[string]struct {
		change func(dir string) error
		want   string
	}{
		"none":   {func(string) error { return nil }, "true {[] false false}"},
		"text":   {write("a", "2"), "true {[a] true false}"},
		"longer": {write("a", "1111"), "true {[a] true false}"},
		"new":    {write("none", ""), "true {[none] true false}"},
		"more":   {write("sub/c", ""), "true {[sub] false true}"},
		"gone":   {func(dir string) error { return os.Remove(filepath.Join(dir, "a")) }, "true {[a] true false}"},
		"link":   {func(dir string) error { return os.Symlink("a", filepath.Join(dir, "link")) }, "false"},
		"config": {write("docsite.yaml", "x"), "false"},
		"theme":  {write("theme/x.css", "x"), "false"},
		"folder": {func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "a")), os.Mkdir(filepath.Join(dir, "a"), 0o777))
		}, "false"},
		"folder moved out": {func(dir string) error {
			to := filepath.Join(filepath.Dir(dir), "out")
			if err := os.Rename(filepath.Join(dir, "sub"), to); err != nil {
				return err
			}
			return os.Symlink(to, filepath.Join(dir, "sub"))
		}, "false"},
	} {
		t.Run(name, func(t *testing.T) {
			root := project(t, map[string]string{"a": "1", "sub/b": "1", "docsite.yaml": "", "theme/x.css": ""})
			answers := ask(t, root)
			if err := tt.change(root.Name()); err != nil {
				t.Skip(err)
			}
			alike, new, _ := same(t.Context(), root, answers)
			got := fmt.Sprint(alike)
			if alike {
				got = fmt.Sprint(alike, " ", new)
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestAfter has answers of this build and of the one before, each list by its names.
func TestAfter(t *testing.T) {
	trace := NewTrace(project(t, nil))
	answer := func(kind int, name, said string) Answer { return Answer{Question: Question{kind, name}, Said: said} }
	for _, a := range []Answer{answer(askPage, "b", "1"), answer(askText, "b", "1"), answer(askPage, "d", "2"), answer(askPage, "e", "3"), answer(askPage, "z", "4")} {
		trace.note(a)
	}
	last := &Build{Answers: []Answer{answer(askPage, "a", "0"), answer(askPage, "b", "1"), answer(askStat, "b", "5"), answer(askPage, "c", "6"), answer(askPage, "d", "7"), answer(askPage, "e", saidUnknown)}}
	want := []Answer{answer(askPage, "a", "0"), answer(askText, "b", "1"), answer(askPage, "b", "1"), answer(askStat, "b", "5"), answer(askPage, "c", "6"),
		answer(askPage, "d", saidUnknown), answer(askPage, "e", "3"), answer(askPage, "z", "4")}
	if got := trace.After(last); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := trace.After(nil); !slices.Equal(got, trace.Answers()) || len(got) != 5 {
		t.Errorf("without one before: %v", got)
	}
}

// TestSettled: a file that was old when it was read is not read again.
func TestSettled(t *testing.T) {
	root := project(t, map[string]string{"a": "1"})
	answers := ask(t, root)
	if _, _, fresh := same(t.Context(), root, answers); !fresh && answers[0].Stamp.Size > 0 {
		t.Skip("the clock of the file system stands still")
	}
	time.Sleep(2100 * time.Millisecond)
	if alike, _, fresh := same(t.Context(), root, answers); !alike {
		t.Error("it has changed")
	} else if _, _, again := same(t.Context(), root, answers); again {
		t.Errorf("it is read at every look; the first brought stamps up to date: %v", fresh)
	}
}

// TestUnclosed: a file of which nobody knows what was read of it is never the same.
func TestUnclosed(t *testing.T) {
	root := project(t, map[string]string{"a": "1"})
	trace := NewTrace(root)
	f, err := trace.FS().Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if alike, _, _ := same(t.Context(), root, trace.Answers()); alike {
		t.Error("it is the same while it is read")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLeft: of a large file that its reader has left nothing is known, and no more is
// read.
func TestLeft(t *testing.T) {
	for size, want := range map[int]bool{maxRest: true, maxRest + 2: false} {
		root := project(t, map[string]string{"a": strings.Repeat("a", size)})
		trace := NewTrace(root)
		f, err := trace.FS().Open("a")
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		if alike, _, _ := same(t.Context(), root, trace.Answers()); alike != want {
			t.Errorf("%d bytes: the same is %v", size, alike)
		}
	}
}

// oneFile is a site of one file.
type oneFile struct{}

func (oneFile) Files() []string                                { return []string{"a"} }
func (oneFile) AppendFile(b []byte, _ string) ([]byte, error)  { return append(b, '1'), nil }
func (oneFile) Stand(string) (stand publish.Stand, known bool) { return stand, false }
func (oneFile) Remake(string) (from publish.Stand, remake func(b, old []byte) ([]byte, bool), ok bool) {
	return from, nil, false
}

// TestAgain: a build is known again, once, until its site is changed; of another
// program, cut off or of another user it is not.
func TestAgain(t *testing.T) {
	root := project(t, map[string]string{"a": "1"})
	c := Open(t.Context(), root, true, "", "x")
	if c == nil {
		t.Fatal("there is no cache")
	}
	again := func() *Build {
		t.Helper()
		if last := c.Again(t.Context(), ""); last != nil && last.Stands {
			return last
		}
		return nil
	}
	if again() != nil {
		t.Error("there was no build")
	}
	b := &Build{Answers: ask(t, root), Problems: site.Problems{{File: "a", Line: 1, Message: "m", Hint: "h"}}, Pages: 1, Output: "public", Content: "."}
	written, err := publish.Write(context.Background(), b.Out(root, ""), oneFile{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Files = written.Stands
	c.Keep(t.Context(), b)
	last := again()
	if last == nil || last.Count() != 1 || last.Pages != 1 || len(last.Problems) != 1 || last.Problems[0] != b.Problems[0] {
		t.Fatalf("got %+v", last)
	}
	other := *c
	other.program += "x"
	if other.last() != nil {
		t.Error("a cache of another program")
	}
	text, err := os.ReadFile(c.file)
	if err != nil {
		t.Fatal(err)
	}
	for at := range text {
		if decode(string(text[:at]), c.program) != nil {
			t.Fatalf("a cache that ends at %d", at)
		}
		text[at] ^= 0xff
		if decode(string(text), c.program) != nil {
			t.Fatalf("a cache with another byte at %d", at)
		}
		text[at] ^= 0xff
	}
	if err := os.WriteFile(filepath.Join(root.Name(), "public", "a"), []byte("2"), 0o666); err != nil {
		t.Fatal(err)
	}
	if again() != nil {
		t.Error("somebody has changed the site")
	}
}
