package render

import (
	"fmt"
	"testing"

	"docsite/internal/browser"
)

// tooFaint lists words whose colour is below 4.5:1 on what they stand on, and
// those of code and notes on what they stand on when they are marked too.
const tooFaint = `(() => {
	const wrong = new Set(), known = {}, tokens = new Set();
	const probe = document.createElement('div'); probe.style.background = 'var(--hit)'; document.body.append(probe);
	const hit = getComputedStyle(probe).backgroundColor; probe.remove();
	const check = (fg, bg, what) => { const k = fg + bg; if ((known[k] ??= contrast(fg, bg)) < 4.5) wrong.add(known[k].toFixed(2) + ' ' + what + ' ' + fg + ' on ' + bg) };
	for (const e of $$('body *')) {
		const number = e.matches('.ln, .key');
		if (!sees(e) || e.closest('svg') || !number && ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
		const s = getComputedStyle(e, number ? '::before' : null), own = rgb(s.backgroundColor)[3] === 255;
		const what = e.tagName + '.' + e.className, under = own ? s.backgroundColor : back(e);
		check(s.color, under, what);
		if (!own && e.closest('.cl, .note')) { check(s.color, hit, what + ' (marked)'); if (e.closest('.cl')) tokens.add(s.color) }
	}
	if (tokens.size < 5) wrong.add('only ' + tokens.size + ' colours in code');
	return [...wrong] })()`

// faintDrawing lists what is below 3:1 and is neither word nor background.
const faintDrawing = `(() => {
	const wrong = new Set(), canvas = getComputedStyle(document.body).backgroundColor;
	const check = (c, what) => { if (rgb(c)[3] < 255 || contrast(c, canvas) < 3) wrong.add(what + ' is ' + c + ' on ' + canvas) };
	for (const [which, property] of [['.cb rect, .layers rect', 'fill'], ['.graph path, .graph rect, .over path', 'stroke'], ['.graph text', 'fill']])
		for (const e of $$(which)) check(getComputedStyle(e)[property], which);
	for (const e of $$('.key')) check(getComputedStyle(e, '::before').color, 'key');
	for (const e of $$('.layers li')) check(getComputedStyle(e, '::before').backgroundColor, 'legend');
	return [...wrong] })()`

// outlined fails when an element has no outline that can be seen.
const outlined = `(e => { if (!e) return ['is not there']; const s = getComputedStyle(e), canvas = getComputedStyle(document.body).backgroundColor;
	return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 && contrast(s.outlineColor, canvas) >= 3 ? [] : [s.outline + ': ' + say(e)] })`

func testColours(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		for _, v := range views() {
			if v.Forced {
				continue // the colours are the reader's own
			}
			b.t.Run("15 every word has 4.5:1 "+viewName(v), func(t *testing.T) {
				b.look(p.url, v)
				b.in(t).none("faint", tooFaint)
			})
		}
		b.t.Run("16 forced colours", func(t *testing.T) { b.in(t).forced(p) })
	})
}

// forced looks at what has only its colour, where colours are the reader's.
func (b *tab) forced(p looked) {
	for _, v := range []browser.View{wide, {Width: 1440, Height: 900, Dark: true}, phone, smallForced} {
		v.Forced = true
		b.look(p.url, v)
		b.none("drawings", faintDrawing)
		if v.Width == wide.Width {
			b.none("the page in the list of pages", outlined+`(document.querySelector('.side [aria-current]'))`)
		}
		row := eval[string](b, `($$('.row[id]')[0] || {}).id`)
		b.jump(row)
		b.none("the row of the address", outlined+`(document.querySelector('.row:target > pre'))`)
		first, _ := b.lines()
		prefix := eval[string](b, `document.querySelector('.cl').id.replace(/L\d+$/, '')`)
		b.jump(fmt.Sprintf("%sL%d-L%d", prefix, first+1, first+4))
		eval[bool](b, `wait(20).then(() => true)`) // the page's script marks it
		b.none("a line of a range of the address", outlined+`(document.querySelector('.hl'))`)
		if eval[bool](b, `!$$('.note[data-n]').length`) {
			continue
		}
		b.point(`$$('.note[data-n]')[0]`)
		b.none("a note under the pointer", outlined+`($$('.note[data-n]')[0])`)
		b.none("its line", outlined+`(document.querySelector('.row:has(.note[data-n]) .cl[data-n~="1"]'))`)
	}
}
