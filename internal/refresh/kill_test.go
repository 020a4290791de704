package refresh

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The kill test starts this binary again as a process that does nothing but
// write, kills it at a random moment, and looks at every file.
const (
	killDir   = "DOCSITE_TEST_KILL_DIR"
	killPlain = "DOCSITE_TEST_KILL_PLAIN"
	killFiles = 10
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		writeForEver(dir, os.Getenv(killPlain) != "")
		return
	}
	os.Exit(m.Run())
}

// writeForEver turns a figure from one to another in every page, by refreshes
// or, as the control, by plain writes of the same texts.
func writeForEver(dir string, plain bool) {
	fmt.Println("writing")
	for i := 0; ; i++ {
		size := []string{"284 MB", "999 MB"}[i%2]
		if plain {
			for n := range killFiles {
				_ = os.WriteFile(pageFile(dir, n), []byte(killPage(n, size)), 0o644)
			}
			continue
		}
		temp := filepath.Join(dir, "docsite.new")
		if err := os.WriteFile(temp, []byte(killConfig(size)), 0o644); err != nil {
			panic(err)
		}
		if err := os.Rename(temp, filepath.Join(dir, "docsite.yaml")); err != nil {
			panic(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			panic(err)
		}
		report, err := Run(context.Background(), root, Options{Offline: true})
		if err != nil || report.Code() != Fine {
			panic(fmt.Sprint(err, report.Problems))
		}
		_ = root.Close()
	}
}

func killConfig(size string) string {
	return "images: {a: {recorded: {usage: " + size + ", on: 2026-11-23}}}\n"
}

func pageFile(dir string, n int) string {
	return filepath.Join(dir, "content", fmt.Sprintf("%02d.md", n))
}

// killPage is long enough that a plain write of it can be cut short, and code
// for the most part, which is quickly parsed.
func killPage(n int, size string) string {
	return fmt.Sprintf("# Page %d\n\nIt is <!-- ds:a.usage -->%s<!-- /ds -->.\n\n```\n%s```\n", n, size, strings.Repeat("Words that must not be lost.\n", 5000))
}

func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills hundreds of processes")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	refreshed := killAndLook(t, dir, kills, false)
	control := killAndLook(t, dir, controlKills, true)
	t.Logf("damaged files: %d in %d kills of refresh, %d in %d kills of plain writes", refreshed, kills, control, controlKills)
	if refreshed > 0 {
		t.Errorf("%d files were damaged", refreshed)
	}
	if control == 0 {
		t.Error("the control shows no damage: this test proves nothing")
	}
}

// killAndLook gives the number of damaged files. After each kill a refresh
// must bring every page to the figure of the configuration.
func killAndLook(t *testing.T, dir string, kills int, plain bool) (damaged int) {
	r := rand.New(rand.NewPCG(1, uint64(kills)))
	reset(t, dir)
	for i := range kills {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killDir+"="+dir)
		if plain {
			cmd.Env = append(cmd.Env, killPlain+"=1")
		}
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		_, _ = stdout.Read(make([]byte, 1)) // it is at work
		time.Sleep(time.Duration(r.Int64N(int64(25 * time.Millisecond))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if stderr.Len() > 0 {
			t.Fatalf("the writer ended by itself: %s", stderr.String())
		}
		n := look(t, dir)
		damaged += n
		if plain {
			if n > 0 {
				reset(t, dir)
			}
			continue
		}
		if i%3 == 0 { // each process that is started next is a rerun, too
			converge(t, dir)
		}
	}
	return damaged
}

func reset(t *testing.T, dir string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "docsite.yaml"), []byte(killConfig("284 MB")), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := range killFiles {
		if err := os.WriteFile(pageFile(dir, n), []byte(killPage(n, "284 MB")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// look counts the files that are neither the old text nor the new one.
func look(t *testing.T, dir string) (damaged int) {
	t.Helper()
	for n := range killFiles {
		text, err := os.ReadFile(pageFile(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		if s := string(text); s != killPage(n, "284 MB") && s != killPage(n, "999 MB") {
			damaged++
		}
	}
	return damaged
}

// converge refreshes once more and looks for what the killed run left behind.
func converge(t *testing.T, dir string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	report, err := Run(t.Context(), root, Options{Offline: true})
	if err != nil || report.Code() != Fine {
		t.Fatal(err, report)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "content", tempPrefix+"*")); len(left) > 0 {
		t.Fatalf("left behind: %q", left)
	}
	if report, err = Run(t.Context(), root, Options{Check: true}); err != nil || report.Code() != Fine {
		t.Fatal(err, report.text())
	}
}
