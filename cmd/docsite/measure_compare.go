package main

import (
	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/site"
)

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

// change is the difference with its sign.
func change(a, b *int64) string {
	if a == nil || b == nil {
		return "–"
	}
	if d := *b - *a; d > 0 {
		return "+" + figures.Size(d)
	} else {
		return figures.Size(d)
	}
}
