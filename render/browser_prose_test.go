package render

import (
	"strings"
	"testing"

	"docsite/internal/browser"
)

// proseSite has the texts that a theme written for English pages with short words gets
// wrong: lists, tables and quotations in other directions, of odd sizes and depths.
func proseSite(t *testing.T) *Site {
	sentence := "a sentence of some length that a column has to have room for"
	return load(t, map[string]string{
		"content/index.md":         "# Start\n",
		"content/lists.md":         "# Lists\n\n- [ ] to do\n  - [ ] a part of it\n- plain\n\n100. hundred\n101. more\n\n```json\n{\"a\": {\"b\": [1, 2, 3]}, \"c\": \"" + sentence + sentence + "\"}\n```\n",
		"content/wraps.md":         "# Wraps\n\n```dockerfile\nFROM a\nRUN apt-get install --no-install-recommends gcc libpq-d \\\n    && rm -rf /var/lib/apt/lists\n```\n\n- `FROM a`: from\n- `rm -rf /var/lib/apt/lists`: " + sentence + "\n",
		"content/table.md":         "# Table\n\n| Name | Why | Default |\n|---|---|---|\n| `A_NAME_THAT_NOBODY_BREAKS` | " + sentence + " | `/var/lib/some/where/else` |\n\n```\n" + strings.Repeat("text that does not wrap ", 12) + "\n```\n\n| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| " + strings.Repeat("`A_NAME_THAT_NOBODY_BREAKS` | ", 6) + "\n",
		"content/setin.md":         "# Set in\n\n```dockerfile\nFROM a\nRUN echo \\\n    " + strings.Repeat("a", 44) + " b\n```\n\n- `RUN echo`: says\n",
		"content/boxed.md":         "# Boxed\n\n<div>\n\n" + sentence + "\n\n| a | b | c | d |\n|---|---|---|---|\n| " + strings.Repeat("`A_NAME_NOBODY_BREAKS` | ", 4) + "\n\n</div>\n",
		"content/brief.md":         "# Brief\n\nText.\n\n## One\n\nText.\n\n## Two\n\nText.\n\n## Three\n",
		"content/mixed.md":         "# Mixed\n\n- عنصر\n  1. فرعي\n- left\n",
		"content/ar/index.md":      "---\nlang: ar\n---\n\n# كتاب\n",
		"content/ar/deep/index.md": "---\nlang: ar\n---\n\n# فصل\n",
		"content/ar/deep/page.md":  "---\nlang: ar\ntitle: صفحة\n---\n\n# صفحة\n\n> اقتباس\n\n> [!NOTE]\n> ملاحظة\n\n| ا | ب |\n|---|---|\n| ج | د |\n\n- left in a list\n",
		"content/many.md":          "# Many\n" + strings.Repeat("\n## Part\n\nText.\n\n### Small\n\nText.\n", 12),
	})
}

// markers finds items of lists whose sign has no room at its side.
const markers = `$$('main > :is(ul, ol) li').filter(e => { const r = e.getBoundingClientRect(); return r.left < (getComputedStyle(e).direction === 'ltr' ? 24 : 0) || r.right > W - (getComputedStyle(e).direction === 'ltr' ? 0 : 24) }).map(say)`

func testProse(t *testing.T, k *kit) {
	b, s := k.tab(t), newShelf(t, proseSite(t))
	at := func(page string, v browser.View, what, script string) {
		b.t.Helper()
		b.look(s.url+page, v)
		b.none(what, strings.ReplaceAll("(W => "+script+")(WIDTH)", "WIDTH", itoa(v.Width)))
	}
	at("lists.html", small, "13 a task in a task is not set in", `$$('.tasks .tasks > li').filter(e => e.getBoundingClientRect().left < e.parentElement.closest('li').getBoundingClientRect().left + 16).map(say)`)
	at("lists.html", small, "13 a number above 99 is cut off", `$$('ol > li').filter(e => e.getBoundingClientRect().left < 16 + 32).map(say)`)
	at("lists.html", small, "13 a line goes on where lines begin", `$$('.short code').filter(e => { const r = document.createRange(); r.selectNodeContents(e); const all = [...r.getClientRects()].filter(x => x.width), first = all[0]; return !all.some(x => x.top > first.bottom && x.left > first.left + 9) || all.some(x => x.top > first.bottom && x.left < first.left + 9) }).map(say)`)
	for width := int64(320); width < 480; width += 8 {
		at("wraps.html", browser.View{Width: width, Height: 844}, "13 a backslash stands alone in its row", `(() => { const e = $$('.cl .p').find(e => e.textContent.trim() === '\\'), r = document.createRange(), p = e.previousSibling, n = p.data.trimEnd().length; r.setStart(p, n - 1); r.setEnd(p, n);
			return Math.abs(r.getBoundingClientRect().top - e.getBoundingClientRect().top) > 6 ? ['alone'] : [] })()`)
	}
	if got := eval[string](b, `$$('.cl')[1].textContent`); got != "RUN apt-get install --no-install-recommends gcc libpq-d \\\n" {
		t.Errorf("the line is %q", got)
	}
	at("setin.html", phone, "13 a line begins with an empty row", `$$('.cl').filter(e => { const r = document.createRange(), all = document.createTreeWalker(e, NodeFilter.SHOW_TEXT); let t; while (!/\S/.test((t = all.nextNode()).data)); r.setStart(t, t.data.search(/\S/)); r.setEnd(t, r.startOffset + 1);
		return r.getBoundingClientRect().top > e.querySelector('.ln').getBoundingClientRect().bottom }).map(say)`)
	at("boxed.html", wide, "13 a box narrows a table", `$$('.table').filter(e => e.scrollWidth > e.clientWidth).map(say)`)
	at("boxed.html", wide, "13 a box widens text", `$$('main p').filter(e => e.offsetWidth > 800).map(say)`)
	at("table.html", phone, "13 a column of sentences is narrow", `$$('td:nth-child(2)').slice(0, 1).filter(e => e.offsetWidth < 120).map(e => e.offsetWidth + ' px')`)
	at("table.html", browser.View{Width: 700, Height: 900, Print: true}, "17 paper cuts text off", `$$('.table, .plain').filter(e => /auto|scroll|hidden/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1).map(say)`)
	at("mixed.html", small, "20 a list's signs are out of sight", markers)
	at("ar/deep/page.html", small, "20 a list's signs are out of sight", markers)
	at("ar/deep/page.html", wide, "20 a quotation sticks to its line", `$$('main :is(blockquote, .alert)').filter(e => e.getBoundingClientRect().right - e.querySelector('p:last-child').getBoundingClientRect().right < 16).map(say)`)
	at("ar/deep/page.html", wide, "20 a table is set in", `$$('th:first-child').filter(e => getComputedStyle(e).paddingRight !== '0px').map(say)`)
	at("ar/deep/page.html", wide, "20 a sign between crumbs is on the wrong side", `$$('.crumbs li').filter(e => getComputedStyle(e).direction !== 'rtl' || getComputedStyle(e).unicodeBidi === 'plaintext').map(say)`)
	at("ar/deep/page.html", small, "14 crumbs are no targets", `$$('.crumbs li').filter(e => e.offsetHeight < 24).map(say)`)
	at("many.html", wide, "21 another place is marked than where the link leads", `(async () => { const wrong = [];
		for (const a of $$('.toc ul:first-child a')) { a.click(); const at = () => $$('.toc [aria-current]').at(-1); if (!await until(() => at() === a)) wrong.push(a.hash + ': ' + at()?.hash) }
		return wrong })()`)
	at("many.html", wide, "21 the last place is not marked", `(async () => { scrollTo(0, 1e6); return await until(() => $$('.toc a').at(-1).matches('[aria-current]')) ? [] : ['none'] })()`)
	at("many.html", browser.View{Width: 320, Height: 256}, "04 at 400 % bars stay above the text", `$$('.top, .toc').filter(e => getComputedStyle(e).position === 'sticky').map(say)`)
	at("brief.html", wide, "21 a place is marked before anybody scrolls", `$$('.toc [aria-current]').map(say)`)
	at("many.html", phone, "4 the pages do not go again", `(async () => { const menu = document.querySelector('.menu'), there = () => shown(document.querySelector('.side'));
		menu.click(); await wait(40); const first = there(); menu.click(); await wait(40);
		return first && !there() ? [] : [first + ' ' + there()] })()`)
}
