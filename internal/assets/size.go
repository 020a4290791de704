package assets

import (
	"io/fs"
	"sync"
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
