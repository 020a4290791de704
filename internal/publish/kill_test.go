package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

// killEnv makes this test binary a process that writes until it is killed: its
// value is the way of writing, a key of killWays, the version to start with
// and the folder.
const killEnv = "DOCSITE_TEST_KILL"

// killWay is a way of writing versions of files into a folder.
type killWay struct {
	files func(version int) fstest.MapFS
	write func(dir string, m fstest.MapFS) error
	// cut reports whether a process was stopped between its first step and its
	// last: only such a kill shows anything.
	cut func(dir string) bool
}

var killWays = map[string]killWay{
	"site": {
		files: func(version int) fstest.MapFS { return killSites[version%2] },
		write: func(dir string, m fstest.MapFS) error {
			_, err := Write(context.Background(), dir, all(m), nil)
			return err
		},
		cut: func(dir string) bool {
			_, err := os.Stat(filepath.Join(dir, stageName))
			return err == nil
		},
	},
	"edits": {
		files: func(version int) fstest.MapFS { return killEdits[version%2] },
		write: replaceAll,
		cut: func(dir string) bool {
			left, _ := filepath.Glob(filepath.Join(dir, "*", tempPrefix+"*"))
			return len(left) > 0
		},
	},
	"plain": {
		files: func(version int) fstest.MapFS { return killEdits[version%2] },
		write: writePlain,
	},
}

// writePlain writes files over in place.
func writePlain(dir string, m fstest.MapFS) error {
	for _, name := range names(m) {
		if err := os.WriteFile(filepath.Join(dir, name), m[name].Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// replaceAll edits files that are there, whichever version each is of.
func replaceAll(dir string, m fstest.MapFS) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	unlock, err := Lock(context.Background(), root)
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
		edits = append(edits, Edit{Name: name, Old: old, New: m[name].Data})
	}
	_, err = Replace(root, edits)
	return err
}

// TestMain lets a test run this binary again as the process that is killed.
func TestMain(m *testing.M) {
	if value := os.Getenv(killEnv); value != "" {
		writeForEver(value)
	}
	os.Exit(testMain(m))
}

// testMain runs the tests with a cache folder of their own: locks stand there.
func testMain(m *testing.M) int {
	cache, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(cache)
	os.Setenv("XDG_CACHE_HOME", cache)
	return m.Run()
}

// killSites are two versions of a site that is being written: 15 files in 5
// folders, some of which only one version has. killEdits are two versions of
// files which both have. The text of each file says which version it is and
// where it ends.
var killSites, killEdits = killFiles(true), killFiles(false)

func killFiles(some bool) (versions [2]fstest.MapFS) {
	for version := range versions {
		m := fstest.MapFS{}
		for i := range 15 {
			if some && i%5 == version && i > 4 {
				continue
			}
			name := fmt.Sprintf("s%d/p%d.html", i%5, i)
			m[name] = &fstest.MapFile{Data: killText(name, version)}
		}
		versions[version] = m
	}
	return versions
}

// killText is some 50 kB, shorter in one version than in the other, so that a
// file written over in place can be caught with an end of each.
func killText(name string, version int) []byte {
	line := fmt.Sprintf("%s %d\n", name, version)
	return append(bytes.Repeat([]byte(line), 2000+2000*version), "end "+line...)
}

// writeForEver writes one version after the other. The first line on stdout
// says that it is about to start.
func writeForEver(value string) {
	var name, dir string
	var version int
	if _, err := fmt.Sscanf(value, "%s %d %s", &name, &version, &dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	way := killWays[name]
	fmt.Println("ready")
	for ; ; version++ {
		if err := way.write(dir, way.files(version)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// killOnce starts such a process and kills it after a while.
func killOnce(name string, version int, dir string, after time.Duration) error {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %s", killEnv, name, version, dir))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	_, err = io.ReadFull(stdout, make([]byte, len("ready\n")))
	if err == nil {
		time.Sleep(after)
		err = cmd.Process.Kill()
	}
	cmd.Wait()
	if err != nil || stderr.Len() > 0 {
		return fmt.Errorf("the process stopped by itself: %v %s", err, &stderr)
	}
	return nil
}

// damaged names the files that are neither one version nor the other. What
// has not become part of the site may be half written.
func damaged(dir string) (bad []string, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == stageName {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		rel, _ := filepath.Rel(dir, file)
		name := filepath.ToSlash(rel)
		if !bytes.Equal(text, killEdits[0][name].Data) && !bytes.Equal(text, killEdits[1][name].Data) {
			bad = append(bad, name)
		}
		return err
	})
	return bad, err
}

// Limits of a test that kills: it ends after so many kills of a process at
// work, in several folders at a time, since each waits for the disk most of
// the time. A slow disk makes for fewer kills, not for a failed test.
const (
	killsAtWork = 240
	killFolders = 4
	killTime    = 25 * time.Second
)

// killMany kills processes that write in one way. After each kill every file
// must be whole, and after some of them one more run must finish the work.
func killMany(t *testing.T, name string) {
	if testing.Short() {
		t.Skip("kills hundreds of processes: left out with -short")
	}
	t.Parallel()
	var kills, atWork atomic.Int64
	end := time.Now().Add(killTime)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var all sync.WaitGroup
	for folder := range killFolders {
		k := killed{name: name, way: killWays[name], dir: t.TempDir(), rnd: rand.New(rand.NewPCG(1, uint64(folder)))}
		all.Go(func() {
			err := k.prepare()
			for n := 0; err == nil && ctx.Err() == nil && atWork.Load() < killsAtWork && time.Now().Before(end); n++ {
				if err = k.kill(); err == nil && k.way.cut(k.dir) {
					atWork.Add(1)
				}
				if kills.Add(1); err == nil && n%10 == 9 {
					err = k.finish(n / 10)
				}
			}
			if err == nil {
				err = k.finish(0)
			}
			if err != nil {
				t.Error(err)
				stop()
			}
		})
	}
	all.Wait()
	if 4*atWork.Load() < kills.Load() {
		t.Errorf("only %d of %d kills hit a process at work", atWork.Load(), kills.Load())
	}
	t.Logf("%d kills, %d of them of a process at work", kills.Load(), atWork.Load())
}

// killed is a folder in which processes are killed.
type killed struct {
	name string // of the way
	way  killWay
	dir  string
	rnd  *rand.Rand
	last time.Duration // what it took to write a version
}

// prepare lays both versions into the folder, one after the other.
func (k *killed) prepare() error {
	if k.name != "site" { // what edits files does not make them
		for name, file := range k.way.files(0) {
			name = filepath.Join(k.dir, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(name, file.Data, 0o666); err != nil {
				return err
			}
		}
	}
	if err := k.finish(1); err != nil {
		return err
	}
	return k.finish(0)
}

// kill kills a process at a random moment of writing a version.
func (k *killed) kill() error {
	if err := killOnce(k.name, k.rnd.IntN(2), k.dir, time.Duration(k.rnd.Int64N(int64(k.last)))); err != nil {
		return err
	}
	bad, err := damaged(k.dir)
	if len(bad) > 0 {
		return damageError(bad)
	}
	return err
}

// damageError names the files that a kill has damaged.
type damageError []string

func (e damageError) Error() string { return fmt.Sprintf("damaged: %q", []string(e)) }

// finish writes a version and wants exactly that in the folder.
func (k *killed) finish(version int) error {
	m := k.way.files(version)
	begin := time.Now()
	if err := k.way.write(k.dir, m); err != nil {
		return err
	}
	k.last = max(time.Since(begin), time.Millisecond)
	got, err := readTree(k.dir)
	if err == nil && !maps.Equal(got, texts(m)) {
		err = fmt.Errorf("a rerun left %d files, want %d, or other texts", len(got), len(m))
	}
	return err
}

func TestWriteKilled(t *testing.T) { killMany(t, "site") }

// TestReplaceKilled kills a process that edits files.
func TestReplaceKilled(t *testing.T) { killMany(t, "edits") }

// The same kills do damage files that are written in place: the tests above
// can fail.
func TestWriteKilledControl(t *testing.T) {
	if testing.Short() {
		t.Skip("left out with -short")
	}
	t.Parallel()
	k := killed{name: "plain", way: killWays["plain"], dir: t.TempDir(), rnd: rand.New(rand.NewPCG(3, 4))}
	err := k.prepare()
	n := 0
	for ; err == nil && n < 300; n++ {
		err = k.kill()
	}
	if bad := damageError(nil); !errors.As(err, &bad) {
		t.Errorf("%d kills of plain writes damaged nothing, so kills prove nothing: %v", n, err)
	}
	t.Logf("kill %d of plain writes: %v", n, err)
}
