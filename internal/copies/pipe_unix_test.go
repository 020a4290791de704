//go:build unix

package copies

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"docsite/internal/site"
)

// TestPipeInPlaceOfCopy: nobody writes into a pipe that has the name of a copy.
func TestPipeInPlaceOfCopy(t *testing.T) {
	o := project(t, nil)
	pipe := filepath.Join(o.Root.Name(), o.Site.Config.PictureFolder(), site.PictureName([]byte(svg), ".svg"))
	if err := os.MkdirAll(filepath.Dir(pipe), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	o.Ask, o.Fetch = true, func(context.Context, string) ([]byte, error) { return []byte(svg), nil }
	done := make(chan error, 1)
	go func() {
		c, err := Make(t.Context(), []site.Wanted{remote("https://a.example/b.svg")}, o)
		if err == nil {
			c.Discard()
		}
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for ever")
	}
}
