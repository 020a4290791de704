package render

import (
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// sheet matches a page in a PDF.
var sheet = regexp.MustCompile(`/Type\s*/Page\b`)

func testPaper(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		b.look(p.url, browser.View{Width: 1440, Height: 900, Print: true, Dark: true})
		b.t.Run("17 light, every note, no navigation", func(t *testing.T) {
			b := b.in(t)
			b.none("notes that are left out", `$$('.note, .note li').filter(n => !shown(n)).map(say)`)
			b.none("what only a screen needs", `$$('.top, .side, .toc, .turn, .copy, .skip, .crumbs').filter(shown).map(say)`)
			b.none("colours", `light(getComputedStyle(document.body).backgroundColor) > .99 && light(getComputedStyle(document.body).color) < .1 ? [] : [getComputedStyle(document.body).backgroundColor]`)
			b.none("faint words", tooFaint)
		})
		b.t.Run("17 at most a sheet for 12 lines", func(t *testing.T) {
			b := b.in(t)
			pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
			b.must(err)
			lines := eval[int](b, `$$('.cl').length`)
			n, most := len(sheet.FindAll(pdf, -1)), lines/12
			t.Logf("%d lines on %d sheets", lines, n)
			if n == 0 || n > most {
				t.Errorf("%d lines take %d sheets, more than %d", lines, n, most)
			}
		})
	})
}
