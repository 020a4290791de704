package main

import (
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
	buildOwn(t, dir, "--strict")
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

func buildOwn(t *testing.T, dir string, flags ...string) {
	t.Helper()
	args := append([]string{"build", "--out", dir, repository}, flags...)
	if code := run(context.Background(), args, nil, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("docsite build ended with %d", code)
	}
}

// TestOwnSite looks at every page of this repository's site: whether one
// scrolls sideways at three widths, and what axe-core says in six views.
func TestOwnSite(t *testing.T) {
	ctx := browser.Open(t)
	dir, pages := ownSite(t)
	url := browser.Serve(t, dir)
	for _, width := range []int64{320, 390, 1440} {
		t.Run(fmt.Sprintf("fits %d px", width), func(t *testing.T) {
			for _, page := range pages {
				if over := tooWide(t, ctx, url+"/"+page, width); over > 0 {
					t.Errorf("%s is %d px too wide", page, over)
				}
			}
		})
	}
	for _, view := range browser.Views {
		t.Run("axe "+view.Name(), func(t *testing.T) {
			axe := browser.Axe(t, repository)
			for _, page := range pages {
				if err := chromedp.Do(ctx, view.Look(), chromedp.Navigate(url+"/"+page)); err != nil {
					t.Fatal(err)
				}
				violations, err := browser.Violations(ctx, axe)
				if err != nil {
					t.Fatalf("%s: %v", page, err)
				}
				for _, v := range violations {
					t.Errorf("%s: %s", page, v)
				}
			}
		})
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
