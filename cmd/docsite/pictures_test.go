package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// pictures are the files of scrnshots/: an element of a page of this
// repository's own site and a margin around it, in one view.
var pictures = []struct {
	file, page, selector string
	view                 browser.View
}{
	{"script-dark.png", "inkwell/entrypoint.html", ".listing", browser.View{Width: 1200, Height: 800, Dark: true}},
	{"phone.png", "index.html", ".listing.costs", browser.View{Width: 390, Height: 844}},
	{"inkwell-sizes.png", "inkwell/dockerfile.html", "main table", browser.View{Width: 1024, Height: 800}},
}

// TestPictures takes the pictures of scrnshots/ again when RETAKE is set. Fonts
// and browsers differ from machine to machine, so that it only looks whether
// they are there otherwise.
func TestPictures(t *testing.T) {
	if os.Getenv("RETAKE") == "" {
		for _, p := range pictures {
			if _, err := os.Stat(filepath.Join(repository, "scrnshots", p.file)); err != nil {
				t.Errorf("%v; make shots takes it", err)
			}
		}
		return
	}
	ctx := browser.Open(t)
	dir := filepath.Join(t.TempDir(), "site")
	buildOwn(t, dir)
	url := browser.Serve(t, dir)
	for _, p := range pictures {
		if err := chromedp.Do(ctx, p.view.Look(), chromedp.Navigate(url+"/"+p.page)); err != nil {
			t.Fatal(err)
		}
		png, err := chromedp.Run(ctx, shot(p.selector))
		if err != nil {
			t.Fatalf("%s: %v", p.page, err)
		}
		if err := os.WriteFile(filepath.Join(repository, "scrnshots", p.file), png, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// shot takes an element with a margin of 10 CSS pixels around it.
func shot(selector string) chromedp.Action[[]byte] {
	return func(ctx context.Context, tab *chromedp.Target) ([]byte, error) {
		box, err := chromedp.Evaluate[struct{ X, Y, W, H float64 }](fmt.Sprintf(
			`(() => { const r = document.querySelector(%q).getBoundingClientRect(), m = 10;
			const x = Math.max(r.x + scrollX - m, 0), y = r.y + scrollY - m
			return {X: x, Y: y, W: Math.min(r.right + scrollX + m, document.documentElement.clientWidth) - x, H: r.bottom + scrollY + m - y} })()`, selector))(ctx, tab)
		if err != nil {
			return nil, err
		}
		beyond := true
		result, err := cdp.Call(ctx, tab, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Clip:                  &page.Viewport{X: box.X, Y: box.Y, Width: box.W, Height: box.H, Scale: 1},
			CaptureBeyondViewport: &beyond,
		})
		return result.Data, err
	}
}
