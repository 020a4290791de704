package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// cost is what a run took: time and the peak of resident memory, in bytes. Where the
// machine has other work too the time is that of its processors.
type cost struct {
	time time.Duration
	peak int64
	end  string // how it ended: an exit code, or why it was ended
	said string // the first line of standard error
}

func (c cost) String() string {
	return fmt.Sprintf("%5.2fs %4dMB %-4s", c.time.Seconds(), c.peak/1e6, c.end)
}

// ceiling is the memory at which a run is ended, in bytes.
const ceiling = 1200 << 20

// measure runs a verb on a project to its end, or for serve to its first page.
func measure(ctx context.Context, timeout time.Duration, binary, verb, project string) cost {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	args := map[string][]string{
		"build": {"build", "--out", project + "-out", project},
		"notes": {"notes", project},
		"check": {"refresh", "--check", "--offline", project},
		"serve": {"serve", "--addr", "127.0.0.1:0", project},
	}[verb]
	cmd := exec.CommandContext(ctx, binary, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return cost{end: err.Error()}
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{end: err.Error()}
	}
	most := watch(ctx, cancel, cmd.Process.Pid)
	if verb == "serve" {
		ask(ctx, stdout, project)
	}
	c := cost{}
	if verb == "serve" {
		c.time = time.Since(start)
		_ = cmd.Process.Signal(os.Interrupt)
	}
	_, _ = io.Copy(io.Discard, stdout)
	_ = cmd.Wait()
	if verb != "serve" {
		c.time = time.Since(start)
	}
	c.time = min(c.time, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	c.peak, c.end = most(), strconv.Itoa(cmd.ProcessState.ExitCode())
	c.said, _, _ = strings.Cut(said.String(), "\n")
	c.said = strings.TrimPrefix(c.said[:min(len(c.said), 110)], project+"/")
	switch {
	case c.peak > ceiling:
		c.end = "OOM"
	case ctx.Err() != nil:
		c.end = "LONG"
	}
	os.RemoveAll(project + "-out")
	return c
}

// ask reads the address of a preview and asks for the pages that an input has at
// most: the first, and the one at "page".
func ask(ctx context.Context, stdout io.Reader, project string) {
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return
	}
	for _, page := range []string{"", "page.html"} {
		if _, err := os.Stat(filepath.Join(project, "content", "page.md")); page != "" && err != nil {
			continue
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSpace(address)+page, nil)
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// watch ends a run that takes more memory than [ceiling], and gives the most that it
// had. What the system says of a process that has ended counts its parent's too.
func watch(ctx context.Context, cancel func(), pid int) (most func() int64) {
	var peak atomic.Int64
	go func() {
		tick := time.NewTicker(4 * time.Millisecond)
		defer tick.Stop()
		for now := resident(pid); ctx.Err() == nil; now = resident(pid) {
			peak.Store(max(peak.Load(), now))
			if now > ceiling {
				cancel()
			}
			<-tick.C
		}
	}()
	return peak.Load
}

// resident is the most memory that a process has had so far, in bytes; 0 where the
// system does not tell.
func resident(pid int) int64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	line, _, _ := strings.Cut(rest, " kB")
	kilobytes, _ := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	return kilobytes << 10
}
