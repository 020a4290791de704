package render

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"

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
			for i, v := range browser.Views {
				if i == 0 || v.Width != browser.Views[i-1].Width { // colours change without loading
					b.look(p.url, v)
				}
				t.Run(viewName(v), func(t *testing.T) { b.in(t).violates(v, axe) })
			}
		})
	}
}

// violates fails with what axe-core says of the page that is loaded.
func (b *tab) violates(v browser.View, axe string) {
	b.must(chromedp.Do(b.ctx, v.Look()))
	violations, err := browser.Violations(b.ctx, axe, v)
	b.must(err)
	for _, line := range violations {
		b.t.Error(line)
	}
}
