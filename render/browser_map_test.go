package render

import (
	"fmt"
	"testing"
)

// mapState is what the map of a page says: the text of its line, the links that
// are marked, and the rows that it lists.
const mapState = `(async () => { await wait(60); const map = document.querySelector('.toc'), all = s => [...map.querySelectorAll(s)].map(a => a.textContent);
	return {line: map.querySelector('summary span').textContent, marked: all('[aria-current]'), rows: all('ul + ul a').length, shown: shown(map.querySelector('ul')), open: map.querySelector('details').open} })()`

type mapped struct {
	Line        string
	Marked      []string
	Rows        int
	Shown, Open bool
}

// testMap scrolls through the page about Inkwell's Dockerfile.
func testMap(t *testing.T, k *kit) {
	b := k.tab(t)
	for _, v := range views()[3:] {
		b.t.Run("21 the map marks the place "+viewName(v), func(t *testing.T) {
			b := b.in(t)
			b.look(k.own.url+"inkwell/dockerfile.html", v)
			arrived := eval[float64](b, `performance.now()`) // what moves before is the layout's
			if at := eval[mapped](b, mapState); at.Line != "" || at.Rows != 0 || at.Shown {
				t.Errorf("at the top it says %+v", at)
			}
			eval[bool](b, `(document.getElementById('L28').scrollIntoView(), await until(() => document.querySelector('.toc [aria-current]')))`)
			if at := eval[mapped](b, mapState); len(at.Marked) != 2 || at.Line != at.Marked[0]+" › "+at.Marked[1] || at.Marked[0] != "The runtime" || at.Rows < 8 {
				t.Errorf("at line 28 it says %+v", at)
			}
			eval[bool](b, `(document.querySelector('.map > summary').click(), true)`)
			if at := eval[mapped](b, mapState); !at.Open || !at.Shown {
				t.Errorf("unfolded it is %+v", at)
			}
			eval[bool](b, `([...document.querySelectorAll('.toc ul + ul a')].at(-1).click(), true)`)
			if at := eval[mapped](b, mapState); at.Open || at.Shown {
				t.Errorf("after a click on a link it is %+v", at)
			}
			b.none("the row is hidden", `(r => r && r.getBoundingClientRect().top >= document.querySelector('.toc').getBoundingClientRect().bottom - 1 ? [] : [location.hash])(document.querySelector('.row:target'))`)
			b.none("nothing moves", fmt.Sprintf(`shifts(%f)`, arrived))
		})
	}
	b.t.Run("21 beside the text where there is room", func(t *testing.T) {
		b := b.in(t)
		v := wide
		v.Width = 1900
		b.look(k.own.url+"inkwell/dockerfile.html", v)
		b.none("the map", `(() => { const list = document.querySelector('.listing').getBoundingClientRect(), map = document.querySelector('.toc ul').getBoundingClientRect();
			return map.width > 100 && map.left > list.right ? [] : [list.right + ' ' + map.left + ' ' + map.width] })()`)
	})
	b.t.Run("21 a function folds, and unfolds for an address", func(t *testing.T) {
		b := b.in(t)
		b.look(k.own.url+"inkwell/entrypoint.html", wide)
		eval[bool](b, `(document.querySelector('.fold > summary').click(), true)`)
		b.none("its lines", `$$('.fold .cl').filter(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) && document.querySelector('.fold').open).map(say)`)
		b.none("its name", `shown(document.querySelector('.fold > summary > *')) ? [] : ['is hidden']`)
		b.jump("L6")
		b.none("the line of the address", `(async () => { await wait(60); return document.querySelector('.fold').open ? [] : ['is folded'] })()`)
	})
}
