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
	for _, name := range s.Files() {
		if s.routes.Is(name, site.SearchIndexRoute) {
			most = max(most, len(read(t, s, name)))
		}
	}
	if most > 16<<10 {
		t.Errorf("a file of the search has %d bytes", most)
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
	if !strings.Contains(read(t, s, "docsite/texts/129.js"), page.Output) {
		t.Error("the last page is not among the texts")
	}
}
