package render

import (
	"strconv"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/markup"
)

// figureTags are the tags around a figure that a marker names: the first
// carries the exact number and where it comes from, the last says when it is
// stale. A figure without bytes has no tags.
func (s *Site) figureTags(id string) (open, end string, ok bool) {
	v, err := figures.Find(s.site, id)
	if err != nil || v.Bytes < 0 {
		return "", "", false
	}
	var w markup.Buffer
	w.HTML("<data")
	w.Attr("value", strconv.FormatInt(v.Bytes, 10))
	w.Attr("title", source(v))
	w.HTML(">")
	open, end = string(w.B), "</data>"
	image := id[:strings.LastIndexByte(id, '.')]
	if !v.Recorded && s.stale(image) {
		w = markup.Buffer{}
		w.HTML("</data> ")
		s.staleMark(&w)
		end = string(w.B)
	}
	return open, end, true
}

// stale reports whether an image was measured for another Dockerfile than the
// project has now: the figures are true of that image, but not of the next one
// that is built.
func (s *Site) stale(id string) bool {
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

// staleMark says in words that a figure is stale.
func (s *Site) staleMark(w *markup.Buffer) {
	w.HTML(`<span class="stale">`)
	w.Text(s.msg.Image.Stale)
	w.HTML("</span>")
}

// staleTable says below a table which of its images are stale; nothing when
// none is.
func (s *Site) staleTable(id string) string {
	var w markup.Buffer
	for _, image := range s.site.Config.Tables[id].Images {
		if !s.stale(image) {
			continue
		}
		w.HTML("<p>")
		w.Text(orElse(s.site.Config.Images[image].Label, image) + ": ")
		s.staleMark(&w)
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

// findFigures replaces the markers of figures by tags that carry the exact
// number of bytes and where it comes from.
func (p *prosePrinter) findFigures() {
	markers, ps := p.doc.Markers()
	p.problems = append(p.problems, ps...)
	for _, m := range markers {
		if ps.Failed(false) {
			continue
		}
		switch m.Kind {
		case "table":
			p.sized = append(p.sized, p.site.sizedOf(m))
			if mark := p.site.staleTable(m.ID); mark != "" {
				p.below = put(p.below, m.Close.Start, mark)
			}
		case "value":
			if open, end, ok := p.site.figureTags(m.ID); ok {
				p.figures = put(put(p.figures, m.Open.Start, open), m.Close.Start, end)
			}
		}
	}
}

// put enters a text into a map that most pages do without.
func put(m map[int]string, at int, text string) map[int]string {
	if m == nil {
		m = map[int]string{}
	}
	m[at] = text
	return m
}
