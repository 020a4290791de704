package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The pages are the same every time, and are what they are said to be.
func TestWritePages(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := writePages(dir, 60, ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range []int{0, 49, 50, 59} {
		a, err := os.ReadFile(filepath.Join(one, "content", pagePath(i)))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(two, "content", pagePath(i)))
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("page %d differs from one time to the next", i)
		}
		if strings.ContainsAny(string(a), "\t") || strings.ContainsAny(string(a), "«»") {
			t.Errorf("page %d has a gap that was not filled:\n%s", i, a)
		}
		if n := strings.Count(string(a), "```") / 2; n != 3 {
			t.Errorf("page %d has %d listings, want 3", i, n)
		}
		if len(a) < 4000 || len(a) > 12000 {
			t.Errorf("page %d has %d bytes, want about 8,000", i, len(a))
		}
	}
}
