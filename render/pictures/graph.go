package pictures

import (
	"strconv"

	"docsite/render/markup"
)

// Sizes of the drawing of stages, in pixels. It is never scaled: its letters
// would become too small to read.
const (
	boxHeight, gapY = 44, 18
	// The room that the narrowest page which shows the drawing has for it: 968
	// pixels, less a scroll bar.
	maxWidth = 950
)

// Box is a thing in a [Graph].
type Box struct {
	Name  string
	Class string
}

// Arrow leads from a box to one that needs it.
type Arrow struct {
	From, To int // indexes of boxes
	Class    string
}

// Graph is boxes set in columns, with arrows: what is needed stands left of
// what needs it.
type Graph struct {
	boxes         []Box
	arrows        []Arrow
	column, row   []int
	columns, rows int
	box, gap      int // widths of a box and of the room before the next
	top           int // room above the boxes for lines that pass over them
}

// NewGraph sets boxes in columns. Arrows lead from earlier boxes to later ones,
// but for those from boxes that no arrow leads to.
func NewGraph(boxes []Box, arrows []Arrow) *Graph {
	d := &Graph{boxes: boxes, arrows: arrows, column: make([]int, len(boxes)), row: make([]int, len(boxes))}
	for range boxes { // as many rounds settle it
		for _, e := range arrows {
			d.column[e.To] = max(d.column[e.To], d.column[e.From]+1)
		}
	}
	for _, e := range arrows {
		if d.column[e.To] > d.column[e.From]+1 {
			d.top = boxHeight / 2
		}
	}
	used := map[int]int{}
	for i := range boxes {
		d.column[i] = min(d.column[i], len(boxes))
		d.row[i] = used[d.column[i]]
		used[d.column[i]]++
		d.columns = max(d.columns, d.column[i]+1)
		d.rows = max(d.rows, d.row[i]+1)
	}
	d.box, d.gap = 192, 64
	if !d.Fits() {
		d.box, d.gap = 136, 44
	}
	return d
}

func (d *Graph) width() int { return d.columns*(d.box+d.gap) - d.gap + 2 }

// Fits reports whether the drawing never has to scroll.
func (d *Graph) Fits() bool { return d.width() <= maxWidth }

func (d *Graph) x(i int) int { return 1 + d.column[i]*(d.box+d.gap) }

// y sets each column in the middle.
func (d *Graph) y(i int) int {
	n := 0
	for k := range d.boxes {
		if d.column[k] == d.column[i] {
			n++
		}
	}
	return 1 + d.top + d.row[i]*(boxHeight+gapY) + (d.rows-n)*(boxHeight+gapY)/2
}

// Append draws the graph.
func (d *Graph) Append(b []byte, of Caption) []byte {
	c := canvas{markup.Buffer{B: b}}
	width, height := strconv.Itoa(d.width()), strconv.Itoa(d.top+d.rows*(boxHeight+gapY)-gapY+2)
	// On paper the box of the drawing lets it shrink to the sheet.
	c.open(` class="graph" width="`+width+`" height="`+height+`" viewBox="0 0 `+width+" "+height+`"`, of)
	for _, e := range d.arrows {
		d.arrow(&c, e)
	}
	for i := range d.boxes {
		d.node(&c, i)
	}
	c.close()
	return c.B
}

// arrow draws a line with its tip.
func (d *Graph) arrow(c *canvas, e Arrow) {
	x1, y1 := d.x(e.From)+d.box, d.y(e.From)+boxHeight/2
	x2, y2 := d.x(e.To), d.y(e.To)+boxHeight/2
	c.HTML(`<path class="` + e.Class + `" d="M`)
	if d.column[e.To] > d.column[e.From]+1 { // over the boxes between
		y1 = d.y(e.From)
		x1 -= d.box / 2
		c.point(x1, y1)
		c.HTML("C")
		c.point(x1+d.gap, 1)
		c.HTML(" ")
		c.point(x1+d.gap, 2)
		c.HTML(" ")
		c.point(x1+2*d.gap, 2)
		c.HTML("H")
		c.Int(x2 - d.gap)
		c.HTML("C")
		c.point(x2-d.gap/3, 2)
		c.HTML(" ")
		c.point(x2-d.gap/2, y2-8)
		y2 -= 8
	} else {
		c.point(x1, y1)
		c.HTML("C")
		c.point(x1+d.gap/2, y1)
		c.HTML(" ")
		c.point(x2-d.gap/2, y2)
	}
	c.HTML(" ")
	c.point(x2-2, y2)
	c.HTML(`"/><path class="tip" d="M`)
	c.point(x2-9, y2-5)
	c.HTML("L")
	c.point(x2-1, y2)
	c.HTML("L")
	c.point(x2-9, y2+5)
	c.HTML(`"/>`)
}

func (d *Graph) node(c *canvas, i int) {
	c.HTML(`<g class="` + d.boxes[i].Class + `"><rect x="`)
	c.Int(d.x(i))
	c.HTML(`" y="`)
	c.Int(d.y(i))
	c.HTML(`" width="`)
	c.Int(d.box)
	c.HTML(`" height="`)
	c.Int(boxHeight)
	c.HTML(`" rx="6"/><text x="`)
	c.Int(d.x(i) + d.box/2)
	c.HTML(`" y="`)
	c.Int(d.y(i) + boxHeight/2 + 5)
	c.HTML(`">`)
	c.Text(shorten(d.boxes[i].Name, d.box/8))
	c.HTML("</text></g>")
}

// shorten cuts a name in its middle, where image references differ least.
func shorten(s string, size int) string {
	r := []rune(s)
	if len(r) <= size {
		return s
	}
	half := (size - 1) / 2
	return string(r[:half]) + "…" + string(r[len(r)-half:])
}
