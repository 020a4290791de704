package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"docsite/internal/browser"
)

// lit are the ids of the lines that look as if they belong to something.
const lit = `$$('.cl').filter(l => getComputedStyle(l).boxShadow !== 'none').map(l => l.id)`

func testPairs(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		b.look(p.url, wide)
		notes := eval[int](b, `$$('.note[data-n]').length`)
		if strings.Contains(p.markdown, "&&") && notes < 4 {
			b.t.Fatalf("%d notes are beside the code", notes)
		}
		for _, v := range []browser.View{wide, phoneDark, small} { // forced colours have outlines instead
			if p.name == "400 lines" && v != wide {
				continue // its hundred notes are no other than those of the other pages
			}
			b.t.Run(viewName(v), func(t *testing.T) { b.in(t).pairs(p, v, notes) })
		}
		for _, v := range []browser.View{wide, phoneDark, smallForced} {
			if p.name == "400 lines" && v != phoneDark {
				continue // 190 stops; the backward way is the harder one
			}
			b.t.Run("13 the keyboard "+viewName(v), func(t *testing.T) { b.in(t).tabs(p, v) })
		}
	})
	t.Run("a range of the address", func(t *testing.T) {
		b := k.tab(t)
		b.look(k.made.url+"official.html#L42-L46", wide)
		if hit := eval[[]string](b, `$$('.hl').map(l => l.id)`); strings.Join(hit, " ") != "L42 L43 L44 L45 L46" {
			t.Errorf("#L42-L46 marks %q", hit)
		}
	})
}

// pairs looks at what belongs together on a page with so many notes.
func (b *tab) pairs(p looked, v browser.View, notes int) {
	// The row of the first note is the address's target: what belongs together
	// must be seen on top of that.
	b.look(p.url+"#"+eval[string](b, `($$('.row[id]:has([data-n])')[0] || {id: 'L1'}).id`), v)
	b.t.Run("11 a note under the pointer marks its lines alone", func(t *testing.T) {
		for i := range notes {
			b := b.in(t)
			b.point(fmt.Sprintf(`$$('.note[data-n]')[%d]`, i))
			b.marks(i, fmt.Sprintf(`$$('.note[data-n]')[%d]`, i))
		}
	})
	b.t.Run("11 a line under the pointer marks its notes", func(t *testing.T) {
		b := b.in(t)
		for i := range eval[int](b, `$$('.cl[data-n]:not([data-n~=" "])').length`) {
			b.point(fmt.Sprintf(`$$('.cl[data-n]')[%d].lastElementChild`, i))
			b.none(fmt.Sprintf("line %d", i), fmt.Sprintf(`(l => $$('.note[data-n]').filter(n =>
				(n.closest('.row') === l.closest('.row') && l.dataset.n.split(' ').includes(n.dataset.n)) !== (getComputedStyle(n).boxShadow !== 'none')).map(n => l.id + ' and ' + n.id))($$('.cl[data-n]')[%d])`, i))
		}
	})
	b.t.Run("11 a key with the focus marks its lines alone", func(t *testing.T) {
		b := b.in(t)
		b.must(chromedp.Do(b.ctx, chromedp.MouseEvent("mouseMoved", 1, 1)))
		for i := range notes {
			eval[bool](b, fmt.Sprintf(`($$('.key')[%d].focus(), true)`, i))
			b.marks(i, fmt.Sprintf(`document.getElementById($$('.key')[%d].hash.slice(1))`, i))
		}
	})
}

// marks compares the lines that are lit with those of a note.
func (b *tab) marks(i int, note string) {
	b.t.Helper()
	got := eval[[]string](b, lit)
	want := eval[[]string](b, `(n => [...n.closest('.row').querySelectorAll('.cl[data-n~="' + n.dataset.n + '"]')].map(l => l.id))(`+note+`)`)
	first := eval[string](b, `(n => [...n.closest('.row').querySelectorAll('.has')].find(l => l.querySelector('.ln').dataset.l === n.querySelector('.key').dataset.l.replace(/\D.*$/, '')).id)(`+note+`)`) // the line of its key
	if !slices.Contains(got, first) || !slices.Equal(got, want) {
		b.t.Errorf("number %d marks %q, want %q with %q", i, got, want, first)
	}
}

// tabs presses Tab from the start of a page to its end, on a phone Shift+Tab
// from the end to the start: everything that takes the focus must come in the
// order of the text, be seen, not be below the header, and have an outline.
func (b *tab) tabs(p looked, v browser.View) {
	b.look(p.url, v)
	stops := eval[int](b, `(window.stops = $$('a[href], button, input, summary, [tabindex]').filter(e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})), stops.length)`)
	if first := eval[string](b, `stops[0].className`); first != "skip" {
		b.t.Errorf("the first stop is %q, not the link to the content", first)
	}
	b.none("a row's stops are not heading, notes", `$$('.row').map(r => stops.filter(e => r.contains(e)).map(e => e.closest('.note') ? 'b' : e.closest('pre') ? 'c' : 'a').join('')).filter(o => !/^a?b*$/.test(o))`)
	back := v.Width < 1024
	if back {
		eval[bool](b, `(stops.at(-1).focus(), document.activeElement.scrollIntoView({block: 'end'}), true)`)
	}
	for i := range stops {
		switch {
		case !back:
			b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)))
		case i > 0:
			b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8))))
		}
		if back {
			i = stops - 1 - i
		}
		b.none(fmt.Sprintf("stop %d", i), fmt.Sprintf(`(() => {
			const e = document.activeElement, r = e.getBoundingClientRect(), c = getComputedStyle(e), wrong = [];
			if (e !== stops[%d]) wrong.push('is not next in the text');
			if (r.width < 2 || r.height < 2 || r.top < 0 || r.bottom > innerHeight + 1 && r.height < innerHeight || getComputedStyle(e.parentElement).clipPath !== 'none') wrong.push('is not to be seen at ' + [r.left, r.top, r.right, r.bottom]);
			if (!e.closest('.top, .skip') && r.top < document.querySelector('.top').getBoundingClientRect().bottom && getComputedStyle(document.querySelector('.top')).position === 'sticky') wrong.push('is below the header');
			if (c.outlineStyle === 'none' || parseFloat(c.outlineWidth) < 2) wrong.push('has no outline');
			else if (contrast(c.outlineColor, back(e.parentElement)) < 3) wrong.push('has an outline of ' + contrast(c.outlineColor, back(e.parentElement)));
			return wrong.map(w => w + ': ' + say(e)) })()`, i))
		if b.t.Failed() && i > 200 {
			break
		}
	}
}
