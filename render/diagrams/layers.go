package diagrams

import (
	"strconv"
	"strings"

	"docsite/internal/figures"
	"docsite/render/costs"
	"docsite/render/listings"
	"docsite/render/pictures"
	"docsite/render/sizes"
)

// layerBar prints how an image is made of layers: a bar, and the list with
// the same numbers.
func (p *Printer) layerBar(l *listings.Listing) {
	c := l.Costs
	if c == nil || len(c.Layers) == 0 || c.Total == 0 || p.barred[c.ID] {
		return
	}
	p.barred[c.ID] = true
	w, msg := p.out, &p.msg.Image
	parts := make([]pictures.Layer, len(c.Layers))
	names := make([]string, len(c.Layers))
	for i, layer := range c.Layers {
		name := p.layerName(layer)
		parts[i] = pictures.Layer{Bytes: layer.Bytes, Tone: shade(i, layer), Names: []string{name}}
		if layer.Line > 0 {
			parts[i].Names = append(parts[i].Names, strconv.Itoa(layer.Line)+" "+layer.Instruction, strconv.Itoa(layer.Line))
		}
		names[i] = name + " " + figures.Size(layer.Bytes)
	}
	w.HTML(`<figure class="layers">`)
	w.B = pictures.AppendLayers(w.B, pictures.Caption{ID: "Bar-" + strconv.Itoa(l.Block), Title: msg.Layers + ": " + c.ID,
		Text: figures.Size(c.Total) + " " + msg.Total + ": " + strings.Join(names, ", ")}, parts)
	w.HTML("\n<ol>")
	for i, layer := range c.Layers {
		w.HTML(`<li class="tone` + strconv.Itoa(shade(i, layer)) + `">`)
		p.layerLink(l, layer)
		w.HTML(" ")
		sizes.Print(w, layer.Bytes)
		w.HTML("</li>\n")
	}
	w.HTML("</ol><figcaption>")
	w.Text(figures.Size(c.Total) + " " + msg.Total + " (" + c.Basis(msg) + ")")
	if c.Stale {
		w.HTML(" ")
		p.sizes.Mark(w)
	}
	w.HTML("</figcaption></figure>\n")
	p.history(c.ID)
}

// shade is a layer's colour in the bar: neighbours differ.
func shade(i int, l costs.Layer) int {
	if l.Base {
		return 0
	}
	return 1 + i%3
}

func (p *Printer) layerName(l costs.Layer) string {
	switch {
	case l.Base:
		return p.msg.Image.Base
	case l.Line == 0:
		return p.msg.Image.NotMeasured
	}
	return p.msg.Listing.Line + " " + strconv.Itoa(l.Line) + " " + l.Instruction
}

// layerLink names a layer, as a link where its line is on the page.
func (p *Printer) layerLink(l *listings.Listing, layer costs.Layer) {
	for _, in := range p.listings.All {
		if line := layer.Line - in.First + 1; in.Numbered && in.File == l.File && line >= 1 && line <= len(in.Parsed.Starts) {
			p.out.Element("a", p.layerName(layer), "href", "#"+in.LineID(line, line))
			return
		}
	}
	p.out.Text(p.layerName(layer))
}
