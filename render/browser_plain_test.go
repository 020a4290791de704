package render

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

func testPlain(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.must(err)
		for _, v := range []browser.View{phone, wide} {
			b.t.Run("01 without scripts "+viewName(v), func(t *testing.T) {
				b := b.in(t)
				b.look(p.url, v)
				if eval[bool](b, `document.documentElement.classList.contains('js')`) {
					t.Fatal("a script of the page has run")
				}
				b.none("notes that cannot be seen", `(n => n.length ? n.filter(n => !shown(n)).map(say) : ['there are none'])($$('.note, .note li'))`)
				b.none("controls that do nothing", `$$('button, [role=button], input:not(form[action] input)').filter(shown).map(say)`)
				row := eval[string](b, `$$('.row[id]')[0].id`)
				b.jump(row)
				b.none("the row of the address", outlined+`(document.querySelector('.row:target > pre'))`)
				b.none("it is below the header", `document.querySelector(':target').getBoundingClientRect().top < document.querySelector('.top').getBoundingClientRect().bottom ? [location.hash] : []`)
			})
		}
	})
	t.Run("01 the search is a list of names", func(t *testing.T) {
		b := k.tab(t)
		_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.must(err)
		b.look(k.own.url+"index.html", phone)
		b.must(chromedp.Do(b.ctx, chromedp.Focus(chromedp.CSS("#Q"))))
		_, err = chromedp.RunResponse(b.ctx, chromedp.KeyEvent("copy\r"))
		b.must(err)
		if n := eval[int](b, `$$('.names a').filter(shown).length`); n < 5 {
			t.Errorf("the list of names at %s has %d links", eval[string](b, "location.href"), n)
		}
	})
}
