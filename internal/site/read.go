package site

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"

	"docsite/internal/cause"
	"docsite/internal/contents"
	"docsite/internal/lazy"
	"docsite/internal/regular"
)

// maxQuoted is the largest file that is quoted, in bytes.
const maxQuoted = 1 << 20

// ErrNoFile is the error of a name that no file of the project has.
var ErrNoFile = errors.New("there is no such file")

// ReadQuoted reads a file of a project that a page or the configuration names.
// Its errors leave the name to the caller.
func ReadQuoted(fsys fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, errors.New("the path leaves the project")
	}
	text, err := regular.Read(fsys, name, maxQuoted)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoFile
	}
	return text, cause.Of(err)
}

// Quoted reads a file that a page quotes. A page that docsite refreshes itself,
// because it has quotations or figures, cannot be quoted: what quotes it would be
// out of date as soon as both were written, and two that quote one another would
// grow with every run.
func (s *Site) Quoted(file string) ([]byte, error) {
	text, err := ReadQuoted(s.FS, file)
	switch {
	case err != nil:
		return nil, err
	case bytes.IndexByte(text, 0) >= 0:
		return nil, errors.New("it is no text: the byte 0x00 stands in it")
	case contents.IsMarkdown(file) && s.refreshes(s.Config.fromContent(file)) && refreshed().Match(text):
		return nil, errors.New("it is a page with quotations or figures of its own, which docsite refresh writes; quote the file that it quotes")
	}
	return text, nil
}

// refreshes reports whether docsite refresh looks at the file of a path relative to
// the content folder.
func (s *Site) refreshes(name string) bool {
	if s.byPath[name] != nil {
		return true
	}
	files, _ := s.Files()
	return slices.ContainsFunc(files, func(p *Page) bool { return p.Path == name })
}

// refreshed finds what docsite refresh writes in a page: the markers of figures,
// and fences that quote a file.
var refreshed = lazy.Pattern("<!--\\s*ds:|(?m)^[\\s>*+\\-0-9.)]*(?:`{3,}|~{3,})[^\n`]*\\sfile=")
