package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/term"

	"docsite/internal/console"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/report"
	"docsite/internal/site"
)

// measureReport prints images as tables that fit the terminal.
type measureReport struct {
	w     io.Writer
	width int
	df    *dockerfile.File // nil: only the keywords of instructions are known
}

// terminalWidth is the width of the terminal behind w; 100 where there is
// none, so that a CI log stays readable.
func terminalWidth(w io.Writer) int {
	if f := console.New(w).Raw(); f != nil {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return max(width, 40)
		}
	}
	return 100
}

func (r *measureReport) line(format string, args ...any) {
	fmt.Fprintln(r.w, console.Cut(fmt.Sprintf(format, args...), r.width))
}

func (r *measureReport) image(img *site.Image) {
	r.line("%s", img.Ref)
	about := []string{img.Platform, figures.ShortDigest(img.Digest)}
	if len(img.Created) >= len("2026-11-23") {
		about = append(about, "created "+img.Created[:10])
	}
	about = append(about, "by "+string(img.Method))
	r.line("%s", strings.Join(slices.DeleteFunc(about, func(s string) bool { return s == "" }), ", "))
	r.line("")
	for _, c := range figures.Sizes() {
		r.line("%-9s %9s  %s", c.Name, figures.SizeOf(c.Of(img)), c.Brief)
	}
	if share, known := figures.WastedShare(img); known && share > 0 {
		r.line("%-9s %7.1f %%  of the unpacked bytes are to be seen in the finished image", "efficiency", 100*(1-share))
	}
	if img.Missing != "" {
		r.line("not known: %s", img.Missing)
	}
	r.layers(img)
	r.waste(img)
	r.tree(img)
	if len(img.Differs) > 0 {
		r.line("")
		r.line("The image was not built from this Dockerfile (- documented, + built):")
		for _, d := range img.Differs {
			r.line("%s", d)
		}
	}
}

// layers prints a row for each layer; the base image's are one.
func (r *measureReport) layers(img *site.Image) {
	if len(img.Layers) == 0 {
		return
	}
	r.line("")
	r.line("%-9s %9s %9s %9s  %s", "LINES", "DOWNLOAD", "DISK", "WASTED", "INSTRUCTION")
	base := 0
	for base < len(img.Layers) && img.Layers[base].Base {
		base++
	}
	if base > 0 {
		sum := addUp(img.Layers[:base])
		r.line("%-9s %9s %9s %9s  %s (base image, %s)", "base", download(img, sum), figures.SizeOf(sum.Disk), figures.SizeOf(sum.Wasted), r.instruction(img.Layers[0]), console.Count(base, "layer"))
	}
	for i, l := range img.Layers[base:] {
		r.line("%-9s %9s %9s %9s  %s", rowPlace(l, base+i), download(img, l), figures.SizeOf(l.Disk), figures.SizeOf(l.Wasted), r.instruction(l))
	}
}

// download is what a pull transfers of a layer; a dash where the image came
// unpacked.
func download(img *site.Image, l site.Layer) string {
	if img.Download == nil && l.Compressed == 0 {
		return "–"
	}
	return figures.Size(l.Compressed)
}

// addUp makes one row of several layers; one that is not known leaves the sum
// unknown.
func addUp(layers []site.Layer) site.Layer {
	disk, wasted := int64(0), int64(0)
	sum := site.Layer{Disk: &disk, Wasted: &wasted}
	for _, l := range layers {
		sum.Compressed += l.Compressed
		if l.Disk == nil {
			sum.Disk = nil
		} else {
			disk += *l.Disk
		}
		if l.Wasted == nil {
			sum.Wasted = nil
		} else {
			wasted += *l.Wasted
		}
	}
	return sum
}

func lines(l site.Layer) string { return cmp.Or(l.LinesText(), "–") }

// rowPlace names a layer by its lines, or by its number.
func rowPlace(l site.Layer, at int) string {
	return cmp.Or(l.LinesText(), fmt.Sprintf("layer %d", at+1))
}

// instruction is the instruction that made a layer, as written where the
// Dockerfile is known.
func (r *measureReport) instruction(l site.Layer) string {
	if l.Lines == nil {
		return figures.ShortDigest(l.Digest) + " " + cmp.Or(words(l.History), l.Instruction, "(not attributed)")
	}
	if r.df != nil {
		for _, in := range r.df.All() {
			switch {
			case in.Lines.First != l.Lines[0]:
			case in.Keyword == "FROM" && !l.Base:
				return l.Instruction + " of the base image's ONBUILD"
			default:
				return strings.Join(strings.Fields(in.Keyword+" "+strings.Join(in.Flags, " ")+" "+in.Args), " ")
			}
		}
	}
	return cmp.Or(l.Instruction, "(not attributed)")
}

// words is an entry of a history without what only its builder needs.
func words(history string) string {
	text := strings.TrimSuffix(history, " # buildkit")
	if _, rest, ok := strings.Cut(text, "/bin/sh -c #(nop) "); ok {
		text = strings.TrimSpace(rest)
	}
	return text
}

func (r *measureReport) waste(img *site.Image) {
	if len(img.Waste) == 0 {
		return
	}
	r.line("")
	r.line("Wasted most:")
	for _, w := range img.Waste {
		path := w.Path
		if w.Files > 0 {
			path = fmt.Sprintf("%s, %d files", path, w.Files)
		}
		r.line("%9s  %s (%s, gone in %s)", figures.Size(w.Bytes), path, layerPlace(img, w.Layer), layerPlace(img, w.By))
	}
}

// layerPlace names a layer in a sentence.
func layerPlace(img *site.Image, at int) string {
	if at < 0 || at >= len(img.Layers) {
		return "–"
	}
	switch l := img.Layers[at]; {
	case l.Base:
		return "base image"
	case l.Lines == nil:
		return rowPlace(l, at)
	case l.Lines[0] == l.Lines[1]:
		return "line " + lines(l)
	default:
		return "lines " + lines(l)
	}
}

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
		row := fmt.Sprintf("| %s | %s |", report.Code(img.Ref, mostCell), report.Escape(img.Platform, mostCell))
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
		r.line("| %s | %s | %s | %s | %s |", rowPlace(l, i), download(img, l), figures.SizeOf(l.Disk), figures.SizeOf(l.Wasted), report.Code(r.instruction(l), mostCell))
	}
	if len(img.Tree) > 0 {
		r.line("")
		r.line("| Bytes | Files | Path |")
		r.line("| --: | --: | :-- |")
	}
	for _, p := range img.Tree {
		r.line("| %s | %d | %s |", figures.Size(p.Bytes), p.Files, report.Code(console.Line(p.Path), mostCell))
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

// mostCell is how many columns of a text stand in a cell of a Markdown table.
const mostCell = 300

// compare prints two images beside one another: their sizes, then their
// layers. A layer with one digest is in both; layers of one instruction are
// set against one another.
func (r *measureReport) compare(a, b *site.Image) {
	r.line("%-9s %10s %10s %10s", "", "FIRST", "SECOND", "CHANGE")
	for _, c := range figures.Sizes() {
		r.line("%-9s %10s %10s %10s", c.Name, figures.SizeOf(c.Of(a)), figures.SizeOf(c.Of(b)), change(c.Of(a), c.Of(b)))
	}
	r.line("")
	r.line("%-9s %10s %10s %10s  %s", "LINES", "DISK", "DISK", "CHANGE", "INSTRUCTION")
	same := 0
	var shared int64
	for _, row := range figures.PairLayers(a.Layers, b.Layers) {
		switch {
		case row.A != nil && row.B != nil && row.A.Digest == row.B.Digest:
			same++
			shared += row.A.Compressed
		case row.B == nil:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.A), figures.SizeOf(row.A.Disk), "", change(row.A.Disk, new(int64)), r.instruction(*row.A))
		case row.A == nil:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.B), "", figures.SizeOf(row.B.Disk), change(new(int64), row.B.Disk), r.instruction(*row.B))
		default:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.B), figures.SizeOf(row.A.Disk), figures.SizeOf(row.B.Disk), change(row.A.Disk, row.B.Disk), r.instruction(*row.B))
		}
	}
	r.line("%s in both, %s to download", console.Count(same, "layer"), figures.Size(shared))
}

// change is the difference with its sign; a dash where a size is not known.
func change(a, b *int64) string {
	if a == nil || b == nil {
		return "–"
	}
	return figures.Difference(*b - *a)
}
