package render

import (
	"os"
	"testing"

	"docsite/internal/browser"
)

// testAxe has axe-core look at the pages of test data; the command's tests
// have all pages of this repository's site.
func testAxe(t *testing.T, k *kit) {
	axe := browser.Axe(t, "..")
	sample := newShelf(t, load(t, sample()))
	pages := []looked{{name: "front page", url: sample.url + "index.html"}, {name: "prose", url: sample.url + "prose/index.html"},
		{name: "annotated", url: sample.url + "annotated/index.html"}}
	for _, p := range k.pages {
		if p.site == k.made.Site || os.Getenv("DOCSITE_EVERY_PAGE") != "" {
			pages = append(pages, p)
		}
	}
	b := k.tab(t)
	for i, p := range pages {
		for j, v := range browser.Views {
			if i < 3 && j != 0 && j != 4 {
				continue // of their kinds the other tests have pages in all views
			}
			t.Run("02 "+p.name+" "+viewName(v), func(t *testing.T) {
				b.look(p.url, v)
				violations, err := browser.Violations(b.ctx, axe)
				if err != nil {
					t.Fatal(err)
				}
				for _, line := range violations {
					t.Error(line)
				}
			})
		}
	}
}
