//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestKilledBuildConverges kills builds with a cache at any moment, after an edit each:
// the next build makes the site that a build from nothing makes. KILLS=100 kills more.
func TestKilledBuildConverges(t *testing.T) {
	kills := 25
	if n := os.Getenv("KILLS"); n != "" {
		fmt.Sscan(n, &kills)
	}
	w := newWalked(t, 5)
	w.must(os.RemoveAll(w.path("p/content")))
	w.quotable()
	for i := range 30 {
		w.write(fmt.Sprintf("p/content/s%d/p%d.md", i/10, i), fmt.Sprintf("# Page %d\n\n[next](p%d.md#one)\n\n## One\n\n", i, i/10*10+(i+1)%10)+w.one(w.link(), "```dockerfile\nFROM debian AS build\nRUN make\n```\n\n- `RUN make`: builds it\n"))
	}
	w.compare()
	build := func() *exec.Cmd {
		return &exec.Cmd{Path: os.Args[0], Args: []string{"docsite", "build", w.path("p"), "--out", w.path("out")}, Env: os.Environ()}
	}
	began := time.Now()
	w.write("p/content/s0/p0.md", "# Page 0\n\nOther words.\n")
	w.must(build().Run())
	whole := time.Since(began)
	cut := 0
	for i := range kills {
		for range 1 + w.IntN(2) {
			page := fmt.Sprintf("p/content/s%d/p%d.md", i%3, i%3*10+w.IntN(10))
			w.log = append(w.log, w.put(page, w.read(page)+"\n\n"+w.one(w.link(), "Words.", "## Two")+"\n"))
		}
		cmd := build()
		w.must(cmd.Start())
		time.Sleep(time.Duration(w.Int64N(int64(whole) * 5 / 4)))
		_ = cmd.Process.Kill()
		if cmd.Wait() != nil {
			cut++
		} else {
			whole = whole * 7 / 8 // a busy machine took longer for the first
		}
		w.compare()
	}
	if cut < kills/4 {
		t.Errorf("only %d of %d builds were killed before their end", cut, kills)
	}
	left, _ := filepath.Glob(filepath.Join(w.cache, "docsite", "builds", "*"))
	if len(left) > 4+cut {
		t.Errorf("the cache has %d files", len(left))
	}
}
