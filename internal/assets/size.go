package assets

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/lazy"
)

// Size is the width and height of a picture in pixels; zero where they are not
// known.
type Size struct{ Width, Height int }

// Sizes are those of a project's pictures, each read once. It is safe for use by
// several goroutines.
type Sizes struct {
	fsys  fs.FS
	mu    sync.Mutex
	known map[string]Size // by path in the project
}

// NewSizes gives the sizes of the pictures in fsys.
func NewSizes(fsys fs.FS) *Sizes { return &Sizes{fsys: fsys, known: map[string]Size{}} }

// Of reads the size from a picture's first bytes; zero for no file, or where the
// format is not known.
func (s *Sizes) Of(file string) Size {
	s.mu.Lock()
	found, ok := s.known[file]
	s.mu.Unlock()
	if ok || file == "" {
		return found
	}
	if text, err := fs.ReadFile(s.fsys, file); err == nil {
		found.Width, found.Height = Dimensions(file, text)
	}
	s.mu.Lock()
	s.known[file] = found
	s.mu.Unlock()
	return found
}

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
	svgWidth  = lazy.Pattern(`\swidth=["']([0-9]{1,5})(?:\.[0-9]+)?(?:px)?["']`)
	svgHeight = lazy.Pattern(`\sheight=["']([0-9]{1,5})(?:\.[0-9]+)?(?:px)?["']`)
	svgBox    = lazy.Pattern(`\sviewBox=["'][0-9.-]+[ ,]+[0-9.-]+[ ,]+([0-9]{1,5})(?:\.[0-9]+)?[ ,]+([0-9]{1,5})(?:\.[0-9]+)?["']`)
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
