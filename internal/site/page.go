package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync/atomic"

	"docsite/internal/cause"
	"docsite/internal/contents"
	"docsite/internal/front"
	"docsite/internal/mentions"
	"docsite/internal/regular"
)

// MaxPage is the largest page that is read, in bytes. Markdown parsers take
// time quadratic in the size of hostile input.
const MaxPage = 1 << 20

// Page is a Markdown file: a page of the site, or one of [Site.Files]. [Site.Source] gives its text, once from memory when
// [Options] asked for that: then it is read again, so that memory does not grow
// with the number of pages.
type Page struct {
	Path   string // slash path relative to the content folder: "image/dockerfile.md"
	Output string // slash path relative to the site: "image/dockerfile.html"; empty of what is no page
	Text   string // slash path relative to the project of the file that has its text, where the page is nothing but an include of that; else empty
	Front
	Quotes   []string // what its text has behind "file=": quotations, where the parser finds a listing there
	Anchors  []string // words of its text with a "#" inside: links to places in other pages, where the parser finds a link there
	Includes []string // files of the project of which its text has something, one of each folder; all that it asked for are Asked
	Asked    []string
	Labels   []string                 // of headings, by which MyST names them from any page: each with the heading's text behind a blank
	rank     int                      // in a table of contents of another generator; 0 for none
	titled   bool                     // its front matter has a title
	own      string                   // its title before such a table gave it another
	listed   string                   // what such a table calls it where its front matter has another title
	text     atomic.Pointer[Source]   // what was read of it, until somebody asks
	aliasAt  atomic.Pointer[[][2]int] // places of the aliases, once one is asked for
	stamp    stamp
	problems Problems // of its front matter, reported again when the page is taken from an earlier reading
}

// Front is a page's front matter.
type Front = front.Matter

// Called is what lists of pages call a page.
func (p *Page) Called() string { return cmp.Or(p.Label, p.listed, p.Title) }

// Annotated reports whether the page's notes are to be moved beside the code.
func (p *Page) Annotated() bool { return p.Annotate == nil || *p.Annotate }

// NotesComments reports whether the comments of what a quotation quotes are notes. The
// quotation is nil for a listing that quotes nothing.
func (p *Page) NotesComments(q *Quotation) bool {
	return q != nil && (q.Comments == "notes" || p.Comments == "notes")
}

// aliasPlace is the line and the column of an alias, by its number, in the page's text;
// zero where YAML does not tell.
func (p *Page) aliasPlace(text []byte, i int) (line, col int) {
	places := p.aliasAt.Load()
	if places == nil {
		found := front.AliasPlaces(text)
		places = &found
		p.aliasAt.Store(places)
	}
	if i >= len(*places) {
		return 0, 0
	}
	return (*places)[i][0], (*places)[i][1]
}

// readPage fills in a page from its front matter and its text, which may be another file's.
// title reads the first heading.
func readPage(src, text *Source, p *Page, title func([]byte) string) Problems {
	ps := checkText(src)
	p.Front = front.Read(src.Text, func(line, col int, message, hint string) {
		ps = append(ps, Problem{File: src.Name, Line: line, Col: col, Severity: Warning, Message: message, Hint: hint})
	})
	_, at := front.Split(text.Text)
	body := text.Text[at:]
	for i, alias := range p.Aliases {
		if strings.HasPrefix(alias, "./") || strings.HasPrefix(alias, "../") { // beside the page, as Hugo has it
			if at := path.Join(path.Dir(strings.TrimSuffix(strings.TrimSuffix(p.Output, ".html"), "/index")), alias); isAlias(at) {
				alias, p.Aliases[i] = at, at
			}
		}
		if !isAlias(alias) {
			line, col := p.aliasPlace(src.Text, i)
			ps = append(ps, Problem{File: src.Name, Line: line, Col: col, Severity: Warning,
				Message: "front matter: " + quoted("alias", alias) + " is not a path inside the site", Hint: "write it like old/page.html"})
		}
	}
	p.Quotes, p.Anchors, p.Labels = mentions.Quotes(body), mentions.Anchors(body), mentions.Labels(body)
	p.titled = p.Title != ""
	if p.Title == "" && title != nil {
		p.Title = title(body)
	}
	if p.Title == "" {
		p.Title = cmp.Or(p.Label, nameTitle(p.Path))
	}
	p.own = p.Title
	return ps
}

// nameTitle makes a title of a file's name: "2.two-stages.md" is "two stages",
// "image/index.md" is "image".
func nameTitle(file string) string {
	file = below(file)
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if isIndex(file) && path.Dir(file) != "." {
		name = path.Base(path.Dir(file))
	}
	return strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(contents.Name(name)))
}

// below is the path of a page in the content folder: of the README.md around it the one
// that it would have there.
func below(file string) string { return path.Join("/", file)[1:] }

// isIndex reports whether a file stands for its folder.
func isIndex(file string) bool { return indexRank(file) > 0 }

// indexRank is how much a file stands for its folder, of those that do: index.md
// before Hugo's _index.md and GitHub's README.md. Nuxt numbers it: 0.index.md.
func indexRank(file string) int {
	switch strings.TrimSuffix(strings.ToLower(contents.Name(path.Base(file))), "x") {
	case "index.md":
		return 3
	case "_index.md":
		return 2
	case "readme.md":
		return 1
	}
	return 0
}

// outputPath is where a page is written: "a/b.md" as "a/b.html", an index as
// "a/index.html".
func outputPath(file string) string {
	file = below(file)
	if isIndex(file) {
		return path.Join(path.Dir(file), "index.html")
	}
	return strings.TrimSuffix(file, path.Ext(file)) + ".html"
}

// Page finds a page by its path relative to the content folder.
func (s *Site) Page(file string) (*Page, bool) {
	p, ok := s.byPath[file]
	return p, ok
}

// PageOf is the page of a file of the project; nil where it is the file of none.
func (s *Site) PageOf(file string) *Page { return s.byPath[s.Config.fromContent(file)] }

// File is the path, relative to the project, of the file with a page's text: problems name it.
func (s *Site) File(p *Page) string { return cmp.Or(p.Text, path.Join(s.Config.Content, p.Path)) }

// Source is a page's text with what it includes, or what Revise gives in its place. Its errors
// leave the name to the caller.
func (s *Site) Source(p *Page) (src *Source, err error) {
	if src = p.text.Swap(nil); src == nil {
		if src, err = open(s.FS, s.File(p)); err == nil {
			src, _ = expanded(s, p, src)
		}
	}
	if err == nil && s.Revise != nil {
		src = s.Revise(p, src)
	}
	return src, cause.Of(err)
}

// AsWritten is the text of a page's file, as it is to be edited.
func AsWritten(s *Site, p *Page) (*Source, error) {
	src := p.text.Swap(nil)
	if src != nil && src.of != nil {
		src = src.of
	}
	if src != nil {
		return src, nil
	}
	src, err := open(s.FS, s.File(p))
	return src, cause.Of(err)
}

// expanded is the text of a page with what it includes.
func expanded(s *Site, p *Page, src *Source) (*Source, *contents.Expanded) {
	with := s.includes.Expand(s.File(p), src.Text)
	if with.Text == nil {
		return src, with
	}
	return src.Revised(with.Text, with.Origin), with
}

// Peek is [Site.Source] for one after whom another asks: what was read of the page stays.
func (s *Site) Peek(p *Page) (*Source, error) {
	if read := p.text.Load(); read != nil {
		defer p.text.Store(read.again())
	}
	return s.Source(p)
}

// open reads a page that is known to be a file: a pipe would be waited for.
func open(fsys fs.FS, name string) (*Source, error) {
	open := fsys.Open
	if fsys, ok := fsys.(interface{ OpenPage(string) (fs.File, error) }); ok { // which tells pages from other files
		open = fsys.OpenPage
	}
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxPage {
		return nil, fmt.Errorf("%d bytes are more than a page may have (1 MiB)", info.Size())
	}
	text, err := regular.All(f, info.Size())
	return &Source{Name: name, Text: text}, err
}
