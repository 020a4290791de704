// Package pictures draws numbers as SVG: how stages need one another, how an
// image is made of layers, how its size went over time, how long a bar is.
//
// Start from [AppendLayers], [AppendHistory], [AppendBar] and [NewGraph]. A
// picture has no colour and no font of its own, only classes for a style sheet;
// who cannot see it has its [Caption]. The package knows no page and no image:
// words, numbers and their units come from the caller.
package pictures

import (
	"docsite/render/escape"
)

// Caption is what those have of a picture who cannot see it.
type Caption struct {
	ID    string // unlike any other of the page; "t" and "d" are added to it
	Title string // what the picture shows
	Text  string // its numbers in words
}

// canvas is SVG that grows.
type canvas struct{ b []byte }

func (c *canvas) svg(s string)  { c.b = append(c.b, s...) }
func (c *canvas) text(s string) { c.b = escape.AppendText(c.b, s) }
func (c *canvas) int(n int)     { c.b = escape.AppendInt(c.b, n) }

// attr adds an attribute.
func (c *canvas) attr(name, value string) {
	c.svg(" " + name + `="`)
	c.text(value)
	c.svg(`"`)
}

// point adds a point of a path.
func (c *canvas) point(x, y int) {
	c.int(x)
	c.svg(" ")
	c.int(y)
}

// open starts a picture whose tag has some attributes. What is drawn in it is
// hidden from those who have its caption.
func (c *canvas) open(attributes string, of Caption) {
	c.svg("<svg" + attributes + ` role="img"`)
	c.attr("aria-labelledby", of.ID+"t "+of.ID+"d")
	c.svg("><title")
	c.attr("id", of.ID+"t")
	c.svg(">")
	c.text(of.Title)
	c.svg("</title><desc")
	c.attr("id", of.ID+"d")
	c.svg(">")
	c.text(of.Text)
	c.svg(`</desc><g aria-hidden="true">`)
}

func (c *canvas) close() { c.svg("</g></svg>") }

// AppendBar draws a bar beside the number that it shows: so many hundredths of
// the longest.
func AppendBar(b []byte, hundredths int) []byte {
	c := canvas{b}
	c.svg(`<svg class="cb" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="`)
	c.int(hundredths)
	c.svg(`" height="4"/></svg>`)
	return c.b
}

// layersWidth is the width of the bar of layers in units of its drawing.
const layersWidth = 1000

// Layer is a part of an image.
type Layer struct {
	Bytes int64
	Tone  int // number of its colour, of the class "tone0" and so on
}

// AppendLayers draws how an image is made of layers, whose bytes are more than
// none: a bar in as many pieces, each as long as its share.
func AppendLayers(b []byte, of Caption, layers []Layer) []byte {
	var total int64
	for _, l := range layers {
		total += l.Bytes
	}
	c := canvas{b}
	c.open(` viewBox="0 0 1000 28" preserveAspectRatio="none"`, of)
	x := 0
	for _, l := range layers {
		width := max(int(l.Bytes*layersWidth/total), 2)
		c.svg(`<rect class="tone`)
		c.int(l.Tone)
		c.svg(`" x="`)
		c.int(x)
		c.svg(`" width="`)
		c.int(max(width-2, 1))
		c.svg(`" height="28"/>`)
		x += width
	}
	c.close()
	return c.b
}

// Point is a size from a day on.
type Point struct {
	Day   int // counted from the first point's
	Bytes int64
}

// AppendHistory draws how a size went over time: a line from 0 up, and the area
// below it. There are two points at least.
func AppendHistory(b []byte, of Caption, points []Point) []byte {
	c := canvas{b}
	c.open(` viewBox="0 0 300 64" preserveAspectRatio="none"`, of)
	c.svg(`<path class="area" d="M0 64V`)
	c.steps(points)
	c.svg(`V64"/><path d="M0 `)
	c.steps(points)
	c.svg(`"/>`)
	c.close()
	return c.b
}

// steps adds the sizes to a path, in a drawing 300 wide and 64 high: a size
// holds until the day of the next one, the last for a tenth of the width.
func (c *canvas) steps(points []Point) {
	var longest int64 = 1
	for _, point := range points {
		longest = max(longest, point.Bytes)
	}
	for i, point := range points {
		if i > 0 {
			c.svg("H")
			c.int(point.Day * 270 / max(points[len(points)-1].Day, 1))
			c.svg("V")
		}
		c.int(62 - int(float64(point.Bytes)/float64(longest)*60))
	}
	c.svg("H300")
}
