package assets

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"path"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// Dimensions reads the width and the height of a picture, in pixels, from its
// first bytes; zero where the format is not known.
func Dimensions(name string, text []byte) (width, height int) {
	if strings.EqualFold(path.Ext(name), ".svg") {
		return svgDimensions(text)
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(text)); err == nil {
		return c.Width, c.Height
	}
	return 0, 0
}

var (
	svgTag    = lazy.Pattern(`<svg\b[^>]*>`)
	svgWidth  = lazy.Pattern(`\swidth="([0-9]{1,5})(?:\.[0-9]+)?(?:px)?"`)
	svgHeight = lazy.Pattern(`\sheight="([0-9]{1,5})(?:\.[0-9]+)?(?:px)?"`)
	svgBox    = lazy.Pattern(`\sviewBox="[0-9.-]+[ ,]+[0-9.-]+[ ,]+([0-9]{1,5})(?:\.[0-9]+)?[ ,]+([0-9]{1,5})(?:\.[0-9]+)?"`)
)

// svgDimensions reads width and height, or the box, of a drawing's first tag.
func svgDimensions(text []byte) (width, height int) {
	tag := svgTag().Find(text[:min(len(text), 4096)])
	w, h := svgWidth().FindSubmatch(tag), svgHeight().FindSubmatch(tag)
	if w == nil || h == nil {
		box := svgBox().FindSubmatch(tag)
		if box == nil {
			return 0, 0
		}
		w, h = box[:2], [][]byte{nil, box[2]}
	}
	width, _ = strconv.Atoi(string(w[1]))
	height, _ = strconv.Atoi(string(h[1]))
	return width, height
}
