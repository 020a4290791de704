package render

import (
	"fmt"
	"slices"
	"strconv"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/costs"
	"docsite/render/messages"
	"docsite/render/pictures"
)

// costsOf finds the measured image that a listing's file builds; nil when
// there is none.
func (p *listingReader) costsOf(l *listing) *costs.Costs {
	if l.file == "" || !code.IsDockerfile(l.Language) {
		return nil
	}
	id := p.site.site.ImageOf(l.file)
	image := p.site.site.Lock.Images[id]
	if len(image.Layers) == 0 {
		return nil
	}
	text, err := site.ReadQuoted(p.site.site.FS, l.file)
	if err != nil {
		return nil
	}
	df, err := dockerfile.Parse(text)
	target := p.site.site.Config.Images[id].Target
	if err != nil || df.Target(target) < 0 {
		return nil
	}
	return costs.New(id, image, df, target, p.site.stale(id))
}

// basis says what the figures are and where they come from.
func basis(c *costs.Costs, msg *messages.Image) string {
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

// cost prints what the layer of a row costs.
func (p *listingPrinter) cost(l *listing, r *row) {
	c := l.costs
	w := &p.out
	cost, part := c.Of(l.first+r.first-1, l.first+r.last-1)
	switch {
	case !part:
		p.unseen(p.site.msg.Image.NotInImage)
		return
	case cost.Bytes == 0 && c.Unattributed && dockerfile.MakesLayer(r.group.Name): // 0 B would be a guess
		p.unseen(p.site.msg.Image.NotMeasured)
		return
	case cost.Bytes == 0:
		return
	}
	w.HTML(`<p class="cost"><span class="sr">`)
	w.Text(p.site.msg.Image.Layer)
	w.HTML(` </span>`)
	w.B = pictures.AppendBar(w.B, max(int(cost.Bytes*100/max(c.Max, 1)), 1))
	p.data(cost.Bytes)
	if c.Disk && cost.Download > 0 {
		w.HTML(`<span class="sr">, `)
		p.data(cost.Download)
		w.HTML(` `)
		w.Text(p.site.msg.Image.Download)
		w.HTML(`</span>`)
	}
	w.HTML("</p>")
}

// unseen prints what only those need to be told who do not see that there is no
// figure.
func (p *listingPrinter) unseen(text string) {
	p.out.HTML(`<p class="sr">`)
	p.out.Text(text)
	p.out.HTML("</p>")
}

// wasted prints how much of a layer nobody can see, and which lines hid it.
func (p *listingPrinter) wasted(l *listing, cost costs.Layer) {
	w := &p.out
	w.HTML(`<p>`)
	p.data(cost.Wasted)
	w.HTML(" ")
	w.Text(p.site.msg.Image.Wasted)
	lines := slices.Sorted(slices.Values(cost.By))
	for i, line := range lines {
		if i == 0 {
			w.HTML(` → `)
			w.Text(p.site.msg.Listing.Line)
		} else {
			w.HTML(",")
		}
		w.HTML(" ")
		if inside := line - l.first + 1; inside < 1 || inside > len(l.starts) {
			w.Int(line) // of a part of the file that this listing does not show
			continue
		}
		w.HTML("<a")
		w.Href("href", "#"+l.prefix+"L"+strconv.Itoa(line))
		w.HTML(">")
		w.Int(line)
		w.HTML("</a>")
	}
	w.HTML("</p>\n")
}

// data prints a size with its exact number of bytes.
func (p *listingPrinter) data(bytes int64) {
	w := &p.out
	w.HTML(`<data value="`)
	w.HTML(strconv.FormatInt(bytes, 10))
	w.HTML(`">`)
	w.Text(figures.Size(bytes))
	w.HTML("</data>")
}

// differs says that the image was built from another file than the one that
// the listing quotes, and how they differ.
func (p *listingPrinter) differs(l *listing) {
	if l.costs == nil || len(l.costs.Image.Differs) == 0 {
		return
	}
	p.warn(l.Quote.Span.Start, fmt.Sprintf("image %q was not built from %q as it stands", l.costs.ID, l.Quote.File),
		"build and push it again, or quote the file that it was built from")
	w := &p.out
	w.HTML(`<details class="differs"><summary>`)
	w.Text(p.site.msg.Image.NotBuilt)
	w.HTML(`</summary><pre><code>`)
	for _, line := range l.costs.Image.Differs {
		w.Text(line)
		w.HTML("\n")
	}
	w.HTML("</code></pre></details>\n")
}
