package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestViews proves that a view is what the page sees, or no test that uses one
// would mean anything.
func TestViews(t *testing.T) {
	ctx := Open(t)
	dir := t.TempDir()
	page := `<!doctype html><meta name="viewport" content="width=device-width"><title>x</title>`
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	url := Serve(t, dir)
	for _, v := range Views {
		if err := chromedp.Do(ctx, v.Look(), chromedp.Navigate(url)); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](
			`[innerWidth < 800 ? "phone" : "desktop", matchMedia("(forced-colors:active)").matches ? "forced" : matchMedia("(prefers-color-scheme:dark)").matches ? "dark" : "light"].join("-")`))
		if err != nil || got != v.Name() {
			t.Errorf("%s: the page sees %q, %v", v.Name(), got, err)
		}
	}
}

func TestViolationsAreFound(t *testing.T) {
	axe := Axe(t, "../..")
	ctx := Open(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(`<!doctype html><title>x</title><img src="x.png"><p style="color: #777; background: #888">faint`), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(Serve(t, dir))); err != nil {
		t.Fatal(err)
	}
	for _, view := range []View{{}, {Dark: true}} {
		found, err := Violations(ctx, axe, view)
		list := strings.Join(found, "\n")
		if err != nil || !strings.Contains(list, "color-contrast") || strings.Contains(list, "image-alt") == view.Dark {
			t.Errorf("%s: violations %q, %v; want color-contrast among them, and image-alt in the light view", view.Name(), found, err)
		}
	}
}
