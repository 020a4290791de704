package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"docsite/internal/release"
)

// TestReleaseIsWhole compares .goreleaser.yaml with what it repeats: the manual pages,
// and the address that the guide says to clone from.
func TestReleaseIsWhole(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(repository, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	config := string(text)
	root := newRoot(&program{})
	for _, cmd := range append(release.Documented(root), root) {
		page := "man/" + strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1\n"
		if !strings.Contains(config, page) {
			t.Errorf("the cask has no %s", page)
		}
	}
	found := regexp.MustCompile(`(?m)^  - ADDRESS=(\S+)$`).FindStringSubmatch(config)
	if found == nil {
		t.Fatal(".goreleaser.yaml has no ADDRESS")
	}
	clones := regexp.MustCompile(`(?:git clone |DOCSITE_SOURCE: |- repo: |- remote: )(https://\S+?)(?:\.git|/-/\S+)?(?:\s|$)`)
	pages, _ := filepath.Glob(filepath.Join(repository, "content/*.md"))
	seen := 0
	for _, name := range append(pages, filepath.Join(repository, "README.md")) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range clones.FindAllStringSubmatch(string(text), -1) {
			seen++
			if m[1] != found[1] {
				t.Errorf("%s has the address %s, and .goreleaser.yaml %s", filepath.Base(name), m[1], found[1])
			}
		}
	}
	if seen < 5 {
		t.Errorf("the guide names the address %d times", seen)
	}
}
