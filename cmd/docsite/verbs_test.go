package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/console"
	"docsite/internal/release"
	"docsite/internal/site"
)

// TestVerbsAreComplete wants of every verb what a person looks for: an example
// in its help, a script that runs it, and its name in the README.
func TestVerbsAreComplete(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range release.Documented(newRoot(&program{})) {
		name := cmd.Name()
		if cmd.Example == "" {
			t.Errorf("%s has no example", name)
		}
		if scripts, _ := filepath.Glob("testdata/script/" + name + "*.txtar"); scripts == nil {
			t.Errorf("%s has no script in testdata/script", name)
		}
		if !strings.Contains(string(readme), "docsite "+name) {
			t.Errorf("the README does not name docsite %s", name)
		}
	}
}

// TestAlike: of many problems of a file that say the same the first are printed.
func TestAlike(t *testing.T) {
	var problems site.Problems
	for line := range 3000 {
		problems = append(problems, site.Problem{File: "a.md", Line: line + 1, Severity: site.Error, Message: "x is too large"})
	}
	for range mostAlike {
		problems = append(problems, site.Problem{File: "b.md", Line: 1, Message: "y", Hint: "z"})
	}
	var stderr bytes.Buffer
	p := &program{stderr: console.New(&stderr)}
	p.report(problems)
	_ = p.stderr.Flush()
	text := stderr.String()
	if n := strings.Count(text, "\n"); n != 2*mostAlike+1 || !strings.Contains(text, "a.md:10: x is too large\n") || !strings.HasSuffix(text, "a.md: x is too large: 2990 places more\n") {
		t.Errorf("%d lines:\n%s", n, text)
	}
}
