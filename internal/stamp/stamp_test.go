package stamp

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// TestOf: a file that is written again, gets its old time back or another file in its
// place has another stamp; a folder has none.
func TestOf(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("the system does not tell when a file was changed")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "a")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	look := func(name string) Stamp {
		t.Helper()
		info, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		return Of(info)
	}
	write("one")
	first := look(name)
	if first == (Stamp{}) || first != look(name) {
		t.Fatalf("stamps %+v and %+v of one file", first, look(name))
	}
	if now := time.Now(); first.Settled(now) || !first.Settled(now.Add(time.Minute)) || (Stamp{}).Settled(now) {
		t.Error("a file that was written just now is settled, or never will be")
	}
	time.Sleep(20 * time.Millisecond) // longer than a tick of the file system
	write("two")
	if err := os.Chtimes(name, time.Time{}, time.Unix(0, first.Modified)); err != nil {
		t.Fatal(err)
	}
	if second := look(name); second == first || second.Modified != first.Modified {
		t.Errorf("another text with the old time: %+v, was %+v", second, first)
	}
	if look(dir) != (Stamp{}) {
		t.Error("a folder has a stamp")
	}
}
