package main

import (
	"context"
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

// TestOwnSiteIsAccessible has axe-core look at every page of this repository's
// site in six views.
func TestOwnSiteIsAccessible(t *testing.T) {
	axe := browser.Axe(t, repository)
	ctx := browser.Open(t)
	dir, pages := ownSite(t)
	url := browser.Serve(t, dir)
	for _, view := range browser.Views {
		t.Run(view.Name(), func(t *testing.T) {
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

// TestOwnSiteFitsItsWindow finds pages that scroll sideways.
func TestOwnSiteFitsItsWindow(t *testing.T) {
	ctx := browser.Open(t)
	dir, pages := ownSite(t)
	url := browser.Serve(t, dir)
	for _, width := range []int64{320, 390, 1440} {
		for _, page := range pages {
			err := chromedp.Do(ctx, browser.View{Width: width, Height: 844}.Look(), chromedp.Navigate(url+"/"+page))
			if err != nil {
				t.Fatal(err)
			}
			over, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`))
			if err != nil {
				t.Fatal(err)
			}
			if over > 0 {
				t.Errorf("%s at %d px is %d px too wide", page, width, over)
			}
		}
	}
}
