// Package sizes prints the sizes of images in a page's text: the tags around a
// figure, which say where it comes from and whether it is stale, and the bars
// beside those of a table.
//
// Start at [New] for a site, and at [BarsOf] for a table. The package measures
// nothing and finds no marker.
package sizes

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/render/messages"
	"docsite/render/pictures"
)

// Sizes prints the sizes of a site's images, with what makes one believed: the
// exact number, where it comes from, and whether it is stale. It is safe for use
// by several goroutines.
type Sizes struct {
	site    *site.Site
	msg     *messages.Image
	changed sync.Map // id of an image → whether its Dockerfile has changed since it was measured
}

// New is for the images of a site, with the words of its language.
func New(s *site.Site, msg *messages.Image) *Sizes { return &Sizes{site: s, msg: msg} }

// Tags are the tags around a figure that a marker names: the first
// carries the exact number and where it comes from, the last says when it is
// stale. A figure without bytes has no tags.
func (s *Sizes) Tags(id string) (open, end string, ok bool) {
	v, err := figures.Find(s.site, id)
	if err != nil || v.Bytes < 0 {
		return "", "", false
	}
	var w markup.Buffer
	w.Tag("data", "value", strconv.FormatInt(v.Bytes, 10), "title", source(v))
	open, end = string(w.B), "</data>"
	image := id[:strings.LastIndexByte(id, '.')]
	if !v.Recorded && s.Stale(image) {
		w = markup.Buffer{}
		w.HTML("</data> ")
		s.Mark(&w)
		end = string(w.B)
	}
	return open, end, true
}

// Print prints a size with its exact number of bytes.
func Print(w *markup.Buffer, bytes int64) {
	w.Element("data", figures.Size(bytes), "value", strconv.FormatInt(bytes, 10))
}

// Stale reports whether an image was measured for another Dockerfile than the
// project has now: the figures are true of that image, but not of the next one
// that is built.
func (s *Sizes) Stale(id string) bool {
	if known, ok := s.changed.Load(id); ok {
		return known.(bool)
	}
	spec, locked := s.site.Config.Images[id], s.site.Lock.Images[id]
	stale := false
	if spec.Dockerfile != "" && locked.From != "" {
		text, err := site.ReadQuoted(s.site.FS, spec.Dockerfile)
		stale = err == nil && spec.Hash(text) != locked.From
	}
	s.changed.Store(id, stale)
	return stale
}

// Mark says in words that a figure is stale.
func (s *Sizes) Mark(w *markup.Buffer) {
	w.Around(`<span class="stale">`, s.msg.Stale, "</span>")
}

// StaleBelow says below a table which of its images are stale; nothing when
// none is.
func (s *Sizes) StaleBelow(id string) string {
	var w markup.Buffer
	for _, image := range s.site.Config.Tables[id].Images {
		if !s.Stale(image) {
			continue
		}
		w.HTML("<p>")
		w.Text(cmp.Or(s.site.Config.Images[image].Label, image) + ": ")
		s.Mark(&w)
		w.HTML("</p>\n")
	}
	return string(w.B)
}

// source says where a figure comes from: platform, digest, method, date.
func source(v figures.Value) string {
	text := strconv.FormatInt(v.Bytes, 10) + " bytes"
	if v.Platform != "" {
		text += ", " + v.Platform
	}
	if v.Digest != "" {
		text += ", " + v.Digest
	}
	switch {
	case v.Recorded:
		text += ", recorded"
	case v.Method != "":
		text += ", " + methods[v.Method]
	}
	if v.Since != "" {
		text += " " + v.Since
	}
	return text
}

// methods say in words how a figure was had.
var methods = map[site.Method]string{
	site.ByManifest: "from the manifest", site.ByStream: "every layer read", site.ByTrailer: "from the layers' trailers",
	site.ByTOC: "from the layers' tables of contents", site.Recorded: "recorded",
}

// Table is a comparison table of docsite.yaml as it stands on a page.
type Table struct {
	span    site.Span // between its markers, in the page's source
	columns []int     // those that hold sizes, from 0
}

// Table is the table that a marker stands around.
func (s *Sizes) Table(m site.Marker) Table {
	t := Table{span: m.Body()}
	for i, name := range s.site.Config.Tables[m.ID].Columns {
		if c, ok := figures.ColumnOf(name); ok && c.Kind == figures.Bytes {
			t.columns = append(t.columns, i+1) // after the images' names
		}
	}
	return t
}

// Bars is how long the bar beside a size is, in hundredths of the longest of
// its column; 0 in a cell without a size, where only the room is kept.
type Bars map[ast.Node]int

// BarsOf works out the bars of a table from the sizes that it says, so that
// they can never tell something else. A column with one size has none.
func BarsOf(doc *markdown.Document, tables []Table, table ast.Node) Bars {
	at := cellOffset(table)
	i := slices.IndexFunc(tables, func(t Table) bool { return at >= t.span.Start && at < t.span.End })
	if i < 0 {
		return nil
	}
	bars := Bars{}
	for _, column := range tables[i].columns {
		bars.column(doc, table, column)
	}
	return bars
}

// column works out the bars of a column.
func (b Bars) column(doc *markdown.Document, table ast.Node, column int) {
	cells := map[ast.Node]int64{}
	var header ast.Node
	var most int64
	found := 0
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		cell := row.FirstChild()
		for range column {
			if cell != nil {
				cell = cell.NextSibling()
			}
		}
		switch {
		case cell == nil:
		case row.Kind() == extast.KindTableHeader:
			header = cell
		default:
			text, _, _ := strings.Cut(doc.Text(cell), "(") // "800 MB (recorded)"
			cells[cell], _ = figures.ParseSize(text)
			most = max(most, cells[cell])
			if cells[cell] > 0 {
				found++
			}
		}
	}
	if found < 2 {
		return
	}
	b[header] = 0
	for cell, bytes := range cells {
		b[cell] = 0
		if bytes > 0 {
			b[cell] = max(int(float64(bytes)/float64(most)*100), 1)
		}
	}
}

// cellOffset is where the first cell of a table starts in the page.
func cellOffset(table ast.Node) int {
	for n := table.FirstChild(); n != nil; n = n.FirstChild() {
		if t, ok := n.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return -1
}

// Print prints the bar beside the size of a cell.
func (b Bars) Print(w *markup.Buffer, cell ast.Node) {
	width, ok := b[cell]
	if !ok {
		return
	}
	if width == 0 {
		w.HTML(` <span class="cb"></span>`)
		return
	}
	w.HTML(" ")
	w.B = pictures.AppendBar(w.B, width)
}

// IsFigure reports whether a cell is a number with its unit, or a day, of which no
// screen is so narrow that it has to be broken.
func IsFigure(cell []byte) bool {
	cell = bytes.TrimSpace(cell)
	digits := bytes.TrimLeft(cell, "+-−~≈<>≤≥ ")
	return len(digits) > 1 && len(digits) <= 24 && digits[0] >= '0' && digits[0] <= '9'
}
