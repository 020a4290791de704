package render

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a browser's tab that shows a site.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string
}

// openTab starts Chromium on a site that a server on the loopback address
// shows. Without a Chromium the test is skipped.
func openTab(t *testing.T, s *Site) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	var chromium string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = found
		}
	}
	if chromium == "" {
		t.Skip("there is no Chromium here: what a browser makes of the pages is not tested")
	}
	server := httptest.NewServer(serve(s))
	t.Cleanup(server.Close)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.WSURLReadTimeout(time.Minute))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, closeTab := chromedp.NewContext(ctx)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(func() { cancel(); closeTab(); stop() })
	b := &tab{t, ctx, server.URL + "/"}
	b.must(chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	return b
}

// serve answers with the files of a site, by their exact paths.
func serve(s *Site) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := s.ReadFile(strings.TrimPrefix(r.URL.Path, "/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		_, _ = w.Write(text) // a browser that went away is no failure
	})
}

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// look opens a page as somebody sees it: the width in pixels, then what the
// reader prefers, as "prefers-color-scheme:dark".
func (b *tab) look(page string, width int64, features ...string) {
	b.t.Helper()
	var media []*emulation.MediaFeature
	for _, f := range features {
		name, value, _ := strings.Cut(f, ":")
		media = append(media, &emulation.MediaFeature{Name: name, Value: value})
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: media})
	b.must(err)
	_, err = chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 600})
	b.must(err)
	b.must(chromedp.Do(b.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(b.url+page)))
}

// eval gives what a script says, which may be a promise.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
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

// ownSite is this repository's own site.
func ownSite(t *testing.T) *Site {
	t.Helper()
	return loadFS(t, os.DirFS(".."))
}

// looked are pages of it that have all that a page can have.
var looked = []string{"inkwell/dockerfile.html", "pages.html"}

// TestBrowserLayout measures pages at three widths.
func TestBrowserLayout(t *testing.T) {
	own, made := openTab(t, ownSite(t)), openTab(t, load(t, sample()))
	for _, width := range []int64{320, 390, 1440} {
		for i, page := range append(looked, "index.html", "prose/index.html", "annotated/index.html") {
			b := own
			if i >= len(looked) {
				b = made
			}
			b.look(page, width)
			where := fmt.Sprintf("%s at %d px", page, width)
			b.none(where+": wider than the window", `[...document.querySelectorAll('body *')].filter(e => document.documentElement.scrollWidth > innerWidth && e.getBoundingClientRect().right > innerWidth).slice(0, 3).map(e => e.outerHTML.slice(0, 120))`)
			b.none(where+": something moved", `new Promise(done => { const l = []; new PerformanceObserver(e => l.push(...e.getEntries().map(x => String(x.value)))).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(l), 100); })`)
			b.none(where+": targets below 24 px", `[...document.querySelectorAll('a, button, input')].filter(e => { const r = e.getBoundingClientRect(); return r.width && !e.closest('p, .label, td, figure, main > ul, main > ol, li > p, .see, .skip, h2, h3, dd') && !e.matches('li:not(.side li, .toc li) > a') && getComputedStyle(e).visibility === 'visible' && (r.height < 24 || r.width < 24) && !e.closest('.sr') }).map(e => e.outerHTML.slice(0, 120))`)
			b.none(where+": requests to other hosts", `performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))`)
			b.none(where+": pictures without title and description", `[...document.querySelectorAll('svg[role=img]')].filter(s => !s.querySelector('title') || !s.querySelector('desc') || s.querySelector('a') || !s.parentElement.querySelector('ol, table')).map(s => s.outerHTML.slice(0, 120))`)
			b.none(where+": ids that are used twice", `(() => { const n = {}; document.querySelectorAll('[id]').forEach(e => n[e.id] = (n[e.id] || 0) + 1); return Object.keys(n).filter(k => n[k] > 1) })()`)
			if width < 600 {
				continue
			}
			b.none(where+": code and note do not start together", `[...document.querySelectorAll('.row:not(.quiet)')].map(r => [r, Math.abs(r.querySelector('.cl').getBoundingClientRect().top - r.querySelector('h2,h3,h4,h5,h6').querySelector('a').getBoundingClientRect().top)]).filter(x => x[1] > 4).map(x => x[1] + ' ' + x[0].textContent.slice(0, 60))`)
		}
	}
	own.look(looked[0], 320)
	own.none("with wide spacing of text", `(() => { for (const e of document.querySelectorAll('body *')) { e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em'; } return document.documentElement.scrollWidth > innerWidth ? [String(document.documentElement.scrollWidth)] : [] })()`)
}

// TestBrowserPairs points at notes and lines.
func TestBrowserPairs(t *testing.T) {
	b := openTab(t, load(t, sample()))
	b.look("annotated/index.html#L4-L7", 1440)
	if c := eval[string](b, `getComputedStyle(document.querySelector('#L4-L7 pre')).outlineStyle`); c != "solid" {
		t.Errorf("the rows of the address have outline %q", c)
	}
	if top := eval[float64](b, `document.getElementById('L4-L7').getBoundingClientRect().top`); top < 52 {
		t.Errorf("the row of the address starts at %v px, below the header", top)
	}
	b.must(chromedp.Do(b.ctx, chromedp.ScrollIntoView("#N-adduser")))
	at := eval[[]float64](b, `(() => { const r = document.getElementById('N-adduser').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`)
	b.must(chromedp.Do(b.ctx, chromedp.MouseEvent("mouseMoved", at[0], at[1])))
	marked := eval[[]string](b, `[...document.querySelectorAll('.cl')].filter(l => getComputedStyle(l).boxShadow !== 'none').map(l => l.id)`)
	if strings.Join(marked, " ") != "L7" {
		t.Errorf("pointing at the note marks the lines %q", marked)
	}
	b.look("annotated/index.html#L5-L6", 1440)
	if hit := eval[[]string](b, `[...document.querySelectorAll('.hl')].map(l => l.id)`); strings.Join(hit, " ") != "L5 L6" {
		t.Errorf("#L5-L6 marks %q", hit)
	}
	copied := eval[string](b, `(() => { const r = document.createRange(); r.setStart(document.getElementById('L2'), 0); r.setEnd(document.getElementById('L8'), document.getElementById('L8').childNodes.length); const s = getSelection(); s.removeAllRanges(); s.addRange(r); const e = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true}); document.dispatchEvent(e); return e.clipboardData.getData('text/plain') })()`)
	if want := "FROM alpine:3.22 AS base\n\n# One layer.\nRUN apk add --no-cache \\\n      tini \\\n    && adduser -D app\nUSER app\n"; copied != want {
		t.Errorf("copied %q, want %q", copied, want)
	}
	b.look("annotated/index.html", 1440)
	var order []string
	for range 14 {
		b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)))
		order = append(order, eval[string](b, `(e => { const r = e.getBoundingClientRect(); return (r.top < 0 || r.top < 52 && !e.closest('header, .skip') ? 'HIDDEN ' : '') + (e.className || e.tagName) + ' ' + (e.getAttribute('href') || '') })(document.activeElement)`))
	}
	text := strings.Join(order, "\n")
	if !strings.HasPrefix(order[0], "skip") || strings.Contains(text, "HIDDEN") || !regexp.MustCompile(`(?s)A #L2\n.*#more\n.*A #L4-L7\n.*bm #N-apk-add-tini\n.*bm #N-adduser\n.*bn #L5`).MatchString(text) {
		t.Errorf("the order of Tab is\n%s", text)
	}
}

// TestBrowserWithoutScript sees that nothing is lost.
func TestBrowserWithoutScript(t *testing.T) {
	b := openTab(t, load(t, sample()))
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.must(err)
	b.look("annotated/index.html", 1440)
	b.none("notes that cannot be seen", `[...document.querySelectorAll('.note, .note li')].filter(n => !n.checkVisibility({visibilityProperty: true})).map(n => n.textContent)`)
	b.none("controls that do nothing", `[...document.querySelectorAll('button')].filter(n => n.checkVisibility({visibilityProperty: true})).map(n => n.outerHTML)`)
	b.look("search.html?q=copy", 390)
	if n := eval[int](b, `document.querySelectorAll('.names a').length`); n < 5 {
		t.Errorf("the list of names has %d links", n)
	}
}

// TestBrowserSearch asks for what searches for prose lose.
func TestBrowserSearch(t *testing.T) {
	b := openTab(t, ownSite(t))
	for query, want := range map[string]string{
		"--no-install-recommends": "--no-install-recommends", "COPY --from": "copy --from=", "$PATH": "path", "--from": "--from=",
		"/opt/venv": "/opt/venv", "ENTRYPOINT": "entrypoint", "${VIRTUAL_ENV}": "virtual_env", "docker disk usage": "",
	} {
		b.look("index.html", 1440)
		b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("k", chromedp.KeyModifiers(2)), chromedp.KeyEvent(query)))
		script, err := json.Marshal(strings.ToLower(query))
		b.must(err)
		got := eval[string](b, `new Promise((done, fail) => { const t = performance.now(), look = () => { const a = document.querySelector('.found a'); if (a && !document.querySelector('.found').hidden && document.getElementById('Q').value.toLowerCase() === `+string(script)+`) setTimeout(() => done(document.querySelector('.found a').textContent.toLowerCase()), 60); else if (performance.now() - t > 3000) done('nothing'); else setTimeout(look, 10) }; look() })`)
		if !strings.Contains(got, want) || got == "nothing" {
			t.Errorf("the first result for %q is %q", query, got)
		}
	}
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter)))
	time.Sleep(200 * time.Millisecond)
	if at := eval[string](b, `location.pathname + location.hash`); at == "/index.html" {
		t.Error("Enter on a result leads nowhere")
	}
}

// TestBrowserPrint counts the pages on paper.
func TestBrowserPrint(t *testing.T) {
	b := openTab(t, ownSite(t))
	b.look(looked[0], 1440, "prefers-color-scheme:dark")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	b.must(err)
	lines := eval[int](b, `document.querySelectorAll('.cl').length`)
	if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); n == 0 || n > lines/12+2 {
		t.Errorf("%d lines take %d pages", lines, n)
	}
}

// TestBrowserAccessible runs axe-core, which .ci/setup installs: on every kind
// of page, and with DOCSITE_EVERY_PAGE=1 on all of this repository's site.
func TestBrowserAccessible(t *testing.T) {
	axe, err := os.ReadFile("../.tools/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Skip("axe-core is not there (.ci/setup installs it): accessibility is not tested")
	}
	s := load(t, sample())
	pages := []string{"index.html", "prose/index.html", "annotated/index.html"}
	if os.Getenv("DOCSITE_EVERY_PAGE") != "" {
		s = ownSite(t)
		pages = slices.Sorted(maps.Keys(s.pages))
	}
	b := openTab(t, s)
	for _, mode := range []string{"prefers-color-scheme:light", "prefers-color-scheme:dark", "forced-colors:active"} {
		for _, width := range []int64{1440, 390} {
			for _, page := range pages {
				b.look(page, width, mode)
				b.must(chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](string(axe))))
				b.none(fmt.Sprintf("%s at %d px, %s", page, width, mode), `axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')))`)
			}
		}
	}
}

// TestBrowserRunsNothing opens pages full of payloads and waits for a script,
// a style or a request of theirs.
func TestBrowserRunsNothing(t *testing.T) {
	files := map[string]string{}
	for i, carrier := range carriers {
		var text strings.Builder
		if strings.HasPrefix(carrier, "---") {
			text.WriteString(strings.ReplaceAll(carrier, "%s", strings.ReplaceAll(payloads[1], "'", "''")))
		} else {
			for _, payload := range payloads {
				text.WriteString(strings.ReplaceAll(carrier, "%s", payload) + "\n\n<!-- -->\n\n")
			}
		}
		files[fmt.Sprintf("content/p%d.md", i)] = text.String()
	}
	s := load(t, files)
	b := openTab(t, s)
	var dialogs atomic.Int32
	b.must(chromedp.Listen(b.ctx, func(event any) {
		if _, ok := event.(*cdp.EventJavascriptDialogOpening); ok {
			dialogs.Add(1)
		}
	}))
	for output := range s.pages {
		b.look(output, 1440)
		b.none(output+": elements that are not ours", `[...document.querySelectorAll('script:not([data-finder]), style, iframe, object, embed, base, svg:not([role=img]), form:not(.find), [style], [onclick], [onerror], [onload], [ontoggle]')].map(e => e.outerHTML.slice(0, 200))`)
		b.none(output+": requests to other hosts", `performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))`)
		b.must(chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('main a[href]').forEach(a => { if (!/^(https?|mailto):/.test(a.href)) throw new Error(a.href) }); document.querySelectorAll('summary').forEach(e => e.click())`)))
	}
	if n := dialogs.Load(); n > 0 {
		t.Errorf("%d dialogs came up", n)
	}
}
