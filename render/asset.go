package render

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/site"
)

// publish makes a file of the project part of the site and gives its output
// path. Pages name files while they are printed, by a link, a picture or a
// quotation that goldmark found: what only looks like one publishes nothing.
func (s *Site) publish(file string, picture bool) (string, assets.Refusal) {
	if out, ok := s.routes.FileAt(file); ok && assets.Typed(file, picture) == (assets.Refusal{}) {
		return out, assets.Refusal{}
	}
	if no := s.assets.Refuse(file, picture); no != (assets.Refusal{}) {
		return "", no
	}
	out, other := s.routes.AddFile(file, s.wantedPath(file))
	if other != "" {
		return "", assets.Refusal{Why: fmt.Sprintf("%q has its name", other),
			Hint: "rename one of them: file systems of macOS and Windows do not tell them apart", Fatal: true}
	}
	return out, assets.Refusal{}
}

// wantedPath is where a file of the project stands in the site if no page and
// nothing of docsite's does: a file of the content folder in the same place
// among the pages, any other by its path in the project, or below project/ where
// the content folder has that.
func (s *Site) wantedPath(file string) string {
	if inside, ok := s.inContent(file); ok {
		return inside
	}
	for {
		if _, err := fs.Stat(s.site.FS, path.Join(s.site.Config.Content, file)); err != nil {
			return file
		}
		file = "project/" + file
	}
}

// seek opens all pages, once, when a file is asked for that none of those shows
// that were opened so far: the preview opens pages one by one.
func (s *Site) seek(out string) *site.Route {
	for _, file := range []string{path.Join(s.site.Config.Content, out), strings.TrimPrefix(out, "project/")} {
		if s.assets.Refuse(file, assets.IsPicture(file)) != (assets.Refusal{}) {
			continue
		}
		s.opened.Do(func() {
			for _, page := range s.site.Pages {
				p := s.printers.Get().(*printer)
				p.body(page)
				p.release()
			}
		})
		return s.routes.At(out)
	}
	return nil
}

// size is the width and height of a picture in pixels.
type size struct{ w, h int }

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
		found.w, found.h = assets.Dimensions(file, text)
	}
	s.mu.Lock()
	s.sizes[file] = found
	s.mu.Unlock()
	return found
}
