package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

// pictures are the files of scrnshots/: a part of a page of this repository's
// own site, in one view.
var pictures = []struct {
	file, page, selector string
	view                 browser.View
}{
	{"inkwell-sizes.png", "inkwell/dockerfile.html", "main table", browser.View{Width: 1024, Height: 800, Scale: 2}},
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
		png, err := chromedp.Run(ctx, chromedp.Screenshot(p.selector))
		if err != nil {
			t.Fatalf("%s: %v", p.page, err)
		}
		if err := os.WriteFile(filepath.Join(repository, "scrnshots", p.file), png, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
