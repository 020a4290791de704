package pictures

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"docsite/render/markup"
)

// Sizes of the drawing of stages, in pixels. It is never scaled: its letters
// would become too small to read.
const (
	boxHeight, gapY = 44, 18
	lane            = 8 // from one line that passes by boxes to the next
	padding         = 5
	twoLetters      = 17 // of a name
	// The room of a page of 768 pixels, of one of 1024 less a scroll bar, and of a
	// phone of 320.
	maxNarrow, maxWidth, maxUpright = 736, 950, 288
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
// what needs it, or above it where the graph stands upright.
type Graph struct {
	boxes    []Box
	arrows   []Arrow
	level    []int // of each box: its column, or its row upright
	place    []int // of each box in its level
	count    []int // boxes of each level
	most     int   // of the counts
	box, gap int   // along the levels: of a box, and of the room before the next
	side     int   // across the levels: of a box
	between  int   // across the levels: the room between boxes
	lanes    int   // arrows that pass by levels
	upright  bool
	broad    bool // upright; in columns it is too wide for all but wide screens
}

// NewGraph sets boxes in columns. Arrows lead from earlier boxes to later ones,
// but for those from boxes that no arrow leads to.
func NewGraph(boxes []Box, arrows []Arrow) *Graph {
	d := &Graph{boxes: boxes, arrows: arrows, level: make([]int, len(boxes)), place: make([]int, len(boxes))}
	for range boxes { // as many rounds settle it
		for _, e := range arrows {
			d.level[e.To] = min(max(d.level[e.To], d.level[e.From]+1), len(boxes))
		}
	}
	d.count = make([]int, len(boxes)+1)
	for i, level := range d.level {
		d.place[i] = d.count[level]
		d.count[level]++
		d.most = max(d.most, d.count[level])
	}
	for d.count[len(d.count)-1] == 0 {
		d.count = d.count[:len(d.count)-1]
	}
	for _, e := range arrows {
		if d.passes(e) {
			d.lanes++
		}
	}
	d.side, d.between = boxHeight, gapY
	d.box, d.gap = 192, 64
	if !d.Fits() {
		d.box, d.gap = 136, 44
	}
	if d.along() > maxNarrow && d.Fits() { // only wide screens show it
		d.box = min(192, (maxWidth-2+d.gap)/len(d.count)-d.gap)
	}
	return d
}

// Upright is the graph with its levels below one another, for narrow screens.
func (d *Graph) Upright() *Graph {
	u := *d
	u.upright, u.broad = true, d.along() > maxNarrow
	u.box, u.gap = boxHeight, 40
	u.between = 12
	u.side = min(192, max(88, (maxUpright-2-u.across()-(u.most-1)*u.between)/u.most))
	return &u
}

// passes reports whether an arrow passes by a level.
func (d *Graph) passes(e Arrow) bool { return d.level[e.To] > d.level[e.From]+1 }

// along is how long the drawing is in the direction of its arrows, less a
// pixel at both ends.
func (d *Graph) along() int { return len(d.count)*(d.box+d.gap) - d.gap }

// across is where boxes begin, behind the lanes.
func (d *Graph) across() int { return 1 + d.lanes*lane + min(d.lanes, 1)*lane }

func (d *Graph) size() (width, height int) {
	along, across := d.along()+2, d.across()+d.most*(d.side+d.between)-d.between+1
	if d.upright {
		return across, along
	}
	return along, across
}

// Fits reports whether the drawing never has to scroll.
func (d *Graph) Fits() bool {
	width, _ := d.size()
	return width <= maxWidth && (!d.upright || width <= maxUpright)
}

// at is the corner of a box from which the levels and their places are counted.
func (d *Graph) at(i int) (along, across int) {
	across = d.across() + d.place[i]*(d.side+d.between) + (d.most-d.count[d.level[i]])*(d.side+d.between)/2
	return 1 + d.level[i]*(d.box+d.gap), across
}

// Append draws the graph, in a box that can scroll.
func (d *Graph) Append(b []byte, of Caption) []byte {
	c := canvas{markup.Buffer{B: b}}
	c.HTML(`<div class="graph`)
	if d.upright {
		c.HTML(" upright")
	}
	if d.broad || !d.upright && d.along() > maxNarrow {
		c.HTML(" broad")
	}
	if c.HTML(`"`); !d.Fits() { // it scrolls in itself, by the keyboard too
		c.HTML(` tabindex="0"`)
	}
	c.HTML(">")
	width, height := d.size()
	// On paper the box of the drawing lets it shrink to the sheet.
	c.open(fmt.Sprintf(` width="%d" height="%d" viewBox="0 0 %[1]d %[2]d"`, width, height), of)
	passed := 0
	for _, e := range d.arrows {
		c.Parts(`<path class="`, e.Class, `" d="M`)
		if d.passes(e) {
			passed++
		}
		d.arrow(&c, e, passed)
	}
	for i := range d.boxes {
		d.node(&c, i)
	}
	c.close()
	c.HTML("</div>")
	return c.B
}

// path adds a part of a path: points, each so far along the arrows and across them.
func (d *Graph) path(c *canvas, format string, points ...int) {
	for i := 0; d.upright && i < len(points); i += 2 {
		points[i], points[i+1] = points[i+1], points[i]
	}
	c.Numbers(format, points...)
}

// arrow draws a line with its tip. A line that passes by levels does so in a lane
// of its own beside all boxes, and turns in the room between levels: no line is
// hidden by a box.
func (d *Graph) arrow(c *canvas, e Arrow, passed int) {
	x1, y1 := d.at(e.From)
	x2, y2 := d.at(e.To)
	x1, y1, y2 = x1+d.box, y1+d.side/2, y2+d.side/2
	half := d.gap / 2
	d.path(c, "%d %dC%d %d ", x1, y1, x1+half, y1)
	if d.passes(e) {
		y2 -= d.side / 4
		y := 1 + passed*lane - lane
		d.path(c, "%d %d %d %dL%d %dC%d %d ", x1, y, x1+half, y, x2-half-lane, y, x2-half+lane, y)
	}
	d.path(c, "%d %d %d %d", x2-half, y2, x2-2, y2)
	d.path(c, `"/><path class="tip" d="M%d %dL%d %dL%d %d"/>`, x2-9, y2-5, x2-1, y2, x2-9, y2+5)
}

func (d *Graph) node(c *canvas, i int) {
	x, y := d.at(i)
	width, height := d.box, d.side
	if d.upright {
		x, y, width, height = y, x, height, width
	}
	c.Tag("g", "class", d.boxes[i].Class)
	c.Numbers(`<rect x="%d" y="%d" width="%d" height="%d" rx="6"/>`, x, y, width, height)
	room := width - 2*padding
	lines := nameLines(d.boxes[i].Name, room*2/twoLetters)
	for k, line := range lines {
		c.Numbers(`<text x="%d" y="%d"`, x+width/2, y+height/2+5+(2*k+1-len(lines))*9)
		if utf8.RuneCountInString(line) > room*2/twoLetters {
			c.Numbers(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, room)
		}
		c.Around(">", line, "</text>")
	}
	c.HTML("</g>")
}

// nameLines are a name, in two lines where it has more letters than size, parted behind
// a sign: of a reference behind one between its parts, where both have room so. The second
// may have a quarter more letters, which are drawn closer together. A reference that is longer
// loses the registry and the folders that it begins with, which tell least.
func nameLines(name string, size int) []string {
	r := []rune(name)
	if len(r) <= size {
		return []string{name}
	}
	at, room := size, size*5/4
	for _, signs := range [...]string{"/:@", "/:@_-."} {
		longest := len(r)
		for i := 1; i <= size; i++ {
			if strings.ContainsRune(signs, r[i-1]) && max(i, len(r)-i) < longest {
				at, longest = i, max(i, len(r)-i)
			}
		}
		if longest < len(r) && longest <= room {
			break
		}
	}
	from := max(0, len(name)-size-room-1)
	if end := strings.IndexByte(name[from:], '/') + 1; len(r)-at > room && end > 0 && from+end < len(name) {
		return nameLines(name[from+end:], size)
	}
	return []string{string(r[:at]), shorten(string(r[at:]), room)}
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
