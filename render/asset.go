package render

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// maxAsset is the largest file that is copied into a site, in bytes.
const maxAsset = 32 << 20

// active are the types that a browser runs when it is sent to them. They are
// shown as pictures, never linked to.
var active = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".xht": true, ".xml": true, ".svg": true, ".mht": true}

// pictures are the types that are shown.
var pictures = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true}

// publish makes a file of the project part of the site and gives its output
// path. A hidden file or folder is not published: .git holds credentials on
// the machines that build sites.
func (s *Site) publish(file string, picture bool) (string, bool) {
	if file == "" || file == "." || hidden(file) {
		return "", false
	}
	ext := strings.ToLower(path.Ext(file))
	if picture && !pictures[ext] || !picture && active[ext] {
		return "", false
	}
	if out, ok := s.routes.FileAt(file); ok {
		return out, true
	}
	info, err := fs.Stat(s.site.FS, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxAsset {
		return "", false
	}
	return s.routes.AddFile(file, s.wantedPath(file)), true
}

func hidden(file string) bool {
	return strings.HasPrefix(file, ".") || strings.Contains(file, "/.")
}

// wantedPath is where a file of the project stands in the site if nothing else
// does: a file of the content folder in the same place among the pages, any
// other by its path in the project, unless the content folder has that.
func (s *Site) wantedPath(file string) string {
	if inside, ok := s.inContent(file); ok {
		return inside
	}
	_, err := fs.Stat(s.site.FS, path.Join(s.site.Config.Content, file))
	if err == nil {
		return "project/" + file
	}
	return file
}

// size is the width and height of a picture in pixels.
type size struct{ w, h int }

// size adds the attributes for a picture's size, where it is known.
func (w *buffer) size(s size) {
	if s.w <= 0 || s.h <= 0 {
		return
	}
	w.html(` width="`)
	w.int(s.w)
	w.html(`" height="`)
	w.int(s.h)
	w.html(`"`)
}

// sizeOf reads the size from a picture's first bytes; zero where the format
// is not known.
func (s *Site) sizeOf(file string) size {
	s.mu.Lock()
	known, ok := s.sizes[file]
	s.mu.Unlock()
	if ok {
		return known
	}
	var found size
	if text, err := fs.ReadFile(s.site.FS, file); err == nil {
		found = pictureSize(file, text)
	}
	s.mu.Lock()
	s.sizes[file] = found
	s.mu.Unlock()
	return found
}

func pictureSize(file string, text []byte) size {
	if strings.EqualFold(path.Ext(file), ".svg") {
		return svgSize(text)
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(text)); err == nil {
		return size{c.Width, c.Height}
	}
	return size{}
}

var (
	svgTag    = regexp.MustCompile(`<svg\b[^>]*>`)
	svgWidth  = regexp.MustCompile(`\swidth="([0-9]{1,5})(?:\.[0-9]+)?(?:px)?"`)
	svgHeight = regexp.MustCompile(`\sheight="([0-9]{1,5})(?:\.[0-9]+)?(?:px)?"`)
	svgBox    = regexp.MustCompile(`\sviewBox="[0-9.-]+[ ,]+[0-9.-]+[ ,]+([0-9]{1,5})(?:\.[0-9]+)?[ ,]+([0-9]{1,5})(?:\.[0-9]+)?"`)
)

// svgSize reads width and height, or the box, of a drawing's first tag.
func svgSize(text []byte) size {
	tag := svgTag.Find(text[:min(len(text), 4096)])
	w, h := svgWidth.FindSubmatch(tag), svgHeight.FindSubmatch(tag)
	if w == nil || h == nil {
		box := svgBox.FindSubmatch(tag)
		if box == nil {
			return size{}
		}
		w, h = box[:2], [][]byte{nil, box[2]}
	}
	width, _ := strconv.Atoi(string(w[1]))
	height, _ := strconv.Atoi(string(h[1]))
	return size{width, height}
}

// scan publishes the files that pages name, so that the site's files are known
// before a page is rendered.
func (s *Site) scan() {
	for _, p := range s.site.Pages {
		for _, written := range p.Links {
			if file, name := s.named(p, written); file != "" && s.pageAt(p, file, name) == "" {
				if _, ok := s.publish(file, true); !ok {
					s.publish(file, false)
				}
			}
		}
		for _, written := range p.Quotes {
			if file, _ := s.named(p, written); file != "" {
				s.publish(file, false)
			}
		}
	}
}

// named is the file of the project that a destination may name, and the
// destination without what follows the name; empty for none.
func (s *Site) named(p *site.Page, written string) (file, name string) {
	dest := decode([]byte(written))
	if dest == "" || schemeOf(dest) != "" || strings.HasPrefix(dest, "#") || strings.HasPrefix(dest, "//") {
		return "", ""
	}
	name, _, _ = splitDestination(dest)
	return s.projectPath(p, name), name
}
