// Package pictures draws numbers as SVG: how stages need one another, how an
// image is made of layers, how its size went over time, how long a bar is.
//
// Start from [AppendLayers], [AppendHistory], [AppendBar] and [NewGraph]. A
// picture has no colour and no font of its own, only classes for a style sheet;
// who cannot see it has its [Caption]. [DrawBadge] draws what stands alone, on
// other sites, and brings both. The package knows no page and no image:
// words, numbers and their units come from the caller.
package pictures

import (
	"unicode/utf8"

	"docsite/render/markup"
)

// Caption is the title and the description of a picture, for screen readers.
type Caption struct {
	ID    string // unlike any other of the page; "t" and "d" are added to it
	Title string // what the picture shows
	Text  string // its numbers in words
}

// canvas is SVG that grows.
type canvas struct{ markup.Buffer }

// open starts a picture whose tag has some attributes. What is drawn in it is
// hidden from those who have its caption.
func (c *canvas) open(attributes string, of Caption) {
	c.Parts("<svg", attributes, ` role="img"`)
	c.Attr("aria-labelledby", of.ID+"t "+of.ID+"d")
	c.HTML(">")
	c.Element("title", of.Title, "id", of.ID+"t")
	c.Element("desc", of.Text, "id", of.ID+"d")
	c.HTML(`<g aria-hidden="true">`)
}

func (c *canvas) close() { c.HTML("</g></svg>") }

// AppendBar draws a bar beside the number that it shows: so many hundredths of
// the longest.
func AppendBar(b []byte, hundredths int) []byte {
	c := canvas{markup.Buffer{B: b}}
	c.Numbers(`<svg class="cb" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="%d" height="4"/></svg>`, hundredths)
	return c.B
}

// Layer is a part of an image.
type Layer struct {
	Bytes int64
	Tone  int      // number of its colour, of the class "tone0" and so on
	Names []string // what may stand in its piece, the longest first
}

// Sizes of the bar of layers, in pixels, and of its pieces, in thousandths of
// its width.
const (
	wholeBar     = 1000
	broadBar     = 950 // on screens on which broad pictures are shown
	slimBar      = 288 // on the others, at least
	letterInBar  = 8
	paddingInBar = 6
)

// AppendLayers draws how an image is made of layers, whose bytes are more than
// none: a bar in as many pieces, each as long as its share and with a name where
// one has room.
func AppendLayers(b []byte, of Caption, layers []Layer) []byte {
	var total int64
	for _, l := range layers {
		total += l.Bytes
	}
	c := canvas{markup.Buffer{B: b}}
	c.open(` height="28"`, of)
	x := 0
	for _, l := range layers {
		width := max(int(l.Bytes*wholeBar/total), 2)
		c.Numbers(`<rect class="tone%d" x="`, l.Tone)
		c.share(x)
		c.HTML(`" width="`)
		c.share(max(width-2, 1))
		c.HTML(`" height="100%"/>`)
		broad, slim := l.name(width*broadBar/wholeBar), l.name(width*slimBar/wholeBar)
		if broad == slim {
			c.nameLayer(l, x, broad, "")
		} else {
			c.nameLayer(l, x, broad, " broad")
			c.nameLayer(l, x, slim, " slim")
		}
		x += width
	}
	c.close()
	return c.B
}

// name is the longest name that fits into so many pixels; empty for none.
func (l *Layer) name(pixels int) string {
	for _, name := range l.Names {
		if utf8.RuneCountInString(name)*letterInBar+2*paddingInBar <= pixels {
			return name
		}
	}
	return ""
}

func (c *canvas) nameLayer(l Layer, x int, name, class string) {
	if name == "" {
		return
	}
	c.Numbers(`<text class="tone%d`, l.Tone)
	c.Parts(class, `" x="`)
	c.share(x)
	c.Numbers(`" dx="%d" y="68%">`, paddingInBar)
	c.Text(name)
	c.HTML("</text>")
}

// share adds so many thousandths of the picture's width.
func (c *canvas) share(thousandths int) {
	c.Int(thousandths / 10)
	if rest := thousandths % 10; rest > 0 {
		c.Numbers(".%d", rest)
	}
	c.HTML("%")
}

// Point is a size from a day on.
type Point struct {
	Day   int // counted from the first point's
	Bytes int64
}

// AppendHistory draws how a size went over time: a line from 0 up, and the area
// below it. There are two points at least.
func AppendHistory(b []byte, of Caption, points []Point) []byte {
	c := canvas{markup.Buffer{B: b}}
	c.open(` viewBox="0 0 300 64" preserveAspectRatio="none"`, of)
	c.HTML(`<path class="area" d="M0 64V`)
	c.steps(points)
	c.HTML(`V64"/><path d="M0 `)
	c.steps(points)
	c.HTML(`"/>`)
	c.close()
	return c.B
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
			c.Numbers("H%dV", point.Day*270/max(points[len(points)-1].Day, 1))
		}
		c.Int(62 - int(float64(point.Bytes)/float64(longest)*60))
	}
	c.HTML("H300")
}
