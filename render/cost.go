package render

import (
	"maps"
	"path"
	"slices"
	"strconv"

	"docsite/internal/explain"
	"docsite/internal/measure"
	"docsite/internal/site"
)

// costs are the layers of the image that a quoted Dockerfile builds.
type costs struct {
	id     string
	image  site.LockedImage
	disk   bool          // the figures are bytes on disk; else of the download
	layers []layerCost   // those with bytes, the base image's as one, first
	byLine map[int][]int // first line of an instruction in the file → layers
	final  []site.Lines  // of the stages that the image is made of
	max    int64         // the largest of layers
	total  int64         // of all layers
}

// layerCost is a layer, or the base image's layers together.
type layerCost struct {
	bytes       int64
	base        bool
	line        int // of the file; 0 when it is not attributed
	instruction string
}

// costsOf finds the measured image that a listing's file builds; nil when
// there is none.
func (p *printer) costsOf(l *listing) *costs {
	if l.file == "" || !isDockerfile(l.Language) {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(p.site.site.Config.Images)) {
		spec := p.site.site.Config.Images[id]
		image, ok := p.site.site.Lock.Images[id]
		if !ok || path.Clean(spec.Dockerfile) != l.file || len(image.Layers) == 0 {
			continue
		}
		text, err := p.site.readProject(l.file)
		if err != nil {
			return nil
		}
		df, err := explain.Parse(text)
		if err != nil || len(df.Stages) == 0 {
			return nil
		}
		return newCosts(id, image, df, spec.Target)
	}
	return nil
}

func newCosts(id string, image site.LockedImage, df *site.Dockerfile, target string) *costs {
	c := &costs{id: id, image: image, byLine: map[int][]int{}, disk: true}
	for _, layer := range image.Layers {
		if layer.Disk == nil {
			c.disk = false
		}
	}
	first := c.stages(df, target)
	for _, layer := range image.Layers {
		bytes := layer.Compressed
		if c.disk {
			bytes = *layer.Disk
		}
		c.total += bytes
		c.add(layer, bytes, first)
	}
	for _, l := range c.layers {
		c.max = max(c.max, l.bytes)
	}
	return c
}

// stages notes the lines of the stages that the image is made of, and gives
// the line of the FROM that names its base image.
func (c *costs) stages(df *site.Dockerfile, target string) (from int) {
	at := len(df.Stages) - 1
	for i, stage := range df.Stages {
		if target != "" && (stage.Name == target || strconv.Itoa(i) == target) {
			at = i
		}
	}
	for steps := 0; at >= 0 && steps < len(df.Stages); steps++ {
		in := df.Stages[at].Instructions
		if len(in) == 0 {
			return 0
		}
		from = in[0].Lines.First
		c.final = append(c.final, site.Lines{First: from, Last: in[len(in)-1].Lines.Last})
		at = df.Stages[at].FromStage
	}
	return from
}

func (c *costs) add(layer site.Layer, bytes int64, from int) {
	n := len(c.layers)
	if layer.Base {
		if n > 0 && c.layers[n-1].base {
			c.layers[n-1].bytes += bytes
			return
		}
		c.layers = append(c.layers, layerCost{bytes: bytes, base: true, line: from})
		c.byLine[from] = append(c.byLine[from], n)
		return
	}
	cost := layerCost{bytes: bytes, instruction: layer.Instruction}
	if layer.Lines != nil {
		cost.line = layer.Lines[0]
		c.byLine[cost.line] = append(c.byLine[cost.line], n)
	}
	c.layers = append(c.layers, cost)
}

// of gives the bytes of the layers that a range of the file's lines makes, and
// whether these lines are part of the image at all.
func (c *costs) of(first, last int) (bytes int64, part bool) {
	for line := first; line <= last; line++ {
		for _, i := range c.byLine[line] {
			bytes += c.layers[i].bytes
		}
	}
	for _, f := range c.final {
		part = part || first <= f.Last && last >= f.First
	}
	return bytes, part
}

// basis says what the figures are and where they come from.
func (c *costs) basis(w words) string {
	what := w.OnDisk
	if !c.disk {
		what = w.Download
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
	bytes, part := c.of(l.first+r.first-1, l.first+r.last-1)
	if !part {
		w.html(`<p class="cost none"><span class="sr">`)
		w.text(p.site.words.NotInImage)
		w.html(`</span><span aria-hidden="true">–</span></p>`)
		return
	}
	w.html(`<p class="cost`)
	if bytes == 0 {
		w.html(" none")
	}
	w.html(`"><span class="sr">`)
	w.text(p.site.words.Layer)
	w.html(` </span><data value="`)
	w.html(strconv.FormatInt(bytes, 10))
	w.html(`">`)
	w.text(measure.Size(bytes))
	w.html("</data>")
	if bytes > 0 {
		width := max(int(bytes*100/max(c.max, 1)), 1)
		w.html(`<svg class="cb" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="`)
		w.int(width)
		w.html(`" height="4"/></svg>`)
	}
	w.html("</p>")
}
