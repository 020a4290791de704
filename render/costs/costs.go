// Package costs says what the lines of a Dockerfile cost: the layers of an image,
// each at the line that made it, and what later lines waste of it.
//
// Start at [New], then [Costs.Of] for a range of lines. The package measures
// nothing and prints nothing.
package costs

import (
	"slices"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
	"docsite/render/messages"
)

// Costs are the layers of the image that a quoted Dockerfile builds.
type Costs struct {
	ID           string
	Image        site.LockedImage
	Disk         bool          // the figures are bytes on disk; else of the download
	Layers       []Layer       // those with bytes, the base image's as one, first
	byLine       map[int][]int // first line of an instruction in the file → layers
	final        []site.Lines  // of the stages that the image is made of
	Max          int64         // the largest of layers
	Total        int64         // of all layers
	Unattributed bool          // there are layers whose line is not known
	Stale        bool          // the Dockerfile has changed since: no layer's line is known
}

// Layer is a layer, or the base image's layers together.
type Layer struct {
	Bytes       int64
	Download    int64
	Wasted      int64 // of the unpacked files: what later layers delete or replace
	By          []int // lines of the file that waste the most of it
	Base        bool
	Line        int // of the file; 0 when it is not attributed
	Instruction string
}

// New gives the costs of an image that a target of a Dockerfile built. stale tells
// that the Dockerfile has changed since.
func New(id string, image site.LockedImage, df *dockerfile.File, target string, stale bool) *Costs {
	c := &Costs{ID: id, Image: image, byLine: map[int][]int{}, Disk: true, Stale: stale}
	for _, layer := range image.Layers {
		if layer.Disk == nil {
			c.Disk = false
		}
	}
	from := 0 // the line of the FROM that names the base image
	for _, stage := range df.Chain(target) {
		c.final = append(c.final, stage.Lines())
		from = stage.Lines().First
	}
	for i, layer := range image.Layers {
		cost := Layer{Bytes: layer.Compressed, Download: layer.Compressed, Base: layer.Base, Instruction: layer.Instruction}
		if c.Disk {
			cost.Bytes = *layer.Disk
		}
		if layer.Wasted != nil {
			cost.Wasted, cost.By = *layer.Wasted, wasters(image.Image, i)
		}
		c.Total += cost.Bytes
		c.add(layer, cost, from)
	}
	for _, l := range c.Layers {
		c.Max = max(c.Max, l.Bytes)
	}
	return c
}

func (c *Costs) add(layer site.Layer, cost Layer, from int) {
	n := len(c.Layers)
	switch {
	case cost.Base && n > 0 && c.Layers[n-1].Base:
		c.Layers[n-1].add(cost)
		return
	case c.Stale: // its lines are those of the older file
		cost.By = nil
	case cost.Base:
		cost.Line = from
	case layer.Lines != nil:
		cost.Line = layer.Lines[0]
	}
	c.Unattributed = c.Unattributed || cost.Line == 0
	if cost.Line > 0 {
		c.byLine[cost.Line] = append(c.byLine[cost.Line], n)
	}
	c.Layers = append(c.Layers, cost)
}

// add makes two layers one.
func (l *Layer) add(other Layer) {
	l.Bytes += other.Bytes
	l.Download += other.Download
	l.Wasted += other.Wasted
	for _, line := range other.By {
		if !slices.Contains(l.By, line) {
			l.By = append(l.By, line)
		}
	}
}

// wasters are the lines that delete or replace the largest files of a layer,
// the greatest waste first.
func wasters(image site.Image, layer int) []int {
	var lines []int
	for _, w := range image.Waste {
		if w.Layer != layer || w.By < 0 || w.By >= len(image.Layers) {
			continue
		}
		if by := image.Layers[w.By].Lines; by != nil && !slices.Contains(lines, by[0]) {
			lines = append(lines, by[0])
		}
	}
	return lines
}

// Of gives what the layers cost that a range of the file's lines makes, and
// whether these lines are part of the image at all.
func (c *Costs) Of(first, last int) (cost Layer, part bool) {
	for line := first; line <= last; line++ {
		for _, i := range c.byLine[line] {
			cost.add(c.Layers[i])
		}
	}
	for _, f := range c.final {
		part = part || first <= f.Last && last >= f.First
	}
	return cost, part
}

// Wastes reports whether so much of a layer is hidden by later ones, at least a
// hundredth of the image, that its row says so.
func (c *Costs) Wastes(cost Layer) bool { return cost.Wasted > 0 && cost.Wasted >= c.Total/100 }

// Basis says what the figures are and where they come from.
func (c *Costs) Basis(msg *messages.Image) string {
	what := msg.OnDisk
	if !c.Disk {
		what = msg.Download
	}
	text := c.ID + ", " + what
	if c.Image.Platform != "" {
		text += ", " + c.Image.Platform
	}
	if c.Image.Since != "" {
		text += ", " + c.Image.Since
	}
	return text
}
