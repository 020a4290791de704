package render

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// TestFoldsOpenInABrowser goes to lines and notes that stand folded: by a
// link, by a range of lines, and without script. Of a group one alone is open.
func TestFoldsOpenInABrowser(t *testing.T) {
	ctx := browser.Open(t)
	s := load(t, map[string]string{"content/a.md": "# A\n\n" +
		"<details open name=\"os\"><summary>One</summary>\n\n```dockerfile\nFROM debian\nUSER app\n```\n\n- `USER`: not root\n\n</details>\n" +
		"<details name=\"os\"><summary>Two</summary>\n\n<details><summary>Inner</summary>\n\n```dockerfile\nFROM alpine\nRUN a\nRUN b\n```\n\n- `RUN a`: it\n\n</details>\n</details>\n"})
	server := httptest.NewServer(http.FileServerFS(s))
	defer server.Close()
	for name, test := range map[string]struct {
		fragment string
		script   bool
		want     string
	}{
		"nowhere":             {"", true, "One"},
		"a line":              {"#b1-L2", true, "Two Inner"},
		"a line, no script":   {"#b1-L2", false, "Two Inner"},
		"a note":              {"#N-run-a", true, "Two Inner"},
		"a range of lines":    {"#b1-L2-L3", true, "Two Inner"},
		"a line that is open": {"#L2", true, "One"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !test.script})
			if err == nil {
				err = chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(server.URL+"/a.html"+test.fragment))
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll('details[open] > summary')].map(s => s.textContent).join(' ')`))
			if err != nil || got != test.want {
				t.Errorf("%q are open %v, want %q", got, err, test.want)
			}
		})
	}
	if err := chromedp.Do(ctx, browser.View{Width: 800, Height: 600, Print: true}.Look(), chromedp.Navigate(server.URL+"/a.html")); err != nil {
		t.Fatal(err)
	}
	shown, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.getElementById('b1-L2').checkVisibility()`))
	if err != nil || !shown {
		t.Errorf("folded code is not on paper %v", err)
	}
}
