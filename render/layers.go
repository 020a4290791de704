package render

import (
	"strconv"
	"strings"

	"docsite/internal/figures"
	"docsite/render/pictures"
)

// layerBar prints how an image is made of layers: a bar, and the list with
// the same numbers.
func (p *printer) layerBar(l *listing) {
	c := l.costs
	if c == nil || len(c.layers) == 0 || c.total == 0 || p.barred[c.id] {
		return
	}
	p.barred[c.id] = true
	w, msg := &p.out, &p.site.msg.Image
	parts := make([]pictures.Layer, len(c.layers))
	names := make([]string, len(c.layers))
	for i, layer := range c.layers {
		parts[i] = pictures.Layer{Bytes: layer.bytes, Tone: shade(i, layer)}
		names[i] = p.layerName(layer) + " " + figures.Size(layer.bytes)
	}
	w.html(`<figure class="layers">`)
	w.b = pictures.AppendLayers(w.b, pictures.Caption{ID: "Bar-" + strconv.Itoa(l.Block), Title: msg.Layers + ": " + c.id,
		Text: figures.Size(c.total) + " " + msg.Total + ": " + strings.Join(names, ", ")}, parts)
	w.html("\n<ol>")
	for i, layer := range c.layers {
		w.html(`<li class="tone` + strconv.Itoa(shade(i, layer)) + `">`)
		p.layerLink(l, layer)
		w.html(` <data value="` + strconv.FormatInt(layer.bytes, 10) + `">`)
		w.text(figures.Size(layer.bytes))
		w.html("</data></li>\n")
	}
	w.html("</ol><figcaption>")
	w.text(figures.Size(c.total) + " " + msg.Total + " (" + c.basis(msg) + ")")
	if c.stale {
		w.html(" ")
		p.site.staleMark(w)
	}
	w.html("</figcaption></figure>\n")
	p.history(c.id)
}

// shade is a layer's colour in the bar: neighbours differ.
func shade(i int, l layerCost) int {
	if l.base {
		return 0
	}
	return 1 + i%3
}

func (p *printer) layerName(l layerCost) string {
	switch {
	case l.base:
		return p.site.msg.Image.Base
	case l.line == 0:
		return p.site.msg.Image.NotMeasured
	}
	return p.site.msg.Listing.Line + " " + strconv.Itoa(l.line) + " " + l.instruction
}

// layerLink names a layer, as a link where its line is on the page.
func (p *printer) layerLink(l *listing, layer layerCost) {
	w := &p.out
	at := p.lineShown(l.file, layer.line)
	if at == "" {
		w.text(p.layerName(layer))
		return
	}
	w.html("<a")
	w.href("href", "#"+at)
	w.html(">")
	w.text(p.layerName(layer))
	w.html("</a>")
}

// lineShown is the id of a file's line in the listing that quotes it.
func (p *printer) lineShown(file string, line int) string {
	for _, l := range p.order {
		if l.numbered && l.file == file && line >= l.first && line < l.first+len(l.starts) {
			return l.lineID(line-l.first+1, line-l.first+1)
		}
	}
	return ""
}
