package render

import (
	"fmt"
	"slices"
	"strconv"

	"docsite/internal/dockerfile"
	"docsite/render/costs"
	"docsite/render/listings"
	"docsite/render/pictures"
	"docsite/render/sizes"
)

// cost prints what the layer of a row costs.
func (p *listingPrinter) cost(l *listings.Listing, r *listings.Row) {
	c := l.Costs
	w := &p.out
	cost, part := c.Of(l.First+r.First-1, l.First+r.Last-1)
	switch {
	case !part:
		p.unseen(p.site.msg.Image.NotInImage)
		return
	case cost.Bytes == 0 && c.Unattributed && dockerfile.MakesLayer(r.Group.Name): // 0 B would be a guess
		p.unseen(p.site.msg.Image.NotMeasured)
		return
	case cost.Bytes == 0:
		return
	}
	w.Around(`<p class="cost"><span class="sr">`, p.site.msg.Image.Layer, ` </span>`)
	w.B = pictures.AppendBar(w.B, max(int(cost.Bytes*100/max(c.Max, 1)), 1))
	sizes.Print(w, cost.Bytes)
	if c.Disk && cost.Download > 0 {
		w.HTML(`<span class="sr">, `)
		sizes.Print(w, cost.Download)
		w.Around(` `, p.site.msg.Image.Download, `</span>`)
	}
	w.HTML("</p>")
}

// unseen prints what only those need to be told who do not see that there is no
// figure.
func (p *listingPrinter) unseen(text string) {
	p.out.Around(`<p class="sr">`, text, "</p>")
}

// wasted prints how much of a layer nobody can see, and which lines hid it.
func (p *listingPrinter) wasted(l *listings.Listing, cost costs.Layer) {
	w := &p.out
	w.HTML(`<p>`)
	sizes.Print(w, cost.Wasted)
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
		if inside := line - l.First + 1; inside < 1 || inside > len(l.Parsed.Starts) {
			w.Int(line) // of a part of the file that this listing does not show
		} else {
			w.Element("a", strconv.Itoa(line), "href", "#"+l.LineID(inside, inside))
		}
	}
	w.HTML("</p>\n")
}

// differs says that the image was built from another file than the one that
// the listing quotes, and how they differ.
func (p *listingPrinter) differs(l *listings.Listing) {
	if l.Costs == nil || len(l.Costs.Image.Differs) == 0 {
		return
	}
	p.warn(l.Quote.Span.Start, fmt.Sprintf("image %q was not built from %q as it stands", l.Costs.ID, l.Quote.File),
		"build and push it again, or quote the file that it was built from")
	w := &p.out
	w.Around(`<details class="differs"><summary>`, p.site.msg.Image.NotBuilt, `</summary><pre><code>`)
	for _, line := range l.Costs.Image.Differs {
		w.Text(line)
		w.HTML("\n")
	}
	w.HTML("</code></pre></details>\n")
}
