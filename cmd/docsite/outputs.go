package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"docsite/internal/contents"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// mayWrite refuses a file that a flag names for an output, where it could not be written for
// want of its folder, or holds what a person has written: that is told before anything is
// done, not behind it.
func mayWrite(flag, file string) error {
	dir := filepath.Dir(file)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("%s %q: there is no folder %q", flag, file, filepath.ToSlash(dir))
	}
	return spares(flag, file)
}

// spares refuses a file that is the project's own: its configuration, its lock, a Dockerfile,
// or Markdown that no earlier run has put out.
func spares(flag, file string) error {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	base := filepath.Base(file)
	info, err := os.Stat(file)
	there := err == nil && info.Mode().IsRegular() && info.Size() > 0
	switch {
	case base == site.ConfigName, base == site.LockName:
	case there && dockerfile.IsFileName(base), there && contents.IsMarkdown(base) && !isOutput(file):
	default:
		return nil
	}
	return fmt.Errorf("%s %q: it would write over a file of the project (hint: name another file)", flag, file)
}

// isOutput reports whether a file begins as what docsite puts out: a report as Markdown or
// JSON, a page, a fragment.
func isOutput(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 1<<10))
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(line, []byte("**")) && bytes.HasSuffix(bytes.TrimSpace(line), []byte("**")) {
		return true
	}
	for _, begin := range []string{"{", "[", "<!DOCTYPE html>", `<div class="docsite `} {
		if bytes.HasPrefix(head, []byte(begin)) {
			return true
		}
	}
	return false
}
