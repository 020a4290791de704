package refresh

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docsite/internal/figures"
)

// debianRegistry starts Debian's docker-registry on a free port of loopback.
func debianRegistry(t *testing.T) (host string, stop func()) {
	t.Helper()
	program, err := exec.LookPath("docker-registry")
	if err != nil {
		t.Skip("there is no docker-registry here (apt-get install docker-registry)")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host = l.Addr().String()
	_ = l.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yml")
	text := fmt.Sprintf("version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: %s}\n", dir, host)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "serve", config)
	cmd.Env = append(os.Environ(), "OTEL_TRACES_EXPORTER=none")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if !stopped {
			stopped = true
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	t.Cleanup(stop)
	for range 100 {
		if resp, err := http.Get("http://" + host + "/v2/"); err == nil {
			_ = resp.Body.Close()
			return host, stop
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("docker-registry does not answer")
	return "", nil
}

// TestDebianRegistry goes the way of a user with a real registry: measured,
// unchanged, replaced, gone.
func TestDebianRegistry(t *testing.T) {
	host, stop := debianRegistry(t)
	download := pushImage(t, host+"/inkwell:latest", 300_000)
	p := newProject(t, map[string]string{
		"docsite.yaml": "images:\n  inkwell: {ref: " + host + "/inkwell:latest}\n  single: {recorded: {usage: 800 MB, on: 2026-11-23}}\ntables:\n  sizes: {images: [single, inkwell], columns: [usage, download]}\n",
		"content/a.md": "It is <!-- ds:inkwell.download -->?<!-- /ds -->.\n\n<!-- ds:table sizes -->\n<!-- /ds:table sizes -->\n\n<!-- ds:caption inkwell -->\n<!-- /ds:caption inkwell -->\n",
	})
	p.expect(Fine, Options{})
	if lock := p.read("docsite.lock"); !strings.Contains(lock, fmt.Sprintf("\"download\": %d,", download)) {
		t.Errorf("the lock does not have the manifest's %d bytes:\n%s", download, lock)
	}
	before := p.all()
	p.expect(Fine, Options{})
	if !maps.Equal(before, p.all()) {
		t.Error("a second run changed something")
	}

	download = pushImage(t, host+"/inkwell:latest", 700_000)
	report := p.expect(Drift, Options{Check: true, Live: true})
	if len(report.Diff) == 0 || !maps.Equal(before, p.all()) {
		t.Errorf("no diff, or something was written:\n%s", report.Diff)
	}
	p.expect(Fine, Options{})
	page := p.read("content/a.md")
	for _, want := range []string{"ds:inkwell.download -->" + figures.Size(download), " " + figures.Size(download) + " |\n", ": " + figures.Size(download) + " to download"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}

	before = p.all()
	stop()
	p.expect(Unavailable, Options{})
	if !maps.Equal(before, p.all()) {
		t.Error("a registry that is gone changed something")
	}
}
