package render

import (
	"strconv"
	"strings"

	"docsite/internal/figures"
	"docsite/render/costs"
	"docsite/render/pictures"
)

// layerBar prints how an image is made of layers: a bar, and the list with
// the same numbers.
func (p *diagramPrinter) layerBar(l *listing) {
	c := l.costs
	if c == nil || len(c.Layers) == 0 || c.Total == 0 || p.barred[c.ID] {
		return
	}
	p.barred[c.ID] = true
	w, msg := &p.out, &p.site.msg.Image
	parts := make([]pictures.Layer, len(c.Layers))
	names := make([]string, len(c.Layers))
	for i, layer := range c.Layers {
		parts[i] = pictures.Layer{Bytes: layer.Bytes, Tone: shade(i, layer)}
		names[i] = p.layerName(layer) + " " + figures.Size(layer.Bytes)
	}
	w.HTML(`<figure class="layers">`)
	w.B = pictures.AppendLayers(w.B, pictures.Caption{ID: "Bar-" + strconv.Itoa(l.Block), Title: msg.Layers + ": " + c.ID,
		Text: figures.Size(c.Total) + " " + msg.Total + ": " + strings.Join(names, ", ")}, parts)
	w.HTML("\n<ol>")
	for i, layer := range c.Layers {
		w.HTML(`<li class="tone` + strconv.Itoa(shade(i, layer)) + `">`)
		p.layerLink(l, layer)
		w.HTML(` <data value="` + strconv.FormatInt(layer.Bytes, 10) + `">`)
		w.Text(figures.Size(layer.Bytes))
		w.HTML("</data></li>\n")
	}
	w.HTML("</ol><figcaption>")
	w.Text(figures.Size(c.Total) + " " + msg.Total + " (" + basis(c, msg) + ")")
	if c.Stale {
		w.HTML(" ")
		p.site.staleMark(w)
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

func (p *diagramPrinter) layerName(l costs.Layer) string {
	switch {
	case l.Base:
		return p.site.msg.Image.Base
	case l.Line == 0:
		return p.site.msg.Image.NotMeasured
	}
	return p.site.msg.Listing.Line + " " + strconv.Itoa(l.Line) + " " + l.Instruction
}

// layerLink names a layer, as a link where its line is on the page.
func (p *diagramPrinter) layerLink(l *listing, layer costs.Layer) {
	w := &p.out
	at := p.lineShown(l.file, layer.Line)
	if at == "" {
		w.Text(p.layerName(layer))
		return
	}
	w.HTML("<a")
	w.Href("href", "#"+at)
	w.HTML(">")
	w.Text(p.layerName(layer))
	w.HTML("</a>")
}

// lineShown is the id of a file's line in the listing that quotes it.
func (p *diagramPrinter) lineShown(file string, line int) string {
	for _, l := range p.reader.order {
		if l.numbered && l.file == file && line >= l.first && line < l.first+len(l.starts) {
			return l.lineID(line-l.first+1, line-l.first+1)
		}
	}
	return ""
}
