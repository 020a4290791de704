package render

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
)

// Files lists the paths of the site: sorted, but for the files of the search,
// which come last. Nothing is rendered.
func (s *Site) Files() []string {
	s.scan()
	names := slices.Collect(maps.Keys(s.pages))
	names = slices.AppendSeq(names, maps.Keys(s.texts))
	names = slices.AppendSeq(names, maps.Keys(s.sections))
	names = slices.AppendSeq(names, maps.Keys(s.aliases))
	names = slices.AppendSeq(names, maps.Keys(s.assets))
	names = append(names, missing)
	if s.url != "" {
		names = append(names, "llms.txt", "robots.txt", "sitemap.xml")
	}
	s.mu.Lock()
	names = slices.AppendSeq(names, maps.Keys(s.files))
	s.mu.Unlock()
	slices.Sort(names)
	// Last, when the pages that they are made of have been rendered.
	return append(slices.Compact(names), append(s.search.files(), "search.html")...)
}

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

// ReadFile implements [fs.ReadFileFS].
func (s *Site) ReadFile(name string) ([]byte, error) { return s.AppendFile(nil, name) }

// AppendFile appends a file's text to b, which whoever reads many files may
// use for all of them.
func (s *Site) AppendFile(b []byte, name string) ([]byte, error) {
	if p := s.pages[name]; p != nil {
		return s.appendPage(b, p)
	}
	text, err := s.readFile(name)
	return append(b, text...), err
}

// readFile gives the text of a file that is no page.
func (s *Site) readFile(name string) ([]byte, error) {
	if text, ok := s.assets[name]; ok {
		return text, nil
	}
	if p := s.texts[name]; p != nil {
		return s.markdownText(p)
	}
	if sec := s.sections[name]; sec != nil {
		return s.sectionPage(name, sec)
	}
	if p := s.aliases[name]; p != nil {
		return s.aliasPage(name, p)
	}
	switch name {
	case missing:
		return s.missingPage()
	case "search.html":
		return s.searchPage()
	case "llms.txt", "robots.txt", "sitemap.xml":
		if s.url != "" {
			return s.forRobots(name), nil
		}
	}
	if text, ok := s.search.file(name); ok {
		return text, nil
	}
	if from, ok := s.shown(name); ok {
		return fs.ReadFile(s.site.FS, from)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// shown finds the file of the project that stands under an output path.
func (s *Site) shown(name string) (string, bool) {
	s.mu.Lock()
	from, ok := s.files[name]
	s.mu.Unlock()
	if !ok && s.opts.Live { // a page that shows it may not have been opened yet
		s.scan()
		s.mu.Lock()
		from, ok = s.files[name]
		s.mu.Unlock()
	}
	return from, ok
}

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
