package render

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"docsite/internal/site"
)

// testHostile opens pages full of payloads and waits for a script, a style or
// a request of theirs.
func testHostile(t *testing.T, k *kit) {
	s := newShelf(t, load(t, hostilePages()))
	b := k.tab(t)
	var dialogs atomic.Int32
	b.must(chromedp.Listen(b.ctx, func(event any) {
		if _, ok := event.(*cdppage.EventJavascriptDialogOpening); ok {
			dialogs.Add(1)
		}
	}))
	for _, output := range outputsOf(s.Site, site.PageRoute) {
		b.look(s.url+output, wide)
		b.none(output+": elements that are not ours", `$$('script:not([data-finder], [src*="docsite/scheme."]), style, iframe, object, embed, base, svg:not([role=img]), form:not(.find), [style], [onclick], [onerror], [onload], [ontoggle]').map(say)`)
		b.none(output+": requests to other hosts", `performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))`)
		b.none(output+": links that are no links", `$$('main a[href]').filter(a => !/^(https?|mailto):/.test(a.href)).map(say)`)
		b.none(output+": what breaks the policy", `($$('summary').forEach(e => e.click()), window.breaches)`)
	}
	if n := dialogs.Load(); n > 0 {
		t.Errorf("%d dialogs came up", n)
	}
}

// testNaked opens the same pages without their policy, and one that has a payload
// as it was written: no script runs but that.
func testNaked(t *testing.T, k *kit) {
	s := load(t, hostilePages())
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := s.ReadFile(strings.TrimPrefix(r.URL.Path, "/"))
		if r.URL.Path == "/control.html" {
			text, err = []byte("<main>"+payloads[1]), nil
		}
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		_, _ = w.Write(policy.ReplaceAll(text, nil))
	}))
	defer server.Close()
	b := k.tab(t)
	b.must(chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		_, err := cdp.Call(ctx, to, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `window.ran = 0; window.alert = () => window.ran++`})
		return err
	})))
	ran := func(output string) int {
		b.look(server.URL+"/"+output, wide)
		return eval[int](b, `($$('main *').forEach(e => ['mouseover', 'focus', 'toggle', 'click'].forEach(n => {
			e.addEventListener(n, e => e.preventDefault()); e.dispatchEvent(new MouseEvent(n, {cancelable: true})) })), window.ran)`)
	}
	pages := outputsOf(s, site.PageRoute)
	for _, output := range pages {
		if n := ran(output); n > 0 {
			t.Errorf("%s: %d scripts ran", output, n)
		}
	}
	if ran("control.html") == 0 {
		t.Error("the control does not run: the test shows nothing")
	}
	t.Logf("%d payloads on %d pages", len(payloads)*len(pages), len(pages))
}

// hostilePages are pages full of payloads, one a carrier.
func hostilePages() map[string]string {
	files := map[string]string{"docsite.yaml": "remote_images: link\n"}
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
	return files
}
