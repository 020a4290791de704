package diagrams

import (
	"strconv"
	"strings"
	"time"

	"docsite/internal/figures"
	"docsite/internal/site"
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

// maxPoints is how much of an image's history is shown.
const maxPoints = 50

// history prints how an image's size went over time: a line, and the table
// with the numbers, folded.
func (p *Printer) history(id string) {
	points := p.site.Lock.History[id]
	points = points[max(len(points)-maxPoints, 0):]
	if len(points) < 2 {
		return
	}
	w, msg := p.out, &p.msg.Image
	days, drawn := daysOf(points), make([]pictures.Point, len(points))
	for i, point := range points {
		drawn[i] = pictures.Point{Day: days[i], Bytes: point.Download}
	}
	first, last := points[0], points[len(points)-1]
	w.Around(`<details class="over"><summary>`, msg.OverTime, "</summary>\n")
	w.B = pictures.AppendHistory(w.B, pictures.Caption{ID: "Over-" + id + "-", Title: msg.OverTime + ": " + id,
		Text: first.Since + ": " + figures.Size(first.Download) + ", " + last.Since + ": " + figures.Size(last.Download)}, drawn)
	w.HTML("\n")
	p.historyTable(points)
	w.HTML("</details>\n")
}

// daysOf counts the days from the first point to each; their numbers where the
// lock says no days.
func daysOf(points []site.LockedSize) []int {
	days := make([]int, len(points))
	first, err := time.Parse(time.DateOnly, points[0].Since)
	for i, point := range points {
		at, wrong := time.Parse(time.DateOnly, point.Since)
		if err != nil || wrong != nil || i > 0 && at.Before(first.AddDate(0, 0, days[i-1])) {
			for i := range days {
				days[i] = i
			}
			return days
		}
		days[i] = int(at.Sub(first).Hours() / 24)
	}
	return days
}

func (p *Printer) historyTable(points []site.LockedSize) {
	w, msg := p.out, &p.msg.Image
	w.Around(`<div class="table" tabindex="0"><table><thead><tr><th scope="col">`, msg.Day, `</th><th scope="col" class="right">`)
	w.Text(msg.Download)
	w.Around(`</th><th scope="col" class="right">`, msg.Change, "</th></tr></thead>\n<tbody>\n")
	for i := len(points) - 1; i >= 0; i-- {
		w.Around("<tr><td>", points[i].Since, `</td><td class="right">`)
		sizes.Print(w, points[i].Download)
		w.HTML(`</td><td class="right">`)
		if i > 0 {
			w.Text(figures.Difference(points[i].Download - points[i-1].Download))
		}
		w.HTML("</td></tr>\n")
	}
	w.HTML("</tbody></table></div>\n")
}
