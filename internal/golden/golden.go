// Package golden compares what tests print with what files say that they
// should.
package golden

import (
	"os"
	"strings"
	"testing"
)

// Compare fails a test when a file does not hold got, and shows the first line
// that differs. With UPDATE=1 in the environment it writes the file instead.
func Compare(t testing.TB, path string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:%d differs (UPDATE=1 rewrites it)\ngot  %s\nwant %s", path, i+1, g[i], w[i])
		}
	}
	if len(g) != len(w) {
		t.Errorf("%s has %d lines, want %d (UPDATE=1 rewrites it)", path, len(w), len(g))
	}
}
