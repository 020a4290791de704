package render

import (
	"cmp"
	"docsite/internal/browser"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hard are queries that searches made for prose lose, and what the code of the
// first result has: the query itself where nothing else is said.
var hard = []struct{ query, has string }{
	// Those of the evidence for the search.
	{"--no-install-recommends", ""}, {"COPY --from", ""}, {"$TARN_GPG_KEYS", ""}, {"ENTRYPOINT", "ENTRYPOINT ["},
	// A variable in braces; one without its sign; one with a default.
	{"${TARN_VERSION}", ""}, {"SOURCE_DATE_EPOCH", ""}, {"${id%/*}", ""},
	// Paths, with the last part missing, and one with a wildcard.
	{"/etc/apt/apt.conf.d", ""}, {"/var/lib/apt/lists/*", ""}, {"conf.d/*.conf", ""},
	// Flags with values, a single-letter one, and one that begins as another.
	{"--mount=type=cache,target=/var/lib/apt", ""}, {"--chown=tarn:tarn", ""}, {"-D_FORTIFY_SOURCE=3", ""}, {"-o pipefail", `"-o", "pipefail"`},
	// Signs first; a number; an option of a macro; words of JSON.
	{".build-deps", ""}, {"5671", ""}, {"so:", ""}, {"$(nproc)", ""}, {`["tini"`, ""}, {"*tarn.tar.xz", ""},
	// Two instructions by their words, and a word of a comment.
	{"STOPSIGNAL SIGINT", ""}, {"FROM runtime", ""}, {"check=error", ""}, {"tester:tester", ""},
}

// timed measures in the page, from a key to a result.
const timed = `(window.keys = [], addEventListener('keydown', e => keys.push(performance.now()), true),
	new MutationObserver(() => { window.shownAt = performance.now() }).observe(document.querySelector('.found'), {childList: true}), true)`

// firstResult waits for the results of a query and gives the code of the first
// one's row, as its page has it, and the milliseconds from the last key.
const firstResult = `(async query => {
	const until = performance.now() + 30000, box = document.querySelector('.found'), q = document.getElementById('Q');
	while (performance.now() < until && (q.value !== query || box.ariaBusy !== 'false')) await wait(5);
	const a = box.querySelector('a');
	const top = [...box.querySelectorAll('a')].slice(0, 3), said = [...box.querySelectorAll('p, small')].map(p => p.textContent).join(' ');
	if (!a || box.hidden) return {code: '', says: box.textContent, said, at: '', cold: 0, links: 0, top: []};
	const there = new DOMParser().parseFromString(await (await fetch(a.href)).text(), 'text/html');
	const at = there.getElementById(decodeURIComponent(a.hash.slice(1)));
	const row = at && (at.closest('.row') || at);
	return {code: row ? [...row.querySelectorAll('pre')].map(e => e.textContent).join('') || row.textContent : there.querySelector('main').textContent, says: a.textContent, said, at: a.pathname,
		top: top.map(a => a.pathname.slice(1) + a.hash), unmarked: top.filter(a => !a.querySelector('mark')).length, cold: window.shownAt - window.keys.at(-1), links: box.querySelectorAll('a').length} })`

type result struct {
	Code, Says, At string
	Said           string   // what stands beside the results
	Top            []string // where the first three lead
	Unmarked       int      // of these, without what was looked for
	Cold           float64
	Links          int
}

// ask types a query into a page: one that is opened for it, or without an
// address the one that is there.
func (b *tab) ask(url, query string) result {
	b.t.Helper()
	if url != "" {
		b.look(url, wide)
		eval[bool](b, timed)
	}
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("k", chromedp.KeyModifiers(2)), chromedp.KeyEvent(query)))
	text, err := json.Marshal(query)
	b.must(err)
	return eval[result](b, firstResult+"("+string(text)+")")
}

// paste opens a page and puts a query into its field at once.
func (b *tab) paste(url, query string) result {
	b.t.Helper()
	b.look(url, wide)
	eval[bool](b, timed)
	text, err := json.Marshal(query)
	b.must(err)
	eval[bool](b, "(q => { q.focus(); q.value = "+string(text)+"; keys.push(performance.now()); q.dispatchEvent(new Event('input')); return true })(document.getElementById('Q'))")
	return eval[result](b, firstResult+"("+string(text)+")")
}

func testSearch(t *testing.T, k *kit) {
	t.Run("scripts without spaces", func(t *testing.T) { testUnspaced(t, k) })
	t.Run("readers", func(t *testing.T) { testReaders(t, k) })
	t.Run("many pages", func(t *testing.T) { testManyPages(t, k) })
	b := k.tab(t)
	var took []float64
	for i, q := range hard {
		t.Run("20 "+q.query, func(t *testing.T) {
			url := ""
			if i < 6 { // with nothing loaded before
				url = k.made.url + "index.html"
			}
			r := b.in(t).ask(url, q.query)
			if i < 6 {
				took = append(took, r.Cold)
			}
			want := strings.ToLower(cmp.Or(q.has, q.query))
			if code := strings.ToLower(strings.ReplaceAll(r.Code, "\\\n", "")); !strings.Contains(code, want) {
				t.Errorf("the first of %d results is %q, without %q", r.Links, r.Says, want)
			}
		})
	}
	if slices.Sort(took); len(took) == 0 {
		return // only another part was asked for
	}
	t.Logf("first result after the last key, nothing loaded before: median %.0f ms, most %.0f ms", took[len(took)/2], took[len(took)-1])
	b.look(k.own.url+"index.html", wide)
	eval[bool](b, timed)
	for query, want := range map[string]string{"PYTHON_TAG": "python_tag", `exec "$@"`: `exec "$@"`, "docker disk usage": "", "--requirement": "--requirement requirements.txt", "collectstatic": "collectstatic"} {
		t.Run("20 "+query+" in Inkwell", func(t *testing.T) {
			if r := b.in(t).ask("", query); r.Links == 0 || !strings.Contains(strings.ToLower(r.Code), want) {
				t.Errorf("the first of %d results is %q", r.Links, r.Says)
			}
		})
	}
	t.Run("20 results lie in the window", func(t *testing.T) {
		b := b.in(t)
		for _, v := range []browser.View{small, phone, {Width: 768, Height: 900}, wide} {
			b.look(k.own.url+"index.html", v)
			eval[bool](b, timed)
			b.ask("", "figures")
			if at := eval[[]float64](b, `(r => [r.left, r.right, innerWidth])(document.querySelector('.found').getBoundingClientRect())`); at[0] < 0 || at[1] > at[2] || at[1]-at[0] < 280 {
				t.Errorf("%s: from %.0f to %.0f of %.0f", viewName(v), at[0], at[1], at[2])
			}
		}
	})
	t.Run("20 with the keyboard alone", func(t *testing.T) {
		b := b.in(t)
		b.ask(k.made.url+"index.html", "STOPSIGNAL")
		b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter)))
		at := ""
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end) && !strings.Contains(at, "STOPSIGNAL"); time.Sleep(10 * time.Millisecond) {
			at = eval[string](b, `location.pathname + ' ' + (document.querySelector(':target') || {}).textContent`)
		}
		if !strings.HasPrefix(at, "/official.html") || !strings.Contains(at, "STOPSIGNAL") {
			t.Errorf("Enter on the first result leads to %q", at)
		}
		b.ask(k.made.url+"index.html", "STOPSIGNAL")
		b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Escape)))
		if at := eval[string](b, `document.activeElement.id + ' ' + document.querySelector('.found').hidden`); at != "Q true" {
			t.Errorf("after Escape: %q", at)
		}
	})
}

// unspaced is a page in each of some languages without spaces between words,
// with what somebody looks for on it.
var unspaced = []struct{ page, text string }{
	{"ja", "# イメージのビルド\n\nコンパイラとキャッシュは最後のイメージに残りません。\n\n## 権限\n\n管理者権限なしで起動します。機構。\n"},
	{"zh", "# 镜像\n\n首先需要安装依赖包，然后复制源代码。这样镜像的体积更小。\n"},
	{"ko", "# 이미지\n\n컨테이너이미지를 만듭니다.\n"},
	{"th", "# ภาพ\n\nภาพคอนเทนเนอร์ถูกสร้างขึ้น\n"},
}

// testUnspaced looks for words in the middle of sentences without spaces, and
// for what both languages must cut texts into.
func testUnspaced(t *testing.T, k *kit) {
	files := map[string]string{}
	for _, p := range unspaced {
		files["content/"+p.page+".md"] = p.text
	}
	s := newShelf(t, load(t, files))
	b := k.tab(t)
	for query, page := range map[string]string{
		"イメージ": "ja", "コンパイラ": "ja", "キャッシュ": "ja", "管理者権限": "ja", "構": "ja",
		"体积": "zh", "依赖包": "zh", "源代码。": "zh", "이미지를": "ko", "คอนเทนเนอร์": "th",
	} {
		b.look(s.url+"index.html", wide)
		eval[bool](b, timed)
		if r := b.ask("", query); !strings.HasPrefix(r.At, "/"+page+".html") {
			t.Errorf("the first of %d results for %q is %q, on %q", r.Links, query, r.Says, r.At)
		}
	}
	text, err := os.ReadFile("../internal/search/testdata/words.json")
	b.must(err)
	b.none("words of queries", string(text)+`.filter(v => JSON.stringify(docsiteWords(v.text)) !== JSON.stringify(v.words)).map(v => v.text + ': ' + docsiteWords(v.text))`)
}

// readers is what readers of this repository's own site look for, where they
// want to get, and what the search says to it.
var readers = []struct {
	query, at, said string
	among           bool // others may stand before it
}{
	{"figures", "figures.html", "", false},
	{"refresh", "reference/commands.html#docsite-refresh", "", false},
	{"docsite.lock", "figures.html#the-lock-docsitelock", "", false},
	{"entrypoint", "inkwell/entrypoint.html", "", false},
	{"lantern ENTRYPOINT", "lantern/index.html#L18", "", true},
	{"install", "start.html#install-docsite", "", false},
	{"disk usage", "figures.html#four-sizes-download-unpacked-disk-usage", "", false},
	{"reference build", "reference/commands.html#docsite-build", "", false},
	// In plain code: help texts, a configuration, a style sheet.
	{"--tolerance", "reference/commands.html#docsite-refresh", "", false},
	{"--push-figures", "figures.html#sharing-what-was-measured", "", true},
	{"--drafts", "reference/commands.html#docsite-build", "", true},
	{"nosniff", "publish.html#a-web-server-of-your-own", "", false},
	{"Georgia", "theming.html#your-own-style-sheet", "", false},
	// Written wrongly, in other letters, with a word too many.
	{"meausre", "reference/commands.html#docsite-measure", "meausre → measure", false},
	{"refrsh", "reference/commands.html#docsite-refresh", "refrsh → refresh", false},
	{"gunicon", "inkwell/dockerfile.html#L43-L48", "gunicon → gunicorn", false},
	{"ｆｉｇüｒｅｓ", "figures.html", "", false},
	{"EXPOSE 5432", "", "Without: 5432", false},
	{"quartz registry", "", "Without: quartz", false},
}

func testReaders(t *testing.T, k *kit) {
	b := k.tab(t)
	b.look(k.own.url+"index.html", wide)
	eval[bool](b, timed)
	for _, q := range readers {
		r := b.ask("", q.query)
		if q.at != "" && !slices.Contains(r.Top[:min(len(r.Top), 1)], q.at) && !(q.among && slices.Contains(r.Top, q.at)) {
			t.Errorf("%q leads to %q, not to %q", q.query, r.Top, q.at)
		}
		if !strings.Contains(r.Said, q.said) {
			t.Errorf("beside the results for %q stands %q, not %q", q.query, r.Said, q.said)
		}
		if r.Unmarked > 0 {
			t.Errorf("%d of the first results for %q do not show it: %q", r.Unmarked, q.query, r.Top)
		}
	}
	b.look(k.own.url+"search.html?q=docker+disk+usage", wide)
	const found = `(async () => { for (let i = 0; i < 600 && !document.querySelector('.found a'); i++) await wait(5); return document.getElementById('Q').value + ': ' + document.querySelector('.found a')?.textContent })()`
	if got := eval[string](b, found); !strings.HasPrefix(got, "docker disk usage: ") || !strings.Contains(got, "Docker disk usage") {
		t.Errorf("search.html?q= finds %q", got)
	}
}

// testManyPages looks for what is on every page of a large site, and on one of
// them, and counts what is loaded for it.
func testManyPages(t *testing.T, k *kit) {
	const pages = 1100 // a list of the index has a thousand
	s := newShelf(t, loadFS(t, manyPages(pages)))
	last := s.site.Pages[len(s.site.Pages)-1]
	app, _, _ := strings.Cut(last.Title, " ")
	read(t, s.Site, "docsite/terms/index.js") // every page is rendered for it
	b := k.tab(t)
	loaded := func() int {
		return eval[int](b, `performance.getEntriesByType('resource').filter(e => /docsite\/(terms|texts|search)/.test(e.name)).reduce((n, e) => n + e.decodedBodySize, 0)`)
	}
	for query, want := range map[string]string{app: "", app + " EXPOSE": "#runtime-L21", app + " entrypoint": "#runtime-L23"} {
		r := b.paste(s.url+last.Output, query)
		if n := loaded(); n > 60<<10 {
			t.Errorf("%q loads %d bytes", query, n)
		} else {
			t.Logf("%q loads %d bytes", query, n)
		}
		if len(r.Top) == 0 || r.Top[0] != last.Output+want {
			t.Errorf("%q leads to %q, not to %q of the last page", query, r.Top, want)
		}
	}
	r := b.paste(s.url+"index.html", "EXPOSE 12345")
	if n := loaded(); n > 60<<10 || r.Links < 4 || !strings.Contains(r.Said, "Without: 12345") {
		t.Errorf("%d results of all pages, %d bytes, %q", r.Links, n, r.Said)
	}
	links := eval[int](b, `(async n => {
		document.querySelector('.found button').click();
		for (let i = 0; i < 600 && document.querySelectorAll('.found a').length === n; i++) await wait(5);
		return document.querySelectorAll('.found a').length })(document.querySelectorAll('.found a').length)`)
	if links != r.Links+10 {
		t.Errorf("%d results when more than %d are asked for", links, r.Links)
	}
}
