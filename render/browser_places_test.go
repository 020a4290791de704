package render

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"docsite/internal/publish"
)

// testPlaces opens a site where it has no server, and where it has only a
// folder of one.
func testPlaces(t *testing.T, k *kit) {
	b := k.tab(t)
	dir := filepath.Join(t.TempDir(), "a folder", "100% ä")
	if _, err := publish.Write(context.Background(), dir, k.own.Site, nil); err != nil {
		t.Fatal(err)
	}
	var outside []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/team/docs/") && r.URL.Path != "/favicon.ico" {
			outside = append(outside, r.URL.Path)
		}
		serve(k.own.Site, "/team/docs").ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	for name, url := range map[string]string{
		"from a file":            "file://" + strings.NewReplacer(" ", "%20", "%", "%25", "ä", "%C3%A4").Replace(dir) + "/",
		"from a server's folder": server.URL + "/team/docs/",
	} {
		t.Run(name, func(t *testing.T) { b.in(t).works(url) })
	}
	server.Close()
	if len(outside) > 0 {
		t.Errorf("asked for outside of its folder: %q", outside)
	}
}

// works uses the Inkwell page at an address: style, script, picture, search, and
// every link.
func (b *tab) works(url string) {
	b.look(url+"inkwell/dockerfile.html", wide)
	b.none("style, script and picture", `(async () => { const wrong = [], img = document.querySelector('main img');
		if (getComputedStyle(document.querySelector('.note')).float !== 'right') wrong.push('no style');
		if (!document.documentElement.classList.contains('js')) wrong.push('no script');
		img.scrollIntoView(); for (let i = 0; i < 50 && !img.naturalWidth; i++) await wait(20);
		if (!img.naturalWidth) wrong.push('no picture ' + img.src);
		return wrong.concat(window.breaches) })()`)
	base := eval[string](b, `location.href`)
	base = strings.TrimSuffix(base, "inkwell/dockerfile.html")
	links := eval[[]string](b, `$$('a[href]').map(a => a.href.replace(/#.*/, '')).filter((h, i, all) => all.indexOf(h) === i)`)
	for _, to := range links {
		if rest, inside := strings.CutPrefix(to, base); !inside || strings.HasSuffix(rest, "/") {
			b.t.Errorf("a link leads to %s", to)
		}
	}
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("k", chromedp.KeyModifiers(2)), chromedp.KeyEvent("--no-install-recommends")))
	found := eval[string](b, `(async () => { const box = document.querySelector('.found'); for (let i = 0; i < 150 && !box.querySelector('a'); i++) await wait(20); await wait(60); return (box.querySelector('a') || {}).href || '' })()`)
	if !strings.HasPrefix(found, base+"inkwell/dockerfile.html#") {
		b.t.Errorf("the search finds %q", found)
	}
	for _, page := range []string{"inkwell/entrypoint.html", "index.html", "reference/configuration.html"} {
		_, err := chromedp.RunResponse(b.ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('a[href$="`+strings.TrimPrefix(page, "inkwell/")+`"]').click()`))
		b.must(err)
		if at := eval[string](b, `location.href + ' ' + document.querySelectorAll('main h1').length + getComputedStyle(document.querySelector('.top')).position`); at != base+page+" 1sticky" {
			b.t.Errorf("the link to %s leads to %s", page, at)
		}
	}
}
