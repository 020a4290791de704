package chromium

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// View is how a page is looked at, and which part of it.
type View struct {
	Address       string // path in the site
	Selector      string // of CSS: the first element that it fits; the whole page when empty
	Width, Height int    // of the window, in CSS pixels; a Height of 0 shows all of the page
	Dark          bool
	Scale         float64 // pixels for each CSS pixel
}

const (
	usualHeight = 900   // of a window, in CSS pixels
	margin      = 10    // around an element, in CSS pixels
	maxSide     = 16384 // pixels of a picture's side, which Chromium can draw
)

// settle waits until nothing on a page moves any more, and gives the box that is to be
// seen, in CSS pixels of the page.
const settle = `(async (selector, height, margin) => {
	const still = new CSSStyleSheet();
	still.replaceSync('*,*::before,*::after{animation:none!important;transition:none!important;caret-color:transparent!important;scroll-behavior:auto!important}');
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
	for (const image of document.images) image.loading = 'eager';
	await document.fonts.ready;
	await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
	scrollTo(0, 0);
	await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
	const all = document.documentElement;
	if (!selector) return {X: 0, Y: 0, Width: innerWidth, Height: height || all.scrollHeight};
	const part = document.querySelector(selector);
	if (!part) return {Width: 0, Height: 0};
	const box = part.getBoundingClientRect();
	if (!box.width || !box.height) return {Width: 0, Height: 0};
	const x = Math.max(0, Math.floor(box.left + scrollX - margin)), y = Math.max(0, Math.floor(box.top + scrollY - margin));
	return {X: x, Y: y, Width: Math.min(Math.max(all.scrollWidth, innerWidth), Math.ceil(box.right + scrollX + margin)) - x,
		Height: Math.min(all.scrollHeight, Math.ceil(box.bottom + scrollY + margin)) - y};
})(%s, %d, %d)`

// box is a part of a page, in CSS pixels.
type box struct{ X, Y, Width, Height float64 }

// Picture takes a picture: a PNG. What moves by itself stands still, fonts and
// pictures are there, language and time zone are the same on every machine.
func (b *Browser) Picture(ctx context.Context, v View) ([]byte, error) {
	tab, cancel := context.WithTimeout(b.tab, maxPicture)
	defer cancel()
	stop := context.AfterFunc(ctx, cancel)
	defer stop()
	picture, err := b.picture(tab, v)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(tab.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("the page did not stand still within %s", maxPicture)
	}
	return picture, err
}

func (b *Browser) picture(tab context.Context, v View) ([]byte, error) {
	if err := chromedp.Do(tab, b.look(v)); err != nil {
		return nil, err
	}
	response, err := chromedp.Run(tab, chromedp.NavigateResponse("http://"+host+"/"+v.Address))
	if err != nil {
		return nil, err
	}
	if response == nil || response.Status != 200 {
		return nil, fmt.Errorf("the site has no page %q", v.Address)
	}
	selector, _ := json.Marshal(v.Selector) // of a string: no error
	part, err := chromedp.Run(tab, chromedp.Evaluate[box](fmt.Sprintf(settle, selector, v.Height, margin), chromedp.EvalAwaitPromise))
	switch {
	case err != nil:
		return nil, err
	case part.Width == 0 || part.Height == 0:
		return nil, fmt.Errorf("selector %q: nothing of it is to be seen on the page", v.Selector)
	case max(part.Width, part.Height)*v.Scale > maxSide:
		return nil, fmt.Errorf("it would have %.0f × %.0f pixels, and Chromium draws %d at most: choose a part with selector, or a height", math.Ceil(part.Width*v.Scale), math.Ceil(part.Height*v.Scale), maxSide)
	}
	return chromedp.Run(tab, capture(part))
}

// look makes the tab look at pages in this way.
func (b *Browser) look(v View) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		scheme := "light"
		if v.Dark {
			scheme = "dark"
		}
		_, sized := cdp.Call(ctx, tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: int64(v.Width), Height: int64(cmp.Or(v.Height, usualHeight)), DeviceScaleFactor: v.Scale, Mobile: v.Width < 800})
		_, media := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen", Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "forced-colors", Value: "none"}}})
		_, zone := cdp.Call(ctx, tab, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "UTC"})
		_, agent := cdp.Call(ctx, tab, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: b.agent, AcceptLanguage: "en-US", Platform: "Linux x86_64"})
		return errors.Join(sized, media, zone, agent)
	})
}

// capture takes a part of the page, whether the window shows it or not.
func capture(part box) chromedp.Action[[]byte] {
	return func(ctx context.Context, tab *chromedp.Target) ([]byte, error) {
		beyond := true
		result, err := cdp.Call(ctx, tab, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Clip:                  &page.Viewport{X: part.X, Y: part.Y, Width: part.Width, Height: part.Height, Scale: 1},
			CaptureBeyondViewport: &beyond,
		})
		return result.Data, err
	}
}
