package render

import (
	"strconv"

	"docsite/internal/measure"
	"docsite/internal/site"
)

// figureTag is the opening tag of a figure that a marker names: it carries the
// exact number and where it comes from. A figure without bytes has no tag.
func (s *Site) figureTag(id string) (string, bool) {
	v, err := measure.Figure(s.site, id)
	if err != nil || v.Bytes < 0 {
		return "", false
	}
	var w buffer
	w.html("<data")
	w.attr("value", strconv.FormatInt(v.Bytes, 10))
	w.attr("title", source(v))
	w.html(">")
	return string(w.b), true
}

// source says where a figure comes from: platform, digest, method, date.
func source(v measure.Value) string {
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
