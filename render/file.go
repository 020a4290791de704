package render

import (
	"bytes"
	"io/fs"
	"path"
	"time"

	"docsite/internal/site"
)

// Open implements [fs.FS]. A folder opens as its index.html.
func (s *Site) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	text, err := s.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{name: path.Base(name), size: len(text), Reader: bytes.NewReader(text)}, nil
}

// OpenFile opens a file of the project that is part of the site as it is. What is
// rendered is no such file.
func (s *Site) OpenFile(name string) (fs.File, error) {
	r := s.routes.At(name)
	if r == nil && fs.ValidPath(name) {
		r = s.seek(name)
	}
	if r == nil || r.File == "" || r.Text != nil || !site.IsFile(s.site.FS, r.File) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.site.FS.Open(r.File)
}

// ReadFile implements [fs.ReadFileFS].
func (s *Site) ReadFile(name string) ([]byte, error) { return s.AppendFile(nil, name) }

// file is a rendered file.
type file struct {
	*bytes.Reader
	name string
	size int
}

func (f *file) Stat() (fs.FileInfo, error) { return info{f.name, int64(f.size)}, nil }
func (f *file) Close() error               { return nil }

// info describes a rendered file. It has no time: the same project gives the
// same site on every day.
type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
