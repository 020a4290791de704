package render

import (
	"context"
	"docsite/render/listings"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"docsite/internal/browser"

	"docsite/internal/site"
)

// TestBrowser looks at finished pages in one Chromium. Each part has a tab of
// its own, and two parts run at a time. The parts and what they check:
//
//	layout     what a page measures: width, spacing, movement, targets, ids
//	code       the text of listings, and what is copied
//	pairs      notes and their lines under the pointer, the keyboard, an address
//	colours    contrast as it is computed, and forced colours
//	paper      what is printed
//	figures    sizes beside what was measured, and pictures beside their lists
//	prose      lists, tables and quotations of odd sizes and directions
//	plain      pages without scripts
//	search     hard queries, and how long they take
//	places     from a file and from a folder of a server
//	map        what the map of a page marks, and what folds
//	axe        axe-core in six views
//	hostile    pages full of payloads
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	t.Parallel()
	k := newKit(t)
	for _, part := range []struct {
		name string
		test func(*testing.T, *kit)
	}{
		{"axe", testAxe}, {"layout", testLayout}, {"pairs", testPairs}, {"hostile", testHostile}, {"naked", testNaked}, {"session", testSession},
		{"search", testSearch}, {"colours", testColours}, {"code", testCode}, {"paper", testPaper},
		{"figures", testFigures}, {"prose", testProse}, {"plain", testPlain}, {"places", testPlaces}, {"map", testMap},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			part.test(t, k)
		})
	}
}

// kit is what the parts share.
type kit struct {
	ctx       context.Context // of the browser
	own, made *shelf
	pages     []looked // on which every check holds
}

// shelf is a site on a server.
type shelf struct {
	*Site
	url string // ends with a slash
}

// looked is a page that is looked at, with the text that it was made from.
type looked struct {
	name, url string
	markdown  string
	site      *Site
	output    string
}

// newKit starts the browser and two sites: this repository's own, and one of
// test data, with the document of the shared folder where there is one.
func newKit(t *testing.T) *kit {
	t.Helper()
	k := &kit{ctx: browser.Open(t)}
	k.own, k.made = newShelf(t, loadFS(t, os.DirFS(".."))), newShelf(t, load(t, tarn(t)))
	k.show(t, "Inkwell", k.own, "../content", "inkwell/dockerfile")
	k.show(t, "entrypoint", k.own, "../content", "inkwell/entrypoint")
	k.show(t, "400 lines", k.made, "testdata/browser", "official")
	if k.made.routes.Is("dockerfile.html", site.PageRoute) {
		k.show(t, "seed", k.made, filepath.Join(sharedDir(), "seed"), "dockerfile")
	} else {
		t.Log("the shared documents are not there: the checks are made without the seed")
	}
	return k
}

func newShelf(t *testing.T, s *Site) *shelf {
	server := httptest.NewServer(serve(s, ""))
	t.Cleanup(server.Close)
	return &shelf{s, server.URL + "/"}
}

func (k *kit) show(t *testing.T, name string, s *shelf, dir, file string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)+".md"))
	if err != nil {
		t.Fatal(err)
	}
	k.pages = append(k.pages, looked{name, s.url + file + ".html", string(text), s.Site, file + ".html"})
}

func sharedDir() string {
	if dir := os.Getenv("DOCSITE_SHARED"); dir != "" {
		return dir
	}
	return "../../shared"
}

// fence is a fenced block in a language.
var fence = regexp.MustCompile("(?ms)^```([a-z]+)[^\n]*\n(.*?)^```$")

// listings are the sources of the listings that a page shows.
func (p looked) listings() (texts []string) {
	for _, m := range fence.FindAllStringSubmatch(p.markdown, -1) {
		if !listings.IsProse(m[1]) {
			texts = append(texts, m[2])
		}
	}
	return texts
}

// serve answers with the files of a site, by their exact paths below a prefix.
func serve(s *Site, prefix string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, found := strings.CutPrefix(r.URL.Path, prefix+"/")
		text, err := s.ReadFile(name)
		if err != nil || !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		_, _ = w.Write(text) // a browser that went away is no failure
	})
}

// tab is a tab of the browser.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// watch collects what breaks the Content-Security-Policy, from before a page's
// first script.
const watch = `window.breaches = []; addEventListener('securitypolicyviolation', e => breaches.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))`

// tab opens a tab that ends with the test.
func (k *kit) tab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(browser.Tab(t, k.ctx), 8*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t, ctx}
	b.must(chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		_, err := cdp.Call(ctx, to, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
		return err
	})))
	return b
}

// in is the same tab for a subtest.
func (b *tab) in(t *testing.T) *tab { return &tab{t, b.ctx} }

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// wide and phone are the usual views.
var (
	wide  = browser.View{Width: 1440, Height: 900}
	phone = browser.View{Width: 390, Height: 844}
	small = browser.View{Width: 320, Height: 844}

	phoneDark   = browser.View{Width: 390, Height: 844, Dark: true}
	smallForced = browser.View{Width: 320, Height: 844, Forced: true}
)

// look opens a page in a view.
func (b *tab) look(url string, v browser.View) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, v.Look(), chromedp.Navigate("about:blank"), chromedp.Navigate(url)))
}

// jump goes to a place in the page that is shown.
func (b *tab) jump(id string) {
	b.t.Helper()
	text, err := json.Marshal(id)
	b.must(err)
	eval[bool](b, "(location.hash = "+string(text)+", true)")
}

// helpers are functions that the scripts of the checks use.
const helpers = `
const $$ = s => [...document.querySelectorAll(s)];
const say = e => e.outerHTML.slice(0, 140);
const shown = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 0;
const sees = e => shown(e) && !e.closest('.sr, .skip, .row > :is(h2, h3, h4, h5, h6):not(:focus-within), .fold[open] > summary > *');
const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true}), painted = {};
const rgb = c => painted[c] ??= (paint.clearRect(0, 0, 1, 1), paint.fillStyle = c, paint.fillRect(0, 0, 1, 1), [...paint.getImageData(0, 0, 1, 1).data]);
const light = c => { const [r, g, b] = rgb(c).slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + .05) / (Math.min(x, y) + .05) };
const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] === 255) return c } return getComputedStyle(document.body).backgroundColor };
const wait = ms => new Promise(done => setTimeout(done, ms));
const until = async f => { for (let i = 0; i < 250 && !f(); i++) await wait(20); return !!f() };
const at = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
const shifts = async (since = 0) => { const seen = []; new PerformanceObserver(l => seen.push(...l.getEntries())).observe({type: 'layout-shift', buffered: true}); await wait(40);
	return seen.filter(e => e.startTime >= since).filter(e => innerWidth > 768 || !e.sources.every(s => s.node?.className === 'find')) // on a phone the field of the search has the name's room while one types
		.map(e => e.value + ' at ' + e.startTime + ' ' + e.sources.map(s => (s.node ? say(s.node.outerHTML ? s.node : s.node.parentElement) : 'gone') + ' from ' + at(s.previousRect) + ' to ' + at(s.currentRect)).join('; ')) };
`

// eval gives what a script says: the value of an expression, or of a promise.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T]("(async () => {"+helpers+"return "+script+"\n})()", chromedp.EvalAwaitPromise))
	b.must(err)
	return v
}

// none fails when a script finds anything; it gives a list of strings.
func (b *tab) none(what, script string) {
	b.t.Helper()
	if found := eval[[]string](b, script); len(found) > 0 {
		b.t.Errorf("%s: %s", what, strings.Join(found, "\n\t"))
	}
}

// point moves the pointer to the middle of an element.
func (b *tab) point(script string) {
	b.t.Helper()
	at := eval[[]float64](b, `(e => { e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })(`+script+`)`)
	b.must(chromedp.Do(b.ctx, chromedp.MouseEvent("mouseMoved", at[0], at[1])))
}

// each makes a check on every page, in a subtest for each.
func (k *kit) each(t *testing.T, check func(b *tab, p looked)) {
	b := k.tab(t)
	for _, p := range k.pages {
		t.Run(p.name, func(t *testing.T) { check(b.in(t), p) })
	}
}

// views are all of them: three widths, and at each what the reader prefers.
func views() (all []browser.View) {
	for _, v := range []browser.View{small, phone, wide} {
		dark, forced := v, v
		dark.Dark, forced.Forced = true, true
		all = append(all, v, dark, forced)
	}
	return all
}

func viewName(v browser.View) string {
	return fmt.Sprintf("%d px %s", v.Width, strings.TrimPrefix(strings.TrimPrefix(v.Name(), "desktop-"), "phone-"))
}
