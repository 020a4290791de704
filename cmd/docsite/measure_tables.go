package main

import (
	"fmt"
	"path"
	"strings"

	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// platforms prints the platforms of an image as one table.
func (r *measureReport) platforms(images []*site.Image) {
	ref, sizes := "", figures.Sizes()
	head := fmt.Sprintf("%-18s", "PLATFORM")
	for _, c := range sizes {
		head += fmt.Sprintf(" %9s", strings.ToUpper(c.Name))
	}
	for _, img := range images {
		if img.Ref != ref {
			if ref != "" {
				r.line("")
			}
			ref = img.Ref
			r.line("%s", ref)
			r.line("")
			r.line("%s", head+"  LAYERS  DIGEST")
		}
		row := fmt.Sprintf("%-18s", img.Platform)
		for _, c := range sizes {
			row += fmt.Sprintf(" %9s", figures.SizeOf(c.Of(img)))
		}
		r.line("%s  %6d  %s", row, len(img.Layers), figures.ShortDigest(img.Digest))
	}
	for _, img := range images {
		if img.Missing != "" {
			r.line("%s, not known: %s", img.Platform, img.Missing)
		}
	}
}

// markdown prints the images as a table, a row each, and the layers of one alone.
func (r *measureReport) markdown(images []*site.Image) {
	sizes := figures.Sizes()
	head, rule := "| Image | Platform |", "| :-- | :-- |"
	for _, c := range sizes {
		head, rule = head+" "+strings.ToUpper(c.Name[:1])+c.Name[1:]+" |", rule+" --: |"
	}
	r.line("%s", head)
	r.line("%s", rule)
	for _, img := range images {
		row := fmt.Sprintf("| %s | %s |", cell("`"+strings.ReplaceAll(img.Ref, "`", "")+"`"), cell(img.Platform))
		for _, c := range sizes {
			row += " " + figures.SizeOf(c.Of(img)) + " |"
		}
		r.line("%s", row)
	}
	if len(images) != 1 || len(images[0].Layers) == 0 {
		return
	}
	img := images[0]
	r.line("")
	r.line("| Lines | Download | Disk | Wasted | Instruction |")
	r.line("| :-- | --: | --: | --: | :-- |")
	for i, l := range img.Layers {
		r.line("| %s | %s | %s | %s | %s |", rowPlace(l, i), download(img, l), figures.SizeOf(l.Disk), figures.SizeOf(l.Wasted), cell(r.instruction(l)))
	}
	if len(img.Tree) > 0 {
		r.line("")
		r.line("| Bytes | Files | Path |")
		r.line("| --: | --: | :-- |")
	}
	for _, p := range img.Tree {
		r.line("| %s | %d | `%s` |", figures.Size(p.Bytes), p.Files, cell(strings.ReplaceAll(console.Line(p.Path), "`", "'")))
	}
}

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

// cell makes text harmless in a cell of a Markdown table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "\n", " ", "@", "&#64;").Replace(text)
}
