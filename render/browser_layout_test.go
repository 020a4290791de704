package render

import (
	"strings"
	"testing"
)

// measured are the checks that a page passes in every view. Each script lists what is wrong; W is the width of the view.
var measured = []struct {
	name   string
	script string
	from   int64 // the narrowest view in which it holds
}{
	{"03 nothing is wider than the window", `document.documentElement.scrollWidth <= W && innerWidth === W ? [] :
		[document.documentElement.scrollWidth + ' px in ' + innerWidth, ...$$('body *').filter(e => e.getBoundingClientRect().right > W + .5).slice(0, 3).map(say)]`, 0},
	{"03 nothing is cut off", cutScript, 0},
	{nothingMoves, `(async () => {
		scrollTo(0, 1e6); await wait(40); scrollTo(0, 0); document.getElementById('Q').focus(); await wait(60);
		const seen = await shifts();
		document.activeElement.blur();
		return seen })()`, 0},
	{"06 no other host, at most six requests", `(() => {
		const all = performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.includes('/docsite/search.'));
		return [...all.filter(n => !n.startsWith(location.origin)), ...(all.length > 5 ? all : [])] })()`, 0},
	{"06 nothing breaks the policy", `window.breaches`, 0},
	{"10 every line and every row has its id", idScript, 0},
	{"12 a note is at its line or right below the note before it", besideScript, 1024},
	{"12 the code is one piece, the notes are near", nearScript, 0},
	{"14 targets of 24 px", targetScript, 0},
	{"18 alerts stand in the text, with room below", `$$('.alert').filter(e => getComputedStyle(e).float !== 'none' || e.matches('.note') || parseFloat(getComputedStyle(e).marginBottom) < 8).map(say)`, 0},
	{"18 pictures have words beside them", pictureScript, 0},
	{"one width for tabs", tabScript, 0},
	{"04 room for spaced text", spacingScript, 0}, // the last: it changes the page
}

// idScript finds ids that are there twice, lines whose ids do not count, and
// rows of several lines without an id of their own.
const idScript = `(() => {
	const wrong = [], seen = new Set();
	for (const e of $$('[id]')) { if (seen.has(e.id)) wrong.push('twice: ' + e.id); seen.add(e.id) }
	const listings = $$('.listing:not(.short)');
	if (!listings.length) wrong.push('there is no listing');
	for (const l of listings) {
		let next;
		for (const e of l.querySelectorAll('.cl')) {
			const [, prefix, n] = /^(.*?)L(\d+)$/.exec(e.id) || [0, '?', '0'];
			if (next && (prefix !== next[0] || +n !== next[1])) wrong.push('not in order: ' + e.id);
			const number = e.querySelector('.ln');
			if (number.hash !== '#' + e.id || number.dataset.l !== n) wrong.push('another number: ' + e.id);
			next = [prefix, +n + 1];
		}
		for (const r of l.querySelectorAll('.row')) {
			const lines = [...r.querySelectorAll('.cl:not(.end)')].map(e => e.id);
			if (lines.length > 1 && r.id !== lines[0] + '-L' + lines.at(-1).match(/\d+$/)) wrong.push('row ' + r.id + ' of ' + lines);
		}
	}
	return wrong })()`

// lineOf finds the line that a note stands at.
const lineOf = `const lineOf = n => [...n.closest('.row').querySelectorAll('.cl')].find(l => l.querySelector('.ln').dataset.l === n.querySelector('.key').dataset.l.replace(/\\D.*$/, ''));`

// besideScript finds notes that are neither at the last row of their line nor
// right below the note before them.
const besideScript = `(() => { ` + lineOf + `
	const wrong = [];
	for (const l of $$('.annotated')) {
		let above = 0;
		for (const n of l.querySelectorAll('.note')) {
			const r = n.getBoundingClientRect();
			if (n.querySelector('.key') && !n.matches('.across')) {
				const far = r.top - lineOf(n).getBoundingClientRect().bottom + 24;
				if (Math.abs(far) > 4 && !(far > 0 && r.top - above < 12)) wrong.push(far + ' px: ' + say(n));
			}
			above = r.bottom;
		}
	}
	return wrong })()`

// nearScript measures how far notes are from their lines, nine of ten of them,
// and between wide columns how much room is in the code that no code is in, and how far
// what an instruction costs is from its lines.
const nearScript = `(() => { ` + lineOf + `
	const wrong = [], far = $$('.note:has(.key)').map(n => n.getBoundingClientRect().top - lineOf(n).getBoundingClientRect().top).sort((a, b) => a - b);
	const most = far[Math.floor(far.length * .9)];
	if (most > (W < 1024 ? 90 : 130)) wrong.push('drift of ' + most);
	let holes = 0;
	if (W >= 1440) for (const l of $$('.annotated')) {
		const lines = [...l.querySelectorAll('.cl')].map(e => e.getBoundingClientRect()), gaps = lines.map((r, i) => (lines[i + 1] || {top: l.getBoundingClientRect().bottom}).top - r.bottom);
		holes += gaps.filter(g => g > 12).reduce((a, b) => a + b, 0);
	}
	if (holes > 188) wrong.push('holes of ' + holes);
	if (W >= 1440) for (const c of $$('.annotated .cost')) {
		const near = Math.min(...[...c.closest('.row').querySelectorAll('.cl')].map(l => Math.abs(l.getBoundingClientRect().top - c.getBoundingClientRect().top)));
		if (near > 4) wrong.push('a cost ' + near + ' px from its line: ' + say(c));
	}
	return wrong })()`

// targetScript finds targets that WCAG 2.5.8 refuses: below 24 px, but for links
// in a sentence and for those that no other target is within 12 px of.
const targetScript = `(() => {
	const block = e => e.closest('p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, figcaption, summary, div, nav');
	const inSentence = e => getComputedStyle(e).display === 'inline' && block(e).textContent.trim() !== e.textContent.trim();
	const all = $$('a[href], button, input, summary').filter(e => sees(e) && !inSentence(e)).map(e => [e, e.getBoundingClientRect()]);
	return all.filter(([e, r]) => {
		if (r.width >= 23.9 && r.height >= 23.9) return false;
		const x = r.x + r.width / 2, y = r.y + r.height / 2;
		return all.some(([o, q]) => o !== e && Math.hypot(x - Math.min(Math.max(x, q.left), q.right), y - Math.min(Math.max(y, q.top), q.bottom)) < 12);
	}).map(([e, r]) => Math.round(r.width) + ' x ' + Math.round(r.height) + ' ' + say(e)) })()`

// pictureScript finds drawings without words, with links inside, and those whose
// description has a part that the list or table beside it has not.
const pictureScript = `(() => {
	const wrong = [];
	for (const s of $$('svg')) {
		if (s.getAttribute('role') !== 'img') { if (s.getAttribute('aria-hidden') !== 'true') wrong.push('neither a picture nor hidden: ' + say(s)); continue }
		const beside = s.closest('figure, details'), list = beside && beside.querySelector('ol, table');
		const named = (s.getAttribute('aria-labelledby') || '').split(' ').map(id => s.querySelector('#' + CSS.escape(id)));
		if (!s.querySelector('title') || !s.querySelector('desc') || named.length !== 2 || named.includes(null)) { wrong.push('without title or description: ' + say(s)); continue }
		if (s.querySelector('a')) wrong.push('with a link: ' + say(s));
		if (!list) { wrong.push('without a list: ' + say(s)); continue }
		const copy = beside.cloneNode(true); copy.querySelectorAll('svg').forEach(e => e.remove()); copy.querySelectorAll('li, td, figcaption').forEach(e => e.append(' '));
		const flat = t => t.replace(/[\s:]+/g, ' ').trim(), words = flat(copy.textContent);
		for (const part of s.querySelector('desc').textContent.split(/, |: /)) if (!words.includes(flat(part.replace(/^.* \((.*)\)$/, '$1')))) wrong.push(part + ' is not in the list: ' + words.slice(0, 300));
	}
	return wrong })()`

// cutScript finds words that are cut off: wider or higher than what holds them.
const cutScript = `$$('body *').filter(e => { const c = getComputedStyle(e);
	return c.display !== 'inline' && (/hidden|clip/.test(c.overflowX) && e.scrollWidth > e.clientWidth + 1 || /hidden|clip/.test(c.overflowY) && e.scrollHeight > e.clientHeight + 1) &&
		sees(e) && !e.closest('.end, [aria-hidden=true], svg') && e.textContent.trim() }).map(say)`

// tabScript compares where code starts behind one tab, two and more: the
// hanging indent of wrapped lines must not make the first one narrower.
const tabScript = `(() => {
	const at = [];
	for (const l of $$('.cl')) {
		let n = (/^\t*(?=\S)/.exec(l.textContent) || [''])[0].length, node;
		if (at[n] !== undefined || !l.textContent.trim() || /^ /.test(l.textContent)) continue;
		const range = document.createRange(), walk = document.createTreeWalker(l, NodeFilter.SHOW_TEXT), tabs = n;
		while ((node = walk.nextNode()) && n >= node.data.length) n -= node.data.length;
		range.setStart(node, n); range.setEnd(node, n + 1);
		at[tabs] = range.getBoundingClientRect().left - l.getBoundingClientRect().left;
	}
	return at.map((x, n) => n > 1 && Math.abs((x - at[0]) - n * (at[1] - at[0])) > 1 ? n + ' tabs: ' + at : '').filter(Boolean) })()`

// spacingScript gives text the room of WCAG 1.4.12 and looks for what does not fit.
const spacingScript = `(async () => {
	const s = new CSSStyleSheet();
	s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
	document.adoptedStyleSheets = [s]; await wait(20);
	const wrong = ` + cutScript + `;
	if (document.documentElement.scrollWidth > W) wrong.push(...$$('body *').filter(e => e.getBoundingClientRect().right > W + .5).slice(0, 3).map(say));
	return wrong })()`

// nothingMoves is a check of which a finding counts where the page shows it three times: a busy
// browser paints what has arrived of a page, and moves that for the rest.
const nothingMoves = "05 nothing moves"

func testLayout(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		for _, v := range views() {
			b.t.Run(viewName(v), func(t *testing.T) {
				b := b.in(t)
				b.look(p.url, v)
				for _, check := range measured {
					if v.Width < check.from {
						continue
					}
					t.Run(check.name, func(t *testing.T) {
						b, script := b.in(t), strings.ReplaceAll("(W => "+check.script+")(WIDTH)", "WIDTH", itoa(v.Width))
						for n := 0; n < 2 && check.name == nothingMoves && len(eval[[]string](b, script)) > 0; n++ {
							b.look(p.url, v)
						}
						b.none(check.name, script)
					})
				}
			})
		}
		b.t.Run("06 weight", func(t *testing.T) { weigh(t, p) })
	})
	t.Run("12 a line that wraps often on a phone", func(t *testing.T) { testLongLine(t, k) })
	t.Run("12 notes of one line, some of them wide", func(t *testing.T) { testWide(t, k) })
	t.Run("12 many notes of one line", func(t *testing.T) { testBand(t, k) })
	t.Run("13 neighbours with long names", func(t *testing.T) { testNeighbours(t, k) })
	t.Run("13 an indented line that wraps on a phone", func(t *testing.T) { testIndented(t, k) })
	t.Run("13 a table wider than a phone", func(t *testing.T) { testBroadTable(t, k) })
}

// testLongLine has an image whose name alone takes five lines of a phone: its note
// is near all the same, and no character is cut off.
func testLongLine(t *testing.T, k *kit) {
	from := "FROM registry.example.org/" + strings.Repeat("a-team/", 11) + "python-with-extras:3.12@sha256:" + strings.Repeat("0123456789abcdef", 4) + " AS builder"
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/long.md": "# Long\n\n```dockerfile\n" + from + "\nUSER nobody\n```\n\n| Line | Why |\n|---|---|\n| `" + from + "` | The base image of the company |\n| `USER nobody` | Nobody |\n\nWords.\n\n# Next\n"}))
	b.look(s.url+"long.html", phone)
	b.none("12 the notes are near", strings.ReplaceAll("(W => "+nearScript+")(WIDTH)", "WIDTH", itoa(phone.Width)))
	b.none("16 code is cut off", `$$('.cl').filter(e => e.scrollWidth > e.clientWidth + 1).map(say)`)
	if got := eval[string](b, `$$('.cl')[0].textContent`); got != from+"\n" {
		t.Errorf("the line is %q", got)
	}
	b.look(s.url+"long.html", wide)
	b.none("12 a line does not wrap", `$$('.cl').slice(0, 1).filter(l => l.offsetHeight < 40).map(say)`)
	b.none("12 lines overlap", `$$('.cl').slice(1).filter((l, i) => l.getBoundingClientRect().top < $$('.cl')[i].getBoundingClientRect().bottom - 1).map(say)`)
	b.none("12 a second title sticks to the words above", `$$('h1').slice(1).filter(h => h.getBoundingClientRect().top - h.previousElementSibling.getBoundingClientRect().bottom < 40).map(say)`)
}

// testWide has a command with notes too long for the column, which stand across: the
// short one below them does not run into them.
func testWide(t *testing.T, k *kit) {
	long := strings.Repeat("what it does to the clay, and why the oven needs it, ", 9)
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/wide.md": "# Wide\n\n```sh\nkiln --fire hot --glaze blue --door shut\n```\n\n- `--fire`: " + long + "\n- `--door`: shut\n"}))
	b.look(s.url+"wide.html", wide)
	b.none("12 no note is wide", `$$('.across').length ? [] : ['none']`)
	b.none("12 notes overlap", `$$('.note').slice(1).filter((n, i) => n.getBoundingClientRect().top < $$('.note')[i].getBoundingClientRect().bottom - 1).map(say)`)
	for n := range 6 {
		item := "  - **a label**\n\n    " + long + "\n\n"
		s = newShelf(t, load(t, map[string]string{"content/wide.md": "# Wide\n\n```sh\nkiln --fire hot\n```\n\n- `--fire`: " + long + strings.Repeat("and more of it ", 28+4*n) + "\n\n" + item + item}))
		b.look(s.url+"wide.html", wide)
		b.none("12 a label and its text are in two columns", `$$('.across li').filter(l => { const [a, b] = [...l.querySelectorAll('p')].map(p => p.getClientRects()[0]); return Math.abs(a.left - b.left) > 9 }).map(say)`)
	}
}

// testBand has a command of one line with many notes, which stand below it in two columns,
// each whole, and code over all of the listing's width.
func testBand(t *testing.T, k *kit) {
	const text = "what it does to the clay, and why the oven needs it"
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/band.md": "# Band\n\n```sh\nkiln --fire hot --glaze blue --door shut --shelf top --vent half --hours 9\n```\n\n- `--fire`: " + text + "\n- `--glaze`: " + text + "\n- `--door`: " + text + "\n- `--shelf`: " + text + "\n- `--vent`: " + text + "\n- `--hours`: " + text + "\n"}))
	b.look(s.url+"band.html", wide)
	b.none("12 notes pull a listing down", `$$('.annotated').filter(l => l.offsetHeight > 300).map(l => l.offsetHeight + " px")`)
	b.none("12 notes overlap", `$$('.note').filter((n, i, all) => all.some(o => { const a = n.getBoundingClientRect(), b = o.getBoundingClientRect(); return o !== n && a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1 })).map(say)`)
	b.none("12 notes stand in one column", `new Set($$('.note').map(n => n.getBoundingClientRect().left)).size === 2 ? [] : ['one']`)
	b.none("12 code is narrow", `$$('.row > pre').filter(e => e.offsetWidth < e.closest('.flow').offsetWidth - 2).map(say)`)
	b.none("12 a key is not in the gutter", `$$('.note').slice(0, 1).filter(n => Math.abs(n.querySelector('.key').getBoundingClientRect().right - $$('.ln')[0].getBoundingClientRect().right) > 1).map(say)`)
	items := strings.Repeat("  - a sort of clay\n", 24)
	s = newShelf(t, load(t, map[string]string{"content/band.md": "# Band\n\n```sh\nkiln --fire hot --glaze blue --door shut\n```\n\n- `--fire`: " + text + "\n- `--glaze`: for:\n" + items + "- `--door`: " + text + "\n"}))
	b.look(s.url+"band.html", wide)
	b.none("12 a long list leaves a column empty", `$$('.annotated').filter(l => l.offsetHeight > 480).map(l => l.offsetHeight + " px")`)
}

// testNeighbours has pages with titles of one long word: their links fit a phone.
func testNeighbours(t *testing.T, k *kit) {
	const long = "Declarative·Immutable·Versioned·Pulled·Reconciled"
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/a.md": "# " + long, "content/b.md": "# B", "content/c.md": "# " + long}))
	b.look(s.url+"b.html", phone)
	b.none("4 links to neighbours are too wide", `$$('.turn a').filter(a => a.getBoundingClientRect().right > innerWidth).map(say)`)
}

// testIndented has a key that is longer than what its indentation leaves of a phone's line:
// it begins there all the same, and leaves no empty row.
func testIndented(t *testing.T, k *kit) {
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/a.md": "# A\n\n```dockerfile\nFROM scratch\nLABEL a=1 \\\n      org.opencontainers.image.description=\"Measures the clay of a pier\"\n```\n\n- `FROM scratch`: nothing\n"}))
	b.look(s.url+"a.html", phone)
	b.none("13 a row is empty", `$$('.cl').filter(l => { const w = l.querySelector('.ln + *'); return !w || w.getClientRects()[0].top > l.getBoundingClientRect().top + 12 }).map(say)`)
}

// testBroadTable has a table of which a phone shows half: cells out of sight make no
// row higher, and a shade says that there is more, as it does on a wide screen.
func testBroadTable(t *testing.T, k *kit) {
	b, s := k.tab(t), newShelf(t, load(t, map[string]string{"content/broad.md": "# Broad\n\n| Since | Download | Change | Disk usage of the whole image | What grew most |\n|---|---|---|---|---|\n| 2026-11-09 | 140 kB | +24.4 kB, +21.0 % | 546 kB | line 14, RUN: +82 kB |\n"}))
	b.look(s.url+"broad.html", phone)
	b.none("13 cells of several lines", `$$('td').filter(e => e.offsetHeight > 50).map(say)`)
	b.none("13 it is no wider than the phone", `$$('.table').filter(e => e.scrollWidth <= e.clientWidth).map(say)`)
	goesOn := func() {
		b.none("13 nothing says that it goes on", `$$('.table').filter(e => !getComputedStyle(e).backgroundAttachment.includes('local')).map(say)`)
	}
	goesOn()
	b.look(s.url+"broad.html", wide)
	goesOn()
}

// weigh counts what a page transfers; [TestWeight] has the style sheet and the
// scripts. A page of 150 lines may have 30 kB.
func weigh(t *testing.T, p looked) {
	lines := strings.Count(strings.Join(p.listings(), ""), "\n")
	size, most := zipped(t, []byte(read(t, p.site, p.output))), 30<<10*max(lines, 150)/150
	t.Logf("%d lines: %d bytes in gzip", lines, size)
	if size > most {
		t.Errorf("%d bytes in gzip, more than %d", size, most)
	}
}
