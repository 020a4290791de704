package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// What the preview may take.
const (
	saves   = 40
	maxSave = 35.0 // milliseconds, of 95 in 100 saves, until the page has the new text
	maxIdle = 1.0  // per cent of a core, while nothing changes
	idle    = 20 * time.Second
)

// edit measures the preview of the largest project: the first page, the time from a save
// until browsers are told and until the page has the new text, and what it takes while
// nothing changes.
func edit(ctx context.Context, b *bench) error {
	n := b.most()
	project, err := b.project(n, "")
	if err != nil {
		return err
	}
	begin := time.Now()
	server, err := serve(ctx, b.docsite, project)
	if err != nil {
		return err
	}
	defer server.stop()
	page := strings.TrimSuffix(pagePath(n/2), ".md") + ".html"
	if _, err := server.get(ctx, page); err != nil {
		return err
	}
	fmt.Printf("\nPreview of %d pages: the first page after %.2f s\n", n, time.Since(begin).Seconds())
	told, shown, err := server.save(ctx, filepath.Join(project, "content", pagePath(n/2)), page)
	if err != nil {
		return err
	}
	fmt.Printf("%-30s p50 %.0f ms, p95 %.0f ms\n", "a save, until browsers know", quantile(told, 50), quantile(told, 95))
	fmt.Printf("%-30s p50 %.0f ms, p95 %s\n", "a save, until it is shown", quantile(shown, 50), within("%.0f ms", quantile(shown, 95), maxSave))
	if share, ok := server.idle(ctx); ok {
		fmt.Printf("%-30s %s\n", "a core, while nothing changes", within("%.2f %%", share, maxIdle))
	}
	return nil
}

// preview is a docsite serve that runs.
type preview struct {
	cmd *exec.Cmd
	url string
}

func serve(ctx context.Context, docsite, project string) (*preview, error) {
	cmd := exec.CommandContext(ctx, docsite, "serve", "--addr", "127.0.0.1:0", project)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	url, err := bufio.NewReader(out).ReadString('\n')
	return &preview{cmd, strings.TrimSpace(url)}, err
}

func (p *preview) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// get gives a page's HTML.
func (p *preview) get(ctx context.Context, page string) ([]byte, error) {
	response, err := p.ask(ctx, page)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

func (p *preview) ask(ctx context.Context, page string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+page, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err == nil && response.StatusCode != http.StatusOK {
		response.Body.Close()
		err = fmt.Errorf("%s answers %s", request.URL, response.Status)
	}
	return response, err
}

// save writes a page's file again and again, each time with other words, and gives the
// times in milliseconds until the preview tells of it and until it shows the words.
func (p *preview) save(ctx context.Context, file, page string) (told, shown []float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	defer os.WriteFile(file, text, 0o666)
	stream, err := p.ask(ctx, "_docsite/events")
	if err != nil {
		return nil, nil, err
	}
	defer stream.Body.Close()
	events := bufio.NewReader(stream.Body)
	if err := nextEvent(events); err != nil { // of the build that is there
		return nil, nil, err
	}
	for i := range saves {
		time.Sleep(time.Duration(150+i*13%100) * time.Millisecond)
		words := fmt.Sprintf("Words of save %d.", i)
		begin := time.Now()
		if err := os.WriteFile(file, fmt.Appendf(slices.Clone(text), "\n%s\n", words), 0o666); err != nil {
			return nil, nil, err
		}
		if err := nextEvent(events); err != nil {
			return nil, nil, err
		}
		told = append(told, milliseconds(time.Since(begin)))
		for {
			html, err := p.get(ctx, page)
			if err != nil {
				return nil, nil, err
			}
			if bytes.Contains(html, []byte(words)) {
				break
			}
		}
		shown = append(shown, milliseconds(time.Since(begin)))
	}
	return told, shown, nil
}

// nextEvent waits for the number of a build.
func nextEvent(events *bufio.Reader) error {
	for {
		line, err := events.ReadString('\n')
		if err != nil || strings.HasPrefix(line, "data:") {
			return err
		}
	}
}

// idle is how much of a core the preview takes while nothing changes, in per cent, where the
// system tells.
func (p *preview) idle(ctx context.Context) (float64, bool) {
	before, ok := cpuOf(p.cmd.Process.Pid)
	select {
	case <-time.After(idle):
	case <-ctx.Done():
	}
	after, _ := cpuOf(p.cmd.Process.Pid)
	return 100 * (after - before).Seconds() / idle.Seconds(), ok
}

// cpuOf is the CPU time that a process has taken, where /proc tells it in hundredths of
// a second.
func cpuOf(pid int) (time.Duration, bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	at := bytes.LastIndexByte(stat, ')')
	fields := strings.Fields(string(stat[at+1:]))
	if err != nil || len(fields) < 13 {
		return 0, false
	}
	var user, system int64
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		return 0, false
	}
	return time.Duration(user+system) * 10 * time.Millisecond, true
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// quantile is the figure that so many in a hundred do not exceed.
func quantile(list []float64, percent int) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[max(0, int(math.Ceil(float64(percent*len(sorted))/100))-1)]
}
