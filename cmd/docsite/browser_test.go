package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"docsite/internal/browser"
)

const repository = "../.."

// ownSite builds this repository's own site into a temporary folder.
func ownSite(t *testing.T) (dir string, pages []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	buildOwn(t, dir)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, pages
}

// buildOwn builds the site with no warning but for screenshots: a machine without a
// browser may change what they show, and make shots takes them again.
func buildOwn(t *testing.T, dir string) {
	t.Helper()
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"build", "--out", dir, repository}, nil, io.Discard, &stderr); code != 0 {
		t.Fatalf("docsite build ended with %d: %s", code, stderr.String())
	}
	for line := range strings.Lines(stderr.String()) {
		if t.Log(line); !strings.Contains(line, `warning: screenshot "scrnshots/`) {
			t.Errorf("the site has a warning: %s", line)
		}
	}
}

// TestOwnSite looks at every page of this repository's site: whether one
// scrolls sideways at three widths, and what axe-core says in six views. A page
// is loaded once at a width.
func TestOwnSite(t *testing.T) {
	t.Parallel()
	ctx := browser.Open(t)
	dir, pages := ownSite(t)
	url := browser.Serve(t, dir)
	for _, width := range []int64{320, 390, 1440} {
		t.Run(fmt.Sprintf("%d px", width), func(t *testing.T) {
			t.Parallel()
			tab := browser.Tab(t, ctx)
			for _, page := range pages {
				if over := tooWide(t, tab, url+"/"+page, width); over > 0 {
					t.Errorf("%s is %d px too wide", page, over)
				}
				for _, view := range browser.Views {
					if view.Width == width {
						t.Run(page+" axe "+view.Name(), func(t *testing.T) { violates(t, tab, view) })
					}
				}
			}
		})
	}
}

// violates has axe-core look at the page that is loaded.
func violates(t *testing.T, tab context.Context, view browser.View) {
	axe := browser.Axe(t, repository)
	if err := chromedp.Do(tab, view.Look()); err != nil {
		t.Fatal(err)
	}
	violations, err := browser.Violations(tab, axe, view)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		t.Error(v)
	}
}

// tooWide is by how many pixels a page is wider than its window.
func tooWide(t *testing.T, ctx context.Context, url string, width int64) int64 {
	t.Helper()
	err := chromedp.Do(ctx, browser.View{Width: width, Height: 844}.Look(), chromedp.Navigate(url))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
	if err != nil {
		t.Fatal(err)
	}
	return wide - width
}
