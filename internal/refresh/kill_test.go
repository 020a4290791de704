package refresh

import (
	"bytes"
	"context"
	"encoding/json"
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
	killDir     = "DOCSITE_TEST_KILL_DIR"
	killFiles   = 10
	killsAtWork = 20 // between the first file that is written and the last
	maxKills    = 200
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
	return "files: ['notes/*.md']\nbadges: badges\nimages: {a: {recorded: {usage: " + size + ", on: 2026-11-23}}}\n"
}

// pageFile is a page, or a file that is none, by turns.
func pageFile(dir string, n int) string {
	return filepath.Join(dir, killFolders[n%len(killFolders)], fmt.Sprintf("%02d.md", n))
}

var killFolders = []string{"content", "notes"}

// temporary are the files that a killed run left behind.
func temporary(dir string) []string {
	left, _ := filepath.Glob(filepath.Join(dir, "*", ".docsite-*"))
	return left
}

func killPage(n int, size string) string {
	return fmt.Sprintf("# Page %d\n\nIt is <!-- ds:a.usage -->%s<!-- /ds -->.\n\n```\n%s```\n", n, size, strings.Repeat("Words that must not be lost.\n", 300))
}

func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, folder := range killFolders {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "docsite.yaml"), []byte(killConfig("284 MB")), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := range killFiles {
		if err := os.WriteFile(pageFile(dir, n), []byte(killPage(n, "999 MB")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(1, killsAtWork))
	converge(t, dir)
	kills, atWork := 0, 0
	for ; kills < maxKills && atWork < killsAtWork && !t.Failed(); kills++ {
		killRefresh(t, dir, pageFile(dir, r.IntN(killFiles)), time.Duration(r.Int64N(int64(time.Millisecond))))
		if look(t, dir) {
			atWork++
		}
		if kills%5 == 0 { // each process that is started next is a rerun, too
			converge(t, dir)
		}
	}
	if atWork < killsAtWork/3 {
		t.Errorf("only %d of %d kills hit a refresh at work", atWork, kills)
	}
	t.Logf("%d kills, %d of a refresh at work", kills, atWork)
}

// killRefresh starts the process and kills it a while after it has replaced a
// file: on any machine that is while the files are written.
func killRefresh(t *testing.T, dir, file string, after time.Duration) {
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
	for before, began := stat(t, file), time.Now(); os.SameFile(before, stat(t, file)); {
		if time.Since(began) > time.Minute {
			t.Errorf("%s is not replaced", file)
			break
		}
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatalf("the writer ended by itself: %s", stderr.String())
	}
}

func stat(t *testing.T, file string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// look wants every page to be the old text or the new one. It reports whether
// a refresh was cut short: some of its files are written and others not.
func look(t *testing.T, dir string) bool {
	t.Helper()
	pages := map[string]int{} // by the figure that they have
	for n := range killFiles {
		text, err := os.ReadFile(pageFile(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		size := "284 MB"
		if strings.Contains(string(text), "999 MB") {
			size = "999 MB"
		}
		if pages[size]++; string(text) != killPage(n, size) {
			t.Errorf("%s is damaged", pageFile(dir, n))
		}
	}
	for _, name := range []string{"a.json", "figures.json"} {
		if text, err := os.ReadFile(filepath.Join(dir, "badges", name)); err == nil && !json.Valid(text) {
			t.Errorf("badges/%s is damaged: %q", name, text)
		}
	}
	return len(pages) > 1 || len(temporary(dir)) > 0
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
	if left := temporary(dir); len(left) > 0 {
		t.Fatalf("left behind: %q", left)
	}
	if report, err = Run(t.Context(), root, Options{Check: true}); err != nil || report.Code() != Fine {
		t.Fatal(err, report.Text())
	}
}
