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
	for _, p := range pages {
		t.Run("02 "+p.name, func(t *testing.T) {
			t.Parallel()
			b := k.tab(t)
			for _, v := range browser.Views {
				t.Run(viewName(v), func(t *testing.T) { b.in(t).violates(p, v, axe) })
			}
		})
	}
}

// violates fails with what axe-core says of a page.
func (b *tab) violates(p looked, v browser.View, axe string) {
	b.look(p.url, v)
	violations, err := browser.Violations(b.ctx, axe)
	b.must(err)
	for _, line := range violations {
		b.t.Error(line)
	}
}
