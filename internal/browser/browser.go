// Package browser drives a headless Chromium for tests.
//
// Start from [Open], which gives a tab or skips the test where there is no
// Chromium, [Tab] for tests that run at the same time, and [View], which says
// how the page is to be looked at.
//
// No other package than tests imports it.
package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"docsite/internal/chromium"
)

// Open starts a browser with one tab that ends with the test. Without a
// Chromium the test is skipped and says so.
func Open(t testing.TB) context.Context {
	t.Helper()
	path, err := chromium.Find()
	if err != nil {
		t.Skip(err, "; make test installs it on Debian")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-quic", true),
		// A page that is left is not kept in a process of its own: what is looked at next is there in two thirds of the time.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,BackForwardCache"),
		chromedp.WSURLReadTimeout(60*time.Second),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium's sandbox does not start as root
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until Chromium has let go of its folder
		cancelTab()
		cancel()
	})
	if err := chromedp.Do(ctx, active()); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// Tab opens another tab of the browser, in a window of its own, so that tests
// can run side by side. It ends with the test.
func Tab(t testing.TB, browser context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, active()); err != nil {
		t.Fatalf("Chromium opens no tab: %v", err)
	}
	return ctx
}

// active makes a tab behave as if its window were the one in front: only there
// :focus, the keyboard and the clipboard work.
func active() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	})
}

// View is how a page is looked at.
type View struct {
	Width, Height int64 // CSS pixels
	Scale         float64
	Dark, Forced  bool // the reader's preference for dark, for forced colours
	Print         bool
}

// Name is the view in words, for a subtest.
func (v View) Name() string {
	name := "desktop"
	if v.Width < 800 {
		name = "phone"
	}
	switch {
	case v.Forced:
		return name + "-forced"
	case v.Dark:
		return name + "-dark"
	}
	return name + "-light"
}

// Views are the six in which every page has to be good.
var Views = []View{
	{Width: 1440, Height: 900}, {Width: 1440, Height: 900, Dark: true}, {Width: 1440, Height: 900, Forced: true},
	{Width: 390, Height: 844}, {Width: 390, Height: 844, Dark: true}, {Width: 390, Height: 844, Forced: true},
}

// Look makes the tab look at pages in this way.
func (v View) Look() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: v.Width, Height: v.Height, DeviceScaleFactor: max(v.Scale, 1), Mobile: v.Width < 800,
		})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: pick(v.Print, "print", "screen"),
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: pick(v.Dark, "dark", "light")},
				{Name: "forced-colors", Value: pick(v.Forced, "active", "none")},
			},
		})
		return err
	})
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// Serve serves a folder on loopback until the test ends.
func Serve(t testing.TB, dir string) (url string) {
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	return server.URL
}
