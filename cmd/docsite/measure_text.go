package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/term"

	"docsite/internal/console"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// measureReport prints images as tables that fit the terminal.
type measureReport struct {
	w     io.Writer
	width int
	df    *dockerfile.File // nil: only the keywords of instructions are known
	err   error
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
	if r.err != nil {
		return
	}
	_, r.err = fmt.Fprintln(r.w, console.Cut(fmt.Sprintf(format, args...), r.width))
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
		for _, s := range r.df.Stages {
			for _, in := range s.Instructions {
				if in.Lines.First == l.Lines[0] {
					text := strings.Join(strings.Fields(in.Keyword+" "+strings.Join(in.Flags, " ")+" "+in.Args), " ")
					if in.Keyword == "FROM" && !l.Base {
						return l.Instruction + " of the base image's ONBUILD"
					}
					return text
				}
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
