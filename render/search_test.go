package render

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

// TestSearchStaysSmall measures what a first search loads on a large site.
func TestSearchStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no large site")
	}
	s := loadFS(t, manyPages(400))
	most := 0
	for _, name := range s.search.Files() {
		most = max(most, zipped(t, []byte(read(t, s, name))))
	}
	if most > 30<<10 {
		t.Errorf("a file of the search has %d bytes in gzip", most)
	}
	if s.search.Shards() < 8 {
		t.Errorf("the terms are in %d files", s.search.Shards())
	}
}

func TestManyPagesHaveTheirFiles(t *testing.T) {
	files := map[string]string{}
	for i := range 130 {
		files[fmt.Sprintf("content/p%d.md", i)] = "# P\n\ntext"
	}
	s := load(t, files)
	seen := map[string]bool{}
	for _, name := range s.Files() {
		if seen[name] {
			t.Errorf("%s is listed twice", name)
		}
		seen[name] = true
		read(t, s, name)
	}
	var page *site.Page
	for _, p := range s.site.Pages {
		page = p
	}
	if !strings.Contains(read(t, s, "docsite/texts/8.js"), page.Output) {
		t.Error("the last page is not among the texts")
	}
}
