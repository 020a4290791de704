package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// manyPages are pages of the kind that docsite is for, n of them.
func manyPages(n int) (files []string) {
	for i := range n {
		files = append(files, fmt.Sprintf("content/part%02d/page%04d.md", i%20, i), longPage(i, 0))
	}
	return append(files, "content/index.md", "# Home\n")
}

// longPage is a page with a listing, notes, and text for several screens. lead
// is how many paragraphs stand before all that.
func longPage(number, lead int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Page %d\n\n", number)
	b.WriteString(strings.Repeat("A paragraph that was put in above.\n\n", lead))
	b.WriteString("```dockerfile\nFROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\nCOPY . /src\nWORKDIR /src\n```\n\n")
	b.WriteString("| Code | Why |\n| --- | --- |\n| `apt-get install -y gcc` | The compiler |\n| `COPY . /src` | The sources |\n\n")
	for i := range 20 {
		fmt.Fprintf(&b, "## Part %d\n\n%s\n\n", i, strings.Repeat("Words that take up room on the page. ", 40))
	}
	return b.String()
}

// evaluate asks the page for a value until it is as wanted. While a page makes
// way for the next, there is nobody to ask.
func evaluate[T any](t *testing.T, ctx context.Context, expression string, ok func(T) bool) (value T) {
	t.Helper()
	var err error
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if value, err = chromedp.Run(ctx, chromedp.Evaluate[T](expression)); err == nil && ok(value) {
			return value
		}
	}
	t.Fatalf("%s stays %v (%v)", expression, value, err)
	return value
}

func isTrue(b bool) bool { return b }

// Every one of 50 saves shows in the browser, at the place that was being
// read. The log has how long that took.
func TestServeReloadsTheBrowser(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	p := serveProject(t, manyPages(1000)...)
	const page, name = "part00/page0500.html", "content/part00/page0500.md"
	if err := chromedp.Do(ctx, browser.Views[0].Look(), chromedp.Navigate(p.url+page)); err != nil {
		t.Fatal(err)
	}
	const heading = `document.getElementById("part-15").getBoundingClientRect().top`
	place := evaluate(t, ctx, `document.getElementById("part-15").scrollIntoView({behavior: "instant"}); scrollBy({top: 120, behavior: "instant"}); `+heading,
		func(top float64) bool { return top < 0 })
	save := func(i, lead int) time.Duration {
		text := longPage(500, lead) + fmt.Sprintf("\nSave number %d.\n", i)
		begin := time.Now()
		p.write(name, text)
		evaluate(t, ctx, fmt.Sprintf(`document.querySelector("main").textContent.includes("Save number %d.")`, i), isTrue)
		took := time.Since(begin)
		evaluate(t, ctx, heading, func(top float64) bool { return top-place < 2 && place-top < 2 })
		return took
	}
	var changed, loaded []time.Duration
	for i := range 50 {
		changed = append(changed, save(i, 0))
	}
	for i := range 10 { // above and below the listing: the page is loaded again
		loaded = append(loaded, save(50+i, 1+i%4))
	}
	slices.Sort(changed)
	slices.Sort(loaded)
	t.Logf("1,000 pages, 50 saves: save to changed page p50 %v, p95 %v, longest %v; to a page loaded again: p50 %v",
		changed[24], changed[47], changed[49], loaded[4])
}

// A save of another page does not disturb the one that is open; a change of
// its text changes the text, one of a picture loads it again.
func TestServeChangesWhatHasChanged(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	p := serveProject(t, "content/index.md", "# Home\n\n![a picture](a.svg)\n", "content/other.md", "# Other\n\nfirst\n",
		"content/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url), chromedp.Evaluate[chromedp.Void](`window.untouched = true`)); err != nil {
		t.Fatal(err)
	}
	p.write("content/other.md", "# Other\n\nsecond\n")
	p.shows("other.html", 200, "second")
	time.Sleep(300 * time.Millisecond)
	evaluate(t, ctx, `window.untouched === true`, isTrue)
	p.write("content/index.md", "# Home\n\n![a picture](a.svg)\n\nOnly the text.\n")
	evaluate(t, ctx, `document.querySelector("main").textContent.includes("Only the text.") && window.untouched === true`, isTrue)
	p.write("content/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>`)
	evaluate(t, ctx, `window.untouched === undefined && document.querySelector("main img").naturalWidth === 20`, isTrue)
}

func TestServeShowsProblemsInTheBrowser(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	p := serveProject(t, "docsite.yaml", "title: Good\n", "content/index.md", "# Home\n\nthe text\n")
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url)); err != nil {
		t.Fatal(err)
	}
	const panel = `(document.querySelector(".live-panel .live-problems")?.innerText ?? "")`
	p.write("docsite.yaml", "title: Good\nimagse: {}\n")
	evaluate(t, ctx, panel, func(s string) bool { return strings.Contains(s, "docsite.yaml:2:1") })
	evaluate(t, ctx, `getComputedStyle(document.querySelector(".live-panel")).position === "fixed"`, isTrue) // its style is let in
	p.write("docsite.yaml", "title: Good\n")
	evaluate(t, ctx, panel+` === "" && document.body.innerText.includes("the text")`, isTrue)

	// A page that does not exist yet comes up when it is written.
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url+"new/page.html")); err != nil {
		t.Fatal(err)
	}
	p.write("content/new/page.md", "# New\n\nfresh words\n")
	evaluate(t, ctx, `document.body.innerText.includes("fresh words")`, isTrue)
}

// prying is a page of another site that tries what it can to read the preview
// at the address in its query. Its title says what it got.
const prying = `<!doctype html><title>…</title><script src="/pry.js"></script>`

const pry = `
const preview = new URL(location).searchParams.get('preview')
const got = []
const after = ms => new Promise(done => setTimeout(done, ms))
const element = (tag, attributes) => new Promise(done => {
  const e = Object.assign(document.createElement(tag), attributes)
  e.onload = () => done(true)
  e.onerror = () => done(false)
  document.documentElement.append(e)
})
;(async () => {
  await fetch(preview).then(async r => got.push('fetch: ' + await r.text()), () => {})
  await fetch(preview, { mode: 'no-cors' }).then(() => got.push('no-cors fetch'), () => {})
  if (await element('script', { src: preview + '_docsite/live.js' })) got.push('script')
  if (await element('img', { src: preview + 'a.svg' })) got.push('picture')
  if (await element('link', { rel: 'stylesheet', href: preview + '_docsite/live.css' })) got.push('style')
  const stream = new EventSource(preview + '_docsite/events')
  stream.onopen = stream.onmessage = () => got.push('events')
  const socket = new WebSocket(preview.replace('http', 'ws') + '_docsite/events')
  socket.onopen = () => got.push('socket')
  const frame = document.createElement('iframe')
  frame.src = preview
  const framed = new Promise(done => frame.onload = done) // one that is refused loads, too; before, it is empty
  document.documentElement.append(frame)
  await Promise.race([framed, after(10000)])
  await after(500)
  try { got.push('frame: ' + frame.contentWindow.document.body.innerText) } catch {}
  if (frame.contentWindow.length > 0) got.push('frame')
  document.title = 'got: ' + (got.join(', ') || 'nothing')
})()
`

// Pages of another site, and of another port of this machine, read nothing.
// The preview's own page, which does the same, reads all of it.
func TestOtherSitesCannotReadThePreview(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	p := serveProject(t, "content/index.md", "# Home\n\nSECRET\n\n![a](a.svg)\n",
		"content/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
	p.shows("", 200, "SECRET")
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/pry.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, pry)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, prying)
	}))
	defer other.Close()
	// What the page would get of a server without the preview's checks.
	open := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		kinds := map[string]string{"/_docsite/live.js": "text/javascript", "/_docsite/live.css": "text/css", "/a.svg": "image/svg+xml", "/_docsite/events": "text/event-stream"}
		w.Header().Set("Content-Type", kinds[r.URL.Path])
		if r.URL.Path == "/a.svg" {
			fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
		}
		fmt.Fprint(w, "\n")
	}))
	defer open.Close()
	read := func(from, preview string) string {
		if err := chromedp.Do(ctx, chromedp.Navigate(from+"/?preview="+preview)); err != nil {
			t.Fatal(err)
		}
		return evaluate(t, ctx, `document.title`, func(s string) bool { return strings.HasPrefix(s, "got:") })
	}
	got := read(other.URL, open.URL+"/")
	for _, want := range []string{"fetch", "no-cors fetch", "script", "picture", "style", "events"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s; the page cannot tell of %q", got, want)
		}
	}
	for _, from := range []string{other.URL, strings.Replace(other.URL, "127.0.0.1", "localhost", 1)} {
		for _, preview := range []string{p.url, strings.Replace(p.url, "127.0.0.1", "localhost", 1)} {
			if got := read(from, preview); got != "got: nothing" {
				t.Errorf("a page at %s reads of %s: %s", from, preview, got)
			}
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url)); err != nil {
		t.Fatal(err)
	}
	evaluate(t, ctx, `fetch("/").then(r => r.text()).then(s => window.read = s), (window.read ?? "").includes("SECRET")`, isTrue)
}

// TestServeTimes takes the times on pages made elsewhere, when
// DOCSITE_PAGES names a project.
func TestServeTimes(t *testing.T) {
	dir := os.Getenv("DOCSITE_PAGES")
	if dir == "" {
		t.Skip("DOCSITE_PAGES names no project to take the times of")
	}
	ctx := browser.Open(t)
	p := &project{t: t, dir: dir}
	begin := time.Now()
	p.serve()
	pages, err := filepath.Glob(filepath.Join(dir, "content", "*", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s (%v)", dir, err)
	}
	name, err := filepath.Rel(dir, pages[len(pages)/2])
	if err != nil {
		t.Fatal(err)
	}
	page := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(name), "content/"), ".md") + ".html"
	p.shows(page, 200)
	t.Logf("%d pages: the first is shown %v after the start", len(pages), time.Since(begin))
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer p.write(name, string(text))
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url+page)); err != nil {
		t.Fatal(err)
	}
	var took []time.Duration
	for i := range 50 {
		time.Sleep(100 * time.Millisecond)
		begin := time.Now()
		p.write(name, fmt.Sprintf("%s\n\nSave number %d.\n", text, i))
		evaluate(t, ctx, fmt.Sprintf(`document.querySelector("main").textContent.includes("Save number %d.")`, i), isTrue)
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	t.Logf("50 saves: save to changed page p50 %v, p95 %v, longest %v", took[24], took[47], took[49])
}

// TestServeRefreshesCopies: the button of the preview writes the page's copies of
// files, and goes with the word that they are older.
func TestServeRefreshesCopies(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	p := serveProject(t, "Dockerfile", "FROM a:1\n", "content/index.md", "# Home\n\n```dockerfile file=../Dockerfile\nFROM a:1\n```\n")
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url)); err != nil {
		t.Fatal(err)
	}
	p.write("Dockerfile", "FROM b:2\n")
	evaluate(t, ctx, `document.querySelector(".listing").textContent.includes("b:2") && !!document.querySelector(".live-refresh") && document.readyState === "complete"`, isTrue)
	evaluate(t, ctx, `getComputedStyle(document.querySelector(".live-panel")).backgroundColor !== "rgba(0, 0, 0, 0)" && getComputedStyle(document.querySelector(".live-refresh")).borderTopStyle === "solid"`, isTrue)
	evaluate(t, ctx, `document.querySelector(".live-refresh").click(); true`, isTrue)
	evaluate(t, ctx, `!document.querySelector(".live-refresh") && document.querySelector(".listing").textContent.includes("b:2")`, isTrue)
	if got := p.read("content/index.md"); !strings.Contains(got, "FROM b:2") {
		t.Errorf("the page is %q", got)
	}
}
