package main

import (
	"path"
	"strings"

	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// tree prints sizes by path: what a folder holds stands below it, farther in.
func (r *measureReport) tree(img *site.Image) {
	if len(img.Tree) == 0 {
		return
	}
	r.line("")
	r.line("%9s %7s  %s", "BYTES", "FILES", "PATH")
	for _, p := range img.Tree {
		dir, base := path.Split(p.Path)
		r.line("%9s %7d  %s%s", figures.Size(p.Bytes), p.Files, strings.Repeat("  ", strings.Count(dir, "/")), console.Line(base))
	}
}
