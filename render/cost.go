package render

import (
	"fmt"
	"slices"
	"strconv"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/messages"
	"docsite/render/pictures"
)

// costs are the layers of the image that a quoted Dockerfile builds.
type costs struct {
	id           string
	image        site.LockedImage
	disk         bool          // the figures are bytes on disk; else of the download
	layers       []layerCost   // those with bytes, the base image's as one, first
	byLine       map[int][]int // first line of an instruction in the file → layers
	final        []site.Lines  // of the stages that the image is made of
	max          int64         // the largest of layers
	total        int64         // of all layers
	unattributed bool          // there are layers whose line is not known
	stale        bool          // the Dockerfile has changed since: no layer's line is known
}

// layerCost is a layer, or the base image's layers together.
type layerCost struct {
	bytes       int64
	download    int64
	wasted      int64 // of the unpacked files: what later layers delete or replace
	by          []int // lines of the file that waste the most of it
	base        bool
	line        int // of the file; 0 when it is not attributed
	instruction string
}

// costsOf finds the measured image that a listing's file builds; nil when
// there is none.
func (p *printer) costsOf(l *listing) *costs {
	if l.file == "" || !code.IsDockerfile(l.Language) {
		return nil
	}
	id := p.site.site.ImageOf(l.file)
	image := p.site.site.Lock.Images[id]
	if len(image.Layers) == 0 {
		return nil
	}
	text, err := p.site.readProject(l.file)
	if err != nil {
		return nil
	}
	df, err := dockerfile.Parse(text)
	target := p.site.site.Config.Images[id].Target
	if err != nil || df.Target(target) < 0 {
		return nil
	}
	return newCosts(id, image, df, target, p.site.stale(id))
}

func newCosts(id string, image site.LockedImage, df *dockerfile.File, target string, stale bool) *costs {
	c := &costs{id: id, image: image, byLine: map[int][]int{}, disk: true, stale: stale}
	for _, layer := range image.Layers {
		if layer.Disk == nil {
			c.disk = false
		}
	}
	first := c.stages(df, target)
	for i, layer := range image.Layers {
		cost := layerCost{bytes: layer.Compressed, download: layer.Compressed, base: layer.Base, instruction: layer.Instruction}
		if c.disk {
			cost.bytes = *layer.Disk
		}
		if layer.Wasted != nil {
			cost.wasted, cost.by = *layer.Wasted, wasters(image.Image, i)
		}
		c.total += cost.bytes
		c.add(layer, cost, first)
	}
	for _, l := range c.layers {
		c.max = max(c.max, l.bytes)
	}
	return c
}

// stages notes the lines of the stages that the image is made of, and gives
// the line of the FROM that names its base image.
func (c *costs) stages(df *dockerfile.File, target string) (from int) {
	for _, stage := range df.Chain(target) {
		lines := stage.Lines()
		from = lines.First
		c.final = append(c.final, lines)
	}
	return from
}

func (c *costs) add(layer site.Layer, cost layerCost, from int) {
	n := len(c.layers)
	switch {
	case cost.base && n > 0 && c.layers[n-1].base:
		c.layers[n-1].add(cost)
		return
	case c.stale: // its lines are those of the older file
		cost.by = nil
	case cost.base:
		cost.line = from
	case layer.Lines != nil:
		cost.line = layer.Lines[0]
	}
	c.unattributed = c.unattributed || cost.line == 0
	if cost.line > 0 {
		c.byLine[cost.line] = append(c.byLine[cost.line], n)
	}
	c.layers = append(c.layers, cost)
}

// add makes two layers one.
func (l *layerCost) add(other layerCost) {
	l.bytes += other.bytes
	l.download += other.download
	l.wasted += other.wasted
	for _, line := range other.by {
		if !slices.Contains(l.by, line) {
			l.by = append(l.by, line)
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

// of gives what the layers cost that a range of the file's lines makes, and
// whether these lines are part of the image at all.
func (c *costs) of(first, last int) (cost layerCost, part bool) {
	for line := first; line <= last; line++ {
		for _, i := range c.byLine[line] {
			cost.add(c.layers[i])
		}
	}
	for _, f := range c.final {
		part = part || first <= f.Last && last >= f.First
	}
	return cost, part
}

// basis says what the figures are and where they come from.
func (c *costs) basis(msg *messages.Image) string {
	what := msg.OnDisk
	if !c.disk {
		what = msg.Download
	}
	text := c.id + ", " + what
	if c.image.Platform != "" {
		text += ", " + c.image.Platform
	}
	if c.image.Since != "" {
		text += ", " + c.image.Since
	}
	return text
}

// cost prints what the layer of a row costs.
func (p *printer) cost(l *listing, r *row) {
	c := l.costs
	if c == nil {
		return
	}
	w := &p.out
	cost, part := c.of(l.first+r.first-1, l.first+r.last-1)
	if !part {
		w.html(`<p class="cost none"><span class="sr">`)
		w.text(p.site.msg.Image.NotInImage)
		w.html(`</span><span aria-hidden="true">–</span></p>`)
		return
	}
	if cost.bytes == 0 && c.unattributed && dockerfile.MakesLayer(r.group.Name) { // 0 B would be a guess
		w.html(`<p class="cost none">`)
		w.text(p.site.msg.Image.NotMeasured)
		w.html(`</p>`)
		return
	}
	w.html(`<p class="cost`)
	if cost.bytes == 0 {
		w.html(" none")
	}
	w.html(`"><span class="sr">`)
	w.text(p.site.msg.Image.Layer)
	w.html(` </span>`)
	p.data(cost.bytes)
	if cost.bytes > 0 {
		w.b = pictures.AppendBar(w.b, max(int(cost.bytes*100/max(c.max, 1)), 1))
	}
	if c.disk && cost.download > 0 {
		w.html(`<span class="less"><span aria-hidden="true">↓ </span>`)
		p.data(cost.download)
		w.html(`<span class="sr"> `)
		w.text(p.site.msg.Image.Download)
		w.html(`</span></span>`)
	}
	p.wasted(l, cost)
	w.html("</p>")
}

// wasted prints how much of a layer nobody can see, and which lines hid it.
func (p *printer) wasted(l *listing, cost layerCost) {
	if cost.wasted == 0 {
		return
	}
	w := &p.out
	w.html(`<span class="less">`)
	p.data(cost.wasted)
	w.html(" ")
	w.text(p.site.msg.Image.Wasted)
	for i, line := range cost.by {
		if i == 0 {
			w.html(` → `)
			w.text(p.site.msg.Listing.Line)
		} else {
			w.html(",")
		}
		w.html(" ")
		if inside := line - l.first + 1; inside < 1 || inside > len(l.starts) {
			w.int(line) // of a part of the file that this listing does not show
			continue
		}
		w.html("<a")
		w.href("href", "#"+l.prefix+"L"+strconv.Itoa(line))
		w.html(">")
		w.int(line)
		w.html("</a>")
	}
	w.html("</span>")
}

// data prints a size with its exact number of bytes.
func (p *printer) data(bytes int64) {
	w := &p.out
	w.html(`<data value="`)
	w.html(strconv.FormatInt(bytes, 10))
	w.html(`">`)
	w.text(figures.Size(bytes))
	w.html("</data>")
}

// differs says that the image was built from another file than the one that
// the listing quotes, and how they differ.
func (p *printer) differs(l *listing) {
	if l.costs == nil || len(l.costs.image.Differs) == 0 {
		return
	}
	p.warn(l.Quote.Span.Start, fmt.Sprintf("image %q was not built from %q as it stands", l.costs.id, l.Quote.File),
		"build and push it again, or quote the file that it was built from")
	w := &p.out
	w.html(`<details class="differs"><summary>`)
	w.text(p.site.msg.Image.NotBuilt)
	w.html(`</summary><pre><code>`)
	for _, line := range l.costs.image.Differs {
		w.text(line)
		w.html("\n")
	}
	w.html("</code></pre></details>\n")
}
