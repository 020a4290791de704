package main

import (
	"docsite/internal/figures"
	"docsite/internal/site"
)

// compare prints two images beside one another: their sizes, then their
// layers. A layer with one digest is in both; layers of one instruction are
// set against one another.
func (r *report) compare(a, b *site.Image) {
	r.line("%-9s %10s %10s %10s", "", "FIRST", "SECOND", "CHANGE")
	for _, c := range figures.Sizes() {
		r.line("%-9s %10s %10s %10s", c.Name, size(c.Of(a)), size(c.Of(b)), change(c.Of(a), c.Of(b)))
	}
	r.line("")
	r.line("%-9s %10s %10s %10s  %s", "LINES", "DISK", "DISK", "CHANGE", "INSTRUCTION")
	same := 0
	var shared int64
	for _, row := range pairLayers(a.Layers, b.Layers) {
		switch {
		case row.a != nil && row.b != nil && row.a.Digest == row.b.Digest:
			same++
			shared += row.a.Compressed
		case row.b == nil:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.a), size(row.a.Disk), "", change(row.a.Disk, new(int64)), r.instruction(*row.a))
		case row.a == nil:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.b), "", size(row.b.Disk), change(new(int64), row.b.Disk), r.instruction(*row.b))
		default:
			r.line("%-9s %10s %10s %10s  %s", lines(*row.b), size(row.a.Disk), size(row.b.Disk), change(row.a.Disk, row.b.Disk), r.instruction(*row.b))
		}
	}
	r.line("%s in both, %s to download", layerCount(same), figures.Size(shared))
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

// layerPair is a row of a comparison; nil is a layer that one image lacks.
type layerPair struct{ a, b *site.Layer }

// pairLayers sets layers against one another: first those with one digest,
// then those that one instruction made, by its lines or its words in the history,
// in the order of the second image.
func pairLayers(a, b []site.Layer) []layerPair {
	taken := make([]bool, len(a))
	partner := make([]*site.Layer, len(b))
	find := func(fits func(x, y *site.Layer) bool) {
		for j := range b {
			for i := range a {
				if partner[j] == nil && !taken[i] && fits(&a[i], &b[j]) {
					partner[j], taken[i] = &a[i], true
				}
			}
		}
	}
	find(func(x, y *site.Layer) bool { return x.Digest == y.Digest })
	find(func(x, y *site.Layer) bool {
		return x.Lines != nil && y.Lines != nil && *x.Lines == *y.Lines && x.Stage == y.Stage && x.Base == y.Base && !x.Base
	})
	// Without lines the builder's own words tell equal steps.
	find(func(x, y *site.Layer) bool {
		return x.Lines == nil && y.Lines == nil && x.History != "" && x.History == y.History
	})
	var rows []layerPair
	for i := range a {
		if !taken[i] {
			rows = append(rows, layerPair{a: &a[i]})
		}
	}
	for j := range b {
		rows = append(rows, layerPair{partner[j], &b[j]})
	}
	return rows
}
