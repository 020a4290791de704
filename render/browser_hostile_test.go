package render

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"docsite/internal/site"
)

// testHostile opens pages full of payloads and waits for a script, a style or
// a request of theirs.
func testHostile(t *testing.T, k *kit) {
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
	s := newShelf(t, load(t, files))
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
