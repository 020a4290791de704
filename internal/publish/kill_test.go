package publish

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// killEnv makes this test binary a process that writes until it is killed: its
// value is the way of writing, a key of killWays, and the folder.
const killEnv = "DOCSITE_TEST_KILL"

// killWays write one version of the files after the other.
var killWays = map[string]func(dir string, version int) error{
	"site": func(dir string, version int) error {
		m := killSite(version)
		_, err := Write(context.Background(), dir, m, names(m), nil)
		return err
	},
	"edits": func(dir string, version int) error { return replaceAll(dir, killSite(0), version) },
	"plain": func(dir string, version int) error {
		m := killSite(version)
		for _, name := range names(m) {
			if err := os.WriteFile(filepath.Join(dir, name), m[name].Data, 0o666); err != nil {
				return err
			}
		}
		return nil
	},
}

// replaceAll edits files that are there, whichever version each is of.
func replaceAll(dir string, m fstest.MapFS, version int) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	unlock, err := Lock(root)
	if err != nil {
		return err
	}
	defer unlock()
	if err := Sweep(root, "s0", "s1", "s2", "s3", "s4"); err != nil {
		return err
	}
	var edits []Edit
	for _, name := range names(m) {
		old, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		edits = append(edits, Edit{name, old, killText(name, version)})
	}
	_, err = Replace(root, edits)
	return err
}

// TestMain lets a test run this binary again as the process that is killed.
func TestMain(m *testing.M) {
	if how, out, ok := strings.Cut(os.Getenv(killEnv), " "); ok {
		writeForEver(how, out)
	}
	os.Exit(m.Run())
}

// killSite is the site that is being written: 40 files in 5 folders, some of
// which only every second version has. The text of each says which version it
// is and where it ends.
func killSite(version int) fstest.MapFS {
	m := fstest.MapFS{}
	for i := range 40 {
		if i%10 == version%2 {
			continue
		}
		name := fmt.Sprintf("s%d/p%d.html", i%5, i)
		m[name] = &fstest.MapFile{Data: killText(name, version)}
	}
	return m
}

// killText is up to 200 kB, shorter in one version than in the next, so that
// a file written over in place can be caught with an end of each.
func killText(name string, version int) []byte {
	line := fmt.Sprintf("%s %d\n", name, version%2)
	return append(bytes.Repeat([]byte(line), 4000+4000*(version%2)), "end "+line...)
}

// writeForEver writes one version after the other. The first line on stdout
// says that it is about to start.
func writeForEver(how, dir string) {
	fmt.Println("ready")
	for version := 0; ; version++ {
		if err := killWays[how](dir, version); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// killOnce starts such a process and kills it up to 25 ms after it started.
func killOnce(t *testing.T, rnd *rand.Rand, how, out string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killEnv+"="+how+" "+out)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(stdout, make([]byte, len("ready\n"))); err != nil {
		t.Errorf("the process did not start: %v %s", err, &stderr)
	}
	time.Sleep(time.Duration(rnd.Int64N(int64(25 * time.Millisecond))))
	if err := cmd.Process.Kill(); err != nil {
		t.Errorf("the process stopped by itself: %v %s", err, &stderr)
	}
	cmd.Wait()
	if stderr.Len() > 0 {
		t.Errorf("the process said %s", &stderr)
	}
}

// damaged counts the files that are neither one version nor the other. What
// has not become part of the site may be half written.
func damaged(t *testing.T, out string) int {
	t.Helper()
	bad := 0
	err := filepath.WalkDir(out, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == stageName {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		rel, _ := filepath.Rel(out, file)
		name := filepath.ToSlash(rel)
		if !bytes.Equal(text, killText(name, 0)) && !bytes.Equal(text, killText(name, 1)) {
			bad++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bad
}

// kills is how often a process is killed, with the time that may take: a slow
// disk makes for fewer kills, not for a failed test.
const (
	kills    = 300
	killTime = 25 * time.Second
)

func TestWriteKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a build 300 times: left out with -short")
	}
	t.Parallel() // it waits for the disk most of the time
	out := t.TempDir()
	rnd := rand.New(rand.NewPCG(1, 2))
	begin := time.Now()
	n, half := 0, 0
	for ; n < kills && time.Since(begin) < killTime; n++ {
		killOnce(t, rnd, "site", out)
		if bad := damaged(t, out); bad > 0 {
			t.Fatalf("kill %d: %d damaged files", n, bad)
		}
		if _, err := os.Stat(filepath.Join(out, stageName)); err == nil {
			half++
		}
		if n%10 == 9 {
			converge(t, out, killSite(n/10))
		}
	}
	converge(t, out, killSite(0))
	if half < n/4 {
		t.Errorf("only %d of %d kills hit a build that was at work", half, n)
	}
	t.Logf("%d kills in %v, %d of them in the middle of a build, no file damaged", n, time.Since(begin).Round(time.Second), half)
}

// TestReplaceKilled kills a process that edits files, and looks at every one.
func TestReplaceKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a process 300 times: left out with -short")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	m := killSite(0)
	write(t, dir, m)
	rnd := rand.New(rand.NewPCG(5, 6))
	begin := time.Now()
	n, half := 0, 0
	for ; n < kills && time.Since(begin) < killTime; n++ {
		killOnce(t, rnd, "edits", dir)
		if bad := damaged(t, dir); bad > 0 {
			t.Fatalf("kill %d: %d damaged files", n, bad)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*", tempPrefix+"*")); len(left) > 0 {
			half++
		}
		if n%10 < 9 {
			continue
		}
		if err := replaceAll(dir, m, 0); err != nil {
			t.Fatal(err)
		}
		wantTree(t, dir, texts(m))
	}
	if half < n/4 {
		t.Errorf("only %d of %d kills hit a process that was at work", half, n)
	}
	t.Logf("%d kills in %v, %d of them in the middle of the edits, no file damaged", n, time.Since(begin).Round(time.Second), half)
}

// converge builds once more and wants exactly that site.
func converge(t *testing.T, out string, m fstest.MapFS) {
	t.Helper()
	write(t, out, m)
	if got := tree(t, out); !maps.Equal(got, texts(m)) {
		t.Fatalf("a rerun left %d files, want %d, or other texts", len(got), len(m))
	}
}

// The same kills do damage files that are written in place: the tests above
// can fail.
func TestWriteKilledControl(t *testing.T) {
	if testing.Short() {
		t.Skip("left out with -short")
	}
	out := t.TempDir()
	write(t, out, killSite(0))
	write(t, out, killSite(1))
	for i := range 5 {
		if err := os.MkdirAll(filepath.Join(out, fmt.Sprintf("s%d", i)), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	hit := 0
	const most = 60
	for n := 0; n < most && hit < 10; n++ {
		killOnce(t, rnd, "plain", out)
		if damaged(t, out) > 0 {
			hit++
		}
	}
	if hit == 0 {
		t.Errorf("%d kills of plain writes damaged nothing: the kills prove nothing", most)
	}
	t.Logf("plain writes: %d kills left damaged files", hit)
}
