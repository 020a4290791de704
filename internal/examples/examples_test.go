package examples

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

const folder = "../../content/lantern"

// TestLantern: the archive of the guide is what the program makes of its
// Dockerfiles, bit for bit, and no larger than a repository should carry.
func TestLantern(t *testing.T) {
	store, err := Lantern(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	var made bytes.Buffer
	if err := store.WriteArchive(&made); err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile(folder + "/lantern.tar")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made.Bytes(), there) {
		t.Error("content/lantern/lantern.tar is not what its Dockerfiles give: make lantern, then docsite refresh")
	}
	if len(there) > 400_000 {
		t.Errorf("the archive has %d bytes", len(there))
	}
}

func TestUnknownCommand(t *testing.T) {
	if _, _, err := run("", "make && rm -rf / && reboot"); err == nil || !strings.Contains(err.Error(), "reboot") {
		t.Error(err)
	}
}
