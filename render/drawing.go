package render

import (
	"docsite/internal/dockerfile"
)

// Sizes of the drawing of stages, in pixels. It is never scaled: its letters
// would become too small to read.
const (
	boxHeight, gapY = 44, 18
	// The room that the narrowest page which shows the drawing has for it: 968
	// pixels, less a scroll bar.
	drawingRoom = 950
)

// drawing is a graph of stages set in columns: what is needed stands left of
// what needs it.
type drawing struct {
	dockerfile.Graph
	column, row   []int
	columns, rows int
	box, gap      int // widths of a box and of the room before the next
	top           int // room above the boxes for lines that pass over them
}

func newDrawing(g dockerfile.Graph) *drawing {
	d := &drawing{Graph: g, column: make([]int, len(g.Nodes)), row: make([]int, len(g.Nodes))}
	for range g.Nodes { // edges lead from earlier to later stages: as many rounds settle it
		for _, e := range g.Edges {
			d.column[e.To] = max(d.column[e.To], d.column[e.From]+1)
		}
	}
	for _, e := range g.Edges {
		if d.column[e.To] > d.column[e.From]+1 {
			d.top = boxHeight / 2
		}
	}
	used := map[int]int{}
	for i := range g.Nodes {
		d.column[i] = min(d.column[i], len(g.Nodes))
		d.row[i] = used[d.column[i]]
		used[d.column[i]]++
		d.columns = max(d.columns, d.column[i]+1)
		d.rows = max(d.rows, d.row[i]+1)
	}
	d.box, d.gap = 192, 64
	if !d.fits() {
		d.box, d.gap = 136, 44
	}
	return d
}

func (d *drawing) width() int { return d.columns*(d.box+d.gap) - d.gap + 2 }

// fits reports whether the drawing never has to scroll.
func (d *drawing) fits() bool { return d.width() <= drawingRoom }

func (d *drawing) x(i int) int { return 1 + d.column[i]*(d.box+d.gap) }

// y sets each column in the middle.
func (d *drawing) y(i int) int {
	n := 0
	for k := range d.Nodes {
		if d.column[k] == d.column[i] {
			n++
		}
	}
	return 1 + d.top + d.row[i]*(boxHeight+gapY) + (d.rows-n)*(boxHeight+gapY)/2
}

// print prints the drawing. The list beside it says the same in words.
func (d *drawing) print(w *buffer, id, title string) {
	width, height := d.width(), d.top+d.rows*(boxHeight+gapY)-gapY+2
	w.html(`<svg class="graph" width="`)
	w.int(width)
	w.html(`" height="`)
	w.int(height)
	w.html(`" viewBox="0 0 `) // on paper it shrinks to the sheet
	w.int(width)
	w.html(" ")
	w.int(height)
	w.html(`" role="img" aria-labelledby="` + id + "t " + id + `d"><title id="` + id + `t">`)
	w.text(title)
	w.html(`</title><desc id="` + id + `d">`)
	for i, n := range d.Nodes {
		if i > 0 {
			w.text(", ")
		}
		w.text(n.Name)
		if name := nodeName(n); name != n.Name {
			w.text(" (" + name + ")")
		}
	}
	w.html(`</desc><g aria-hidden="true">`)
	for _, e := range d.Edges {
		d.edge(w, e)
	}
	for i, n := range d.Nodes {
		d.node(w, i, n)
	}
	w.html("</g></svg>\n")
}

// edge prints a line with an arrow: solid for FROM, dashed for COPY, dotted
// for a mount.
func (d *drawing) edge(w *buffer, e dockerfile.Edge) {
	x1, y1 := d.x(e.From)+d.box, d.y(e.From)+boxHeight/2
	x2, y2 := d.x(e.To), d.y(e.To)+boxHeight/2
	w.html(`<path class="` + string(e.Kind) + `" d="M`)
	if d.column[e.To] > d.column[e.From]+1 { // over the boxes between
		y1 = d.y(e.From)
		x1 -= d.box / 2
		w.point(x1, y1)
		w.html("C")
		w.point(x1+d.gap, 1)
		w.html(" ")
		w.point(x1+d.gap, 2)
		w.html(" ")
		w.point(x1+2*d.gap, 2)
		w.html("H")
		w.int(x2 - d.gap)
		w.html("C")
		w.point(x2-d.gap/3, 2)
		w.html(" ")
		w.point(x2-d.gap/2, y2-8)
		y2 -= 8
	} else {
		w.point(x1, y1)
		w.html("C")
		w.point(x1+d.gap/2, y1)
		w.html(" ")
		w.point(x2-d.gap/2, y2)
	}
	w.html(" ")
	w.point(x2-2, y2)
	w.html(`"/><path class="tip" d="M`)
	w.point(x2-9, y2-5)
	w.html("L")
	w.point(x2-1, y2)
	w.html("L")
	w.point(x2-9, y2+5)
	w.html(`"/>`)
}

func (w *buffer) point(x, y int) {
	w.int(x)
	w.html(" ")
	w.int(y)
}

func (d *drawing) node(w *buffer, i int, n dockerfile.Node) {
	class := "stage"
	switch {
	case n.Stage < 0:
		class = "outside"
	case n.Target:
		class = "target"
	}
	w.html(`<g class="` + class + `"><rect x="`)
	w.int(d.x(i))
	w.html(`" y="`)
	w.int(d.y(i))
	w.html(`" width="`)
	w.int(d.box)
	w.html(`" height="`)
	w.int(boxHeight)
	w.html(`" rx="6"/><text x="`)
	w.int(d.x(i) + d.box/2)
	w.html(`" y="`)
	w.int(d.y(i) + boxHeight/2 + 5)
	w.html(`">`)
	w.text(shorten(nodeName(n), d.box/8))
	w.html("</text></g>")
}

// nodeName is what a person calls a node: of an image with variables in its
// reference, the one that is taken when nobody sets them.
func nodeName(n dockerfile.Node) string { return orElse(n.Default, n.Name) }

// shorten cuts a name in its middle, where image references differ least.
func shorten(s string, size int) string {
	r := []rune(s)
	if len(r) <= size {
		return s
	}
	half := (size - 1) / 2
	return string(r[:half]) + "…" + string(r[len(r)-half:])
}
