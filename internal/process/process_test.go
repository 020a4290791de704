//go:build unix

package process

import (
	"context"
	"io"
	"os"
	"testing"
	"time"
)

// A program that is ended takes along what it has started: only then does nobody
// hold its output any more.
func TestCommandEndsWithChildren(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cmd := Command(ctx, "sh", "-c", "sleep 1000 & echo started; wait")
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, err := io.ReadFull(r, make([]byte, len("started\n"))); err != nil {
		t.Fatal(err)
	}
	cancel()
	_ = cmd.Wait()
	_ = r.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.ReadAll(r); err != nil {
		t.Fatalf("somebody still writes: %v", err)
	}
}

func TestBeginning(t *testing.T) {
	b := Beginning{Left: 5}
	for _, s := range []string{"abc", "def", "ghi"} {
		if n, err := b.Write([]byte(s)); n != 3 || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := string(b.Bytes()); got != "abcde" {
		t.Errorf("got %q", got)
	}
}
