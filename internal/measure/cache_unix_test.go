//go:build unix

package measure

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"docsite/internal/measure/layer"
	"docsite/internal/site"
)

// TestCacheIsPipe: a pipe in the cache is as good as no file, and no run waits for it.
func TestCacheIsPipe(t *testing.T) {
	cache, digest := NewCache(t.TempDir()), "sha256:"+strings.Repeat("ab", 32)
	file := cache.file(digest)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan *layer.Contents, 2)
	go func() {
		done <- cache.get(digest)
		cache.put(digest, &layer.Contents{Unpacked: 1, Disk: layer.Block, Method: site.ByStream})
		done <- cache.get(digest)
	}()
	for _, want := range []bool{false, true} {
		select {
		case got := <-done:
			if (got != nil) != want {
				t.Errorf("got %v, want a result: %t", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it waits for ever")
		}
	}
}
