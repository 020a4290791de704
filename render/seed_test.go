package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSeed renders a document that was written for GitHub alone: all of its
// notes must leave their tables for the rows, and only they.
func TestSeed(t *testing.T) {
	dir := os.Getenv("DOCSITE_SHARED")
	if dir == "" {
		dir = "../../shared"
	}
	text, err := os.ReadFile(filepath.Join(dir, "seed", "dockerfile.md"))
	if err != nil {
		t.Skip("the shared documents are not there: ", err)
	}
	html := mainOf(page(t, map[string]string{"content/dockerfile.md": string(text)}, "dockerfile.html"))
	if n := strings.Count(html, ` id="N-`); n != 22 {
		t.Errorf("%d notes stand beside the code, not 22", n)
	}
	if n := strings.Count(html, "<table>"); n != 1 {
		t.Errorf("%d tables are left, not the one of sizes", n)
	}
	if n := zipped(t, []byte(html)); n > 30<<10 {
		t.Errorf("the page has %d bytes in gzip", n)
	}
}
