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
// refresh, and kills it at a random moment. That no file is ever half written
// is for package publish to show, with many more kills.
const (
	killDir   = "DOCSITE_TEST_KILL_DIR"
	killFiles = 10
	kills     = 30
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		refreshForEver(dir)
	}
	os.Exit(m.Run())
}

// refreshForEver turns a figure from one to another in every page.
func refreshForEver(dir string) {
	fmt.Println("writing")
	for i := 0; ; i++ {
		temp := filepath.Join(dir, "docsite.new")
		if err := os.WriteFile(temp, []byte(killConfig([]string{"284 MB", "999 MB"}[i%2])), 0o644); err != nil {
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
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "docsite.yaml"), []byte(killConfig("284 MB")), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := range killFiles {
		if err := os.WriteFile(pageFile(dir, n), []byte(killPage(n, "284 MB")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(1, kills))
	for i := range kills {
		killRefresh(t, dir, time.Duration(r.Int64N(int64(25*time.Millisecond))))
		look(t, dir)
		if i%3 == 0 { // each process that is started next is a rerun, too
			converge(t, dir)
		}
	}
}

// killRefresh starts the process and kills it after a while.
func killRefresh(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killDir+"="+dir)
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
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatalf("the writer ended by itself: %s", stderr.String())
	}
}

// look wants every page to be the old text or the new one.
func look(t *testing.T, dir string) {
	t.Helper()
	for n := range killFiles {
		text, err := os.ReadFile(pageFile(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		if s := string(text); s != killPage(n, "284 MB") && s != killPage(n, "999 MB") {
			t.Errorf("%s is damaged", pageFile(dir, n))
		}
	}
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
	if left, _ := filepath.Glob(filepath.Join(dir, "content", ".docsite-*")); len(left) > 0 {
		t.Fatalf("left behind: %q", left)
	}
	if report, err = Run(t.Context(), root, Options{Check: true}); err != nil || report.Code() != Fine {
		t.Fatal(err, report.text())
	}
}
