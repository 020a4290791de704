// Package sizes prints the sizes of images in a page's text: the tags around a
// figure, which say where it comes from and whether it is stale, and the bars
// beside those of a table.
//
// Start at [New] for a site, and at [BarsOf] for a table. The package measures
// nothing and finds no marker.
package sizes

import (
	"cmp"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/render/messages"
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
